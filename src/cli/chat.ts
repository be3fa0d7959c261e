import { Command, Option } from 'commander';
import { audienceSchema, languageSchema } from '../model/language.js';
import { converse } from './converse.js';
import { configFromEnvironment } from './environment.js';

/** `firstline chat`: a conversation in the terminal, or through a pipe. */
export function chatCommand(): Command {
  return new Command('chat')
    .description('Talk to the bot in the terminal. With --json: a message a line in, a reply a line out.')
    .option('--json', 'read one message a line and print one JSON line for each thing the bot says', false)
    .addOption(
      new Option('--audience <audience>', 'who you are').choices(audienceSchema.options).default('customer'),
    )
    .addOption(
      new Option('--lang <language>', 'the language to begin in; your messages decide from there').choices(
        languageSchema.options,
      ),
    )
    .action(async (options: { json: boolean; audience: string; lang?: string }) => {
      await converse(configFromEnvironment(), {
        json: options.json,
        audience: audienceSchema.parse(options.audience),
        language: options.lang === undefined ? null : languageSchema.parse(options.lang),
      });
    });
}
