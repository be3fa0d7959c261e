const MINUTE_MS = 60_000;

/** Minutes of each unit; first what is written after the number. */
const UNITS: readonly { words: readonly string[]; minutes: number }[] = [
  { words: ['m', 'min', 'м', 'мин'], minutes: 1 },
  { words: ['h', 'ч', 'час', 'часа', 'часов'], minutes: 60 },
  { words: ['d', 'д', 'день', 'дня', 'дней'], minutes: 24 * 60 },
  { words: ['w', 'н', 'нед'], minutes: 7 * 24 * 60 },
];

/** Longer than this nothing is put aside. */
const MOST_MINUTES = 90 * 24 * 60;

const LENGTH = /^(\d{1,5})\s*(\p{L}+)$/u;

/**
 * Reads until when something is put aside, ms since the epoch: `30m`, `2h`, `3d`, `1w` from `now` on, in either
 * language. Null for anything else, for nothing at all, and for more than ninety days.
 */
export function readUntil(words: string, now: number): number | null {
  const [, number = '', unit = ''] = LENGTH.exec(words.trim().toLowerCase()) ?? [];
  const minutes = UNITS.find((one) => one.words.includes(unit))?.minutes;
  if (minutes === undefined) return null;
  const length = Number(number) * minutes;
  return length > 0 && length <= MOST_MINUTES ? now + length * MINUTE_MS : null;
}
