import type { LocalText } from '../model/language.js';
import { editDistance } from '../model/spelling.js';

/**
 * How a typed text met an option. `exact`: number, ordinal or label; `close`: its beginning, a small typo, or words
 * that only this label has.
 */
export interface Met {
  index: number;
  how: 'exact' | 'close';
}

/** Stems of ordinals in both languages; a word that begins with one and is not much longer is meant. */
const ORDINALS: readonly (readonly string[])[] = [
  ['перв', 'first'],
  ['втор', 'second'],
  ['трет', 'third'],
  ['четверт', 'fourth'],
  ['пят', 'fifth'],
  ['шест', 'sixth'],
  ['седьм', 'seventh'],
  ['восьм', 'eighth'],
  ['девят', 'ninth'],
];

const CARDINALS: readonly (readonly string[])[] = [
  ['один', 'одно', 'раз', 'one'],
  ['два', 'двойка', 'two'],
  ['три', 'тройка', 'three'],
  ['четыре', 'four'],
  ['пять', 'five'],
  ['шесть', 'six'],
  ['семь', 'seven'],
  ['восемь', 'eight'],
  ['девять', 'nine'],
];

const LAST = ['последн', 'last'];

/** Words around what is meant that say nothing more: "вариант 2", "the second one, please", "from the site". */
const FRAME = new Set(
  (
    'вариант варианта номер пункт это да давайте пожалуйста наверное думаю мой мое у меня ' +
    'с со на в по про через из от для ' +
    'the one option number no it is please i think its choice variant ' +
    'from with on in at of by via about through for using'
  ).split(' '),
);

/** Whether a typed text is this label, in either language, whatever the case, ё or punctuation. */
export function isLabel(text: string, label: LocalText): boolean {
  const said = fold(text);
  return said !== '' && [...forms(label.ru), ...forms(label.en)].includes(said);
}

/**
 * Finds the option that a typed text means: its number ("2", "2."), an ordinal ("вторая", "the second one"), its
 * label in either language whatever the case, ё or punctuation, a beginning of one label only, or a label with a
 * small typo (distance 1 from 5 letters, 2 from 9; Damerau–Levenshtein, optimal string alignment), or a few words
 * that one label alone has in some form ("с сайта" for «Сайт: формы, заказы»). Null where none or several fit.
 */
export function matchOption(text: string, labels: readonly LocalText[]): Met | null {
  const said = fold(text);
  if (said === '' || said.length > 200) return null;
  const number = numberMeant(said, labels.length);
  if (number !== null) return { index: number, how: 'exact' };
  const folded = labels.map((label) => [...forms(label.ru), ...forms(label.en)]);
  const same = only(folded, (label) => label === said);
  if (same !== null) return { index: same, how: 'exact' };
  if (said.length < 3) return null;
  const begins = only(folded, (label) => label.startsWith(said) && !/^\p{L}/u.test(label.slice(said.length)));
  if (begins !== null) return { index: begins, how: 'close' };
  const started = said.length < 4 ? null : only(folded, (label) => label.startsWith(said));
  if (started !== null) return { index: started, how: 'close' };
  const near = only(folded, (label) => editDistance(said, label) <= allowed(label));
  if (near !== null) return { index: near, how: 'close' };
  const opposite = OPPOSITE[/^(да|yes|нет|no)(?= )/u.exec(said)?.[1] ?? ''];
  const named = only(
    labels.map(({ ru, en }, index) =>
      // Whoever begins with yes means no option that begins with no.
      [ru, en].some((label) => opposite?.test(label)) ? [] : (folded[index] ?? []),
    ),
    (label) => names(said, label),
  );
  return named === null ? null : { index: named, how: 'close' };
}

/** A reply of more words than this says something of its own. */
const MOST_WORDS = 3;
/** Endings differ; this many letters at the beginning of a word are the word. */
const ROOT = 4;
const ENDING = 3;
const NEGATIONS = new Set(['не', 'ни', 'нет', 'без', 'not', 'no', 'none', 'never', 'without']);

const BEGINS_NO = /^(?:нет|no)(?![\p{L}])/iu;
const BEGINS_YES = /^(?:да|yes)(?![\p{L}])/iu;
const OPPOSITE: Readonly<Record<string, RegExp>> = {
  да: BEGINS_NO,
  yes: BEGINS_NO,
  нет: BEGINS_YES,
  no: BEGINS_YES,
};

/** Whether every telling word of a short reply stands in the label, in this form or another. */
function names(said: string, label: string): boolean {
  const words = said.split(' ').filter((word) => !FRAME.has(word));
  const there = label.split(' ');
  // A negation that the label has as well says nothing against it.
  const denies = words.some((word) => NEGATIONS.has(word) && !there.includes(word));
  const own = words.filter((word) => !NEGATIONS.has(word));
  if (own.length > MOST_WORDS || denies) return false;
  const telling = own.filter((word) => word.length >= ROOT);
  return telling.length > 0 && telling.every((word) => there.some((other) => sameRoot(word, other)));
}

