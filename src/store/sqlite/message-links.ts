import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import type { Address, MessageRef } from '../../model/address.js';
import type { Counterpart, NewLink } from '../store.js';

const linkRow = z.object({ message: z.string(), excerpt: z.string() });

export type MessageLinks = ReturnType<typeof prepareMessageLinks>;

/** Which message on one side is the copy of which on the other. */
export function prepareMessageLinks(db: Database) {
  const add = db.prepare(
    `INSERT INTO message_links (case_id, source_channel, source_account, source_chat, source_message,
       target_channel, target_account, target_chat, target_message, excerpt)
     VALUES (@caseId, @sourceChannel, @sourceAccount, @sourceChat, @sourceMessage,
       @channel, @account, @chat, @message, @excerpt)
     ON CONFLICT DO UPDATE SET excerpt = excluded.excerpt`,
  );
  const copies = db.prepare(
    `SELECT target_message AS message, excerpt FROM message_links
     WHERE source_channel = @channel AND source_account = @account AND source_chat = @chat
       AND source_message = @message
       AND target_channel = @atChannel AND target_account = @atAccount AND target_chat = @atChat
     ORDER BY seq`,
  );
  const originals = db.prepare(
    `SELECT source_message AS message, excerpt FROM message_links
     WHERE target_channel = @channel AND target_account = @account AND target_chat = @chat
       AND target_message = @message
       AND source_channel = @atChannel AND source_account = @atAccount AND source_chat = @atChat
     ORDER BY seq LIMIT 1`,
  );
  return {
    add({ caseId, sources, target, messages, excerpt }: NewLink): void {
      for (const { address, message: sourceMessage } of sources) {
        for (const message of messages) {
          add.run({
            caseId,
            sourceChannel: address.channel,
            sourceAccount: address.account,
            sourceChat: address.chat,
            sourceMessage,
            channel: target.channel,
            account: target.account,
            chat: target.chat,
            message,
            excerpt,
          });
        }
      }
    },
    /** What stands in the chat of `at` for a message: its copies there, or the message there that it is a copy of. */
    counterpart({ address, message }: MessageRef, at: Address): Counterpart | null {
      const { channel, account, chat } = address;
      const query = {
        ...{ channel, account, chat, message },
        ...{ atChannel: at.channel, atAccount: at.account, atChat: at.chat },
      };
      const found = copies.all(query);
      const rows = (found.length > 0 ? found : originals.all(query)).map((row) => linkRow.parse(row));
      const [first] = rows;
      return first === undefined
        ? null
        : { messages: rows.map((row) => row.message), excerpt: first.excerpt };
    },
  };
}
