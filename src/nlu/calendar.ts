/** Month names as a pattern. */
export const MONTHS =
  'январ|феврал|март|апрел|ма[йя]|июн|июл|август|сентябр|октябр|ноябр|декабр|' +
  'jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sep(?:t(?:ember)?)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?';

/** A date in digits, as YYYY-MM-DD; day before month where points or slashes part them. Null for no day of the calendar. */
export function calendarDate(found: string): string | null {
  const iso = /^(\d{4})-(\d{2})-(\d{2})$/u.exec(found);
  if (iso !== null) return dateOf(iso[1] ?? null, Number(iso[2]), Number(iso[3]));
  const [day = '', month = '', year = ''] = found.split(/[./]/u);
  // 5.7.26 is a version; 05.07.26 is a day.
  if (year.length === 2 && (day.length < 2 || month.length < 2)) return null;
  return dateOf(year.length === 2 ? `20${year}` : year, Number(month), Number(day));
}

const MONTH_STARTS = [
  ['янв', 'jan'],
  ['фев', 'feb'],
  ['мар', 'mar'],
  ['апр', 'apr'],
  ['май', 'мая', 'may'],
  ['июн', 'jun'],
  ['июл', 'jul'],
  ['авг', 'aug'],
  ['сен', 'sep'],
  ['окт', 'oct'],
  ['ноя', 'nov'],
  ['дек', 'dec'],
];

/** A date with the month's name, as YYYY-MM-DD or MM-DD. */
export function namedDate(found: string): string | null {
  const text = found.toLowerCase();
  const year = /\d{4}/u.exec(text)?.[0] ?? null;
  const day = Number(/(?<!\d)\d{1,2}(?!\d)/u.exec(text)?.[0]);
  const month = MONTH_STARTS.findIndex((starts) =>
    starts.some((start) => new RegExp(`(?<!\\p{L})${start}`, 'u').test(text)),
  );
  return dateOf(year, month + 1, day);
}

function dateOf(year: string | null, month: number, day: number): string | null {
  const days = DAYS[month - 1];
  if (days === undefined || day < 1 || day > days) return null;
  const rest = `${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  return year === null ? rest : `${year}-${rest}`;
}

/** Days of the months; a 29th of February is taken in any year. */
const DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