/** Whether two folded words are forms of one. */
export function sameRoot(a: string, b: string): boolean {
  if (a === b) return true;
  let same = 0;
  while (same < a.length && a[same] === b[same]) same += 1;
  return same >= ROOT && a.length - same <= ENDING && b.length - same <= ENDING;
}

/** The one option of which a text has the whole label in it: "no, rather the site is not found". */
export function optionWithin(text: string, labels: readonly LocalText[]): number | null {
  const said = ` ${fold(text)} `;
  const folded = labels.map((label) => [...forms(label.ru), ...forms(label.en)]);
  return only(folded, (label) => label.length >= SHORTEST_WITHIN && said.includes(` ${label} `));
}

/** A shorter label is in too many sentences. */
const SHORTEST_WITHIN = 6;

/**
 * What a text begins with and then explains: "no, ours is different", "it helped, the VPN was in the way", "I don't
 * know where that is". `plainly`: the question takes nothing but yes and no, so that no mark need stand between.
 * Null for anything else, "no" alone included.
 */
export function leadingAct(text: string, plainly = false): 'yes' | 'no' | 'unknown' | null {
  const said = text.trim();
  if (
    /^(?:(?:а|ну|ой|да)\s+)?(?:я\s+)?(?:не\s+знаю|не\s+помню|без\s+понятия|не\s+уверена?)(?![\p{L}])[\s,.:;—–-]+\S/iu.test(
      said,
    )
  )
    return 'unknown';
  if (
    /^(?:(?:well|but|oh)[\s,]+)?(?:i\s+(?:do\s+not|don['’]?t)\s+(?:know|remember)|no\s+idea|not\s+sure|dunno|idk)(?![\p{L}])[\s,.:;—–-]+\S/iu.test(
      said,
    )
  ) {
    return 'unknown';
  }
  const mark = plainly ? '(?:\\s*[,.:;—–-]\\s*|\\s+)' : '\\s*[,.:;—–-]\\s*';
  const yes = plainly
    ? 'да|ага|угу|помогло|заработало|yes|yep|yeah|it helped|it works'
    : 'да|ага|угу|yes|yep|yeah';
  const no = plainly ? "нет|неа|не помогло|no|nope|it did not help|it didn['’]t help" : 'нет|неа|no|nope';
  if (new RegExp(`^(?:${no})${mark}\\S`, 'iu').test(said)) return 'no';
  return new RegExp(`^(?:${yes})${mark}\\S`, 'iu').test(said) ? 'yes' : null;
}

/** The one option whose label begins with yes (or no): "Да, там сбой", "No, all is well". Null: none or several. */
export function matchYesNo(act: 'yes' | 'no', labels: readonly LocalText[]): number | null {
  const begins = act === 'yes' ? /^(да|yes)( |$)/u : /^(нет|no)( |$)/u;
  return only(
    labels.map((label) => [fold(label.ru), fold(label.en)]),
    (label) => begins.test(label),
  );
}

/** A label as people say it: whole, without what stands in brackets, without the yes or no it begins with. */
function forms(label: string): string[] {
  const bare = label.replace(/\([^)]*\)/gu, ' ');
  const rest = bare.replace(/^\s*(?:да|нет|yes|no)\s*[,—–-]\s*/iu, '');
  return [...new Set([label, bare, rest].map(fold))].filter((form) => form !== '');
}

/** Lower case, ё as е, letters and digits only, single spaces. */
export function fold(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replace(/['’]/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

function numberMeant(said: string, count: number): number | null {
  const words = said.split(' ');
  const telling = words.filter((word) => !FRAME.has(word));
  const word = telling[0] ?? (words.length === 1 ? words[0] : undefined);
  if (word === undefined || telling.length > 1) return null;
  const number = /^(\d{1,2})(?:st|nd|rd|th|й|я|е|ый|ой|ая|ое)?$/u.exec(word)?.[1];
  const index = number === undefined ? indexOfWord(word, count) : Number(number) - 1;
  return index >= 0 && index < count ? index : null;
}

function indexOfWord(word: string, count: number): number {
  if (LAST.some((stem) => word.startsWith(stem) && word.length <= stem.length + 3)) return count - 1;
  const cardinal = CARDINALS.findIndex((forms) => forms.includes(word));
  if (cardinal >= 0) return cardinal;
  return ORDINALS.findIndex((stems) =>
    stems.some((stem) => word.startsWith(stem) && word.length <= stem.length + 3),
  );
}

/** The index of the one option with a label that passes, or null. */
function only(labels: readonly (readonly string[])[], passes: (label: string) => boolean): number | null {
  let found: number | null = null;
  for (const [index, forms] of labels.entries()) {
    if (!forms.some(passes)) continue;
    if (found !== null) return null;
    found = index;
  }
  return found;
}

function allowed(label: string): number {
  if (label.length < 5) return 0;
  return label.length < 9 ? 1 : 2;
}
