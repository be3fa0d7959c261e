import { canonicalStem } from './term.js';
import { stem } from './stem.js';
import type { Token } from './normalize.js';

const COURTESY = new Set(
  (
    'здравствуйте здравствуй здрасте здрасьте привет приветствую добрый доброе доброго день вечер утро дня суток ' +
    'пожалуйста плиз спасибо благодарю подскажите помогите всем коллеги ребята уважаемые извините ' +
    'hello hi hey good morning afternoon evening day please pls thanks thank you there dear team guys sorry'
  )
    .split(' ')
    .map((word) => canonicalStem(stem(word))),
);

/** What must remain for a greeting to be left out: with less, the greeting is the message. */
const REMAINING = 2;

/** The tokens that say what it is about: words of courtesy at both ends left out, if enough remains. */
export function withoutCourtesy(tokens: readonly Token[]): readonly Token[] {
  let start = 0;
  let end = tokens.length;
  while (start < end && COURTESY.has(tokens[start]?.stem ?? '')) start += 1;
  while (end > start && COURTESY.has(tokens[end - 1]?.stem ?? '')) end -= 1;
  return end - start >= REMAINING ? tokens.slice(start, end) : tokens;
}

/** Whether there is nothing but words of courtesy. */
export function isOnlyCourtesy(tokens: readonly Token[]): boolean {
  return tokens.every((token) => COURTESY.has(token.stem));
}
