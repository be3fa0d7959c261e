import type { webApi } from '@slack/bolt';
import { createMembers, type Members } from '../members.js';
import { remembered } from '../remembered.js';

/** How long a channel's list of members is believed, ms. */
const FRESH_MS = 60_000;
/** Lists kept at most. */
const KEPT = 50;
/** Slack gives this many members at once, at most. */
const PAGE = 1_000;

/** Asks Slack who is a member of the desks' channels. In a public one everybody may read along, and press. */
export function slackMembers(client: webApi.WebClient, now: () => number): Members {
  const lists = remembered(
    async (channel) => {
      const members = new Set<string>();
      let cursor: string | undefined;
      do {
        const page = await client.conversations.members({
          channel,
          limit: PAGE,
          ...(cursor === undefined ? {} : { cursor }),
        });
        for (const member of page.members ?? []) members.add(member);
        cursor = page.response_metadata?.next_cursor;
      } while (cursor !== undefined && cursor !== '');
      return members;
    },
    { now, freshMs: FRESH_MS, most: KEPT },
  );
  return createMembers(
    // Whoever is not on the list may have come since it was read.
    async (channel, user) => (await lists.get(channel)).has(user) || (await lists.renew(channel)).has(user),
    now,
  );
}
