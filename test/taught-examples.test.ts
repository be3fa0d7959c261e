import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { loadCheckedContent } from '../src/brain.js';
import { createLiveBrain, type LiveBrain } from '../src/live-brain.js';
import { standingClock } from '../src/rehearsal/clock.js';
import { openSqliteStore } from '../src/store/sqlite/open.js';
import type { Store } from '../src/store/store.js';
import { createTaughtExamples } from '../src/taught-examples.js';
import { missOf, turnOf } from './contracts/store-samples.js';
import { tempFolder } from './support/cli.js';
import { createLogLines, type LogLine } from './support/log-lines.js';

/** How long learning may take where the machine is busy, ms: its thread compiles the sources. */
const SLOW_MS = 60_000;

const temp = tempFolder('taught-examples');
let store: Store;
let live: LiveBrain;
afterEach(async () => {
  await live.stop();
  await store.close();
});
afterAll(() => temp.remove());

const KETTLE = `# yaml-language-server: $schema=./intent.schema.json
id: kettle
audience: both
title: { ru: Чайник, en: Kettle }
reply: { ru: Ответ, en: Reply }
examples:
  ru: [чайник течёт, из чайника капает вода]
  en: [the kettle leaks, water drips from the kettle, kettle is broken]
`;

/** A deployment with a few intents, a database, and a clock that stands. */
async function deployment() {
  const contentDir = temp.smallContent();
  writeFileSync(join(contentDir, 'intents/kettle.yml'), KETTLE);
  store = await openSqliteStore({ url: ':memory:' });
  await store.commitTurn(turnOf('c1', 0, { misses: [missOf(null), missOf(null)] }));
  const log = createLogLines();
  const logger = pino({ level: 'debug' }, log);
  const clock = standingClock();
  const taught = createTaughtExamples(store, logger, () => clock.now());
  const config = { contentDir, modelFile: join(contentDir, 'm.model'), answerPrecision: 0.95 };
  const content = loadCheckedContent(contentDir);
  const begin = async (): Promise<void> => {
    const first = { content, taught: await taught.beside(content.intents) };
    live = createLiveBrain(
      { ...config, expectedOutOfScope: 0.15 },
      first,
      logger,
      undefined,
      undefined,
      taught,
    );
  };
  await begin();
  const stop = taught.watch(() => live.reload(), clock);
  return { content, log, clock, taught, begin, stop };
}

const teach = (number: number, ...texts: string[]): Promise<unknown> =>
  store.decideMisses(
    {
      ...{ numbers: [number], by: 'anna', intent: 'kettle' },
      examples: texts.map((text) => ({ intent: 'kettle', language: 'en', text })),
    },
    5,
  );
const statuses = async (): Promise<string[]> =>
  (await store.taughtExamples()).examples.map(({ status }) => status);
const exchanged = (line: LogLine): boolean => line.msg === 'content exchanged';
const chance = (): number =>
  live
    .brain()
    .understand('grandma samovar hisses', { audience: 'customer', language: 'en', inFlow: false })
    .intents.find(({ intent }) => intent === 'kettle')?.p ?? 0;

describe('examples that were taught', () => {
  it(
    'change what is understood some seconds later, and taken back, it is as it was',
    { timeout: SLOW_MS },
    async () => {
      const { log, clock, begin, stop } = await deployment();
      const before = chance();
      await teach(1, 'grandma samovar hisses loudly', 'the samovar of grandma hisses');
      clock.advance(5_000);
      expect(await log.first(exchanged, SLOW_MS)).toMatchObject({ taught: 2, model: 'learned' });
      const after = chance();
      expect(after).toBeGreaterThan(before + 0.2);
      // The next start has the same, and the model in the file is of just these.
      await begin();
      expect(log.lines.at(-1)).toMatchObject({ msg: 'content in force', taught: 2, model: 'file' });
      expect(chance()).toBe(after);

      await store.takeBackMisses(1, 'olga', 6);
      await teach(2, 'Water drips from the kettle!');
      clock.advance(5_000);
      const without = (line: LogLine): boolean => exchanged(line) && line.taught === undefined;
      expect(await log.first(without, SLOW_MS)).toMatchObject({ model: 'learned' });
      expect(chance()).toBe(before);
      stop();
    },
  );

  it('belong to the files once these have them', async () => {
    const { content, log, taught, stop } = await deployment();
    await teach(1, 'Water drips from the kettle!', 'grandma samovar hisses');
    expect(await taught.beside(content.intents)).toMatchObject([{ number: 2 }]);
    expect(log.lines.at(-1)).toMatchObject({
      msg: 'examples that were taught are in the files now',
      examples: 1,
    });
    expect(await statuses()).toEqual(['exported', 'taught']);
    stop();
  });
});
