import { Buffer } from 'node:buffer';
import type { Lesson } from './job.js';
import { seeded } from './random.js';

const LENGTH = 100_000;

/** Messages of 100 KB: much said, one word without end, what looks like addresses, a log, and no text at all. */
export function longMessages(): Lesson['long'] {
  const random = seeded(0);
  const junk = Buffer.from(Array.from({ length: LENGTH }, () => Math.floor(random() * 256)));
  return [
    { name: 'words', text: filled('Сайт не открывается со вчерашнего дня, my site is down, помогите. ') },
    { name: 'one word', text: filled('a') },
    { name: 'dots', text: filled('a.b.') },
    {
      name: 'a log',
      text: filled('2026-01-01T00:00:00Z GET https://example.org/index.php?id=1 502 ERR_CONN 10.0.0.1\n'),
    },
    { name: 'emoji', text: filled('🙂‍↔️') },
    { name: 'binary', text: junk.toString('latin1') },
  ];
}

function filled(piece: string): string {
  return piece.repeat(Math.ceil(LENGTH / piece.length)).slice(0, LENGTH);
}
