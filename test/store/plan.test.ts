import Sqlite from 'better-sqlite3';
import type { Database } from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { prepareCases } from '../../src/store/sqlite/cases.js';
import { prepareConversations } from '../../src/store/sqlite/conversations.js';
import { prepareCounter } from '../../src/store/sqlite/counter.js';
import { prepareFlowVersions } from '../../src/store/sqlite/flow-versions.js';
import { prepareAgents } from '../../src/store/sqlite/agents.js';
import { prepareFormerThreads } from '../../src/store/sqlite/former-threads.js';
import { prepareHistory } from '../../src/store/sqlite/history.js';
import { prepareInbounds } from '../../src/store/sqlite/inbounds.js';
import { migrate } from '../../src/store/sqlite/migrate.js';
import { prepareMoves } from '../../src/store/sqlite/moves.js';
import { prepareOutbox } from '../../src/store/sqlite/outbox.js';
import { prepareProbeRuns } from '../../src/store/sqlite/probe-runs.js';
import { prepareSolvedIssues } from '../../src/store/sqlite/solved-issues.js';
import { prepareTimers } from '../../src/store/sqlite/timers.js';

const planRow = z.object({ detail: z.string() });

/** Every statement of the store, with the lines of SQLite's plan for it. */
function plans(): { sql: string; plan: string[] }[] {
  const db = new Sqlite(':memory:');
  migrate(db, 'in memory');
  const statements: string[] = [];
  const noting: Database = new Proxy(db, {
    get(target, key) {
      if (key === 'prepare') {
        return (sql: string) => {
          statements.push(sql);
          return target.prepare(sql);
        };
      }
      const own: unknown = Reflect.get(target, key, target);
      return own;
    },
  });
  for (const prepare of [
    prepareCases,
    prepareConversations,
    prepareFlowVersions,
    prepareFormerThreads,
    prepareAgents,
    prepareHistory,
    prepareInbounds,
    prepareMoves,
    prepareOutbox,
    prepareProbeRuns,
    (db: Database) => prepareSolvedIssues(db, prepareCounter(db)),
    prepareTimers,
  ]) {
    prepare(noting);
  }
  const explained = statements.map((sql) => {
    const named = Object.fromEntries([...sql.matchAll(/@(\w+)/g)].map((match) => [match[1] ?? '', '[]']));
    const marks = (sql.match(/\?/g) ?? []).map(() => 'x');
    const explain = db.prepare(`EXPLAIN QUERY PLAN ${sql}`);
    const rows = marks.length > 0 ? explain.all(...marks) : explain.all(named);
    return { sql, plan: rows.map((row) => planRow.parse(row).detail) };
  });
  db.close();
  return explained;
}

describe('the plans of the statements', () => {
  it('never read a whole table', () => {
    const all = plans();
    expect(all.length).toBeGreaterThan(40);
    for (const { sql, plan } of all) {
      // Versions of flows are some dozens, looked through once at the start.
      const whole = plan.filter((line) => /^SCAN (?!json_each|flow_versions)\w+$/.test(line));
      expect(whole, sql).toEqual([]);
    }
  });

  it('look for due timers by their time, not by conversation', () => {
    const looking = plans().filter(({ sql }) => sql.trim().startsWith('SELECT timers'));
    expect(looking).toHaveLength(2);
    for (const { sql, plan } of looking) expect(plan[0], sql).toContain('timers_by_due');
  });
});
