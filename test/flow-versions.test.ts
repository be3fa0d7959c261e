import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { pino } from 'pino';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { loadCheckedContent } from '../src/brain.js';
import { createFlowVersions } from '../src/flow-versions.js';
import { createLiveBrain, type LiveBrain } from '../src/live-brain.js';
import { openSqliteStore } from '../src/store/sqlite/open.js';
import { tempFolder } from './support/cli.js';
import { bench, PAUSE_MS, type Bench } from './support/engine.js';
import { createLogLines, type LogLines } from './support/log-lines.js';

/** How long an exchange may take where the machine is busy, ms: its thread compiles the sources. */
const SLOW_MS = 60_000;

const temp = tempFolder('flow-versions');
afterAll(() => temp.remove());

const INTENT = `# yaml-language-server: $schema=./intent.schema.json
id: kettle
audience: both
title: { ru: Чайник течёт, en: The kettle leaks }
flow: kettle
examples:
  ru: [чайник течёт, из чайника капает вода]
  en: [the kettle leaks, my kettle is leaking water, kettle broken, water drips from the kettle]
`;

/** A flow of two questions, in a wording. */
function flow(wording: string, second = 'size'): string {
  return `# yaml-language-server: $schema=./flow.schema.json
id: kettle
audience: both
title: { ru: Чайник, en: Kettle }
steps:
  - id: colour
    ask: { ru: 'Цвет (${wording})?', en: 'The colour (${wording})?' }
    slot: colour
    type: text
    next: ${second}
  - id: ${second}
    ask: { ru: 'Размер (${wording})?', en: 'The size (${wording})?' }
    slot: size
    type: text
    next: done
  - id: done
    resolve: { ru: 'Хорошо (${wording})', en: 'Good (${wording})' }
`;
}

/** A deployment: its content, its database, and the process that runs it. */
interface Place {
  on: Bench;
  log: LogLines;
  database: string;
  write(text: string): void;
  reload(): Promise<void>;
  /** Another process on the same database. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

let places = 0;
let processes = 0;
let place: Place;
afterEach(() => place.close());

async function open(text: string): Promise<Place> {
  places += 1;
  const contentDir = temp.smallContent();
  const database = join(temp.path, `place-${String(places)}.db`);
  const write = (given: string): void => writeFileSync(join(contentDir, 'flows/kettle.yml'), given);
  writeFileSync(join(contentDir, 'intents/kettle.yml'), INTENT);
  write(text);
  const log = createLogLines();
  const config = {
    contentDir,
    modelFile: `${database}.model`,
    answerPrecision: 0.95,
    expectedOutOfScope: 0.15,
  };

  async function begin(): Promise<{ on: Bench; live: LiveBrain }> {
    const logger = pino({ level: 'info' }, log);
    const store = await openSqliteStore({ url: `file:${database}` });
    const flows = createFlowVersions(store, () => 0, logger);
    const content = loadCheckedContent(contentDir);
    const versions = await flows.beside(content);
    const live = createLiveBrain(config, { content, versions }, logger, flows);
    await flows.removeUnused();
    processes += 1;
    const name = `process${String(processes)}`;
    return { live, on: await bench({ store, brain: () => live.brain(), name }) };
  }

  let running = await begin();
  async function close(): Promise<void> {
    await running.live.stop();
    await running.on.close();
  }
  return {
    get on() {
      return running.on;
    },
    log,
    database,
    write,
    async reload() {
      const before = exchanges(log);
      running.live.reload();
      await log.first(() => exchanges(log) > before, SLOW_MS);
    },
    async restart() {
      await close();
      running = await begin();
    },
    close,
  };
}

const exchanges = ({ lines }: LogLines): number =>
  lines.filter(({ msg }) => msg === 'content exchanged').length;
const said = (chat: string): string | undefined => place.on.telegram.said(chat).at(-1);
const kept = (): unknown[] => {
  const db = new Sqlite(place.database, { readonly: true });
  const rows = db.prepare(`SELECT hash FROM flow_versions WHERE flow = 'kettle'`).all();
  db.close();
  return rows;
};

describe('a conversation in a flow that was changed', { timeout: SLOW_MS }, () => {
  it('goes on in the version that it began with, while others begin in the new one', async () => {
    place = await open(flow('old'));
    await place.on.writes('1', 'the kettle leaks');
    expect(said('1')).toContain('The colour (old)?');
    place.write(flow('new'));
    await place.reload();
    await place.on.writes('2', 'the kettle leaks');
    expect(said('2')).toContain('The colour (new)?');
    await place.on.writes('1', 'green');
    expect(said('1')).toContain('The size (old)?');
    place.write(flow('newest'));
    await place.reload();
    await place.on.writes('2', 'green');
    expect(said('2')).toContain('The size (new)?');
    await place.on.writes('1', 'big');
    expect(said('1')).toContain('Good (old)');
    await place.on.writes('1', 'the kettle leaks');
    expect(said('1')).toContain('The colour (newest)?');
  });

  it('does so in another process, and what nobody is in any more is not kept for ever', async () => {
    place = await open(flow('old'));
    await place.on.writes('1', 'the kettle leaks');
    place.write(flow('new'));
    await place.restart();
    expect(kept()).toHaveLength(2);
    await place.on.writes('1', 'green');
    expect(said('1')).toContain('The size (old)?');
    await place.restart();
    await place.on.writes('1', 'big');
    expect(said('1')).toContain('Good (old)');
    await place.restart();
    expect(kept()).toHaveLength(1);
  });

  it('goes on at the step of the same name where its version cannot be read any more, or with a person', async () => {
    place = await open(flow('old'));
    await place.on.writes('1', 'the kettle leaks');
    await place.on.writes('2', 'the kettle leaks');
    await place.on.writes('2', 'green');
    place.write(flow('new', 'litres'));
    const db = new Sqlite(place.database);
    db.prepare(`UPDATE flow_versions SET definition = '{"id":"kettle","acts":[]}'`).run();
    db.close();
    await place.restart();
    expect(place.log.lines.find(({ level }) => level === 40)).toMatchObject({ flow: 'kettle' });
    await place.on.writes('1', 'green');
    await place.on.pass(PAUSE_MS);
    expect(said('1')).toMatch(/\(new\)\?/);
    await place.on.writes('2', 'big');
    const { latest } = await place.on.store.loadTurn('telegram:bot:2:');
    expect(latest).toMatchObject({ owner: 'queue', dossier: { reason: 'upgrade' } });
  });
});
