import { commandNameSchema, type CommandName } from '../../model/inbound.js';
import type { Language } from '../../model/language.js';

/** A command as it was given: `/lang ru`, `/start payload`, `/help@FirstlineBot`. */
export interface GivenCommand {
  name: CommandName;
  argument: string;
}

const COMMAND = /^\/([a-z]+)(?:@(\w+))?(?:\s+([\s\S]*))?$/i;

/**
 * The command that a message gives to the bot called `botName`, or null: what is no command of ours, or is
 * meant for another bot, is ordinary text.
 */
export function readCommand(text: string, botName: string): GivenCommand | null {
  const match = COMMAND.exec(text.trim());
  if (match === null) return null;
  const [, word = '', addressee, argument = ''] = match;
  if (addressee !== undefined && addressee.toLowerCase() !== botName.toLowerCase()) return null;
  const name = commandNameSchema.safeParse(word.toLowerCase());
  return name.success ? { name: name.data, argument: argument.trim() } : null;
}

const DESCRIPTIONS: Record<Language, Record<CommandName, string>> = {
  en: {
    start: 'Begin',
    new: 'Ask about another problem',
    human: 'Talk to a person',
    status: 'How my request is going',
    lang: 'Change the language',
    help: 'What I can do',
    cancel: 'Stop the current steps',
  },
  ru: {
    start: 'Начать',
    new: 'Спросить о другой проблеме',
    human: 'Позвать сотрудника',
    status: 'Что с моим обращением',
    lang: 'Сменить язык',
    help: 'Что я умею',
    cancel: 'Прервать текущие шаги',
  },
};

/** The list that Telegram shows next to the field where people write. */
export function commandList(language: Language): { command: string; description: string }[] {
  return commandNameSchema.options.map((command) => ({
    command,
    description: DESCRIPTIONS[language][command],
  }));
}
