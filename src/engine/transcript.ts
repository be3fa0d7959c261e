import { phrase } from '../desk/phrases.js';
import type { Delivery } from '../model/delivery.js';
import type { HistoryEntry } from '../model/history.js';
import { join, plain, type RichText } from '../model/text.js';
import type { TurnDeps } from './deps.js';

/** The transcript's last lines are worth more than its first: longer ones lose their beginning. */
const TRANSCRIPT_LENGTH = 12_000;

/** Lines of a history that somebody said to somebody. */
const SPOKEN: ReadonlySet<HistoryEntry['kind']> = new Set(['person', 'bot', 'agent']);

/** The same, with what agents wrote down for each other. */
const WRITTEN: ReadonlySet<HistoryEntry['kind']> = new Set([...SPOKEN, 'note', 'solution']);

type TranscriptDeps = Pick<TurnDeps, 'brain' | 'deskLanguage'>;

/**
 * What was said, below a title, with the files that came along; `notes`: and what agents wrote for each other. Null
 * where nothing was.
 */
export function transcriptOf(
  title: RichText,
  history: readonly HistoryEntry[],
  deps: TranscriptDeps,
  { notes = false }: { notes?: boolean } = {},
): Extract<Delivery, { kind: 'post' }> | null {
  const kinds = notes ? WRITTEN : SPOKEN;
  const lines = history
    .filter(({ kind, text }) => kinds.has(kind) && text !== '')
    .map((entry) => {
      const by = authorOf(entry, deps);
      return join([
        { text: by, spans: [{ kind: 'bold', offset: 0, length: by.length }] },
        plain(`: ${entry.text}`),
      ]);
    });
  const attachments = history.flatMap((entry) => entry.attachments);
  if (lines.length === 0 && attachments.length === 0) return null;
  let length = 0;
  const kept: RichText[] = [];
  for (const line of lines.reverse()) {
    length += line.text.length + 1;
    if (length > TRANSCRIPT_LENGTH) break;
    kept.unshift(line);
  }
  return { kind: 'post', author: null, text: join([title, ...kept], '\n'), attachments };
}

function authorOf({ kind, name }: HistoryEntry, { brain, deskLanguage }: TranscriptDeps): string {
  const say = (key: 'desk-thread.bot' | 'desk-thread.person' | 'desk-thread.note'): string =>
    phrase(brain().phrases, key, deskLanguage).text;
  if (kind === 'bot') return say('desk-thread.bot');
  const by = name ?? say('desk-thread.person');
  return kind === 'note' || kind === 'solution' ? `${by} (${say('desk-thread.note')})` : by;
}
