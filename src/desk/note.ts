import type { Person } from '../model/address.js';
import type { Effect } from '../model/effect.js';
import type { Language } from '../model/language.js';
import { phrase, type Phrases } from './phrases.js';

/** What agents' words are kept with. */
export interface NoteContext {
  phrases: Phrases;
  /** The language agents read. */
  deskLanguage: Language;
  /** Whether they were typed in the thread, so that it shows them already. */
  typed: boolean;
}

/** Keeps a note; where it came from a form, the thread shows it to colleagues. */
export function keepNote(
  agent: Person,
  text: string,
  { phrases, deskLanguage, typed }: NoteContext,
): Effect[] {
  const note: Effect = { kind: 'note', author: agent, text };
  if (typed) return [note];
  const line = phrase(phrases, 'desk-thread.noted', deskLanguage, { agent: agent.name, text });
  return [note, { kind: 'post', author: null, text: line, attachments: [] }];
}
