/** The whole numbers from 1 up that were given, or null where anything else is among them. */
export function countsIn(given: readonly string[]): number[] | null {
  return given.every((text) => /^[1-9]\d{0,8}$/u.test(text)) ? given.map(Number) : null;
}
