import { WEEKDAYS, type Weekday, type WorkingHours } from '../model/hours.js';
import type { Language, LocalText } from '../model/language.js';
import { dayOf, nextDay, nextOpening } from './working-time.js';

/** Days of the week as something begins on them. */
const ON_DAY: Readonly<Record<Weekday, LocalText>> = {
  mon: { ru: 'в понедельник', en: 'on Monday' },
  tue: { ru: 'во вторник', en: 'on Tuesday' },
  wed: { ru: 'в среду', en: 'on Wednesday' },
  thu: { ru: 'в четверг', en: 'on Thursday' },
  fri: { ru: 'в пятницу', en: 'on Friday' },
  sat: { ru: 'в субботу', en: 'on Saturday' },
  sun: { ru: 'в воскресенье', en: 'on Sunday' },
};

const LOCALES: Readonly<Record<Language, string>> = { ru: 'ru-RU', en: 'en-GB' };
/** Up to here the name of a day says which one is meant. */
const SAME_WEEK_MS = 6 * 24 * 60 * 60_000;

/**
 * When agents begin, as said at `now` by the deployment's clock: "today at 09:00", "tomorrow at 09:00", "on Monday at
 * 09:00", "on 11 January at 09:00". Null while somebody is at work, or where nobody ever is.
 */
export function beginningAfter(hours: WorkingHours, now: number): LocalText | null {
  const opens = nextOpening(hours, now);
  return opens === null || opens === now ? null : beginningInWords(hours, opens, now);
}

function beginningInWords(hours: WorkingHours, at: number, now: number): LocalText {
  const say = (language: Language): string => {
    const time = new Intl.DateTimeFormat(LOCALES[language], {
      ...{ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
      timeZone: hours.timeZone,
    }).format(at);
    return `${dayInWords(hours, at, now, language)} ${language === 'ru' ? 'в' : 'at'} ${time}`;
  };
  const [ru, en] = [say('ru'), say('en')];
  return { ru, en };
}

function dayInWords(hours: WorkingHours, at: number, now: number, language: Language): string {
  const day = dayOf(hours, at);
  if (day === dayOf(hours, now)) return language === 'ru' ? 'сегодня' : 'today';
  if (day === dayOf(hours, nextDay(hours, now))) return language === 'ru' ? 'завтра' : 'tomorrow';
  const noon = Date.parse(`${day}T12:00:00Z`);
  if (at - now < SAME_WEEK_MS) {
    return ON_DAY[WEEKDAYS[(new Date(noon).getUTCDay() + 6) % 7] ?? 'mon'][language];
  }
  const date = new Intl.DateTimeFormat(LOCALES[language], { day: 'numeric', month: 'long', timeZone: 'UTC' });
  return language === 'ru' ? date.format(noon) : `on ${date.format(noon)}`;
}
