import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import type { FlowVersion } from '../store.js';
import { jsonColumn } from './column.js';

const stateRow = z.object({ state: z.string() });
const versionRow = z.object({ hash: z.string(), flow: z.string(), definition: jsonColumn(z.unknown()) });

/** How a stored state names the version of a flow. What people write cannot look like it: its quotes are escaped. */
const NAMED = /"hash":"([^"\\]+)"/g;

export type FlowVersions = ReturnType<typeof prepareFlowVersions>;

/** Flows as they were when they were in force. */
export function prepareFlowVersions(db: Database) {
  const insert = db.prepare(
    `INSERT INTO flow_versions (hash, flow, definition, kept_at) VALUES (@hash, @flow, @definition, @at)
     ON CONFLICT (hash) DO NOTHING`,
  );
  const of = db.prepare(
    `SELECT hash, flow, definition FROM flow_versions
     WHERE hash IN (SELECT value FROM json_each(@hashes)) ORDER BY hash`,
  );
  const remove = db.prepare(
    `DELETE FROM flow_versions WHERE hash NOT IN (SELECT value FROM json_each(@hashes))`,
  );
  // Left to choose, SQLite reads every conversation there ever was.
  const states = db.prepare(
    `SELECT c.state FROM cases INDEXED BY cases_one_open CROSS JOIN conversations AS c
       ON c.key = cases.conversation
     WHERE cases.owner <> 'nobody'`,
  );

  /** The hashes that states of conversations with an open case name. */
  function inUse(): Set<string> {
    const hashes = new Set<string>();
    for (const row of states.iterate()) {
      for (const [, hash] of stateRow.parse(row).state.matchAll(NAMED))
        if (hash !== undefined) hashes.add(hash);
    }
    return hashes;
  }

  return {
    /** Keeps versions; one that is known stays as it is. */
    keep(versions: readonly FlowVersion[], at: number): void {
      for (const { hash, flow, definition } of versions) {
        insert.run({ hash, flow, definition: JSON.stringify(definition), at });
      }
    },
    inUse(except: readonly string[]): FlowVersion[] {
      const hashes = [...inUse()].filter((hash) => !except.includes(hash));
      return of.all({ hashes: JSON.stringify(hashes) }).map((row) => versionRow.parse(row));
    },
    removeUnused(except: readonly string[]): number {
      return remove.run({ hashes: JSON.stringify([...inUse(), ...except]) }).changes;
    },
  };
}
