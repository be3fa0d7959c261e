import { Command, Option } from 'commander';
import { loadCheckedContent } from '../content.js';
import { explain, explanationLines } from '../eval/explanation.js';
import { audienceSchema, languageSchema } from '../model/language.js';
import { createUnderstanding } from '../nlu/understand.js';
import { configFromEnvironment } from './environment.js';
import { json } from './eval-files.js';
import { keptModel } from './kept-model.js';

interface Options {
  audience: string;
  lang?: string;
  inFlow: boolean;
  json: boolean;
}

/** `firstline explain "text"`: what would be made of a message, and why. */
export function explainCommand(): Command {
  return new Command('explain')
    .description('tell what is made of a message, and why')
    .argument('<text...>', 'the message; in quotes, so that the shell leaves its signs alone')
    .addOption(
      new Option('--audience <audience>', 'who says it').choices(audienceSchema.options).default('customer'),
    )
    .addOption(
      new Option('--lang <language>', 'the language of the conversation so far').choices(
        languageSchema.options,
      ),
    )
    .option('--in-flow', 'as an answer to a question of the bot', false)
    .option('--json', 'print one JSON object instead of lines', false)
    .action((words: string[], options: Options) => {
      const text = words.join(' ');
      const audience = audienceSchema.parse(options.audience);
      const config = configFromEnvironment();
      const { answerPrecision } = config;
      const content = loadCheckedContent(config.contentDir);
      const model = keptModel(content, config);
      const understanding = createUnderstanding(content, { model, answerPrecision }).understand(text, {
        audience,
        language: options.lang === undefined ? null : languageSchema.parse(options.lang),
        inFlow: options.inFlow,
      });
      const explained = explain(text, audience, understanding, content);
      process.stdout.write(options.json ? json(explained) : `${explanationLines(explained).join('\n')}\n`);
    });
}
