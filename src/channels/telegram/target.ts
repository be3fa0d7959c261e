import type { Address } from '../../model/address.js';

/** Where a message goes, as Telegram's methods take it. */
export interface Target {
  chat_id: number | string;
  message_thread_id?: number;
  /** What the message answers. */
  reply_parameters?: { message_id: number; allow_sending_without_reply: true };
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

/** The same place, in answer to a message that stands there. */
export function inAnswerTo(target: Target, message: string | undefined): Target {
  const id = Number(message);
  if (message === undefined || !Number.isSafeInteger(id)) return target;
  return { ...target, reply_parameters: { message_id: id, allow_sending_without_reply: true } };
}
