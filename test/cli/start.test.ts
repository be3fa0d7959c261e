import { createServer, type Server } from 'node:http';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { pino } from 'pino';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config.js';
import { FirstlineError } from '../../src/errors.js';
import { startApp } from '../../src/main.js';
import { openSqliteStore } from '../../src/store/sqlite/open.js';
import { tempFolder } from '../support/cli.js';
import { startTelegramServer, type TelegramServer } from '../support/telegram/server.js';

const temp = tempFolder('start');
afterAll(() => temp.remove());

let telegram: TelegramServer;
let folder: string;
let tests = 0;
beforeEach(async () => {
  tests += 1;
  folder = join(temp.path, `test-${String(tests)}`);
  mkdirSync(folder);
  telegram = await startTelegramServer();
});
afterEach(() => telegram.close());

const database = (): string => join(folder, 'firstline.db');

/** A port that was free a moment ago. */
async function freePort(): Promise<number> {
  const server = await listening(0);
  const port = portOf(server);
  await new Promise((resolve) => server.close(resolve));
  return port;
}

function listening(port: number): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve(server));
  });
}

function portOf(server: Server): number {
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

function isHeld(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy();
      resolve(true);
    }).once('error', () => resolve(false));
  });
}

/** Starts a deployment that must not start, and tells why it did not. */
async function refusal(env: Record<string, string>): Promise<FirstlineError> {
  const port = await freePort();
  const config = readConfig({
    TELEGRAM_BOT_TOKEN: telegram.token,
    TELEGRAM_API_ROOT: telegram.url,
    DATABASE_URL: `file:${database()}`,
    MODEL_FILE: process.env.SHIPPED_MODEL_FILE ?? `${database()}.model`,
    PORT: String(port),
    ...env,
  });
  const error = await startApp(config, pino({ level: 'silent' })).then(
    () => new Error('it started'),
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof FirstlineError)) throw error;
  if (env.PORT === undefined) expect(await isHeld(port)).toBe(false);
  expect(telegram.calls('getUpdates')).toEqual([]);
  expect(telegram.calls('deleteWebhook')).toEqual([]);
  return error;
}

describe('a start that fails leaves nothing behind', () => {
  it('where the port is in use', async () => {
    const other = await listening(0);
    const port = String(portOf(other));
    const error = await refusal({ PORT: port });
    expect(error.code).toBe('PORT_IN_USE');
    expect(error.message).toContain(port);
    expect(readdirSync(folder)).toEqual([]);
    await new Promise((resolve) => other.close(resolve));
  });

  it('where the token is wrong', async () => {
    const error = await refusal({ TELEGRAM_BOT_TOKEN: '1:nobody' });
    expect(error.code).toBe('TELEGRAM_TOKEN');
    expect(readdirSync(folder)).toEqual([]);
  });

  it('where the database comes from a newer version', async () => {
    await (await openSqliteStore({ url: `file:${database()}` })).close();
    const db = new Database(database());
    db.pragma('user_version = 999');
    db.close();
    const before = readFileSync(database());
    const error = await refusal({});
    expect(error.code).toBe('DATABASE_NEWER');
    expect(error.message).toContain('999');
    expect(readFileSync(database()).equals(before)).toBe(true);
  });

  it('where the database is a folder', async () => {
    mkdirSync(database());
    const error = await refusal({});
    expect(error.code).toBe('DATABASE_CANNOT_OPEN');
    expect(error.message).toContain(database());
    expect(readdirSync(folder)).toEqual(['firstline.db']);
  });

  it('where the database is something else', async () => {
    writeFileSync(database(), 'Dear diary, today nothing happened. '.repeat(50));
    const error = await refusal({});
    expect(error.code).toBe('DATABASE_NOT_A_DATABASE');
    expect(readdirSync(folder)).toEqual(['firstline.db']);
  });

  it('where there is no place for the database', async () => {
    writeFileSync(join(folder, 'file'), '');
    const error = await refusal({ DATABASE_URL: `file:${folder}/file/firstline.db` });
    expect(error.code).toBe('DATABASE_FOLDER');
    expect(error.message).toContain(`${folder}/file`);
  });

  it('where the content is broken', async () => {
    const content = temp.content();
    const flow = join(content, 'flows/site-unavailable.yml');
    writeFileSync(flow, readFileSync(flow, 'utf8').replace(/^( +next: ).*$/m, '$1nowhere'));
    writeFileSync(join(content, 'intents/broken.yml'), 'id: [unclosed\n');
    const twin = readFileSync(join(content, 'intents/human.yml'), 'utf8');
    writeFileSync(join(content, 'intents/twin.yml'), twin);
    const error = await refusal({ CONTENT_DIR: content });
    expect(error.code).toBe('CONTENT_INVALID');
    expect(error.message).toContain(content);
    const lines = error.message.split('\n');
    for (const [file, about] of [
      ['flows/site-unavailable.yml', 'nowhere'],
      ['intents/broken.yml', ''],
      ['intents/twin.yml', 'human'],
    ] as const) {
      expect(lines).toContainEqual(expect.stringMatching(new RegExp(`^${file}:\\d+:\\d+ .*${about}`)));
    }
    expect(telegram.calls('getMe')).toEqual([]);
    expect(existsSync(database())).toBe(false);
  });

  it('where there is no content', async () => {
    const error = await refusal({ CONTENT_DIR: join(folder, 'nowhere') });
    expect(error.code).toBe('CONTENT_MISSING');
    expect(error.message).toContain(join(folder, 'nowhere'));
    expect(error.message).not.toContain('no-such-phrase');
  });

  it('where the platform refuses to be received from', async () => {
    telegram.fail('deleteWebhook', { code: 400, description: 'Bad Request: no' });
    const port = await freePort();
    const config = readConfig({
      TELEGRAM_BOT_TOKEN: telegram.token,
      TELEGRAM_API_ROOT: telegram.url,
      DATABASE_URL: `file:${database()}`,
      PORT: String(port),
      CONTENT_DIR: temp.smallContent(),
    });
    const start = startApp(config, pino({ level: 'silent' }));
    await expect(start).rejects.toMatchObject({ code: 'TELEGRAM_WEBHOOK' });
    expect(await isHeld(port)).toBe(false);
    // Closed properly: the write-ahead log went into the file. What was learned serves the next start.
    expect(readdirSync(folder)).toEqual(['firstline.db', 'firstline.db.model']);
    rmSync(database());
  });
});
