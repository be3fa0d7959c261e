import { deskActionNameSchema, type DeskActionName } from '../model/inbound.js';
import { departmentSchema, prioritySchema, type Department, type Priority } from '../model/intent.js';
import { nearest } from '../model/spelling.js';
import { readReviewOrder, type ReviewOrder, type ReviewOrderName } from './review-order.js';
import { DEPARTMENT_WORDS, ORDER_WORDS, PRIORITY_WORDS } from './order-words.js';

/** Orders that say more than their name. */
type WithArgument =
  | 'resolve'
  | 'department'
  | 'priority'
  | 'intent'
  | 'assign'
  | 'snooze'
  | 'follow-up'
  | 'merge'
  | 'template'
  | 'collect'
  | 'languages'
  | 'find'
  | 'send'
  | 'note'
  | 'as-in';

/** What an agent may order for a case, by a button or by a word in its thread. */
export type DeskOrder =
  | { name: Exclude<DeskActionName, ReviewOrderName | WithArgument> }
  /** `helped`: what helped, as it was written; null: the agent is asked. */
  | { name: 'resolve'; helped: string | null }
  /** Without a value: the agent is asked to choose. */
  | { name: 'department'; department: Department | null }
  | { name: 'priority'; priority: Priority | null }
  /** `intent`: an id or a title, as it was written; null: the agent is asked to choose. */
  | { name: 'intent'; intent: string | null }
  /** `to`: a name or a platform's id, as it was written; null: the agent is asked to choose. */
  | { name: 'assign'; to: string | null }
  /** `until`: a length of time or a moment, as it was written; null: the agent is asked to choose. */
  | { name: 'snooze'; until: string | null }
  /** `after`: a length of time, as it was written; null: the agent is asked to choose. */
  | { name: 'follow-up'; after: string | null }
  | { name: 'merge'; into: number }
  /** `which`: an id or words of its title, as written; null: the agent is asked to choose. */
  | { name: 'template'; which: string | null }
  /** `flow`: its id or words of its title, as written; null: the agent is asked to choose. */
  | { name: 'collect'; flow: string | null }
  /** `spoken`: as it was written. */
  | { name: 'languages'; spoken: string }
  | { name: 'find'; words: string }
  /** `issue`: the id of a solved issue, or its place among those of the card, from 1 on. */
  | { name: 'send'; issue: string }
  | { name: 'note'; text: string }
  /** The solved issue that helped, as it was written or as a button carries it. */
  | { name: 'as-in'; issue: string }
  | ReviewOrder;

/** What a line that looks like an order came to; `near`: what was probably meant, as it would be written. */
export type ReadOrder =
  { kind: 'order'; order: DeskOrder } | { kind: 'misspelt'; written: string; near: string | null };

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
  const word = (found.word ?? found.command ?? '').toLowerCase();
  const name = orderNamed(word);
  if (name !== null) return orderOf(name, found.argument ?? '', word);
  const near = nearest(
    word,
    Object.values(ORDER_WORDS).flatMap(({ ru, en }) => [...en, ...ru]),
  );
  return { kind: 'misspelt', written: `!${word}`, near: near === null ? null : `!${near}` };
}

/** An order by its name, with what a button carries or what was typed after its `word`. */
export function orderOf(name: DeskActionName, argument: string, word: string = name): ReadOrder {
  const given = argument.trim();
  const order = withArgument(name, given);
  if (order !== null) return { kind: 'order', order };
  return {
    kind: 'misspelt',
    written: `!${word} ${given}`.trim(),
    near: exampleOf(name, word, given),
  };
}

function orderNamed(word: string): DeskActionName | null {
  const found = Object.entries(ORDER_WORDS).find(([, { ru, en }]) => ru.includes(word) || en.includes(word));
  return found === undefined ? null : deskActionNameSchema.parse(found[0]);
}

/** An order with what it is about; null where that is missing or unknown. */
function withArgument(name: DeskActionName, argument: string): DeskOrder | null {
  const given = argument === '' ? null : argument;
  switch (name) {
    case 'resolve':
      return { name, helped: given };
    case 'department': {
      if (given === null) return { name, department: null };
      const department = departmentSchema.safeParse(named(given, DEPARTMENT_WORDS));
      return department.success ? { name, department: department.data } : null;
    }
    case 'priority': {
      if (given === null) return { name, priority: null };
      const priority = prioritySchema.safeParse(named(given, PRIORITY_WORDS));
      return priority.success ? { name, priority: priority.data } : null;
    }
    case 'intent':
      return { name, intent: given };
    case 'assign':
      return { name, to: given };
    case 'snooze':
      return { name, until: given };
    case 'follow-up':
      return { name, after: given };
    case 'merge': {
      const number = /^#?(\d{1,9})$/.exec(argument)?.[1];
      return number === undefined ? null : { name, into: Number(number) };
    }
    case 'template':
      return { name, which: given };
    case 'collect':
      return { name, flow: given };
    case 'languages':
      return given === null ? null : { name, spoken: given };
    case 'find':
      return given === null ? null : { name, words: given };
    case 'send':
      return given === null ? null : { name, issue: given.replace(/^#/, '').toLowerCase() };
    case 'note':
      return given === null ? null : { name, text: given };
    case 'as-in':
      return given === null ? null : { name, issue: given };
    case 'publish':
    case 'merge-into':
    case 'replace':
    case 'drop':
    case 'take-back':
    case 'solution':
    case 'problem':
      return readReviewOrder(name, argument);
    case 'claim':
    case 'release':
    case 'hand-back':
    case 'reopen':
    case 'wake':
    case 'ban':
    case 'unban':
    case 'queue':
    case 'home':
    case 'skip':
    case 'more':
    case 'orders':
      return { name };
  }
}

/** What a word stands for. */
function named(word: string, words: Readonly<Record<string, readonly string[]>>): string | undefined {
  const lower = word.toLowerCase();
  return Object.entries(words).find(([, all]) => all.includes(lower))?.[0];
}

/** An order with a missing or unknown argument as it could be written. */
function exampleOf(name: DeskActionName, word: string, argument: string): string {
  const of = (words: Readonly<Record<string, readonly string[]>>): string => {
    const all = Object.values(words).flat();
    const [first = ''] = argument.toLowerCase().split(/\s/u);
    const near = first === '' ? null : nearest(first, all);
    return near ?? all[0] ?? '';
  };
  if (name === 'department') return `!${word} ${of(DEPARTMENT_WORDS)}`;
  if (name === 'priority') return `!${word} ${of(PRIORITY_WORDS)}`;
  if (name === 'languages') return `!${word} ru en`;
  return name === 'merge' ? `!${word} 12` : `!${word} …`;
}
