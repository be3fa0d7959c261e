import type { Language } from '../model/language.js';
import type { DialogueContent } from './content.js';
import type { DialogueContext } from './event.js';

/** Where a turn takes place: what is given, and the language it is spoken in. */
export interface Scene {
  context: DialogueContext;
  content: DialogueContent;
  language: Language;
}
