import { readdirSync, readFileSync } from 'node:fs';
import type { Database } from 'better-sqlite3';
import { FirstlineError } from '../../errors.js';

/** Tells a Firstline database from any other SQLite file: "FRST" in ASCII. */
const APPLICATION_ID = 0x46525354;

interface Migration {
  number: number;
  name: string;
  sql: string;
}

/** Versions a database was brought through; equal when there was nothing to do. */
export interface Migrated {
  from: number;
  to: number;
}

/** The numbered SQL files, in order. They are copied beside the compiled code by `build:assets`. */
function readMigrations(): Migration[] {
  const folder = new URL('migrations/', import.meta.url);
  const names = readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .sort();
  return names.map((name, index) => {
    const number = Number(/^(\d{4})-/.exec(name)?.[1]);
    if (number !== index + 1) {
      throw new FirstlineError(
        'MIGRATIONS_INCOMPLETE',
        `The migration ${name} is out of order: number ${index + 1} was expected here.`,
        'Install Firstline again, or number new migrations without gaps.',
      );
    }
    return { number, name, sql: readFileSync(new URL(name, folder), 'utf8') };
  });
}

/**
 * The version of a database, 0 for an empty one. Changes nothing. Throws `DATABASE_NEWER` for a database of a
 * later Firstline and `DATABASE_FOREIGN` for one that another program made.
 */
export function checkVersion(db: Database, name: string): number {
  const version = Number(db.pragma('user_version', { simple: true }));
  const application = Number(db.pragma('application_id', { simple: true }));
  const filled = db.prepare('SELECT 1 FROM sqlite_schema LIMIT 1').get() !== undefined;
  if (application !== APPLICATION_ID && (filled || version !== 0)) {
    throw new FirstlineError(
      'DATABASE_FOREIGN',
      `The database ${name} was made by another program.`,
      'Point DATABASE_URL at another path; a new database is made where there is none.',
    );
  }
  const newest = readMigrations().length;
  if (version > newest) {
    throw new FirstlineError(
      'DATABASE_NEWER',
      `The database ${name} is of version ${version}; this Firstline knows versions up to ${newest}.`,
      'Start the newer Firstline that made it, or restore a backup from before the upgrade. Nothing was changed.',
    );
  }
  return version;
}

/**
 * Brings a database to the newest version, one transaction a migration; a failure leaves the version before it.
 * Safe to run from several processes at once.
 */
export function migrate(db: Database, name: string): Migrated {
  const migrations = readMigrations();
  const from = checkVersion(db, name);
  // Rebuilding a table that others refer to needs them off, and they can only be switched outside a transaction.
  db.pragma('foreign_keys = OFF');
  const apply = db.transaction((migration: Migration) => {
    // Another process may have been faster.
    if (checkVersion(db, name) >= migration.number) return;
    db.exec(migration.sql);
    const broken = db.prepare('PRAGMA foreign_key_check').all().length;
    if (broken > 0) {
      throw new FirstlineError(
        'MIGRATION_FAILED',
        `The migration ${migration.name} would leave ${broken} rows of ${name} that refer to nothing.`,
        'Nothing was changed. Go back to the Firstline from before the upgrade and report this.',
      );
    }
    db.pragma(`user_version = ${migration.number}`);
    db.pragma(`application_id = ${APPLICATION_ID}`);
  });
  for (const migration of migrations) if (migration.number > from) apply.immediate(migration);
  db.pragma('foreign_keys = ON');
  return { from, to: migrations.length };
}
