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

interface Tally {
  right: number;
  wrong: number;
}

/**
 * Learns which intents attract messages that mean something else: greetings and small talk are made of words that
 * every message has, a guess of them is worth less than its score says. `others` is what each attempt's trust would
 * be without that attempt: what is learned from a message must not tell about the same message.
 */
export function fitTrust(attempts: readonly Attempt[]): { trust: Trust; others: Float64Array } {
  const tallies = new Map<string, Tally>();
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
  if (right === 0 || right === total) return { trust: new Map(), others: new Float64Array(attempts.length) };
  const average = right / total;
  const base = Math.log(average / (1 - average));
  const worth = (tally: Tally): number =>
    Math.log((tally.right + IMAGINED * average) / (tally.wrong + IMAGINED * (1 - average))) - base;
  return {
    trust: new Map([...tallies].map(([intent, tally]) => [intent, worth(tally)])),
    others: Float64Array.from(attempts, ({ guessed, meant, weight }) => {
      const tally = guessed === null ? undefined : tallies.get(guessed);
      if (tally === undefined) return 0;
      return worth(
        guessed === meant
          ? { right: tally.right - weight, wrong: tally.wrong }
          : { right: tally.right, wrong: tally.wrong - weight },
      );
    }),
  };
}
