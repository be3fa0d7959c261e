import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readStats, statsCommand } from '../../src/cli/stats.js';
import { statsLines, type StatsReport } from '../../src/cli/stats-report.js';
import { length } from '../../src/cli/stats-tables.js';
import { openSqliteStore } from '../../src/store/sqlite/open.js';
import { caseOf, entryOf, turnOf } from '../contracts/store-samples.js';
import { counted, HOUR, MINUTE, NOON } from '../stats/sample.js';
import { agentAt } from '../support/agent.js';
import { bench, type Bench } from '../support/engine.js';

let folder: string;
let url: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'firstline-stats-'));
  url = `file:${join(folder, 'test.db')}`;
});
afterEach(() => rmSync(folder, { recursive: true }));

const read = (asked: Partial<Parameters<typeof readStats>[1]> = {}): StatsReport =>
  readStats(url, {
    period: { since: null, until: null },
    timeZone: 'UTC',
    by: null,
    at: NOON + 48 * HOUR,
    ...asked,
  });

describe('the figures of conversations that were held', () => {
  let b: Bench;
  beforeEach(async () => {
    let now = (): number => NOON;
    const store = await openSqliteStore({ url, now: () => now() });
    b = await bench({ store, start: NOON });
    now = () => b.clock.now();
  });
  afterEach(() => b.close());
  const agent = agentAt(() => b);

  it('are read beside the bot, and tell what became of each', async () => {
    // Solved by an agent, who wrote after twenty minutes.
    await b.writes('1', 'I want to talk to a human');
    await b.pass(10 * MINUTE);
    await agent.press('claim');
    await b.pass(10 * MINUTE);
    await agent.writes('A secret word of the agent');
    await b.pass(HOUR);
    await agent.press('resolve');
    // Handed over, given back, and solved by the bot.
    await b.writes('1', 'my mail goes to spam');
    await b.writes('1', 'I want to talk to a human');
    await agent.press('hand-back');
    await b.writes('1', 'it works now');
    // Solved by the bot alone.
    await b.writes('2', 'my mail goes to spam');
    await b.writes('2', 'it works now, thanks');
    // Solved as it seemed: opened again, and handed over.
    await b.writes('3', 'my mail goes to spam');
    await b.writes('3', 'it works now');
    await b.writes('3', 'it still does not work');
    // Words like those that histories are kept in, and silence.
    await b.writes('4', 'my site does not open');
    await b.writes('4', 'handover: anger');
    await b.pass(31 * MINUTE);
    await b.pass(25 * HOUR);

    const { all, intents, issues, flows, groups } = read({ by: 'channel', at: b.clock.now() });
    expect(all.cases).toBe(5);
    expect(counted(all.alone)).toEqual({ confirmed: 1, abandoned: 1 });
    expect(counted(all.people)).toEqual({ 'by-agent': 1, confirmed: 1, queue: 1 });
    expect(counted(all.handedOver.reasons)).toEqual({ 'asked-for-person': 2, 'steps-failed': 1 });
    expect(all.handedBack).toEqual({ cases: 1, confirmed: 1, answered: 0, silence: 0 });
    expect(all.reopened).toMatchObject({ ended: 5, reopened: 1, share: 0.2, undecided: 4 });
    expect(counted(all.reopened.reopenedAfter)).toEqual({ confirmed: 1 });
    expect(all.firstAnswer).toMatchObject({ cases: 1, without: 1, waiting: 1, medianMs: 20 * MINUTE });
    expect(all.end.cases).toBe(2);
    expect(all.clockWentBack).toBe(0);
    expect(intents.map(({ intent, begun }) => [intent, begun])).toEqual([
      ['mail-to-spam', 3],
      ['site-unavailable', 1],
    ]);
    expect(groups).toEqual([{ key: 'telegram', figures: all }]);

    expect(issues).toEqual([]);
    expect(flows).toMatchObject([
      { flow: 'mail-to-spam', begun: 3, leftAt: [{ step: 'domain', cases: 3 }] },
      { flow: 'site-unavailable', begun: 1, leftAt: [{ step: 'domain', cases: 1 }] },
    ]);
    const printed = statsLines(read({ by: 'day', at: b.clock.now() })).join('\n');
    expect(printed).toContain('cases opened at any time (days in UTC), as they stood on 2026-03-03, 14:51');
    expect(printed).toMatch(/^opened +5 +100\.0 %$/m);
    expect(printed).toMatch(/^ {2}back with the bot: confirmed +1 +20\.0 %$/m);
    expect(printed).toMatch(/^to an agent's first words +1 +20 min +20 min$/m);
    expect(printed).toMatch(/^mail-to-spam +3 +67 % .* 33 % +0 % \(0–56\)$/m);
    expect(printed).not.toMatch(/secret|Olga|Анна|human/);
  });
});

describe('reading', () => {
  it('takes the cases of a period, whatever is in their histories, and leaves the file as it is', async () => {
    const store = await openSqliteStore({ url });
    for (const [index, openedAt] of [NOON - 72 * HOUR, NOON, NOON + HOUR].entries()) {
      const chat = `c${String(index)}`;
      const item = caseOf(`k${String(index)}`, index + 1, chat, { openedAt });
      const entry = { ...entryOf('"kind":"event","text":"close: confirmed"'), kind: 'person' as const };
      const command = { ...entryOf('handover: flow'), kind: 'event' as const, inbound: 'in1' };
      const history = [entry, command].map((one) => ({ caseId: item.id, entry: one }));
      await store.commitTurn(turnOf(chat, 0, { cases: [item], history }));
    }
    const { all } = read({ period: { since: '2026-03-02', until: '2026-03-02' } });
    expect(all).toMatchObject({ cases: 2, alone: { bot: 2 }, handedOver: { cases: 0 } });
    expect(read({ period: { since: null, until: '2026-03-01' } }).all.cases).toBe(1);
    await store.close();
    expect(read().all.cases).toBe(3);
  });

  it('of a database without cases says so', async () => {
    await (await openSqliteStore({ url })).close();
    expect(statsLines(read({ period: { since: '2026-03-01', until: null } }))).toEqual([
      'cases opened since 2026-03-01 (days in UTC), as they stood on 2026-03-04, 12:00',
      'there are none',
    ]);
  });

  it('makes no database where there is none', () => {
    expect(read).toThrow(expect.objectContaining({ code: 'DATABASE_MISSING' }));
    expect(existsSync(join(folder, 'test.db'))).toBe(false);
    url = ':memory:';
    expect(read).toThrow(expect.objectContaining({ code: 'DATABASE_MISSING' }));
  });

  it('refuses a database of a newer version, and one of another program', async () => {
    await (await openSqliteStore({ url })).close();
    const db = new Sqlite(join(folder, 'test.db'));
    db.pragma('user_version = 99');
    expect(read).toThrow(expect.objectContaining({ code: 'DATABASE_NEWER' }));
    db.pragma('application_id = 1');
    db.close();
    expect(read).toThrow(expect.objectContaining({ code: 'DATABASE_FOREIGN' }));
  });

  it('refuses a period that ends before it begins', () => {
    expect(() => read({ period: { since: '2026-03-02', until: '2026-03-01' } })).toThrow(
      expect.objectContaining({ code: 'STATS_PERIOD' }),
    );
  });
});

describe('options', () => {
  it.each([
    [['--since', '2026-02-30'], /--since.*2026-02-30.*YYYY-MM-DD/],
    [['--until', 'today'], /--until.*today.*YYYY-MM-DD/],
    [['--by', 'weather'], /Allowed choices are day, channel, intent, language, department, issue, flow/],
  ])('%j', async (args, message) => {
    let told = '';
    const command = statsCommand()
      .exitOverride()
      .configureOutput({ writeErr: (text) => (told += text) });
    await expect(command.parseAsync(args, { from: 'user' })).rejects.toThrow();
    expect(told).toMatch(message);
  });
});

describe('a length of time', () => {
  it.each([
    [null, '—'],
    [0, '0 s'],
    [59_999, '59 s'],
    [MINUTE, '1 min'],
    [HOUR - 1, '59 min'],
    [3 * HOUR + 20 * MINUTE, '3 h 20 min'],
    [52 * HOUR + 59 * MINUTE, '2 d 4 h'],
  ])('%s ms: %s', (ms, words) => {
    expect(length(ms)).toBe(words);
  });
});
