/** What was guessed first for a message, and what it meant (null: nothing known). */
export interface Attempt {
  guessed: string | null;
  meant: string | null;
  weight: number;
}

/** How much likelier than the average guess a guess of an intent is right, in log-odds; nothing is known of others. */
export type Trust = Map<string, number>;

/** Of so many imagined messages each intent has the average share right: few real ones say little. */
const IMAGINED = 20;

/**
 * Learns which intents attract messages that mean something else: greetings and small talk are made of words that
 * every message has, a guess of them is worth less than its score says.
 */
export function fitTrust(attempts: readonly Attempt[]): Trust {
  const tallies = new Map<string, { right: number; wrong: number }>();
  let right = 0;
  let total = 0;
  for (const { guessed, meant, weight } of attempts) {
    if (guessed === null) continue;
    const tally = tallies.get(guessed) ?? { right: 0, wrong: 0 };
    tallies.set(guessed, tally);
    total += weight;
    if (guessed === meant) {
      tally.right += weight;
      right += weight;
    } else tally.wrong += weight;
  }
  if (right === 0 || right === total) return new Map();
  const average = right / total;
  const odds = (tally: { right: number; wrong: number }): number =>
    Math.log((tally.right + IMAGINED * average) / (tally.wrong + IMAGINED * (1 - average)));
  const base = Math.log(average / (1 - average));
  return new Map([...tallies].map(([intent, tally]) => [intent, odds(tally) - base]));
}
