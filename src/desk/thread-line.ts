import type { DeskButton } from '../model/delivery.js';
import type { Effect } from '../model/effect.js';
import type { Language } from '../model/language.js';
import type { RichText } from '../model/text.js';
import { phrase, type DeskPhrase, type Phrases } from './phrases.js';

type Post = Extract<Effect, { kind: 'post' }>;

/** A line of the bot's own in the case's thread, with buttons below it. */
export function threadLine(text: RichText, actions: readonly DeskButton[] = []): Post {
  return { kind: 'post', author: null, text, attachments: [], ...(actions.length > 0 ? { actions } : {}) };
}

/** The same of a text of the desk, in the language that agents read, filled. */
export function threadPhrase(
  key: DeskPhrase,
  { phrases, deskLanguage }: { phrases: Phrases; deskLanguage: Language },
  values: Readonly<Record<string, string>> = {},
  actions: readonly DeskButton[] = [],
): Post {
  return threadLine(phrase(phrases, key, deskLanguage, values), actions);
}
