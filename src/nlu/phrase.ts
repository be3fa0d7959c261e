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
  const all = phrases.join('|');
  const here = new RegExp(`(?<= )(?:${all})`, 'uy');
  const every = new RegExp(`(?<= )(?:${all})`, 'gu');
  const mayBegin = beginnings(linesOf(lines), sets);

  // Hardly any word begins a phrase: looking each up is many times faster than trying all phrases at every place.
  function occursIn(folded: string): boolean {
    const spaced = ` ${folded} `;
    for (let at = 1; at < spaced.length; at = spaced.indexOf(' ', at) + 1) {
      if (!mayBegin(spaced, at)) continue;
      here.lastIndex = at;
      if (here.test(spaced)) return true;
    }
    return false;
  }

  return {
    occursIn,
    leftOf: (folded) =>
      occursIn(folded) ? ` ${folded} `.replace(every, ' ').trim().replace(/ +/gu, ' ') : folded,
  };
}

/** Most words are told from all beginnings by their first two letters; no beginning is shorter but whole words. */
const HEAD = 2;

/** The first two letters of a word, or its only one and the space behind it, as a number. */
function headOf(text: string, at: number): number {
  return text.charCodeAt(at) * 0x10000 + text.charCodeAt(at + 1);
}

/** Whether the word at a place, with a space behind it, may be the first of one of these phrases. */
function beginnings(phrases: readonly string[], sets: WordSets): (spaced: string, at: number) => boolean {
  const words = new Set<string>();
  const starts = new Set<string>();
  let any = false;
  for (const phrase of phrases) {
    for (const part of phrase.split(/ +/u)) {
      if (part === '^') continue;
      if (part.startsWith('_')) {
        any = true;
        break;
      }
      for (const written of writtenOut(part.replace(/\?$/u, ''), sets)) {
        const first = written.split('+')[0] ?? '';
        if (first === '_') any = true;
        else if (!first.endsWith('*')) words.add(first);
        else if (first.length > HEAD) starts.add(first.slice(0, -1));
        else throw new Error(`Too many words begin like ${first}: give two letters at least.`);
      }
      if (!part.endsWith('?')) break;
    }
  }
  const lengths = [...new Set([...starts].map(({ length }) => length))];
  const heads = new Set([...words, ...starts].map((begun) => headOf(`${begun} `, 0)));
  return (spaced, at) => {
    if (any) return true;
    if (!heads.has(headOf(spaced, at))) return false;
    const word = spaced.slice(at, spaced.indexOf(' ', at));
    return words.has(word) || lengths.some((length) => starts.has(word.slice(0, length)));
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
  return writtenOut(part, sets).map((word) =>
    word === '$' ? word : `${word.replaceAll('*', '\\p{L}*').replaceAll('+', ' ')} `,
  );
}

/** The alternatives as they are written, sets by what is in them. */
function writtenOut(part: string, sets: WordSets): string[] {
  return part.split('/').flatMap((word) => {
    const name = /^<(.+)>$/u.exec(word)?.[1];
    if (name === undefined) return [word];
    const set = sets[name];
    if (set === undefined) throw new Error(`There is no set of words called ${name}.`);
    return set
      .trim()
      .split(/\s+/u)
      .flatMap((alternative) => writtenOut(alternative, sets));
  });
}
