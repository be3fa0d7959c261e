import { existsSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterAll, describe, expect, it } from 'vitest';
import { loadCheckedContent } from '../src/brain.js';
import type { Brain } from '../src/engine/brain.js';
import { LANGUAGES } from '../src/model/language.js';
import type { Understanding } from '../src/model/understanding.js';
import { createLiveBrain, type LiveBrain, type LiveBrainConfig } from '../src/live-brain.js';
import { tempFolder } from './support/cli.js';
import { createLogLines, type LogLine, type LogLines } from './support/log-lines.js';

/** How long learning may take where the machine is busy, ms: its thread compiles the sources. */
const SLOW_MS = 60_000;

const temp = tempFolder('live-brain');
afterAll(() => temp.remove());

/** A deployment with content of its own. */
interface Place {
  config: LiveBrainConfig & { modelFile: string };
  /** Writes an intent with a reply. */
  teach(id: string, examples: { ru: readonly string[]; en: readonly string[] }): void;
  /** Starts on what is there now. */
  start(changes?: Partial<LiveBrainConfig>): { live: LiveBrain; log: LogLines };
}

let places = 0;
function place(): Place {
  places += 1;
  const contentDir = temp.smallContent();
  const modelFile = join(temp.path, `place-${places}`, 'firstline.db.model');
  const config = { contentDir, modelFile, answerPrecision: 0.95, expectedOutOfScope: 0.15 };
  return {
    config,
    teach(id, examples) {
      const lines = [
        '# yaml-language-server: $schema=./intent.schema.json',
        `id: ${id}`,
        'audience: both',
        `title: { ru: ${id}, en: ${id} }`,
        `reply: { ru: Ответ, en: Reply }`,
        'examples:',
        ...LANGUAGES.flatMap((language) => [
          `  ${language}:`,
          ...examples[language].map((example) => `    - ${example}`),
        ]),
      ];
      writeFileSync(join(contentDir, 'intents', `${id}.yml`), `${lines.join('\n')}\n`);
    },
    start(changes = {}) {
      const log = createLogLines();
      const set = { ...config, ...changes };
      const live = createLiveBrain(
        set,
        { content: loadCheckedContent(set.contentDir) },
        pino({ level: 'debug' }, log),
      );
      return { live, log };
    },
  };
}

const KETTLE = {
  ru: ['чайник течёт', 'из чайника капает вода'],
  en: ['the kettle leaks', 'my kettle is leaking water', 'kettle broken', 'water drips from the kettle'],
};
const CANARY = {
  ru: ['канарейка улетела', 'пропала канарейка'],
  en: ['the canary escaped', 'my canary flew away', 'canary is gone', 'lost the canary bird'],
};

function understand(brain: Brain, text: string): Understanding {
  return brain.understand(text, { audience: 'customer', language: 'en', inFlow: false });
}
const best = (brain: Brain, text: string): string | undefined => understand(brain, text).intents[0]?.intent;
const PARROT = {
  ru: ['попугай молчит', 'попугай не говорит'],
  en: ['the parrot is silent', 'my parrot does not talk', 'parrot will not speak'],
};

/** In the expected parts of a line: something of this kind. */
const ANY_TEXT: unknown = expect.any(String);
const ANY_NUMBER: unknown = expect.any(Number);

const said =
  (msg: string) =>
  (line: LogLine): boolean =>
    line.msg?.startsWith(msg) === true;
const count = (log: LogLines, msg: string): number => log.lines.filter(said(msg)).length;
const messages = (log: LogLines): unknown[] => log.lines.map(({ msg }) => msg);

const IN_FORCE = 'content in force';
const EXCHANGED = 'content exchanged';
const NOT_EXCHANGED = 'the content was not exchanged';
const NOT_USED = 'the model file is not used';

/** The line about what came of a reload, the last one so far. */
async function outcome(log: LogLines): Promise<LogLine> {
  await log.first((line) => said(EXCHANGED)(line) || said(NOT_EXCHANGED)(line), SLOW_MS);
  return log.lines.at(-1) ?? { level: 0 };
}

