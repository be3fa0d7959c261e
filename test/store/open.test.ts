import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { solvedIssueSchema } from '../../src/model/issue.js';
import type { NewStoredIssue } from '../../src/model/stored-issue.js';
import { startedClock } from '../../src/model/service-clock.js';
import { openSqliteStore } from '../../src/store/sqlite/open.js';
import { databaseLocation } from '../../src/store/sqlite/location.js';
import {
  BOT,
  caseOf,
  deliveryOf,
  draftOf,
  dueIds,
  keyOf,
  messageOf,
  turnOf,
} from '../contracts/store-samples.js';

const ROOT = process.getuid?.() === 0;

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'firstline-open-'));
  path = join(folder, 'test.db');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const url = (): string => `file:${path}`;

/** Runs SQL in the file behind the store's back. */
function tamper(sql: string): void {
  const db = new Sqlite(path);
  db.exec(sql);
  db.close();
}

/** A database as the version that ended with this migration made it. */
function madeBy(version: number): void {
  const migrations = new URL('../../src/store/sqlite/migrations/', import.meta.url);
  const names = readdirSync(migrations).sort().slice(0, version);
  tamper(names.map((name) => readFileSync(new URL(name, migrations), 'utf8')).join('\n'));
  tamper(`PRAGMA user_version = ${String(version)}; PRAGMA application_id = ${String(0x46525354)}`);
}

function read(sql: string): unknown[] {
  const db = new Sqlite(path, { readonly: true });
  const rows = db.prepare(sql).all();
  db.close();
  return rows;
}

/** A log whose lines are kept. */
function keptLog(): { log: pino.Logger; lines: () => unknown[] } {
  const written: string[] = [];
  const log = pino({ level: 'info' }, { write: (line: string) => written.push(line) });
  return { log, lines: () => written.map((line): unknown => JSON.parse(line)) };
}

describe('where a database lies', () => {
  it.each([
    [':memory:', { kind: 'memory' }],
    ['file::memory:', { kind: 'memory' }],
    ['file:var/firstline.db', { kind: 'file', path: 'var/firstline.db' }],
    ['file:/srv/a%20b.db', { kind: 'file', path: '/srv/a b.db' }],
    ['file:///srv/a.db', { kind: 'file', path: '/srv/a.db' }],
  ])('reads %s', (given, location) => {
    expect(databaseLocation(given)).toEqual(location);
  });

  it.each([
    '',
    'var/firstline.db',
    'postgres://host/db',
    'file:',
    'file:var/',
    'file://host/a',
    'file:a?b',
    'file:%zz',
  ])('refuses %j', (given) => {
    expect(() => databaseLocation(given)).toThrow(expect.objectContaining({ code: 'DATABASE_URL_INVALID' }));
  });
});

describe('opening', () => {
  it('makes the folder and the file, in WAL mode', async () => {
    path = join(folder, 'a/b/test.db');
    const { log, lines } = keptLog();
    const store = await openSqliteStore({ url: url(), log });
    await store.close();
    expect(existsSync(path)).toBe(true);
    expect(read('PRAGMA journal_mode')).toEqual([{ journal_mode: 'wal' }]);
    const newest = readdirSync(new URL('../../src/store/sqlite/migrations', import.meta.url)).length;
    expect(lines()).toEqual([expect.objectContaining({ msg: 'database migrated', from: 0, to: newest })]);
    await (await openSqliteStore({ url: url(), log })).close();
    expect(lines().length).toBe(1);
  });

  it('refuses a database from a newer version and leaves it as it is', async () => {
    await (await openSqliteStore({ url: url() })).close();
    tamper('PRAGMA user_version = 9999');
    const before = readFileSync(path);
    const refusal = openSqliteStore({ url: url() });
    await expect(refusal).rejects.toMatchObject({ code: 'DATABASE_NEWER' });
    await expect(refusal).rejects.toThrow('9999');
    expect(readFileSync(path).equals(before)).toBe(true);
  });

  it('refuses another program’s database and leaves it as it is', async () => {
    tamper('CREATE TABLE t (a)');
    const before = readFileSync(path);
    await expect(openSqliteStore({ url: url() })).rejects.toMatchObject({ code: 'DATABASE_FOREIGN' });
    expect(readFileSync(path).equals(before)).toBe(true);
  });

  it('refuses a file that is no database and leaves it as it is', async () => {
    const text = 'Dear diary, today I wrote a file that is longer than any header of a database.\n'.repeat(9);
    writeFileSync(path, text);
    const refusal = openSqliteStore({ url: url() });
    await expect(refusal).rejects.toMatchObject({ code: 'DATABASE_NOT_A_DATABASE' });
    await expect(refusal).rejects.toThrow(path);
    expect(readFileSync(path, 'utf8')).toBe(text);
  });

  it('says when the path is a folder, or runs through a file', async () => {
    path = folder;
    await expect(openSqliteStore({ url: url() })).rejects.toMatchObject({ code: 'DATABASE_CANNOT_OPEN' });
    writeFileSync(join(folder, 'file'), '');
    path = join(folder, 'file/test.db');
    await expect(openSqliteStore({ url: url() })).rejects.toMatchObject({ code: 'DATABASE_FOLDER' });
  });

  it.skipIf(ROOT)('says when the file or its folder cannot be written to', async () => {
    await (await openSqliteStore({ url: url() })).close();
    chmodSync(path, 0o400);
    await expect(openSqliteStore({ url: url() })).rejects.toMatchObject({ code: 'DATABASE_NOT_WRITABLE' });
    chmodSync(folder, 0o500);
    path = join(folder, 'other.db');
    await expect(openSqliteStore({ url: url() })).rejects.toMatchObject({ code: 'DATABASE_CANNOT_OPEN' });
    chmodSync(folder, 0o700);
  });

  it('opens an empty file as a new database', async () => {
    writeFileSync(path, '');
    const store = await openSqliteStore({ url: url() });
    expect(await store.reserveCaseNumber()).toBe(1);
    await store.close();
    await store.close();
  });
});

