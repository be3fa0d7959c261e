import type { LocalText } from '../model/language.js';

/** What the program itself says around a conversation in the terminal; the bot's own words are content. */
export const NOTICES = {
  chat: {
    ru: 'Разговор с ботом поддержки в терминале. Что он умеет: /help. Выйти: Ctrl-D.',
    en: 'A conversation with the support bot in the terminal. What it can do: /help. To leave: Ctrl-D.',
  },
  start: {
    ru: 'Telegram и Slack не настроены, поэтому бот отвечает здесь, в терминале. Чтобы подключить их, задайте TELEGRAM_BOT_TOKEN или SLACK_BOT_TOKEN в окружении или в файле .env (образец: .env.example) и запустите снова.\nЧто умеет бот: /help. Выйти: Ctrl-D.',
    en: 'Neither Telegram nor Slack is configured, so the bot answers here in the terminal. To connect them, set TELEGRAM_BOT_TOKEN or SLACK_BOT_TOKEN in the environment or in the file .env (a sample: .env.example) and start again.\nWhat the bot can do: /help. To leave: Ctrl-D.',
  },
  card: {
    ru: 'Такую карточку видит специалист:',
    en: 'This is the card that an agent sees:',
  },
  alone: {
    ru: 'Здесь, в терминале, специалист не ответит. Что вы напишете, добавится к обращению; /new начнёт новое, Ctrl-D закончит разговор.',
    en: 'No agent answers here in the terminal. What you write is added to the case; /new begins another one, Ctrl-D ends the conversation.',
  },
  seen: {
    ru: 'Специалист видит:',
    en: 'The agent sees:',
  },
} as const satisfies Record<string, LocalText>;

export type Notice = keyof typeof NOTICES;
