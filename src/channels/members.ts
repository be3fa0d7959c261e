import { inTime, remembered } from './remembered.js';

/** How long an answer about a membership is believed, ms. */
const FRESH_MS = 60_000;
/** Memberships kept at most. */
const KEPT = 5_000;
/** What is asked on the way of an event must come in time: platforms wait a few seconds for its acknowledgement. */
const DEADLINE_MS = 1_500;

/** Who is a member of the desks' groups or channels. Remembers for a minute; nothing here matters after a restart. */
export interface Members {
  /**
   * Whether somebody may do something at a desk. Where the platform does not say in time, what they `wrote` counts, for
   * hardly anybody else can write there and an agent's words must not be lost; what they `pressed` does not, for it can
   * be pressed again.
   */
  may(chat: string, user: string, did: 'wrote' | 'pressed'): Promise<boolean>;
  /** The platform has told that somebody joined or left. */
  told(chat: string, user: string, member: boolean): void;
}

/** `ask`: asks the platform; what it throws is no answer. */
export function createMembers(
  ask: (chat: string, user: string) => Promise<boolean>,
  now: () => number,
): Members {
  const known = remembered(
    (id) => {
      const [chat = '', user = ''] = id.split(' ');
      return ask(chat, user);
    },
    { now, freshMs: FRESH_MS, most: KEPT },
  );
  return {
    may: async (chat, user, did) =>
      (await inTime(known.get(`${chat} ${user}`), DEADLINE_MS)) ?? did === 'wrote',
    told(chat, user, member) {
      known.put(`${chat} ${user}`, member);
    },
  };
}
