import { Command, InvalidArgumentError } from 'commander';
import { loadCheckedContent } from '../content.js';
import { evaluateExamples } from '../eval/examples.js';
import { count } from '../eval/note.js';
import { examplesReport } from '../eval/report.js';
import { configFromEnvironment } from './environment.js';
import { json, jsonLines, prepareOutputs } from './eval-files.js';

interface Options {
  json: boolean;
  predictions?: string;
  folds: number;
  most: number;
}

/** `firstline eval examples`: which intents of the content are taken for each other, by its own examples. */
export function evalExamplesCommand(): Command {
  return new Command('examples')
    .description(
      'find intents that are taken for each other, by leaving out examples in turn; exits with 1 if any',
    )
    .option('--json', 'print one JSON object instead of a report', false)
    .option('--predictions <file>', 'write what was made of each example, a JSON line each')
    .option('--folds <number>', 'parts that are left out in turn', foldsOf, 5)
    .option(
      '--most <share>',
      "the share of an intent's examples that may be taken for one other",
      mostOf,
      0.1,
    )
    .action((options: Options) => {
      const { text, confused } = measureExamples(options);
      process.stdout.write(text);
      if (confused > 0) process.exitCode = 1;
    });
}

function measureExamples({ folds, most, ...options }: Options): { text: string; confused: number } {
  const write = prepareOutputs({ predictions: options.predictions }, []);
  const { contentDir, answerPrecision, expectedOutOfScope } = configFromEnvironment();
  const content = loadCheckedContent(contentDir);
  const how = { answerPrecision, expectedOutOfScope, folds, most };
  const { predictions, summary } = evaluateExamples(content, how);
  write(
    'predictions',
    jsonLines(
      predictions.map(({ text, language, meant, intent, p, decision }) => ({
        ...{ text, lang: language, gold: meant, intent, p, decision },
      })),
    ),
  );
  const head = [
    `${count(content.intents.length, 'intent')}, ${count(summary.examples, 'example')}: each understood by what the other ${String(folds - 1)} of ${String(folds)} parts taught`,
  ];
  const text = options.json
    ? json({ intents: content.intents.length, ...how, ...summary })
    : `${examplesReport(head, summary, most).join('\n')}\n`;
  return { text, confused: summary.confused.length };
}

function foldsOf(given: string): number {
  const folds = Number(given);
  if (Number.isInteger(folds) && folds >= 2 && folds <= 20) return folds;
  throw new InvalidArgumentError('Give a whole number from 2 to 20.');
}

function mostOf(given: string): number {
  const most = given.trim() === '' ? NaN : Number(given);
  if (most >= 0 && most < 1) return most;
  throw new InvalidArgumentError('Give a share from 0 to below 1, such as 0.1.');
}
