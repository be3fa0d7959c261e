import type { MessageEntity } from 'grammy/types';
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

/** Spans as Telegram's entities: both count UTF-16 units. */
export function entitiesOf(spans: readonly Span[]): MessageEntity[] {
  return spans.map((span): MessageEntity => {
    const { kind, offset, length } = span;
    if (kind !== 'mention') return { type: kind, offset, length };
    // Telegram looks at the id alone.
    const user = { id: Number(span.person), is_bot: false, first_name: '' };
    return { type: 'text_mention', offset, length, user };
  });
}
