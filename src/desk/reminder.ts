import type { Case } from '../model/case.js';
import type { Effect } from '../model/effect.js';
import type { Language } from '../model/language.js';
import { plain, type RichText } from '../model/text.js';
import type { ReminderDue } from './clock.js';
import { momentInWords } from './moment.js';
import { phrase, type Phrases } from './phrases.js';
import { threadLine } from './thread-line.js';

/** What reminders are written with. */
export interface ReminderContext {
  phrases: Phrases;
  deskLanguage: Language;
  timeZone: string;
  /** The lead's id on the platform where the case's thread is; null: nobody is named. */
  lead: string | null;
}

/**
 * Reminds agents of a case in its thread: before the time is up its owner, then everybody at the desk, and the lead once
 * it is late.
 */
export function remind(subject: Case, due: readonly ReminderDue[], context: ReminderContext): Effect[] {
  if (due.length === 0) return [];
  const posts = due.map((reminder) => post(subject, reminder, context));
  return [...posts, { kind: 'reminded', reminders: due.map(({ name }) => name) }];
}

function post(subject: Case, { name, deadline }: ReminderDue, context: ReminderContext): Effect {
  const { phrases, deskLanguage, timeZone, lead } = context;
  const since = deadline ?? subject.waitingSince ?? subject.openedAt;
  const text = phrase(phrases, `desk-thread.${name}`, deskLanguage, {
    agent: subject.agent === null ? plain('—') : mention(subject.agent.name, subject.agent.id),
    lead: mention(phrase(phrases, 'desk-thread.lead', deskLanguage).text, lead),
    time: momentInWords(since, deskLanguage, timeZone),
    number: String(subject.number),
    department: phrase(phrases, `card.department-${subject.department}`, deskLanguage),
    priority: phrase(phrases, `card.priority-${subject.priority}`, deskLanguage),
  });
  const named = name.endsWith('-soon') || (name.endsWith('-late') && lead !== null);
  return { ...threadLine(text), ...(named ? {} : { broadcast: true }) };
}

function mention(text: string, person: string | null): RichText {
  if (person === null || text === '') return plain(text);
  return { text, spans: [{ kind: 'mention', person, offset: 0, length: text.length }] };
}
