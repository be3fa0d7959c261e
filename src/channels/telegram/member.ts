import { GrammyError } from 'grammy';
import type pino from 'pino';
import type { Inbound } from '../../model/inbound.js';
import { isFromDesk } from '../../model/inbound.js';
import { createMembers, type Members } from '../members.js';
import type { TelegramClient } from './client.js';
import { chatId } from './target.js';

/** Telegram's word for how somebody stands to a group, with what tells of those who are restricted. */
interface Standing {
  status: string;
  is_member?: boolean | undefined;
}

/** Whether somebody with this standing is in the group. */
export function isInside({ status, is_member: restricted }: Standing): boolean {
  if (status === 'restricted') return restricted === true;
  return status === 'creator' || status === 'administrator' || status === 'member';
}

/** Asks Telegram who is a member of the desks' groups. */
export function telegramMembers(client: TelegramClient, now: () => number): Members {
  return createMembers(async (chat, user) => {
    try {
      return isInside(await client.api.getChatMember(chatId(chat), Number(user)));
    } catch (error) {
      // Telegram does not know them in this group.
      if (error instanceof GrammyError && error.error_code === 400) return false;
      throw error;
    }
  }, now);
}

/**
 * Whether an inbound may be taken: what comes from a desk must come from a member. Who writes in the group's own name
 * is one of its administrators; who writes in another channel's name could be anybody.
 */
export async function mayBeTaken(inbound: Inbound, members: Members, log: pino.Logger): Promise<boolean> {
  if (!isFromDesk(inbound)) return true;
  const { address, agent } = inbound;
  if (agent.id === address.chat) return true;
  const did = inbound.kind === 'desk-action' ? 'pressed' : 'wrote';
  const may = !agent.id.startsWith('-') && (await members.may(address.chat, agent.id, did));
  if (!may) log.warn({ chat: address.chat, user: agent.id, did }, NOT_A_MEMBER);
  return may;
}

const NOT_A_MEMBER =
  'telegram: somebody who is no member of the desk did something there; nothing came of it';
