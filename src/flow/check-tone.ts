import type { Language } from '../model/language.js';
import type { Fault } from './fault.js';
import type { Path } from './path.js';
import type { YamlSource } from './yaml.js';

/** UTF-16 units that are read at a glance; more only as steps in a numbered list, each of which keeps to it. */
const GLANCE = 400;
/** UTF-16 units: all that a message may have, whatever its form. */
const MESSAGE = 1_000;

/** A numbered list has lines that begin so. */
const NUMBERED = /^\s*\d+\.\s/mu;

/** Words that put the fault on the person, or tell them that it is simple. */
const BLAME: Readonly<Record<Language, RegExp>> = {
  ru: /(?<!\p{L})(?:ваша вина|по вашей вине|вы (?:сами )?виноват\p{L}*|вы (?:ошиблись|забыли|сломали|испортили|не удосужились)|вы неправильно|вы должны были|надо было раньше|очевидно, что|элементарно)(?!\p{L})/iu,
  en: /(?<!\p{L})(?:your (?:own )?fault|user error|you(?:'ve| have)? (?:forgot(?:ten)?|failed|broke|broken|messed)|you (?:did|have done) (?:it )?wrong(?:ly)?|you should have|you were supposed|obviously)(?!\p{L})/iu,
};

const CAPITAL_YOU = /(?<=[\p{Ll}\p{N},;–—)»]\s)(?:Вы|Вас|Вам|Вами|Ваш\p{Ll}{0,3})(?!\p{L})/u;

/** What a support lead would strike out of a text: by the rules of tone in the README. */
export function checkTone(source: YamlSource, path: Path, language: Language, text: string): Fault[] {
  const faults: Fault[] = [];
  const bare = text.replace(/`[^`\n]+`/g, '`');
  const parts = NUMBERED.test(text) ? text.split('\n') : [text];
  const longest = Math.max(...parts.map(({ length }) => length));
  if (text.length > MESSAGE) {
    const message = `the text has ${text.length} characters; the limit is ${MESSAGE}`;
    faults.push(source.fault(path, 'text-long', message, 'Say it in two steps or shorten it'));
  } else if (longest > GLANCE) {
    const message = `${longest} characters in one piece are too many to take in; the limit is ${GLANCE}`;
    const remedy = 'Shorten it, or make it steps in a numbered list';
    faults.push(source.fault(path, 'text-dense', message, remedy));
  }
  // What is quoted is a button, a message or the person's own words, and asks nothing.
  const questions = bare.replace(/«[^»]*»|“[^”]*”|"[^"]*"/gu, '').match(/\?+/gu) ?? [];
  if (questions.length > 1) {
    const message = `it asks ${questions.length} questions, and people answer the last`;
    faults.push(source.fault(path, 'several-questions', message, 'Ask one question a message'));
  }
  if (/[!?]\s*!|!\s*\?/u.test(bare)) {
    const remedy = 'End with one mark; plain words need none';
    faults.push(source.fault(path, 'exclamation', 'it has exclamation marks in a row', remedy));
  }
  const capital = language === 'ru' ? CAPITAL_YOU.exec(bare)?.[0] : undefined;
  if (capital !== undefined) {
    const message = `\`${capital}\` is written with a capital letter`;
    faults.push(source.fault(path, 'capital-you', message, 'Write it in lower case'));
  }
  const blame = BLAME[language].exec(bare)?.[0];
  if (blame !== undefined) {
    const message = `\`${blame}\` puts the blame on the person`;
    faults.push(source.fault(path, 'blame', message, 'Say what to do now instead'));
  }
  return faults;
}
