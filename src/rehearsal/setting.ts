import type { DialogueContext } from '../dialogue/event.js';
import { USUAL_LIMITS } from '../dialogue/event.js';
import type { Silence } from '../engine/silence.js';
import type { Address, Person } from '../model/address.js';
import type { WorkingHours } from '../model/hours.js';
import { NO_TARGET, type ServiceTargets } from '../model/service-clock.js';
import type { Language } from '../model/language.js';

/**
 * Where conversations are rehearsed: a deployment that is the same on every machine, so that what a test expects does
 * not depend on anybody's environment.
 */

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const WORK = [{ from: 9 * 60, to: 18 * 60 }];

export const NAMES: DialogueContext['names'] = {
  provider: 'Пример Хостинг',
  site: 'https://hosting.example',
  panel: 'Панель',
  status_page: 'https://status.hosting.example',
};

export const HOURS: WorkingHours = {
  always: false,
  timeZone: 'UTC',
  days: { mon: WORK, tue: WORK, wed: WORK, thu: WORK, fri: WORK, sat: [], sun: [] },
  holidays: [],
};

/** Conversations are between a person and the bot: nobody reminds agents. */
export const TARGETS: ServiceTargets = { firstAnswer: NO_TARGET, resolution: NO_TARGET };

export const LIMITS = USUAL_LIMITS;
export const SILENCE: Silence = { remindAfterMs: 30 * MINUTE, closeAfterMs: DAY };
export const REOPEN_WITHIN_MS = 7 * DAY;
export const BURST_WINDOW_MS = 2_000;

/** When a conversation begins: on Monday, 2 March 2026, at noon, or on the Sunday before. */
export function startOf(desk: 'open' | 'closed'): number {
  return Date.UTC(2026, 2, desk === 'open' ? 2 : 1, 12);
}

/** A private chat, and who writes there: somebody whose name would break any markup. */
export const CHAT: Address = { channel: 'telegram', account: 'bot', chat: '1', thread: '' };
export const DESK: Address = { channel: 'telegram', account: 'bot', chat: 'desk', thread: '' };
export const AGENT: Person = { id: 'olga', name: 'Olga', locale: 'en' };

export function personOf(language: Language): Person {
  return { id: 'ivan', name: '<b>Иван_*[', locale: language };
}
