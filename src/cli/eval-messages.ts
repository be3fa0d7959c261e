import { basename } from 'node:path';
import { Command } from 'commander';
import { loadCheckedContent } from '../content.js';
import { readMessageSet } from '../eval/message-set.js';
import { evaluateMessages, type MessagePrediction } from '../eval/messages.js';
import { count } from '../eval/note.js';
import { picture } from '../eval/picture.js';
import { issueLines, summaryReport } from '../eval/report.js';
import { configFromEnvironment } from './environment.js';
import { json, jsonLines, prepareOutputs, readData } from './eval-files.js';
import { promiseWords } from './eval-intents.js';
import { pictureOption, promiseOptions, understandingOptions, type PromiseOptions } from './eval-options.js';

interface Options extends PromiseOptions {
  json: boolean;
  predictions?: string;
  picture?: string;
}

/** `firstline eval messages FILE.jsonl`: how the content that is in use does on messages that it has never seen. */
export function evalMessagesCommand(): Command {
  const command = new Command('messages')
    .description('measure the content that start reads on messages of your own')
    .argument(
      '<file>',
      'JSON Lines of {"text", "intent", "lang", "audience"}; an intent of null belongs to none',
    )
    .option('--json', 'print one JSON object instead of a report', false)
    .option('--predictions <file>', 'write what was made of each message, a JSON line each')
    .addOption(pictureOption());
  for (const option of promiseOptions()) command.addOption(option);
  return command.action((file: string, options: Options) => {
    process.stdout.write(measureMessages(file, options));
  });
}

function measureMessages(file: string, options: Options): string {
  const write = prepareOutputs({ predictions: options.predictions, picture: options.picture }, [file]);
  const text = readData(file);
  const { contentDir, answerPrecision, expectedOutOfScope } = configFromEnvironment();
  const content = loadCheckedContent(contentDir);
  const set = readMessageSet(text, file, content.intents, content.issues);
  const promise = { answerPrecision, expectedOutOfScope, ...understandingOptions(options) };
  const { predictions, summary } = evaluateMessages(set, content, promise);
  write('predictions', jsonLines(predictions.map(predictionRow)));
  write('picture', picture(basename(file), predictions, summary));
  const { intents, issues } = content;
  if (options.json) {
    return json({
      file,
      intents: intents.length,
      issues: issues.length,
      tested: predictions.length,
      options: promise,
      ...summary,
    });
  }
  const head = [
    `${basename(file)}: ${count(predictions.length, 'message')}, understood with ${count(intents.length, 'intent')} and ${count(issues.length, 'solved issue')}`,
    `fitted by ${fittedBy(content.validation.length)}, to ${promiseWords(promise)}`,
  ];
  return `${summaryReport(head, summary, issueLines(summary)).join('\n')}\n`;
}

/** What confidence was fitted to. */
function fittedBy(validated: number): string {
  return validated === 0 ? 'cross-validation' : `${count(validated, 'message')} kept apart`;
}

function predictionRow({ text, label, intent, p, decision, issues }: MessagePrediction): object {
  return { text, gold: label, intent, p, decision, issues };
}