describe('a start', { timeout: SLOW_MS }, () => {
  it('learns once: the next one understands the same from the file', () => {
    const { config, teach, start } = place();
    teach('kettle', KETTLE);
    const first = start();
    expect(first.log.lines).toMatchObject([
      { msg: IN_FORCE, content: config.contentDir, model: 'learned', intents: 6, ms: ANY_NUMBER },
    ]);
    const second = start();
    expect(second.log.lines).toMatchObject([{ msg: IN_FORCE, model: 'file' }]);
    for (const text of ['kettle leaks', 'hello', 'something else', '', ...KETTLE.en]) {
      const understood = understand(second.live.brain(), text);
      expect(understood).toEqual(understand(first.live.brain(), text));
    }
    expect(best(second.live.brain(), 'the kettle is leaking')).toBe('kettle');
  });

  it('learns again where content, or the share that belongs to nothing, is another', () => {
    const { config, teach, start } = place();
    start();
    teach('kettle', KETTLE);
    const { live, log } = start();
    expect(messages(log)).toEqual([NOT_USED, IN_FORCE]);
    expect(log.lines).toMatchObject([{ file: config.modelFile, why: ANY_TEXT }, { model: 'learned' }]);
    expect(best(live.brain(), 'the kettle is leaking')).toBe('kettle');
    expect(start().log.lines).toMatchObject([{ model: 'file' }]);
    expect(messages(start({ expectedOutOfScope: 0.3 }).log)).toEqual([NOT_USED, IN_FORCE]);
  });

  it('keeps another promise with the same model', () => {
    const { teach, start } = place();
    teach('kettle', KETTLE);
    start();
    const bold = start({ answerPrecision: 0.5 });
    const careful = start({ answerPrecision: 0.99 });
    for (const { log } of [bold, careful]) expect(log.lines).toMatchObject([{ model: 'file' }]);
    const limit = ({ live }: { live: LiveBrain }): number =>
      understand(live.brain(), 'kettle').thresholds.answer;
    expect(limit(careful)).toBeGreaterThan(limit(bold));
  });

  it('learns where the file is damaged, and mends it', () => {
    const { config, start } = place();
    const whole = understand(start().live.brain(), 'hello there');
    truncateSync(config.modelFile, 10_000);
    const cut = start();
    expect(messages(cut.log)).toEqual([NOT_USED, IN_FORCE]);
    expect(understand(cut.live.brain(), 'hello there')).toEqual(whole);
    expect(messages(start().log)).toEqual([IN_FORCE]);
  });

  it('writes nothing where nothing is to be kept', () => {
    const { config, start } = place();
    const { log } = start({ modelFile: null });
    expect(log.lines).toMatchObject([{ msg: IN_FORCE, model: 'learned' }]);
    expect(existsSync(config.modelFile)).toBe(false);
  });

  it('goes on where the file cannot be written, and says so', () => {
    const { config, start } = place();
    const file = join(temp.path, 'a-file');
    writeFileSync(file, 'precious');
    for (const modelFile of [join(file, 'below'), file]) {
      const { live, log } = start({ modelFile });
      expect(log.lines.at(-2)).toMatchObject({ level: 40, file: modelFile, why: ANY_TEXT });
      expect(log.lines.at(-1)).toMatchObject({ msg: IN_FORCE, model: 'learned' });
      expect(best(live.brain(), 'hello')).toBe('greeting');
    }
    expect(readFileSync(file, 'utf8')).toBe('precious');
    expect(existsSync(config.modelFile)).toBe(false);
  });
});

