import type pino from 'pino';
import type { Address } from '../../model/address.js';
import type { Card, CardState } from '../../model/delivery.js';
import type { TelegramClient } from './client.js';
import { refusedWith } from './outcome.js';
import { topicTitle } from './render.js';
import { chatId } from './target.js';

/** How a topic shows the state of its case: before its title, and as its icon where Telegram has that one. */
const SIGNS: Readonly<Record<CardState, string>> = {
  waiting: '❗',
  claimed: '💬',
  snoozed: '📆',
  bot: '🤖',
  closed: '✅',
  elsewhere: '🧳',
};

/** Topics whose look is remembered at most; of others, Telegram is asked to change what may be so already. */
const REMEMBERED = 5_000;

/** The topics of the desks: what each is called and which icon it has. */
export interface Topics {
  /** Makes a topic for a card in a group, and tells its id. */
  open(card: Card, desk: Address): Promise<string>;
  /** Shows how the case stands, where that changed. Never throws: a title is not worth a message. */
  show(card: Card, thread: Address): Promise<void>;
}

interface Look {
  name: string;
  icon_custom_emoji_id?: string;
}

export function createTopics(client: TelegramClient, log: pino.Logger): Topics {
  let icons: Promise<ReadonlyMap<string, string>> | null = null;
  /** What each topic looks like, by its group and id. */
  const shown = new Map<string, string>();

  /** The icons that every bot may use, by their emoji; asked for once, and again where that failed. */
  function knownIcons(): Promise<ReadonlyMap<string, string>> {
    icons ??= client.api.getForumTopicIconStickers().then(
      (stickers) =>
        new Map(
          stickers.flatMap(({ emoji, custom_emoji_id: id }) =>
            emoji === undefined || id === undefined ? [] : [[bare(emoji), id] as const],
          ),
        ),
      (error: unknown) => {
        log.debug({ error: client.describe(error) }, 'telegram: the icons of topics could not be had');
        icons = null;
        return new Map();
      },
    );
    return icons;
  }

  async function lookOf({ title, state }: Card): Promise<Look> {
    if (state === undefined) return { name: topicTitle(title) };
    const icon = (await knownIcons()).get(SIGNS[state]);
    const name = topicTitle(`${SIGNS[state]} ${title}`);
    return { name, ...(icon === undefined ? {} : { icon_custom_emoji_id: icon }) };
  }

  function remember(thread: Address, look: Look): void {
    shown.delete(keyOf(thread));
    shown.set(keyOf(thread), JSON.stringify(look));
    for (const oldest of shown.keys()) {
      if (shown.size <= REMEMBERED) break;
      shown.delete(oldest);
    }
  }

  return {
    async open(card, desk) {
      const look = await lookOf(card);
      const made = await client.api.raw.createForumTopic({ chat_id: chatId(desk.chat), ...look });
      const thread = String(made.message_thread_id);
      remember({ ...desk, thread }, look);
      return thread;
    },
    async show(card, thread) {
      const look = await lookOf(card);
      if (shown.get(keyOf(thread)) === JSON.stringify(look)) return;
      const topic = { chat_id: chatId(thread.chat), message_thread_id: Number(thread.thread) };
      try {
        await client.api.raw.editForumTopic({ ...topic, ...look });
      } catch (error) {
        if (!refusedWith(error, /TOPIC_NOT_MODIFIED/i)) {
          log.debug({ error: client.describe(error) }, 'telegram: a topic could not be called anew');
          return;
        }
      }
      remember(thread, look);
    },
  };
}

/** An emoji without the mark that it is to be drawn in colour, which is there or not. */
function bare(emoji: string): string {
  return emoji.replaceAll('\uFE0F', '');
}

function keyOf({ chat, thread }: Address): string {
  return `${chat}:${thread}`;
}
