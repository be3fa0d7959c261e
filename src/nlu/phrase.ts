/** Sets of words that phrases name as `<set>`; each a list of alternatives, several words of one joined by `+`. */
export type WordSets = Readonly<Record<string, string>>;

/** Compiled phrases. */
export interface Phrases {
  /** Whether one of them occurs. */
  occursIn(folded: string): boolean;
  /** The text without them. */
  leftOf(folded: string): string;
}

/**
 * Compiles phrases, one a line, to be looked for in folded text (`foldText`). In a phrase:
 *
 * | written   | means                                                                      |
 * | --------- | -------------------------------------------------------------------------- |
 * | `word`    | the word                                                                   |
 * | `wor*`    | a word that begins so                                                      |
 * | `a/b+c`   | one of these; `b+c` is two words                                           |
 * | `<set>`   | one of a set's alternatives; may stand among others: `a/<set>`             |
 * | `…?`      | the same, or nothing                                                       |
 * | `_`, `_3` | any one word; up to three words                                            |
 * | `^`, `$`  | the beginning, the end of the text                                         |
 *
 * A line that begins with `#` is a remark. Throws for a set that does not exist: phrases are compiled at load.
 */
export function compilePhrases(lines: string, sets: WordSets = {}): Phrases {
  const phrases = linesOf(lines).map((line) =>
    line
      .split(/ +/u)
      .map((part) => elementOf(part, sets))
      .join(''),
  );
  const pattern = new RegExp(`(?<= )(?:${phrases.join('|')})`, 'u');
  const every = new RegExp(pattern, 'gu');
  return {
    occursIn: (folded) => pattern.test(` ${folded} `),
    leftOf: (folded) => ` ${folded} `.replace(every, ' ').trim().replace(/ +/gu, ' '),
  };
}

/** The phrases of a text, without remarks. */
function linesOf(lines: string): string[] {
  return lines
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
}

/** Each element takes the space behind it along. */
function elementOf(part: string, sets: WordSets): string {
  if (part === '^') return '(?<=^ )';
  if (part === '_') return '\\S+ ';
  if (/^_\d$/u.test(part)) return `(?:\\S+ ){0,${part.slice(1)}}`;
  const isOptional = part.endsWith('?');
  const words = alternatives(isOptional ? part.slice(0, -1) : part, sets);
  return `(?:${[...new Set(words)].join('|')})${isOptional ? '?' : ''}`;
}

function alternatives(part: string, sets: WordSets): string[] {
  return part.split('/').flatMap((word) => {
    if (word === '$') return ['$'];
    const name = /^<(.+)>$/u.exec(word)?.[1];
    if (name === undefined) return [`${word.replaceAll('*', '\\p{L}*').replaceAll('+', ' ')} `];
    const set = sets[name];
    if (set === undefined) throw new Error(`There is no set of words called ${name}.`);
    return set
      .trim()
      .split(/\s+/u)
      .flatMap((alternative) => alternatives(alternative, sets));
  });
}
