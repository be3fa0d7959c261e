import { basename } from 'node:path';
import { Command } from 'commander';
import { readIntentSet, type IntentSet } from '../eval/intent-set.js';
import { evaluateIntents } from '../eval/intents.js';
import { count } from '../eval/note.js';
import { picture } from '../eval/picture.js';
import type { Prediction } from '../eval/prediction.js';
import { summaryReport } from '../eval/report.js';
import { ANSWER_PRECISION, EXPECTED_OUT_OF_SCOPE } from '../model/promise.js';
import { json, jsonLines, prepareOutputs, readData } from './eval-files.js';
import { pictureOption, promiseOptions, understandingOptions, type PromiseOptions } from './eval-options.js';

interface Options extends PromiseOptions {
  json: boolean;
  predictions?: string;
  picture?: string;
  useOosTrain: boolean;
}

/** `firstline eval intents FILE.jsonl`: trains on a data set's training messages and tests on its test messages. */
export function evalIntentsCommand(): Command {
  const command = new Command('intents')
    .description('train on the split train of a data set and test on test and oos_test')
    .argument('<file>', 'JSON Lines of {"text", "intent", "split"}; "lang" where the alphabet does not tell')
    .option('--json', 'print one JSON object instead of a report', false)
    .option('--predictions <file>', 'write what was made of each test message, a JSON line each')
    .addOption(pictureOption())
    .option('--use-oos-train', 'fit to the messages of oos_train too, as ones that belong to none', false);
  for (const option of promiseOptions()) command.addOption(option);
  return command.action((file: string, options: Options) => {
    process.stdout.write(measureIntents(file, options));
  });
}

function measureIntents(file: string, options: Options): string {
  const write = prepareOutputs({ predictions: options.predictions, picture: options.picture }, [file]);
  const set = readIntentSet(readData(file), file, options);
  const given = understandingOptions(options);
  const promise = set.hasOutOfScope ? given : { expectedOutOfScope: 0, ...given };
  const { predictions, summary } = evaluateIntents(set, promise);
  write('predictions', jsonLines(predictions.map(predictionRow)));
  write('picture', picture(basename(file), predictions, summary));
  if (!options.json) return `${summaryReport(headOf(file, set, promise), summary).join('\n')}\n`;
  return json({
    file,
    ...sizesOf(set),
    options: { ...promise, useOosTrain: options.useOosTrain },
    ...summary,
  });
}

function predictionRow({ text, label, intent, p, margin, decision }: Prediction): object {
  return { text, gold: label, intent, p, margin, decision };
}

function sizesOf({ train, validation, test }: IntentSet): {
  intents: number;
  trained: number;
  validated: number;
  tested: number;
} {
  return {
    intents: new Set(train.map(({ meant }) => meant)).size,
    trained: train.length,
    validated: validation.length,
    tested: test.length,
  };
}

function headOf(file: string, set: IntentSet, promise: ReturnType<typeof understandingOptions>): string[] {
  const { intents, trained, validated, tested } = sizesOf(set);
  const fitted = validated === 0 ? 'cross-validation' : `${count(validated, 'message')} kept apart`;
  return [
    `${basename(file)}: trained on ${count(trained, 'message')} of ${count(intents, 'intent')}, tested on ${tested.toLocaleString('en-GB')}`,
    `fitted by ${fitted}, to ${promiseWords(promise)}`,
  ];
}

/** What was promised, in words. */
export function promiseWords({
  answerPrecision = ANSWER_PRECISION,
  expectedOutOfScope = EXPECTED_OUT_OF_SCOPE,
}: ReturnType<typeof understandingOptions>): string {
  const inPercent = (share: number): string => `${Number((100 * share).toFixed(2))} %`;
  return `${inPercent(answerPrecision)} of the answers right where ${inPercent(expectedOutOfScope)} of the messages belong to none`;
}
