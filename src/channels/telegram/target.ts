import type { Address } from '../../model/address.js';
import type { Span } from '../../model/text.js';

/** Where a message goes, as Telegram's methods take it. */
export interface Target {
  chat_id: number | string;
  message_thread_id?: number;
}

export function targetOf(address: Pick<Address, 'chat' | 'thread'>): Target {
  const thread = Number(address.thread);
  return {
    chat_id: chatId(address.chat),
    ...(address.thread !== '' && Number.isSafeInteger(thread) ? { message_thread_id: thread } : {}),
  };
}

/** A chat's id is a number; a public chat may also be named `@like_this`. */
export function chatId(chat: string): number | string {
  return /^-?\d+$/.test(chat) ? Number(chat) : chat;
}

interface Entity {
  type: 'code' | 'bold' | 'italic';
  offset: number;
  length: number;
}

/** Spans as Telegram's entities: both count UTF-16 units. */
export function entitiesOf(spans: readonly Span[]): Entity[] {
  return spans.map(({ kind, offset, length }) => ({ type: kind, offset, length }));
}
