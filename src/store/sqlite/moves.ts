import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import type { Address, ChannelName } from '../../model/address.js';
import type { Delivery } from '../../model/delivery.js';
import type { Directed } from './outbox.js';

const moveRow = z.object({ to_chat: z.string() });

export type Moves = ReturnType<typeof prepareMoves>;

/** Chats that go on under another id, and what names them under the old one. */
export function prepareMoves(db: Database) {
  const find = db.prepare(
    `SELECT to_chat FROM chat_moves WHERE channel = ? AND account = ? AND from_chat = ?`,
  );
  const record = db.prepare(
    `INSERT INTO chat_moves (channel, account, from_chat, to_chat) VALUES (@channel, @account, @from, @to)
     ON CONFLICT (channel, account, from_chat) DO UPDATE SET to_chat = excluded.to_chat`,
  );
  const forget = db.prepare(`DELETE FROM chat_moves WHERE channel = ? AND account = ? AND from_chat = ?`);

  const currentChat = (channel: ChannelName, account: string, chat: string): string => {
    // Cannot run in a circle: `record` removes the move away from where a chat has come to.
    let current = chat;
    for (;;) {
      const row = find.get(channel, account, current);
      if (row === undefined) return current;
      current = moveRow.parse(row).to_chat;
    }
  };
  const address = (old: Address): Address => ({
    ...old,
    chat: currentChat(old.channel, old.account, old.chat),
  });
  const lane = (old: string, channel: ChannelName, account: string): string => {
    const prefix = `${channel}:${account}:`;
    if (!old.startsWith(prefix)) return old;
    const [chat = '', ...rest] = old.slice(prefix.length).split(':');
    return prefix + [currentChat(channel, account, chat), ...rest].join(':');
  };
  const delivery = (old: Delivery): Delivery => {
    switch (old.kind) {
      case 'say':
      case 'activity':
      case 'relay':
      case 'revise':
      case 'withdraw':
        return { ...old, to: address(old.to) };
      case 'open-thread':
      case 'notice':
        return { ...old, desk: address(old.desk) };
      case 'mark':
        return { ...old, message: { ...old.message, address: address(old.message.address) } };
      case 'card': {
        const { former } = old;
        return former === undefined
          ? old
          : { ...old, former: { ...former, address: address(former.address) } };
      }
      case 'post':
        return old.former === undefined ? old : { ...old, former: address(old.former) };
    }
  };
  const directed = <T extends Directed>(old: T): T => ({
    ...old,
    lane: lane(old.lane, old.channel, old.account),
    delivery: delivery(old.delivery),
    receipt: old.receipt && { mark: directed(old.receipt.mark) },
  });
  return {
    /** The id a chat has now. */
    currentChat,
    /** An address as it is now. */
    address,
    /**
     * A delivery to where its chat is now. A lane is a chat's if it is `channel:account:chat`, alone or with
     * more after another colon (a conversation's key is one); other lanes stay as they are.
     */
    directed,
    record(channel: ChannelName, account: string, from: string, to: string): void {
      forget.run(channel, account, to);
      record.run({ channel, account, from, to });
    },
  };
}
