import { existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import Sqlite from 'better-sqlite3';
import type { Database } from 'better-sqlite3';
import { FirstlineError, messageOf } from '../../errors.js';
import { asFirstlineError } from './failure.js';
import { databaseLocation } from './location.js';
import { checkVersion, migrate } from './migrate.js';
import type { Migrated } from './migrate.js';

/** How long a call waits for another process's transaction, ms. Ours take well under one each. */
const BUSY_MS = 5_000;

export interface Connection {
  db: Database;
  /** What the database is called in messages. */
  name: string;
  migrated: Migrated;
}

/**
 * Opens the database of a URL and brings it to the newest version; makes the file and its folder where there is
 * none. Throws FirstlineErrors that say what to do; a file that is not ours or too new is left as it is.
 */
export function connect(url: string): Connection {
  const location = databaseLocation(url);
  const name = location.kind === 'memory' ? 'in memory' : location.path;
  if (location.kind === 'file') {
    makeFolder(dirname(location.path));
    if (existsSync(location.path)) inspect(location.path);
  }
  let db: Database | null = null;
  try {
    db = new Sqlite(location.kind === 'memory' ? ':memory:' : location.path, { timeout: BUSY_MS });
    configure(db);
    return { db, name, migrated: migrate(db, name) };
  } catch (thrown) {
    db?.close();
    throw asFirstlineError(thrown, name);
  }
}

/**
 * WAL lets readers (a backup, `sqlite3`) work beside us. FULL makes every commit reach the disk before the call
 * returns: we acknowledge to a platform what we accepted, and it will not send it again, so not even a power
 * loss may take it back. NORMAL would survive kill -9 but could lose the last commits with the power.
 */
function configure(db: Database): void {
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
}

/** Looks before touching: setting the journal mode already writes to a file. */
function inspect(path: string): void {
  if (statSync(path).isDirectory()) {
    throw new FirstlineError(
      'DATABASE_CANNOT_OPEN',
      `The database ${path} cannot be opened: it is a folder.`,
      'Name a file in DATABASE_URL, such as file:var/firstline.db.',
    );
  }
  let db: Database | null = null;
  try {
    db = new Sqlite(path, { readonly: true, timeout: BUSY_MS });
    checkVersion(db, path);
  } catch (thrown) {
    throw asFirstlineError(thrown, path);
  } finally {
    db?.close();
  }
}

function makeFolder(folder: string): void {
  try {
    // Conversations are nobody else's business.
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (thrown) {
    throw new FirstlineError(
      'DATABASE_FOLDER',
      `The folder ${folder} for the database cannot be made (${messageOf(thrown)}).`,
      'Make it for the user that runs Firstline, or point DATABASE_URL elsewhere.',
      thrown,
    );
  }
}
