import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { createBrain, loadCheckedContent } from '../../src/brain.js';
import type { Sourced } from '../../src/flow/sources.js';
import type { ConversationFile } from '../../src/rehearsal/conversation.js';
import { readConversations } from '../../src/rehearsal/read.js';
import { rehearseFile, type Cast, type FileResult } from '../../src/rehearsal/run.js';
import { tempFolder } from '../support/cli.js';

/** Two problems: one with checks and a wait, one that only asks. */
const FLOWS = {
  site: `# yaml-language-server: $schema=./flow.schema.json
id: site
audience: customer
title: { ru: 'Сайт лежит', en: 'Site is down' }
steps:
  - id: domain
    ask: { ru: 'Какой домен?', en: 'Which domain?' }
    slot: domain
    type: domain
    unknown: hand
    next: look
  - id: look
    probe:
      - check: dns
        of: domain
        keep: { addresses: site_addresses }
      - check: http
        of: domain
    next: found
  - id: found
    branch:
      - { slot: dns, is: elsewhere, next: moved }
      - { slot: http, is: ok, next: fine }
    else: hand
  - id: moved
    wait:
      ru: '{domain} ведёт на {site_addresses}. Подождём.'
      en: '{domain} leads to {site_addresses}. Let us wait.'
    minutes: 10
    next: again
  - id: again
    confirm: { ru: 'Открылся?', en: 'Does it open?' }
    yes: fine
    no: hand
  - id: fine
    resolve: { ru: 'Сайт отвечает.', en: 'The site answers.' }
  - id: hand
    handover: { ru: 'Нужен человек.', en: 'This needs a person.' }
    department: domains
`,
  parcel: `# yaml-language-server: $schema=./flow.schema.json
id: parcel
audience: customer
title: { ru: 'Посылка потерялась', en: 'Parcel is lost' }
steps:
  - id: number
    ask: { ru: 'Какой номер посылки?', en: 'Which number?' }
    slot: number
    type: number
    unknown: hand
    next: done
  - id: done
    resolve: { ru: 'Посылка {number} найдена.', en: 'Parcel {number} is found.' }
  - id: hand
    handover: { ru: 'Нужен человек.', en: 'This needs a person.' }
`,
};

const EXAMPLES = {
  site: ['сайт не открывается', 'мой сайт лежит', 'сайт недоступен', 'страница сайта не грузится'],
  parcel: ['посылка потерялась', 'где моя посылка', 'посылка не пришла', 'не могу найти посылку'],
};

const temp = tempFolder('rehearsal');
afterAll(() => {
  temp.remove();
});

/** A content folder with what the bot cannot do without, and the two. */
export function smallContent(): string {
  const root = temp.smallContent();
  for (const id of ['site', 'parcel'] as const) {
    writeFileSync(join(root, `flows/${id}.yml`), FLOWS[id]);
    const title =
      id === 'site' ? `{ ru: 'Сайт лежит', en: 'Site is down' }` : `{ ru: 'Посылка', en: 'Parcel' }`;
    const examples = EXAMPLES[id].map((text) => `    - ${text}`).join('\n');
    const lines = [
      '# yaml-language-server: $schema=./intent.schema.json',
      ...[
        `id: ${id}`,
        'audience: customer',
        `title: ${title}`,
        `flow: ${id}`,
        'examples:',
        '  ru:',
        examples,
      ],
      ...['  en:', `    - my ${id} does not work`, `    - something is wrong with my ${id}`],
    ];
    writeFileSync(join(root, `intents/${id}.yml`), `${lines.join('\n')}\n`);
  }
  return root;
}

let cast: Cast | null = null;

/** The same content, read and learned once a test file. */
export function smallCast(): Cast {
  if (cast === null) {
    const content = loadCheckedContent(smallContent());
    cast = { content, brain: createBrain(content) };
  }
  return cast;
}

const SCHEMA_LINE = '# yaml-language-server: $schema=../conversation.schema.json\n';

/** A file with one conversation of these turns, the first on line 5. */
export function fileOf(turns: string, head = ''): string {
  const body = turns
    .trim()
    .split('\n')
    .map((line) => `      ${line}\n`);
  return `${SCHEMA_LINE}conversations:\n  - name: a talk${head}\n    turns:\n${body.join('')}`;
}

/** Mistakes of a file, as they are told. */
export function mistakesIn(text: string): string[] {
  const outcome = readConversations('a.yml', Buffer.from(text));
  if (outcome.ok) return [];
  return outcome.faults.map(
    ({ line, column, message, remedy }) => `${String(line)}:${String(column)} ${message}. ${remedy}`,
  );
}

/** Holds the conversations of a file's text. */
export function rehearsed(
  text: string,
  options: Parameters<typeof rehearseFile>[2] = {},
): Promise<FileResult> {
  return rehearseFile(read(text), smallCast(), options);
}

function read(text: string): Sourced<ConversationFile> {
  const outcome = readConversations('a.yml', Buffer.from(text));
  if (outcome.ok) return outcome.read;
  throw new Error(JSON.stringify(outcome.faults));
}
