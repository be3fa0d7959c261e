import type { Language } from '../../model/language.js';

/** What the channel itself says, apart from the dialogue: buttons, the form, pointers to the direct messages. */
export interface Words {
  /** The button below a question that wants more than a line; at most 75 characters. */
  formButton: string;
  /** Title, label and buttons of the form; title and buttons at most 24 characters. */
  formTitle: string;
  formLabel: string;
  formSubmit: string;
  formClose: string;
  /** Below a field of a form where nothing was filled in. */
  formEmpty: string;
  /** The button that leads to a case's thread. */
  openThread: string;
  /** What the bot's page tells whoever is no agent. */
  strangerHome: string;
  /** Answer to the slash command that only the person sees. */
  answeredInDm(bot: string): string;
  dmNotOpened: string;
  /** Shown in the assistant pane after the bot's name while it is busy. */
  working: string;
  /** What the assistant pane offers to begin with. */
  prompts: { title: string; message: string }[];
}

const RU: Words = {
  formButton: 'Ответить в форме',
  formTitle: 'Подробный ответ',
  formLabel: 'Ваш ответ',
  formSubmit: 'Отправить',
  formClose: 'Отмена',
  formEmpty: 'Выберите или напишите что-нибудь.',
  openThread: 'Открыть',
  strangerHome:
    'Здравствуйте! Это бот поддержки. Чтобы получить помощь, опишите проблему на вкладке «Сообщения» или командой /support в любом канале. Если понадобится, бот позовёт специалиста.',
  answeredInDm: (bot) => `Отвечу вам в личных сообщениях: ${bot}`,
  dmNotOpened: 'Не получилось открыть личные сообщения. Пожалуйста, напишите боту напрямую.',
  working: 'проверяет…',
  prompts: [
    { title: 'С чем вы можете помочь?', message: '!help' },
    { title: 'Что с моим обращением?', message: '!status' },
    { title: 'Позвать человека', message: '!human' },
  ],
};

const EN: Words = {
  formButton: 'Answer in a form',
  formTitle: 'Your answer in detail',
  formLabel: 'Your answer',
  formSubmit: 'Send',
  formClose: 'Cancel',
  formEmpty: 'Please choose or write something.',
  openThread: 'Open',
  strangerHome:
    'Hello! This is the support bot. To get help, describe the problem on the Messages tab, or with /support in any channel. The bot calls a person when one is needed.',
  answeredInDm: (bot) => `I will answer in our direct messages: ${bot}`,
  dmNotOpened: 'Your direct messages could not be opened. Please write to the bot directly.',
  working: 'is checking…',
  prompts: [
    { title: 'What can you help with?', message: '!help' },
    { title: 'What about my case?', message: '!status' },
    { title: 'Talk to a person', message: '!human' },
  ],
};

export function wordsFor(language: Language): Words {
  return language === 'ru' ? RU : EN;
}

/** The language to speak to someone of whom only the platform's locale (`ru-RU`, `en-US`) is known. */
export function languageOf(locale: string | null): Language {
  return locale?.toLowerCase().startsWith('ru') === true ? 'ru' : 'en';
}
