/** Keys and where they lie, by row; the same place gives one letter in each layout. */
const ROWS = {
  ru: ['йцукенгшщзхъ', 'фывапролджэ', 'ячсмитьбю'],
  en: ['qwertyuiop', 'asdfghjkl', 'zxcvbnm'],
} as const;

/** What a typist of Russian gets with the English layout on, and the other way round, signs included. */
const RUSSIAN_KEYS = 'йцукенгшщзхъфывапролджэячсмитьбюё.ЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮЁ,"№;:?';
const ENGLISH_KEYS = 'qwertyuiop[]asdfghjkl;\'zxcvbnm,.`/QWERTYUIOP{}ASDFGHJKL:"ZXCVBNM<>~?@#$^&';
const TO_ENGLISH = new Map(Array.from(RUSSIAN_KEYS, (key, at) => [key, ENGLISH_KEYS[at] ?? key]));
const TO_RUSSIAN = new Map(
  Array.from(ENGLISH_KEYS.slice(0, ENGLISH_KEYS.indexOf('@')), (key, at) => [key, RUSSIAN_KEYS[at] ?? key]),
);

const LOOKALIKES = new Map(
  Array.from('аеорсухкмтнвАЕОРСУХКМТНВ', (letter, at) => [letter, 'aeopcyxkmthbAEOPCYXKMTHB'[at] ?? letter]),
);

/** Ways to spell Russian in Latin letters: passports, the Library of Congress, ISO 9, chats. */
const SPELLINGS: readonly string[] = [
  'а a б b в v г g д d е e ё e ж zh з z и i й i к k л l м m н n о o п p р r с s т t у u ф f х kh ц ts ч ch ш sh щ shch ъ ie ы y ь . э e ю iu я ia',
  "а a б b в v г g д d е e ё yo ж zh з z и i й y к k л l м m н n о o п p р r с s т t у u ф f х h ц ts ч ch ш sh щ sch ъ . ы y ь ' э e ю yu я ya",
  "а a б b в v г g д d е e ё jo ж zh з z и i й j к k л l м m н n о o п p р r с s т t у u ф f х h ц c ч ch ш sh щ shh ъ . ы y ь ' э e ю ju я ja",
  'а a б b в v г g д d е e ё e ж j з z и i й y к k л l м m н n о o п p р r с s т t у u ф f х x ц c ч 4 ш sh щ sh ъ . ы i ь . э e ю u я ya',
  'а a б b в w г g д d е e ё e ж zh з z и i й i к k л l м m н n о o п p р r с s т t у u ф f х h ц c ч ch ш 6 щ sch ъ . ы i ь . э e ю yu я ya',
];
const TABLES = SPELLINGS.map((line) => {
  const parts = line.split(' ');
  return new Map(
    parts.flatMap((letter, at) =>
      at % 2 === 0 ? [[letter, parts[at + 1] === '.' ? '' : (parts[at + 1] ?? '')] as const] : [],
    ),
  );
});

type Random = () => number;
type Damage = (text: string, random: Random) => string;

function mapped(text: string, map: ReadonlyMap<string, string>): string {
  return Array.from(text, (letter) => map.get(letter) ?? letter).join('');
}

/** Changes one word of four letters or more, at a place inside it. */
function inWord(text: string, random: Random, change: (word: string, at: number) => string): string {
  const words = [...text.matchAll(/\p{L}{4,}/gu)];
  const chosen = words[Math.floor(random() * words.length)];
  if (chosen === undefined) return text;
  const [word] = chosen;
  const changed = change(word, Math.floor(random() * (word.length - 1)));
  return text.slice(0, chosen.index) + changed + text.slice(chosen.index + word.length);
}

const swap: Damage = (text, random) =>
  inWord(
    text,
    random,
    (word, at) => word.slice(0, at) + word.charAt(at + 1) + word.charAt(at) + word.slice(at + 2),
  );
