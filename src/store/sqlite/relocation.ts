import { conversationKey } from '../../model/address.js';
import type { ChannelName } from '../../model/address.js';
import { isFromDesk } from '../../model/inbound.js';
import type { Cases } from './cases.js';
import type { Conversations } from './conversations.js';
import type { FormerThreads } from './former-threads.js';
import type { Inbounds } from './inbounds.js';
import type { Moves } from './moves.js';
import type { Outbox } from './outbox.js';
import type { Timers } from './timers.js';

interface Parts {
  conversations: Conversations;
  cases: Cases;
  threads: FormerThreads;
  inbounds: Inbounds;
  timers: Timers;
  outbox: Outbox;
  moves: Moves;
}

/**
 * Lets everything that names a chat name it by its new id. Where a conversation exists under the new id already,
 * the two become one; of two open cases, the one from under the old id ends as `replaced`. To be called inside a
 * transaction.
 */
export function relocate(
  { channel, account, from, to }: { channel: ChannelName; account: string; from: string; to: string },
  { conversations, cases, threads, inbounds, timers, outbox, moves }: Parts,
  at: number,
): void {
  if (from === to) return;
  moves.record(channel, account, from, to);
  cases.moveDesks(channel, account, from, to);
  threads.move(channel, account, from, to);
  for (const { key: old, thread } of conversations.ofChat(channel, account, from)) {
    const key = conversationKey({ channel, account, chat: to, thread });
    if (conversations.find(key)) {
      cases.give(old, key, at);
      timers.clearClosed(key);
      conversations.touch(key);
      conversations.remove(old);
    } else {
      conversations.rename(old, key, to);
    }
    inbounds.reroute(old, key);
  }
  inbounds.readdress(channel, account, (inbound, conversation) => {
    const address = moves.address(inbound.address);
    return {
      inbound: { ...inbound, address },
      conversation: isFromDesk(inbound) ? conversation : conversationKey(address),
    };
  });
  outbox.redirect(moves.directed);
}