describe('rows that cannot be read', () => {
  it('puts an inbound aside, keeps it, and goes on with the others', async () => {
    const { log, lines } = keptLog();
    const store = await openSqliteStore({ url: url(), log });
    await store.accept(messageOf('a', 'c1'));
    await store.accept(messageOf('b', 'c1'));
    tamper(`UPDATE inbounds SET payload = '{"kind":"message","text":"secret"}' WHERE id = 'a'`);
    expect((await store.loadTurn(keyOf('c1'))).inbounds.map((inbound) => inbound.id)).toEqual(['b']);
    await store.commitTurn(turnOf('c1', 0, { handled: ['b'] }));
    expect(await store.pending(BOT)).toEqual([]);
    expect(await store.accept(messageOf('a', 'c1'))).toEqual({ kind: 'duplicate' });
    await store.close();
    expect(read(`SELECT status FROM inbounds WHERE id = 'a'`)).toEqual([{ status: 'unreadable' }]);
    expect(lines()).toContainEqual(expect.objectContaining({ level: 50, inbound: 'a' }));
    expect(JSON.stringify(lines())).not.toContain('secret');
  });

  it('makes a delivery a dead letter, so that its lane goes on', async () => {
    const { log, lines } = keptLog();
    const store = await openSqliteStore({ url: url(), log });
    await store.enqueue([deliveryOf('d1', 'c1'), deliveryOf('d2', 'c1')]);
    tamper(`UPDATE outbox SET delivery = 'not json' WHERE id = 'd1'`);
    await store.dueDeliveries(BOT, 1, [], 10);
    expect(await dueIds(store)).toEqual(['d2']);
    await store.close();
    expect(read(`SELECT status, reason FROM outbox WHERE id = 'd1'`)).toEqual([
      { status: 'dead', reason: 'unreadable' },
    ]);
    expect(lines()).toContainEqual(expect.objectContaining({ level: 50, delivery: 'd1' }));
  });
});

describe('damaged solved issues', () => {
  it('are told with what is wrong, left out, and can be removed', async () => {
    const issue = solvedIssueSchema.parse({
      ...{ id: 'a', intent: null, audience: 'both', tags: [] },
      en: { problem: 'p', symptoms: [], solution: ['s'] },
    });
    const put = (id: string): NewStoredIssue => ({
      issue: { ...issue, id },
      ...{ source: 'wiki', key: id, hash: 'h', by: 'anna' },
    });
    const store = await openSqliteStore({ url: url() });
    await store.putIssues(['a', 'b', 'c', 'd', 'e'].map(put), 1);
    tamper(`UPDATE solved_issues SET body = 'not json' WHERE id = 'a';
      UPDATE solved_issues SET body = json_set(body, '$.audience', 'all') WHERE id = 'b';
      UPDATE solved_issues SET body = json_set(body, '$.id', 'e') WHERE id = 'c';
      UPDATE solved_issues SET body = json_remove(body, '$.en') WHERE id = 'd';`);
    const { issues, unreadable } = await store.storedIssues();
    expect(issues.map((each) => each.issue.id)).toEqual(['e']);
    expect(unreadable).toEqual([
      { id: 'a', why: 'body: is not JSON' },
      { id: 'b', why: 'body.audience: Invalid option: expected one of "customer"|"staff"|"both"' },
      { id: 'c', why: 'body: is another issue' },
      { id: 'd', why: 'body: give one language at least' },
    ]);
    expect(await store.removeIssues({ id: 'a' })).toBe(1);
    await store.putIssues([put('b')], 2);
    expect((await store.storedIssues()).unreadable).toHaveLength(2);
    await store.close();
  });
});

