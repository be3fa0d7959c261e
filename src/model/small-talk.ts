/** Intents that are courtesy: they never open a case nor count as a failure to understand. */
const COURTESIES: ReadonlySet<string> = new Set(['greeting', 'thanks', 'goodbye']);
/** The rest of what is said around a problem and is none. */
const ABOUT_THE_BOT: ReadonlySet<string> = new Set(['capabilities']);

/** Whether an intent is courtesy and no problem. */
export function isCourtesy(intent: string): boolean {
  return COURTESIES.has(intent);
}

/** Whether an intent is courtesy or asks about the bot: beside a problem it says nothing. */
export function isSmallTalk(intent: string): boolean {
  return COURTESIES.has(intent) || ABOUT_THE_BOT.has(intent);
}
