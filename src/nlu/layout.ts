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

/** More signs at an end are no letters. */
const MOST_SIGNS = 2;

/** What the same keys give in the other layout (Russian ЙЦУКЕН, English QWERTY), lower case. */
export function otherLayout(text: string, to: 'ru' | 'en'): string {
  const map = to === 'ru' ? TO_CYRILLIC : TO_LATIN;
  return Array.from(text.toLowerCase(), (key) => map.get(key) ?? key).join('');
}

/** Signs on keys that give a Russian letter. */
const SIGN = '[\\[\\]{};:\'",.<>`~]';
const SIGNS_AROUND = new RegExp(`^(${SIGN}*)(.*?)(${SIGN}*)$`, 'su');

/**
 * What one stretch without spaces may be in the other layout, likeliest first: of the signs around it, each may be a
 * letter (`[kt,` is хлеб) or just a sign (`cfqn,` is сайт and a comma).
 */
export function layoutReadings(stretch: string, to: 'ru' | 'en'): string[] {
  const [, before = '', body = '', after = ''] =
    to === 'ru' ? (SIGNS_AROUND.exec(stretch) ?? []) : ['', '', stretch, ''];
  const readings: string[] = [];
  for (const start of before === '' ? [''] : [before, '']) {
    for (let end = 0; end <= Math.min(after.length, MOST_SIGNS); end += 1) {
      readings.push(otherLayout(start + body + after.slice(0, end), to));
    }
  }
  return readings;
}
