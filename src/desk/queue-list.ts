import type { Language } from '../model/language.js';
import type { QueuedCase } from '../model/queue.js';
import { join, type RichText } from '../model/text.js';
import { cut, oneLine } from './cut.js';
import { momentInWords } from './moment.js';
import { phrase, type DeskPhrase, type Phrases } from './phrases.js';
import { inOrder } from './queue.js';
import { bold } from './section.js';

/** More lines than this nobody reads in a thread; those that are left out are counted. */
const MOST_LINES = 25;
const TITLE_LENGTH = 60;

/** What the list is written with. */
export interface QueueListContext {
  phrases: Phrases;
  deskLanguage: Language;
  timeZone: string;
}

/** The queue as agents read it: what nobody has claimed in the order in which it is to be taken, then the rest. */
export function queueInWords(queue: readonly QueuedCase[], context: QueueListContext): RichText {
  const say = (key: DeskPhrase, values: Record<string, string> = {}): RichText =>
    phrase(context.phrases, key, context.deskLanguage, values);
  if (queue.length === 0) return say('desk-thread.queue-empty');
  const ordered = inOrder(queue);
  const sorted = [...ordered.filter(isUnclaimed), ...ordered.filter((one) => !isUnclaimed(one))];
  const lines = sorted.slice(0, MOST_LINES).map((one) => queueLine(one, context));
  const left = queue.length - lines.length;
  if (left > 0) lines.push(say('card.more', { count: String(left) }));
  return join([bold(say('desk-thread.queue', { count: String(queue.length) })), ...lines], '\n');
}

/** A case of the queue as one line. */
export function queueLine(one: QueuedCase, context: QueueListContext): RichText {
  const { phrases, deskLanguage, timeZone } = context;
  const say = (key: DeskPhrase, values: Record<string, string> = {}): RichText =>
    phrase(phrases, key, deskLanguage, values);
  const values = {
    number: String(one.number),
    title: titleInLine(one.title === '' ? one.personName : one.title),
    department: say(`card.department-${one.department}`).text,
    priority: say(`card.priority-${one.priority}`).text,
  };
  if (!isUnclaimed(one))
    return say('desk-thread.queue-line-claimed', { ...values, owner: one.agentName ?? '—' });
  const time = one.waitingSince === null ? '—' : momentInWords(one.waitingSince, deskLanguage, timeZone);
  return say('desk-thread.queue-line', { ...values, time });
}

/** What a case is about, short enough for a line with more in it. */
export function titleInLine(title: string): string {
  return cut(oneLine(title), TITLE_LENGTH);
}

/** Whether a case waits for somebody to claim it. */
export function isUnclaimed({ owner }: QueuedCase): boolean {
  return owner === 'queue';
}