describe('a reload', { timeout: SLOW_MS }, () => {
  it('learns the new content apart, puts it in force and keeps it', async () => {
    const { config, teach, start } = place();
    const { live, log } = start();
    const before = live.brain();
    expect(best(before, 'the kettle is leaking')).not.toBe('kettle');
    teach('kettle', KETTLE);
    live.reload();
    // It is learned elsewhere: what was in force goes on meanwhile.
    expect(live.brain()).toBe(before);
    expect(await outcome(log)).toMatchObject({ content: config.contentDir, intents: 6, model: 'learned' });
    expect(best(live.brain(), 'the kettle is leaking')).toBe('kettle');
    expect(best(before, 'the kettle is leaking')).not.toBe('kettle');
    expect(messages(start().log)).toEqual([IN_FORCE]);
    const again = start();
    expect(understand(again.live.brain(), 'leaking kettle')).toEqual(
      understand(live.brain(), 'leaking kettle'),
    );
  });

  it('learns nothing where only texts are new', async () => {
    const { config, start } = place();
    const { live, log } = start();
    const file = join(config.contentDir, 'flows/patterns/greet.yml');
    const text = readFileSync(file, 'utf8');
    writeFileSync(file, text.replaceAll('support bot', 'helping machine'));
    live.reload();
    expect(await outcome(log)).toMatchObject({ msg: EXCHANGED, model: 'in force' });
    expect(JSON.stringify([...live.brain().phrases])).toContain('helping machine');
  });

  it('learns nothing where another process has, on the same file', async () => {
    const { teach, start } = place();
    const { live, log } = start();
    teach('kettle', KETTLE);
    start();
    live.reload();
    expect(await outcome(log)).toMatchObject({ msg: EXCHANGED, model: 'file' });
    expect(best(live.brain(), 'the kettle is leaking')).toBe('kettle');
  });

  it('keeps what was in force where the content has mistakes, tells them, and takes it once it is mended', async () => {
    const { config, teach, start } = place();
    teach('kettle', KETTLE);
    const { live, log } = start();
    const before = live.brain();
    const broken = join(config.contentDir, 'intents/broken.yml');
    writeFileSync(broken, 'id: [unclosed\n');
    live.reload();
    expect(await outcome(log)).toMatchObject({
      level: 50,
      faults: [expect.stringMatching(/^intents\/broken\.yml:\d+:\d+ /)],
    });
    expect(live.brain()).toBe(before);
    expect(best(live.brain(), 'the kettle is leaking')).toBe('kettle');

    rmSync(broken);
    teach('canary', CANARY);
    live.reload();
    await log.first(said(EXCHANGED), SLOW_MS);
    expect(best(live.brain(), 'my canary escaped')).toBe('canary');
  });

  it('keeps what was in force where the folder is gone', async () => {
    const { config, start } = place();
    const { live, log } = start();
    const before = live.brain();
    rmSync(config.contentDir, { recursive: true });
    live.reload();
    expect(await outcome(log)).toMatchObject({ faults: [expect.stringContaining('there are no intents')] });
    expect(live.brain()).toBe(before);
  });

  it('that comes while another is under way wins, however often', async () => {
    const { teach, start } = place();
    const { live, log } = start();
    teach('kettle', KETTLE);
    live.reload();
    teach('canary', CANARY);
    live.reload();
    live.reload();
    expect(await outcome(log)).toMatchObject({ msg: EXCHANGED, intents: 7 });
    expect(best(live.brain(), 'my canary escaped')).toBe('canary');
    // One more, after which the log has told of all before it: what was overtaken came to nothing.
    teach('parrot', PARROT);
    live.reload();
    await log.first((line) => said(EXCHANGED)(line) && line.intents === 8, SLOW_MS);
    await live.stop();
    expect(count(log, EXCHANGED)).toBe(2);
    expect(count(log, NOT_EXCHANGED)).toBe(0);
  });

  it('is ended by a stop, and none begins after it', async () => {
    const { config, teach, start } = place();
    const { live, log } = start();
    const before = live.brain();
    const kept = readFileSync(config.modelFile);
    teach('kettle', KETTLE);
    live.reload();
    await live.stop();
    live.reload();
    await live.stop();
    expect(live.brain()).toBe(before);
    expect(count(log, EXCHANGED) + count(log, NOT_EXCHANGED)).toBe(0);
    expect(readFileSync(config.modelFile).equals(kept)).toBe(true);
  });

  it('works from a brain that was given, and where nothing is kept', async () => {
    const { config, teach, start } = place();
    const { brain } = start().live;
    teach('kettle', KETTLE);
    const log = createLogLines();
    const set = { ...config, modelFile: null };
    const live = createLiveBrain(set, { brain: brain() }, pino({ level: 'info' }, log));
    expect(live.brain()).toBe(brain());
    live.reload();
    expect(await outcome(log)).toMatchObject({ msg: EXCHANGED, model: 'learned' });
    expect(best(live.brain(), 'the kettle is leaking')).toBe('kettle');
  });
});
