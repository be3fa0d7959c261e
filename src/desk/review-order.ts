/** What a reviewer orders in the thread of the case that a draft is of; `draft` null: the latest of the case. */
export type ReviewOrder =
  | { name: 'publish' | 'drop' | 'take-back'; draft: number | null }
  /** `issue`: as it was written, or as a button carries it. */
  | { name: 'merge-into'; draft: number | null; issue: string }
  /** What the draft is to say instead. */
  | { name: 'solution' | 'problem'; text: string };

/** The words of these orders are the same on the command line, as far as there are any. */
export const REVIEW_ORDERS = ['publish', 'merge-into', 'drop', 'take-back', 'solution', 'problem'] as const;
export type ReviewOrderName = (typeof REVIEW_ORDERS)[number];

/** Whether an order is about a draft. */
export function isReviewOrder(order: { name: string }): order is ReviewOrder {
  return REVIEW_ORDERS.some((name) => name === order.name);
}

const NUMBER = /^#?(\d{1,9})$/u;
/** Perhaps a draft's number, and an issue. */
const INTO = /^(?:#?(?<draft>\d{1,9})(?:\s+|(?=~)))?(?<issue>\S+)$/u;

/** An order with what follows its word; null where that is missing or cannot be read. */
export function readReviewOrder(name: ReviewOrderName, argument: string): ReviewOrder | null {
  switch (name) {
    case 'publish':
    case 'drop':
    case 'take-back': {
      if (argument === '') return { name, draft: null };
      const number = NUMBER.exec(argument)?.[1];
      return number === undefined ? null : { name, draft: Number(number) };
    }
    case 'merge-into': {
      const { draft, issue } = INTO.exec(argument)?.groups ?? {};
      return issue === undefined ? null : { name, draft: draft === undefined ? null : Number(draft), issue };
    }
    case 'solution':
    case 'problem':
      return argument === '' ? null : { name, text: argument };
  }
}
