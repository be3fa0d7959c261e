/**
 * An intent's name as people would read it: `card_arrival` is "card arrival". Content's intents have titles, which are
 * learned from; every system is given the name in this place.
 */
export function titleOf(intent: string): string {
  return intent.replaceAll(/[_-]+/g, ' ').trim();
}
