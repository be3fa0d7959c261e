import { z } from 'zod';

/** What a reviewer orders in the thread of the case that a draft is of; `draft` null: the latest of the case. */
export type ReviewOrder =
  | { name: 'publish' | 'drop' | 'take-back'; draft: number | null }
  /** `issue`: as it was written, or as a button carries it. */
  | { name: 'merge-into'; draft: number | null; issue: string }
  /** The draft's text anew. */
  | { name: 'solution' | 'problem'; text: string }
  /** The intent it is of: an id, or `none`. */
  | { name: 'intent'; intent: string };

export const reviewOrderNameSchema = z.enum([
  'publish',
  'merge-into',
  'drop',
  'take-back',
  'solution',
  'problem',
  'intent',
]);
export type ReviewOrderName = z.infer<typeof reviewOrderNameSchema>;

const NUMBER = /^#?(\d{1,9})$/u;
/** Perhaps a draft's number, and an issue. */
const INTO = /^(?:#?(?<draft>\d{1,9})(?:\s+|(?=~)))?(?<issue>\S+)$/u;

/** An order with what follows its word; null where that is missing or cannot be read. */
export function readReviewOrder(name: ReviewOrderName, argument: string): ReviewOrder | null {
  const given = argument.trim();
  switch (name) {
    case 'publish':
    case 'drop':
    case 'take-back': {
      if (given === '') return { name, draft: null };
      const number = NUMBER.exec(given)?.[1];
      return number === undefined ? null : { name, draft: Number(number) };
    }
    case 'merge-into': {
      const { draft, issue } = INTO.exec(given)?.groups ?? {};
      return issue === undefined ? null : { name, draft: draft === undefined ? null : Number(draft), issue };
    }
    case 'solution':
    case 'problem':
      return given === '' ? null : { name, text: given };
    case 'intent':
      return /^\S+$/u.test(given) ? { name, intent: given.toLowerCase() } : null;
  }
}
