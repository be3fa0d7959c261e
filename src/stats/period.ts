/** A day as it is written: `2026-03-29`. */
const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;
const DAY_MS = 24 * 60 * 60_000;

/** The days that cases were opened on; null: no limit. Both days belong to it. */
export interface Period {
  since: string | null;
  until: string | null;
}

/** Whether a text is a day of the calendar, written as `YYYY-MM-DD`. */
export function isDay(text: string): boolean {
  const at = startInUtc(text);
  return at !== null && new Date(at).toISOString().startsWith(text);
}

/** Tells the day of a moment (ms since the epoch) by the clock of a time zone, whatever it does in spring and autumn. */
export function dayIn(timeZone: string): (at: number) => string {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  });
  return (at) => {
    const parts: Partial<Record<string, string>> = {};
    for (const { type, value } of format.formatToParts(at)) parts[type] = value;
    return [(parts.year ?? '').padStart(4, '0'), parts.month ?? '', parts.day ?? ''].join('-');
  };
}

/** Whether a day belongs to a period: days that are written so are in order as texts. */
export function isWithin({ since, until }: Period, day: string): boolean {
  return (since === null || day >= since) && (until === null || day <= until);
}

/** Moments that the period lies between, in whatever time zone; null: no limit. */
export function around({ since, until }: Period): { from: number | null; to: number | null } {
  const from = since === null ? null : startInUtc(since);
  const to = until === null ? null : startInUtc(until);
  return { from: from === null ? null : from - DAY_MS, to: to === null ? null : to + 2 * DAY_MS };
}

function startInUtc(day: string): number | null {
  const at = DAY.test(day) ? Date.parse(`${day}T00:00:00Z`) : NaN;
  return Number.isNaN(at) ? null : at;
}
