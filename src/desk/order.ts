import { z } from 'zod';
import { departmentSchema, prioritySchema, type Department, type Priority } from '../model/intent.js';
import { deskActionNameSchema, type DeskActionName } from '../model/inbound.js';
import type { Language } from '../model/language.js';
import { nearest } from '../model/spelling.js';

/** What an agent may order for a case: what the card's buttons say, and what only words can. */
export type DeskOrder =
  | { name: DeskActionName }
  | { name: 'department'; department: Department }
  | { name: 'priority'; priority: Priority }
  | { name: 'note'; text: string }
  | { name: 'orders' };

/** What a line that looks like an order came to; `near`: what was probably meant, as it would be written. */
export type ReadOrder =
  { kind: 'order'; order: DeskOrder } | { kind: 'misspelt'; written: string; near: string | null };

/** The buttons' orders, and those that only words can give. */
const orderNameSchema = z.enum([...deskActionNameSchema.options, 'department', 'priority', 'note', 'orders']);
type OrderName = z.infer<typeof orderNameSchema>;

/** The words of each order, first the one that is shown; the same on every platform. */
export const ORDER_WORDS: Readonly<Record<OrderName, Readonly<Record<Language, readonly string[]>>>> = {
  claim: { ru: ['взять', 'беру'], en: ['claim', 'take'] },
  release: { ru: ['отпустить', 'снять'], en: ['release', 'unclaim'] },
  'hand-back': { ru: ['боту'], en: ['bot', 'hand-back'] },
  resolve: { ru: ['решено', 'закрыть'], en: ['resolve', 'resolved', 'close'] },
  reopen: { ru: ['открыть'], en: ['reopen'] },
  department: { ru: ['отдел'], en: ['department', 'dept'] },
  priority: { ru: ['приоритет', 'срочность'], en: ['priority'] },
  note: { ru: ['заметка'], en: ['note'] },
  orders: { ru: ['команды', 'помощь'], en: ['orders', 'commands', 'help'] },
};

const DEPARTMENT_WORDS: Readonly<Record<Department, readonly string[]>> = {
  support: ['support', 'поддержка', 'техподдержка'],
  billing: ['billing', 'оплата', 'финансы', 'бухгалтерия'],
  domains: ['domains', 'домены'],
  security: ['security', 'безопасность'],
  development: ['development', 'разработка', 'dev'],
  it: ['it', 'ит', 'айти'],
};

const PRIORITY_WORDS: Readonly<Record<Priority, readonly string[]>> = {
  normal: ['normal', 'обычный', 'низкий', 'low'],
  high: ['high', 'высокий'],
  urgent: ['urgent', 'срочный', 'срочно'],
};

/**
 * `!word`, perhaps with a mark behind it, or `/word`, in Telegram perhaps with the bot's name, and what follows; a path
 * or `!!!` is none.
 */
const ORDER =
  /^(?:!(?<word>\p{L}[\p{L}-]*)[.,:;!?…]*|\/(?<command>\p{L}[\p{L}-]*)(?:@\w+)?)(?=\s|$)(?<argument>[\s\S]*)$/u;

/** Reads a line as an order; null where it is none and may go to the person. */
export function readOrder(text: string): ReadOrder | null {
  const found = ORDER.exec(text.trim())?.groups;
  if (found === undefined) return null;
  const { argument = '' } = found;
  const word = found.word ?? found.command ?? '';
  const name = orderNamed(word.toLowerCase());
  if (name === null) {
    const near = nearest(
      word.toLowerCase(),
      Object.values(ORDER_WORDS).flatMap(({ ru, en }) => [...en, ...ru]),
    );
    return { kind: 'misspelt', written: `!${word}`, near: near === null ? null : `!${near}` };
  }
  const order = withArgument(name, argument.trim());
  if (order !== null) return { kind: 'order', order };
  return {
    kind: 'misspelt',
    written: `!${word} ${argument.trim()}`.trim(),
    near: exampleOf(name, word, argument.trim()),
  };
}

function orderNamed(word: string): OrderName | null {
  const found = Object.entries(ORDER_WORDS).find(([, { ru, en }]) => ru.includes(word) || en.includes(word));
  return found === undefined ? null : orderNameSchema.parse(found[0]);
}

/** An order with what it is about; null where that is missing or unknown. */
function withArgument(name: OrderName, argument: string): DeskOrder | null {
  if (name === 'department') {
    const department = departmentSchema.safeParse(named(argument, DEPARTMENT_WORDS));
    return department.success ? { name, department: department.data } : null;
  }
  if (name === 'priority') {
    const priority = prioritySchema.safeParse(named(argument, PRIORITY_WORDS));
    return priority.success ? { name, priority: priority.data } : null;
  }
  if (name === 'note') return argument === '' ? null : { name, text: argument };
  return { name };
}

/** What a word stands for. */
function named(word: string, words: Readonly<Record<string, readonly string[]>>): string | undefined {
  const lower = word.toLowerCase();
  return Object.entries(words).find(([, all]) => all.includes(lower))?.[0];
}

/** An order with a missing or unknown argument as it could be written. */
function exampleOf(name: OrderName, word: string, argument: string): string {
  const of = (words: Readonly<Record<string, readonly string[]>>): string => {
    const all = Object.values(words).flat();
    const [first = ''] = argument.toLowerCase().split(/\s/u);
    const near = first === '' ? null : nearest(first, all);
    return near ?? all[0] ?? '';
  };
  if (name === 'department') return `!${word} ${of(DEPARTMENT_WORDS)}`;
  return name === 'priority' ? `!${word} ${of(PRIORITY_WORDS)}` : `!${word} …`;
}
