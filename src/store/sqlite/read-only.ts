import { existsSync } from 'node:fs';
import Sqlite from 'better-sqlite3';
import type { Database } from 'better-sqlite3';
import { FirstlineError } from '../../errors.js';
import { asFirstlineError } from './failure.js';
import { databaseLocation } from './location.js';
import { checkVersion } from './migrate.js';

/**
 * Reads from a database at one moment and changes nothing, beside a running bot too. An empty database has nothing to
 * read: then `read` is not called. Throws `DATABASE_MISSING`, with this remedy, where there is none; makes none.
 * @param url `file:` and a path
 */
export function readDatabase(url: string, remedy: string, read: (db: Database) => void): void {
  const location = databaseLocation(url);
  if (location.kind === 'memory' || !existsSync(location.path)) {
    const name = location.kind === 'memory' ? 'in memory' : location.path;
    throw new FirstlineError('DATABASE_MISSING', `There is no database ${name}.`, remedy);
  }
  let db: Database | null = null;
  try {
    db = new Sqlite(location.path, { readonly: true, fileMustExist: true });
    if (checkVersion(db, location.path) > 0) db.transaction(read).deferred(db);
  } catch (thrown) {
    throw asFirstlineError(thrown, location.path);
  } finally {
    db?.close();
  }
}