describe('cases that wait from before there were clocks', () => {
  it('have clocks that began with their wait, and are looked at as soon as the bot runs', async () => {
    madeBy(8);
    tamper(`INSERT INTO conversations (key, channel, account, chat, thread, version, state)
        VALUES ('c1', 'telegram', '100', '1', '', 1, 'null');
      INSERT INTO cases (id, number, conversation, person, audience, language, owner, intent, department, priority,
          awaiting_solution, opened_at, waiting_since)
        VALUES ('k1', 4, 'c1', '{"id":"1","name":"","locale":null}', 'staff', 'en', 'queue', NULL, 'it', 'normal', 0, 1, 7)`);
    const store = await openSqliteStore({ url: url() });
    expect((await store.caseById('k1'))?.serviceClock).toEqual(startedClock(7));
    const scope = { accounts: [{ channel: 'telegram' as const, account: '100' }] };
    expect(await store.fireTimers(scope, 10)).toBe(1);
    await store.close();
  });
});

describe('drafts of solutions', () => {
  it('that an earlier version kept wait, with the intent and the audience of their case', async () => {
    madeBy(5);
    tamper(`INSERT INTO conversations (key, channel, account, chat, thread, version, state)
        VALUES ('c1', 'telegram', '100', '1', '', 1, 'null');
      INSERT INTO cases (id, number, conversation, person, audience, language, owner, intent, department, priority,
          awaiting_solution, opened_at)
        VALUES ('k1', 4, 'c1', '{"id":"1","name":"","locale":null}', 'staff', 'en', 'bot', 'vpn', 'it', 'normal', 0, 1);
      INSERT INTO drafts (case_id, language, problem, solution, author, at)
        VALUES ('k1', 'en', 'p', 's', 'a', 2)`);
    const store = await openSqliteStore({ url: url() });
    expect((await store.drafts()).drafts).toMatchObject([
      {
        number: 1,
        caseNumber: 4,
        intent: 'vpn',
        audience: 'staff',
        area: null,
        symptoms: [],
        status: 'waiting',
      },
    ]);
    await store.close();
  });

  it('that are damaged are told with what is wrong, and can be dropped', async () => {
    const store = await openSqliteStore({ url: url() });
    const drafts = [1, 2, 3].map((number) => draftOf('k1', { number }));
    await store.commitTurn(turnOf('c1', 0, { cases: [caseOf('k1', 1, 'c1')], drafts }));
    tamper(
      `UPDATE drafts SET symptoms = 'no' WHERE seq = 1; UPDATE drafts SET language = 'de' WHERE seq = 2`,
    );
    const found = await store.drafts();
    expect(found.drafts.map(({ number }) => number)).toEqual([3]);
    expect(found.unreadable).toEqual([
      { number: 1, status: 'waiting', why: 'symptoms: is not JSON' },
      { number: 2, status: 'waiting', why: 'language: Invalid option: expected one of "ru"|"en"' },
    ]);
    expect(await store.decideDraft(1, { status: 'dropped', by: 'anna' }, 5)).toEqual({ kind: 'done' });
    expect((await store.drafts()).unreadable[0]).toMatchObject({ number: 1, status: 'dropped' });
    await store.close();
  });
});

describe('what an operator finds in the file', () => {
  it('keeps rejected updates, dead letters with their errors, and drafts', async () => {
    const store = await openSqliteStore({ url: url() });
    await store.reject({ id: 'r', at: 1, channel: 'slack', account: 'T1', reason: 'why', raw: '{' });
    await store.commitTurn(
      turnOf('c1', 0, {
        cases: [caseOf('k1', 1, 'c1')],
        drafts: [draftOf('k1', { language: 'en', problem: 'p', solution: 's', author: 'a', at: 2 })],
      }),
    );
    await store.enqueue([deliveryOf('d1', 'c1'), deliveryOf('d2', 'c2')]);
    await store.settle('d1', { kind: 'dead', at: 3, reason: 'blocked', error: '403' });
    await store.settle('d2', { kind: 'sent', at: 4, messages: ['8', '9'] });
    await store.close();
    expect(read('SELECT * FROM rejected')).toEqual([
      { id: 'r', at: 1, channel: 'slack', account: 'T1', reason: 'why', raw: '{' },
    ]);
    expect(read('SELECT case_id, language, problem, solution, author, at FROM drafts')).toEqual([
      { case_id: 'k1', language: 'en', problem: 'p', solution: 's', author: 'a', at: 2 },
    ]);
    expect(read('SELECT id, status, attempts, settled_at, messages, reason, error FROM outbox')).toEqual([
      {
        id: 'd1',
        status: 'dead',
        attempts: 1,
        settled_at: 3,
        messages: null,
        reason: 'blocked',
        error: '403',
      },
      {
        id: 'd2',
        status: 'sent',
        attempts: 1,
        settled_at: 4,
        messages: '["8","9"]',
        reason: null,
        error: null,
      },
    ]);
  });
});
