import type { Understanding } from '../model/understanding.js';
import type { Understood } from './conversation.js';

/** An understanding with what a conversation says of it. */
export function overridden(real: Understanding, given: Understood | null): Understanding {
  if (given === null) return real;
  const intents = given.intents.map((intent, index) => ({ intent, p: 0.9 - index * 0.2 }));
  return {
    ...real,
    act: given.act,
    decision: given.decision,
    intents,
    issues: given.issues?.map((issue, index) => ({ issue, score: 1 - index * 0.1 })) ?? real.issues,
    p: intents[0]?.p ?? 0,
    margin: 0.2,
    belongs: intents[0]?.p ?? 0,
    thresholds: { answer: 0.8, clarify: 0.2 },
  };
}
