import type { Person } from '../model/address.js';
import type { Effect } from '../model/effect.js';
import type { Language } from '../model/language.js';
import type { Phrases } from './phrases.js';
import { threadPhrase } from './thread-line.js';

/** What agents' words are kept with. */
export interface NoteContext {
  phrases: Phrases;
  /** The language agents read. */
  deskLanguage: Language;
  /** Whether they were typed in the thread, so that it shows them already. */
  typed: boolean;
}

/** Keeps a note; where it came from a form, the thread shows it to colleagues. */
export function keepNote(agent: Person, text: string, context: NoteContext): Effect[] {
  const note: Effect = { kind: 'note', author: agent, text };
  return context.typed
    ? [note]
    : [note, threadPhrase('desk-thread.noted', context, { agent: agent.name, text })];
}