const drop: Damage = (text, random) =>
  inWord(text, random, (word, at) => word.slice(0, at + 1) + word.slice(at + 2));
const double: Damage = (text, random) =>
  inWord(text, random, (word, at) => word.slice(0, at + 1) + word.slice(at));
const neighbour: Damage = (text, random) =>
  inWord(text, random, (word, at) => {
    const letter = word.charAt(at).toLowerCase();
    const row = [...ROWS.ru, ...ROWS.en].find((keys) => keys.includes(letter)) ?? letter;
    const place = row.indexOf(letter) + (random() < 0.5 ? -1 : 1);
    return word.slice(0, at) + (row[place] ?? row.at(place < 0 ? 1 : -2) ?? letter) + word.slice(at + 1);
  });
const TYPOS = [swap, drop, double, neighbour];

function spelled(table: ReadonlyMap<string, string>): Damage {
  return (text) =>
    Array.from(text, (letter) => {
      const latin = table.get(letter.toLowerCase());
      if (latin === undefined) return letter;
      return letter === letter.toLowerCase() ? latin : latin.charAt(0).toUpperCase() + latin.slice(1);
    }).join('');
}

function gap(text: string, random: Random): number {
  const gaps = [...text.matchAll(/(?<=\p{L}) (?=\p{L})/gu)];
  return gaps[Math.floor(random() * gaps.length)]?.index ?? -1;
}

const otherLayout: Damage = (text) => mapped(text, /[а-яё]/iu.test(text) ? TO_ENGLISH : TO_RUSSIAN);

/** Ways in which messages arrive other than they were meant, by what they are called in the report. */
export const DAMAGES: Readonly<Record<string, Damage>> = {
  'as it is': (text) => text,
  'one typo': (text, random) => (TYPOS[Math.floor(random() * TYPOS.length)] ?? swap)(text, random),
  'letters swapped': swap,
  'letter dropped': drop,
  'letter doubled': double,
  'neighbouring key': neighbour,
  'two typos': (text, random) => swap(neighbour(text, random), random),
  'other layout': otherLayout,
  'one word in the other layout': (text, random) => inWord(text, random, (word) => otherLayout(word, random)),
  'as in a passport': spelled(TABLES[0] ?? new Map()),
  'ya, zh, sch, y': spelled(TABLES[1] ?? new Map()),
  'ja, shh, c, j': spelled(TABLES[2] ?? new Map()),
  'x, 4, j, i': spelled(TABLES[3] ?? new Map()),
  'w, 6, c, i': spelled(TABLES[4] ?? new Map()),
  'any transliteration': (text, random) =>
    spelled(TABLES[Math.floor(random() * TABLES.length)] ?? new Map())(text, random),
  'lookalike letters': (text, random) =>
    Array.from(text, (letter) => (random() < 0.4 ? (LOOKALIKES.get(letter) ?? letter) : letter)).join(''),
  'letters drawn out': (text, random) =>
    inWord(
      text,
      random,
      (word, at) => word.slice(0, at + 1) + word.charAt(at).repeat(4) + word.slice(at + 1),
    ),
  capitals: (text) => text.toUpperCase(),
  'capitals inverted': (text) =>
    Array.from(text, (letter) =>
      letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase(),
    ).join(''),
  'two words glued': (text, random) => {
    const at = gap(text, random);
    return at < 0 ? text : text.slice(0, at) + text.slice(at + 1);
  },
  'a word split': (text, random) =>
    inWord(text, random, (word, at) => `${word.slice(0, at + 1)} ${word.slice(at + 1)}`),
  'no space after signs': (text) => text.replace(/([,.!?;:]) +/gu, '$1'),
  'emoji inside': (text, random) => {
    const at = gap(text, random);
    return at < 0 ? `${text} 🙏` : `${text.slice(0, at)} 😡🙏🏽${text.slice(at)}👨‍💻`;
  },
  'е for ё': (text) => text.replaceAll('ё', 'е').replaceAll('Ё', 'Е'),
};
