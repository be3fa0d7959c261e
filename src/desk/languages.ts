import type { Person } from '../model/address.js';
import type { Case } from '../model/case.js';
import { speaks, type DeskAgent } from '../model/desk-agent.js';
import { LANGUAGES, type Language } from '../model/language.js';

const WORDS: Readonly<Record<Language, readonly string[]>> = {
  ru: ['ru', 'русский', 'по-русски', 'russian'],
  en: ['en', 'английский', 'по-английски', 'english'],
};

/** The languages that an agent says they speak, in any order; null where a word is none. */
export function readLanguages(words: string): Language[] | null {
  const given = words
    .toLowerCase()
    .split(/[\s,;]+/u)
    .filter((word) => word !== '' && word !== 'и' && word !== 'and');
  const read = given.map((word) => LANGUAGES.find((language) => WORDS[language].includes(word)));
  if (given.length === 0 || read.includes(undefined)) return null;
  return LANGUAGES.filter((language) => read.includes(language));
}

/** Colleagues by whether they speak the person's language: who does, who has not said, who does not. */
export function bySkill(agents: readonly DeskAgent[], { language }: Pick<Case, 'language'>): DeskAgent[] {
  const rank = (agent: DeskAgent): number => ({ true: 0, null: 1, false: 2 })[`${speaks(agent, language)}`];
  return agents.toSorted((one, other) => rank(one) - rank(other));
}

/**
 * Who else speaks the person's language, where the agent has said that they do not; null where nothing is to be told.
 */
export function betterPlaced(
  agent: Person,
  agents: readonly DeskAgent[],
  { language }: Pick<Case, 'language'>,
): string[] | null {
  const own = agents.find(({ id }) => id === agent.id);
  if (own === undefined || speaks(own, language) !== false) return null;
  return agents.filter((one) => speaks(one, language) === true).map(({ name }) => name);
}
