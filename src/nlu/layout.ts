const LATIN = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`";
const CYRILLIC = 'йцукенгшщзхъфывапролджэячсмитьбюё';

const TO_CYRILLIC = new Map(Array.from(LATIN).map((key, at) => [key, CYRILLIC[at] ?? key]));
const TO_LATIN = new Map(Array.from(CYRILLIC).map((key, at) => [key, LATIN[at] ?? key]));
for (const [shifted, letter] of [
  ['{', 'х'],
  ['}', 'ъ'],
  [':', 'ж'],
  ['"', 'э'],
  ['<', 'б'],
  ['>', 'ю'],
  ['~', 'ё'],
] as const) {
  TO_CYRILLIC.set(shifted, letter);
}

/**
 * What the same keys give in the other layout (Russian ЙЦУКЕН, English QWERTY), lower case. Signs that end a word
 * are taken for punctuation.
 */
export function otherLayout(text: string, to: 'ru' | 'en'): string {
  const map = to === 'ru' ? TO_CYRILLIC : TO_LATIN;
  return text
    .toLowerCase()
    .split(/(\s+)/u)
    .map((chunk) => {
      const body = to === 'ru' ? chunk.replace(/[.,;:!?"']+$/u, '') : chunk;
      return Array.from(body, (key) => map.get(key) ?? key).join('') + chunk.slice(body.length);
    })
    .join('');
}
