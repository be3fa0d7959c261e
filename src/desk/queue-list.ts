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
  const lines = sorted.slice(0, MOST_LINES).map((one) => {
    const values = {
      number: String(one.number),
      title: cut(oneLine(one.title === '' ? one.personName : one.title), TITLE_LENGTH),
      department: say(`card.department-${one.department}`).text,
      priority: say(`card.priority-${one.priority}`).text,
    };
    if (!isUnclaimed(one))
      return say('desk-thread.queue-line-claimed', { ...values, owner: one.agentName ?? '—' });
    const time =
      one.waitingSince === null
        ? '—'
        : momentInWords(one.waitingSince, context.deskLanguage, context.timeZone);
    return say('desk-thread.queue-line', { ...values, time });
  });
  const left = queue.length - lines.length;
  if (left > 0) lines.push(say('card.more', { count: String(left) }));
  return join([bold(say('desk-thread.queue', { count: String(queue.length) })), ...lines], '\n');
}

function isUnclaimed({ owner }: QueuedCase): boolean {
  return owner === 'queue';
}
