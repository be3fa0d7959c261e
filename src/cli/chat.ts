import { Command, Option } from 'commander';
import { audienceSchema, languageSchema } from '../model/language.js';
import { configFromEnvironment } from './environment.js';

/** `firstline chat`: a conversation in the terminal, or through a pipe. */
export function chatCommand(): Command {
  return new Command('chat')
    .description('talk to the bot in the terminal, or through a pipe')
    .option('--json', 'read one message a line and print one JSON line for each thing the bot says', false)
    .option('--watch', 'read the content again whenever its files change', false)
    .addOption(
      new Option('--audience <audience>', 'who you are').choices(audienceSchema.options).default('customer'),
    )
    .addOption(
      new Option(
        '--lang <language>',
        "what the bot begins in (default: the shell's language); what you write decides from there",
      ).choices(languageSchema.options),
    )
    .action(async (options: { json: boolean; watch: boolean; audience: string; lang?: string }) => {
      const { terminalConversation } = await import('./terminal-conversation.js');
      await terminalConversation(configFromEnvironment(), {
        json: options.json,
        audience: audienceSchema.parse(options.audience),
        language: options.lang === undefined ? null : languageSchema.parse(options.lang),
        notice: 'chat',
        watch: options.watch,
      });
    });
}
