import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { cpuUsage, stdout } from 'node:process';
import { parse } from 'yaml';
import { z } from 'zod';
import { intentSchema } from '../../src/model/intent.js';
import { solvedIssueSchema } from '../../src/model/issue.js';
import { LANGUAGES, mayShow } from '../../src/model/language.js';
import { featuresOf } from '../../src/nlu/feature.js';
import { collectModel, score } from '../../src/nlu/linear.js';
import { trainMachines, TRAINING_DEFAULTS } from '../../src/nlu/machine.js';
import { normalize } from '../../src/nlu/normalize.js';
import { createUnderstanding } from '../../src/nlu/understand.js';
import { createVectorSpace } from '../../src/nlu/vector.js';

/** Seconds of processor time that `work` takes, in whichever thread, and what it gives. */
function timed<T>(work: () => T): { seconds: number; result: T } {
  const before = cpuUsage();
  const result = work();
  const { user, system } = cpuUsage(before);
  return { seconds: (user + system) / 1e6, result };
}

const rowSchema = z.object({ text: z.string(), intent: z.string(), split: z.string() });

/** The share of a public set's test messages told right by the classifier alone, and the processor time. */
function benchSet(name: string): void {
  const file = resolve('../shared/data/intent', `${name}.jsonl`);
  if (!existsSync(file)) {
    stdout.write(`${name}: skipped, ${file} is not here\n`);
    return;
  }
  const rows = readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => rowSchema.parse(JSON.parse(line)));
  const train = rows.filter((row) => row.split === 'train');
  const test = rows.filter((row) => row.split === 'test');
  const names = [...new Set(train.map((row) => row.intent))];
  const places = new Map(names.map((intent, place) => [intent, place]));
  const labels = Int32Array.from(train, (row) => places.get(row.intent) ?? 0);
  const described = timed(() =>
    createVectorSpace(train.map((row) => featuresOf(normalize(row.text).tokens))),
  );
  const { space, rows: vectors } = described.result;
  const lesson = { rows: vectors, shared: space.shared, labels, classes: names.length };
  const { model, take } = collectModel(lesson, space.size);
  const training = timed(() => {
    trainMachines(lesson, TRAINING_DEFAULTS, take);
  });
  const scores = new Float64Array(names.length);
  const testing = timed(
    () =>
      test.filter((row) => {
        score(model, space.vector(featuresOf(normalize(row.text).tokens)), scores);
        return names[scores.indexOf(Math.max(...scores))] === row.intent;
      }).length,
  );
  stdout.write(
    `${name}: ${((100 * testing.result) / test.length).toFixed(2)} % right; ${train.length} texts, ` +
      `${space.size} features; features ${described.seconds.toFixed(2)} s, training ${training.seconds.toFixed(2)} s, ` +
      `${((1000 * testing.seconds) / test.length).toFixed(3)} ms a message\n`,
  );
}

/** How long understanding takes to build over the shipped content, and to read each of its examples. */
function benchContent(): void {
  const documents = (folder: string): unknown[] =>
    readdirSync(folder)
      .filter((name) => name.endsWith('.yml'))
      .sort()
      .map((name): unknown => parse(readFileSync(join(folder, name), 'utf8')));
  const intents = documents('intents').map((document) => intentSchema.parse(document));
  const issues = documents('data/issues').map((document) => solvedIssueSchema.parse(document));
  const builds = Array.from({ length: 5 }, () => timed(() => createUnderstanding({ intents, issues })));
  const nlu = builds.at(-1)?.result;
  const times = intents
    .flatMap(({ audience, examples }) =>
      LANGUAGES.flatMap((language) =>
        examples[language].map((text) => {
          const started = performance.now();
          nlu?.understand(text, {
            audience: mayShow(audience, 'customer') ? 'customer' : 'staff',
            language,
            inFlow: false,
          });
          return performance.now() - started;
        }),
      ),
    )
    .sort((a, b) => a - b);
  const at = (share: number): string => (times[Math.floor(share * (times.length - 1))] ?? 0).toFixed(2);
  stdout.write(
    `shipped content: ${intents.length} intents, ${times.length} examples, ${issues.length} issues; ` +
      `built in ${builds.map(({ seconds }) => seconds.toFixed(2)).join(', ')} s; ` +
      `a message takes ${at(0.5)} ms at the median, ${at(0.99)} ms at the 99th percentile\n`,
  );
}

benchContent();
const [, , sets = 'banking77,clinc150,nlu-ru'] = process.argv;
sets.split(',').forEach(benchSet);
