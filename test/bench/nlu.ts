import { readFileSync, existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { stdout } from 'node:process';
import { z } from 'zod';
import { featuresOf, type Features } from '../../src/nlu/feature.js';
import { score, trainLinear, TRAINING_DEFAULTS } from '../../src/nlu/linear.js';
import { normalize } from '../../src/nlu/normalize.js';
import { createVectorSpace, SPACE_DEFAULTS } from '../../src/nlu/vector.js';

const rowSchema = z.object({ text: z.string(), intent: z.string(), split: z.string() });

/** The share of `test` told right after training on `train`, and the seconds it took. */
function measure(name: string, wordShare: number, minTexts: number, cost: number, passes: number): void {
  const file = resolve('../shared/data/intent', `${name}.jsonl`);
  if (!existsSync(file)) {
    stdout.write(`${name}: ${file} is not here\n`);
    return;
  }
  const rows = readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => rowSchema.parse(JSON.parse(line)));
  const train = rows.filter((row) => row.split === 'train');
  const test = rows.filter((row) => row.split === 'test');
  const names = [...new Set(train.map((row) => row.intent))];
  const started = performance.now();
  const described: Features[] = train.map((row) => featuresOf(normalize(row.text).tokens));
  const told = performance.now();
  const space = createVectorSpace(described, { wordShare, minTexts });
  const vectors = described.map((features) => space.vector(features));
  const prepared = performance.now();
  const labels = train.map((row) => names.indexOf(row.intent));
  const model = trainLinear(vectors, labels, names.length, space.size, { cost, passes });
  const trained = performance.now();
  const scores = new Float32Array(names.length);
  let right = 0;
  for (const row of test) {
    score(model, space.vector(featuresOf(normalize(row.text).tokens)), scores);
    if (names[scores.indexOf(Math.max(...scores))] === row.intent) right += 1;
  }
  const seconds = (from: number, to: number): string => ((to - from) / 1000).toFixed(2);
  stdout.write(
    `${name}: ${((100 * right) / test.length).toFixed(2)} % right; ${train.length} texts, ${space.size} features; ` +
      `features ${seconds(started, told)} s, vectors ${seconds(told, prepared)} s, ` +
      `training ${seconds(prepared, trained)} s, ${((performance.now() - trained) / test.length).toFixed(3)} ms a message ` +
      `(words ${wordShare}, from ${minTexts} texts, cost ${cost}, passes ${passes})\n`,
  );
}

const [, , sets = 'banking77,clinc150,nlu-ru', shares, mins, costs, passes] = process.argv;
for (const set of sets.split(',')) {
  for (const share of (shares ?? String(SPACE_DEFAULTS.wordShare)).split(',')) {
    for (const min of (mins ?? String(SPACE_DEFAULTS.minTexts)).split(',')) {
      for (const cost of (costs ?? String(TRAINING_DEFAULTS.cost)).split(',')) {
        for (const pass of (passes ?? String(TRAINING_DEFAULTS.passes)).split(',')) {
          measure(set, Number(share), Number(min), Number(cost), Number(pass));
        }
      }
    }
  }
}
