import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import type { Address } from '../../model/address.js';
import { languageSchema } from '../../model/language.js';
import type { Language } from '../../model/language.js';
import { jsonColumn, toJson } from './column.js';

const conversationRow = z.object({
  version: z.number().int(),
  chosen_language: languageSchema.nullable(),
  state: jsonColumn(z.unknown()),
});

/** A conversation as it is stored; one that does not exist yet has version 0. */
export interface StoredConversation {
  version: number;
  chosenLanguage: Language | null;
  state: unknown;
}

export type Conversations = ReturnType<typeof prepareConversations>;

export function prepareConversations(db: Database) {
  const byKey = db.prepare(`SELECT version, chosen_language, state FROM conversations WHERE key = ?`);
  const save = db.prepare(
    `INSERT INTO conversations (key, channel, account, chat, thread, version, chosen_language, state)
     VALUES (@key, @channel, @account, @chat, @thread, @version, @chosenLanguage, @state)
     ON CONFLICT (key) DO UPDATE SET
       version = excluded.version, chosen_language = excluded.chosen_language, state = excluded.state`,
  );
  const ofChat = db.prepare(
    `SELECT key, thread FROM conversations WHERE channel = ? AND account = ? AND chat = ? ORDER BY key`,
  );
  const rename = db.prepare(`UPDATE conversations SET key = @to, chat = @chat WHERE key = @from`);
  const touch = db.prepare(`UPDATE conversations SET version = version + 1 WHERE key = ?`);
  const remove = db.prepare(`DELETE FROM conversations WHERE key = ?`);
  return {
    find(key: string): StoredConversation | null {
      const row = byKey.get(key);
      if (row === undefined) return null;
      const { version, chosen_language, state } = conversationRow.parse(row);
      return { version, chosenLanguage: chosen_language, state };
    },
    save(key: string, address: Address, conversation: StoredConversation): void {
      const { channel, account, chat, thread } = address;
      save.run({
        key,
        channel,
        account,
        chat,
        thread,
        version: conversation.version,
        chosenLanguage: conversation.chosenLanguage,
        state: toJson(conversation.state) ?? 'null',
      });
    },
    /** Keys and threads of the conversations in a chat. */
    ofChat(channel: string, account: string, chat: string): { key: string; thread: string }[] {
      const row = z.object({ key: z.string(), thread: z.string() });
      return ofChat.all(channel, account, chat).map((found) => row.parse(found));
    },
    /** Gives a conversation another key; its cases follow. */
    rename(from: string, to: string, chat: string): void {
      rename.run({ from, to, chat });
    },
    /** Makes a turn under way conflict. */
    touch(key: string): void {
      touch.run(key);
    },
    remove(key: string): void {
      remove.run(key);
    },
  };
}
