/** What a reviewer orders in the thread of the case that a draft is of; `draft` null: the latest of the case. */
export type ReviewOrder =
  | PutOrder
  | { name: 'drop' | 'take-back'; draft: number | null }
  /** What the draft is to say instead. */
  | { name: 'solution' | 'problem'; text: string };

/**
 * The draft is to join the solved issues. `issue`: the one that is meant, as it was written, or as a button carries it.
 * `anyway`: also where decisions about messages would be worse.
 */
export type PutOrder =
  | { name: 'publish'; draft: number | null; anyway: boolean }
  | { name: 'merge-into' | 'replace'; draft: number | null; issue: string; anyway: boolean };

/** The words of these orders are the same on the command line, as far as there are any. */
export const REVIEW_ORDERS = [
  'publish',
  'merge-into',
  'replace',
  'drop',
  'take-back',
  'solution',
  'problem',
] as const;
export type ReviewOrderName = (typeof REVIEW_ORDERS)[number];

/** Whether an order is about a draft. */
export function isReviewOrder(order: { name: string }): order is ReviewOrder {
  return REVIEW_ORDERS.some((name) => name === order.name);
}

/** Whether an order about a draft is to put it among the solved issues. */
export function isPutOrder(order: ReviewOrder): order is PutOrder {
  return order.name === 'publish' || order.name === 'merge-into' || order.name === 'replace';
}

const NUMBER = /^#?(\d{1,9})$/u;
/** Perhaps a draft's number, and an issue. */
const INTO = /^(?:#?(?<draft>\d{1,9})(?:\s+|(?=~)))?(?<issue>\S+)$/u;
/** At the end of an order, in words or as a button carries it. */
const ANYWAY = /(?:^|\s+)(?:anyway|вс[её][-\s]равно)[.!]?$|~$/iu;

/** An order with what follows its word; null where that is missing or cannot be read. */
export function readReviewOrder(name: ReviewOrderName, argument: string): ReviewOrder | null {
  switch (name) {
    case 'publish': {
      const draft = draftIn(argument.replace(ANYWAY, ''));
      return draft === undefined ? null : { name, draft, anyway: ANYWAY.test(argument) };
    }
    case 'drop':
    case 'take-back': {
      const draft = draftIn(argument);
      return draft === undefined ? null : { name, draft };
    }
    case 'merge-into':
    case 'replace': {
      const { draft, issue } = INTO.exec(argument.replace(ANYWAY, ''))?.groups ?? {};
      if (issue === undefined) return null;
      return {
        ...{ name, draft: draft === undefined ? null : Number(draft), issue },
        anyway: ANYWAY.test(argument),
      };
    }
    case 'solution':
    case 'problem':
      return argument === '' ? null : { name, text: argument };
  }
}

/** What a button carries for an order that is given once more, with this argument, whatever would be worse. */
export function anywayArgument(argument: string): string {
  return `${argument}~`;
}

/** Null: none is named; undefined: it is no number. */
function draftIn(argument: string): number | null | undefined {
  if (argument === '') return null;
  const number = NUMBER.exec(argument)?.[1];
  return number === undefined ? undefined : Number(number);
}
