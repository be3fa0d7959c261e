import type { DeskActionName } from '../model/inbound.js';
import type { Department, Priority } from '../model/intent.js';
import type { Language } from '../model/language.js';

/** The words of each order, first the one that is shown; the same on every platform. */
export const ORDER_WORDS: Readonly<Record<DeskActionName, Readonly<Record<Language, readonly string[]>>>> = {
  claim: { ru: ['взять', 'беру'], en: ['claim', 'take'] },
  release: { ru: ['отпустить', 'снять'], en: ['release', 'unclaim'] },
  assign: { ru: ['передать', 'назначить'], en: ['assign'] },
  'hand-back': { ru: ['боту'], en: ['bot', 'hand-back'] },
  resolve: { ru: ['решено', 'закрыть'], en: ['resolve', 'resolved', 'close'] },
  reopen: { ru: ['открыть'], en: ['reopen'] },
  snooze: { ru: ['отложить'], en: ['snooze'] },
  wake: { ru: ['вернуть'], en: ['wake', 'unsnooze'] },
  'follow-up': { ru: ['перепроверить'], en: ['follow-up', 'followup'] },
  merge: { ru: ['объединить'], en: ['merge'] },
  ban: { ru: ['спам'], en: ['spam', 'ban'] },
  unban: { ru: ['не-спам'], en: ['not-spam', 'unban'] },
  department: { ru: ['отдел'], en: ['department', 'dept'] },
  priority: { ru: ['приоритет', 'срочность'], en: ['priority'] },
  intent: { ru: ['тема'], en: ['intent', 'topic'] },
  template: { ru: ['шаблон'], en: ['template', 'canned'] },
  collect: { ru: ['спросить', 'уточнить'], en: ['ask', 'collect'] },
  find: { ru: ['найти', 'поиск'], en: ['find', 'search'] },
  send: { ru: ['отправить'], en: ['send'] },
  note: { ru: ['заметка'], en: ['note'] },
  queue: { ru: ['очередь'], en: ['queue'] },
  languages: { ru: ['языки'], en: ['languages'] },
  home: { ru: ['сводка'], en: ['home'] },
  'as-in': { ru: ['как-в'], en: ['as-in'] },
  skip: { ru: ['пропустить'], en: ['skip'] },
  publish: { ru: ['опубликовать'], en: ['publish'] },
  'merge-into': { ru: ['добавить-в'], en: ['merge-into'] },
  replace: { ru: ['заменить'], en: ['replace'] },
  drop: { ru: ['отбросить'], en: ['drop'] },
  'take-back': { ru: ['отозвать'], en: ['take-back'] },
  solution: { ru: ['решение'], en: ['solution'] },
  problem: { ru: ['проблема'], en: ['problem'] },
  more: { ru: ['ещё', 'еще'], en: ['more'] },
  orders: { ru: ['команды', 'помощь'], en: ['orders', 'commands', 'help'] },
};

export const DEPARTMENT_WORDS: Readonly<Record<Department, readonly string[]>> = {
  support: ['support', 'поддержка', 'техподдержка'],
  billing: ['billing', 'оплата', 'финансы', 'бухгалтерия'],
  domains: ['domains', 'домены'],
  security: ['security', 'безопасность'],
  development: ['development', 'разработка', 'dev'],
  it: ['it', 'ит', 'айти'],
};

export const PRIORITY_WORDS: Readonly<Record<Priority, readonly string[]>> = {
  normal: ['normal', 'обычный', 'низкий', 'low'],
  high: ['high', 'высокий'],
  urgent: ['urgent', 'срочный', 'срочно'],
};

/** All orders as they are typed, in the language of the desk. */
export function ordersIn(language: Language): string {
  return Object.values(ORDER_WORDS)
    .map((words) => `!${words[language][0] ?? ''}`)
    .join(', ');
}
