import { isOn, type Holiday } from '../model/hours.js';

/** A leap year, so that 29 February is a day of some year. */
const LEAP_YEAR = 2028;
const DAY_MS = 24 * 60 * 60_000;
/** The length of a date of every year. */
const YEARLY = 'MM-DD'.length;

/**
 * Reads holidays: dates (`2026-12-31`), yearly dates (`01-01`) and stretches of either (`05-09..05-11`), with commas
 * between. A yearly stretch may run over the end of the year (`12-30..01-08`). Null where the text is anything else, or
 * leaves no day of the year to work on.
 */
export function readHolidays(text: string): Holiday[] | null {
  const holidays: Holiday[] = [];
  for (const entry of text.split(',')) {
    const [from = '', to = from, ...more] = entry.trim().split('..');
    const isSameKind = from.length === to.length;
    if (more.length > 0 || !isDay(from) || !isDay(to) || !isSameKind) return null;
    if (from.length !== YEARLY && to < from) return null;
    holidays.push({ from, to });
  }
  return leavesNothing(holidays) ? null : holidays;
}

function isDay(text: string): boolean {
  if (!/^(\d{4}-)?\d{2}-\d{2}$/.test(text)) return false;
  const date = text.length === YEARLY ? `${LEAP_YEAR}-${text}` : text;
  const at = Date.parse(`${date}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(date);
}

/** Whether every day of every year is one. */
function leavesNothing(holidays: readonly Holiday[]): boolean {
  const yearly = holidays.filter(({ from }) => from.length === YEARLY);
  for (let day = Date.UTC(LEAP_YEAR, 0); day < Date.UTC(LEAP_YEAR + 1, 0); day += DAY_MS) {
    const date = new Date(day).toISOString().slice(0, 10);
    if (!yearly.some((holiday) => isOn(holiday, date))) return false;
  }
  return true;
}
