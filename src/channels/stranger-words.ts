import type { Language } from '../model/language.js';

const WORDS: Record<Language, string> = {
  ru: 'Эта кнопка только для сотрудников поддержки. Ничего не произошло. Если вы работаете здесь, нажмите ещё раз; если не поможет, сначала вступите в группу.',
  en: 'This button is for the support team alone. Nothing was done. If you work here, press it again; if that does not help, join the group first.',
};

/**
 * What somebody is told who presses a button for agents and is not a member of the desk, as far as is known. At most 200
 * characters, which is what Telegram shows.
 */
export function strangerWords(locale: string | null): string {
  return WORDS[locale?.toLowerCase().startsWith('ru') === true ? 'ru' : 'en'];
}
