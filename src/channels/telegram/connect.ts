import { GrammyError } from 'grammy';
import { FirstlineError } from '../../errors.js';
import type { TelegramClient } from './client.js';
import { outcomeOf } from './outcome.js';
import { chatId } from './target.js';

/** Asks who the bot is. Throws `TELEGRAM_TOKEN` or `TELEGRAM_UNREACHABLE`. */
export async function whoAmI(client: TelegramClient): Promise<{ account: string; botName: string }> {
  try {
    const me = await client.api.getMe();
    return { account: String(me.id), botName: me.username };
  } catch (error) {
    const cause = new Error(client.describe(error));
    if (error instanceof GrammyError && (error.error_code === 401 || error.error_code === 404)) {
      throw new FirstlineError(
        'TELEGRAM_TOKEN',
        'Telegram does not know this bot token.',
        'Copy the token again from @BotFather into TELEGRAM_BOT_TOKEN.',
        cause,
      );
    }
    throw unreachable(cause);
  }
}

/**
 * Checks that the desk is a forum in which the bot may open topics and hears what agents write. Returns its id,
 * which is another one when the group has become a supergroup. Throws `TELEGRAM_DESK` with what to change, or
 * `TELEGRAM_UNREACHABLE`.
 */
export async function checkDesk(client: TelegramClient, deskChat: string, account: string): Promise<string> {
  const desk = await currentDesk(client, deskChat);
  try {
    const chat = await client.api.getChat(chatId(desk));
    if (chat.type !== 'supergroup' || chat.is_forum !== true) {
      throw deskError(
        `The Telegram desk ${desk} is not a group with topics.`,
        'Turn on Topics in the settings of the group, or name one that has them in TELEGRAM_DESK_CHAT_ID or TELEGRAM_DEPARTMENT_DESKS.',
      );
    }
    const member = await client.api.getChatMember(chatId(desk), Number(account));
    const manages =
      member.status === 'creator' || (member.status === 'administrator' && member.can_manage_topics === true);
    if (!manages) {
      throw deskError(
        `The bot may not manage topics in the Telegram desk ${desk}.`,
        'Make the bot an administrator of the group with the right to manage topics.',
      );
    }
    return desk;
  } catch (error) {
    throw asDeskError(client, desk, error);
  }
}

/** A call that needs the right to write tells whether the group goes on under another id. */
async function currentDesk(client: TelegramClient, deskChat: string): Promise<string> {
  try {
    await client.api.sendChatAction(chatId(deskChat), 'typing');
    return deskChat;
  } catch (error) {
    const outcome = outcomeOf(error, deskChat, '');
    if (outcome.kind === 'moved') return outcome.to;
    throw asDeskError(client, deskChat, error);
  }
}

function asDeskError(client: TelegramClient, desk: string, error: unknown): FirstlineError {
  if (error instanceof FirstlineError) return error;
  const cause = new Error(client.describe(error));
  const outcome = outcomeOf(error, desk, cause.message);
  if (outcome.kind !== 'failed') return unreachable(cause);
  return deskError(
    `The Telegram desk ${desk} cannot be used: ${cause.message}.`,
    'Invite the bot into the group, and check its id in TELEGRAM_DESK_CHAT_ID or TELEGRAM_DEPARTMENT_DESKS (it begins with -100).',
    cause,
  );
}

function deskError(what: string, remedy: string, cause?: Error): FirstlineError {
  return new FirstlineError('TELEGRAM_DESK', what, remedy, cause);
}

/** Telegram does not answer, or asks to wait: nothing that a setting of the bot's would mend. */
export function unreachable(cause: Error): FirstlineError {
  return new FirstlineError(
    'TELEGRAM_UNREACHABLE',
    `Telegram cannot be reached: ${cause.message}.`,
    'Check the network, the proxy and TELEGRAM_API_ROOT, then start again.',
    cause,
  );
}
