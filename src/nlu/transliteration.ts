/** Russian sounds as people spell them in Latin letters, longest first. */
const SPELLINGS: readonly (readonly [RegExp, string])[] = [
  [/shch|sch|shh/gu, 'щ'],
  [/zh/gu, 'ж'],
  [/ch|4/gu, 'ч'],
  [/sh|6/gu, 'ш'],
  [/kh/gu, 'х'],
  [/ts|tz/gu, 'ц'],
  [/y[ao]|j[ao]/gu, 'я'],
  [/yu|ju/gu, 'ю'],
  [/(?<=[bvgdzklmnprstfh])[yi]ye\b/gu, 'ие'],
  [/(?<=[bvgdzmnprstfh])[yj]e\b/gu, 'ые'],
  [/ye|je/gu, 'е'],
  [/(?<=[aeiou])[yj]/gu, 'й'],
  [/ij|iy|yj/gu, 'ий'],
];
const LETTERS = new Map(
  Object.entries({
    a: 'а',
    b: 'б',
    c: 'ц',
    d: 'д',
    e: 'е',
    f: 'ф',
    g: 'г',
    h: 'х',
    i: 'и',
    j: 'й',
    k: 'к',
    l: 'л',
    m: 'м',
    n: 'н',
    o: 'о',
    p: 'п',
    q: 'к',
    r: 'р',
    s: 'с',
    t: 'т',
    u: 'у',
    v: 'в',
    w: 'в',
    x: 'х',
    y: 'ы',
    z: 'з',
  }),
);

/** A Latin spelling turned into Russian letters by rule; right about the sound, not always about the letter. */
export function toCyrillic(word: string): string {
  let text = word.toLowerCase().replace(/['’`]/gu, 'ь');
  for (const [spelling, letter] of SPELLINGS) text = text.replace(spelling, letter);
  return Array.from(text, (letter) => LETTERS.get(letter) ?? letter).join('');
}

const SOUNDS = new Map(
  Object.entries({
    а: 'a',
    б: 'b',
    в: 'v',
    г: 'g',
    д: 'd',
    е: 'e',
    ё: 'e',
    ж: 'Z',
    з: 'z',
    и: 'i',
    й: 'i',
    к: 'k',
    л: 'l',
    м: 'm',
    н: 'n',
    о: 'o',
    п: 'p',
    р: 'r',
    с: 's',
    т: 't',
    у: 'u',
    ф: 'f',
    х: 'h',
    ц: 'ts',
    ч: 'C',
    ш: 'S',
    щ: 'S',
    ъ: '',
    ы: 'i',
    ь: '',
    э: 'e',
    ю: 'U',
    я: 'A',
  }),
);

/**
 * What remains of a word when the ways to spell it in Latin letters are folded: a Russian word and any usual
 * transliteration of it have the same skeleton.
 */
export function skeletonOf(word: string): string {
  const sounds = /[а-яё]/u.test(word)
    ? Array.from(word, (letter) => SOUNDS.get(letter) ?? letter).join('')
    : latinSounds(word);
  return folded(sounds);
}

/** Letters that stand for another sound with some people: жена as "jena", шеф as "wef", факс as "fax", как as "cac". */
const OTHERWISE: readonly (readonly [RegExp, string])[] = [
  [/j/gu, 'zh'],
  [/x/gu, 'ks'],
  [/w/gu, 'sh'],
  [/c(?!h)/gu, 'k'],
  [/u/gu, 'yu'],
  [/ie/gu, ''],
  [/sch/gu, 's4'],
];

/** The skeletons that a Latin spelling may have, the usual one first. */
export function spellingsOf(word: string): string[] {
  const lower = word.toLowerCase();
  return [
    skeletonOf(lower),
    ...OTHERWISE.flatMap(([letter, other]) => {
      const spelled = lower.replace(letter, other);
      return spelled === lower ? [] : [skeletonOf(spelled)];
    }),
  ];
}

/** Endings and soft signs are spelled in too many ways to be told apart. */
function folded(sounds: string): string {
  return sounds.replace(/i(?=[AUe])/gu, '').replace(/(.)\1+/gu, '$1');
}

function latinSounds(word: string): string {
  return word
    .toLowerCase()
    .replace(/['’`]/gu, '')
    .replace(/shch|sch|shh|sh|6/gu, 'S')
    .replace(/zh/gu, 'Z')
    .replace(/ch|4/gu, 'C')
    .replace(/kh|x/gu, 'h')
    .replace(/tz|c/gu, 'ts')
    .replace(/[yji]a/gu, 'A')
    .replace(/[yji]u/gu, 'U')
    .replace(/[yj][oe]/gu, 'e')
    .replace(/[yj]/gu, 'i')
    .replace(/w/gu, 'v')
    .replace(/q/gu, 'k');
}
