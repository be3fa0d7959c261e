import { mkdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { watchContent, type WatchFolder } from '../../src/cli/watch.js';
import { standingClock, type StandingClock } from '../../src/rehearsal/clock.js';
import { tempFolder } from '../support/cli.js';
import { createLogLines, type LogLines } from '../support/log-lines.js';

const temp = tempFolder('watch');
afterAll(() => temp.remove());

let root: string;
let places = 0;
let clock: StandingClock;
let log: LogLines;
let reads: number;
let end: () => void;

beforeEach(() => {
  places += 1;
  root = join(temp.path, `place-${String(places)}`);
  for (const folder of ['intents', 'flows/patterns', 'data/issues']) {
    mkdirSync(join(root, folder), { recursive: true });
  }
  writeFileSync(join(root, 'intents/a.yml'), 'a');
  clock = standingClock();
  log = createLogLines();
  reads = 0;
  end = () => undefined;
});
afterEach(() => end());

function watching(given?: WatchFolder): void {
  end = watchContent(root, () => (reads += 1), {
    log: pino({ level: 'info' }, log),
    clock,
    ...(given === undefined ? {} : { watching: given }),
  });
}

/** A machine that tells of changes when a test does. */
function told(): { folders: WatchFolder; changed(): void; fails(): void; ended(): number } {
  const calls: { changed: () => void; failed: (error: Error) => void }[] = [];
  let ended = 0;
  return {
    folders: (_path, changed, failed) => {
      calls.push({ changed, failed });
      return () => (ended += 1);
    },
    changed: () => calls.forEach((call) => call.changed()),
    fails: () => calls.forEach((call) => call.failed(new Error('no more watches'))),
    ended: () => ended,
  };
}

describe('content that is watched', () => {
  it('has messages by which confidence is fitted, and no other data', () => {
    const machine = told();
    watching(machine.folders);
    for (const [file, times] of [
      ['data/notes.jsonl', 0],
      ['data/validation.jsonl', 1],
    ] as const) {
      writeFileSync(join(root, file), '{}');
      machine.changed();
      clock.advance(1_000);
      expect(reads, file).toBe(times);
    }
  });

  it('is read once for all that is written in a moment', () => {
    const machine = told();
    watching(machine.folders);
    for (const text of ['b', 'bc', 'bcd']) {
      writeFileSync(join(root, 'intents/a.yml'), text);
      machine.changed();
      clock.advance(200);
    }
    expect(reads).toBe(0);
    clock.advance(100);
    expect(reads).toBe(1);
    clock.advance(10_000);
    expect(reads).toBe(1);
    expect(log.lines.map(({ msg }) => msg)).toEqual(['the content has changed; reading it again']);
  });

  it('is not read where only something else was touched', () => {
    const machine = told();
    watching(machine.folders);
    writeFileSync(join(root, 'intents/.a.yml.swp'), 'editing');
    machine.changed();
    clock.advance(1_000);
    expect(reads).toBe(0);
  });

  it.each(['is refused at once', 'fails later'] as const)('is looked through where watching %s', (when) => {
    const machine = told();
    const refuse: WatchFolder = () => {
      throw new Error('no watches');
    };
    watching(when === 'fails later' ? machine.folders : refuse);
    machine.fails();
    clock.advance(5_000);
    expect(reads).toBe(0);
    writeFileSync(join(root, 'flows/patterns/new.yml'), 'new');
    clock.advance(1_000);
    clock.advance(300);
    expect(reads).toBe(1);
    utimesSync(join(root, 'flows/patterns/new.yml'), 1, 1);
    clock.advance(1_000);
    clock.advance(300);
    expect(reads).toBe(2);
    rmSync(join(root, 'flows'), { recursive: true });
    clock.advance(1_000);
    clock.advance(300);
    expect(reads).toBe(3);
  });

  it('is left alone after the end', () => {
    const machine = told();
    watching(machine.folders);
    machine.fails();
    writeFileSync(join(root, 'intents/a.yml'), 'b');
    machine.changed();
    end();
    clock.advance(10_000);
    expect(reads).toBe(0);
    expect(machine.ended()).toBe(3);
  });

  it('is what the machine itself tells of', async () => {
    await new Promise<void>((resolve) => {
      end = watchContent(root, resolve, { log: pino({ level: 'silent' }) });
      writeFileSync(join(root, 'flows/patterns/b.yml'), 'b');
    });
  });
});
