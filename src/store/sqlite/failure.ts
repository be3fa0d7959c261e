import Sqlite from 'better-sqlite3';
import { FirstlineError, messageOf } from '../../errors.js';

/** What an operator can do about SQLite's errors, by the beginning of their code; the first that fits. */
const KNOWN: readonly (readonly [code: string, as: string, what: string, remedy: string])[] = [
  [
    'SQLITE_NOTADB',
    'DATABASE_NOT_A_DATABASE',
    'is not an SQLite database',
    'Point DATABASE_URL at another path, or move the file away; a new database is made where there is none.',
  ],
  [
    'SQLITE_CORRUPT',
    'DATABASE_CORRUPT',
    'is damaged',
    'Stop Firstline, keep a copy of the file and put the latest backup in its place.',
  ],
  [
    'SQLITE_BUSY',
    'DATABASE_BUSY',
    'is locked by another program',
    'Close whatever else has the database open (a backup, a database browser) and start again.',
  ],
  [
    'SQLITE_READONLY',
    'DATABASE_NOT_WRITABLE',
    'cannot be written to',
    'Let the user that runs Firstline write to the file and to the folder it is in.',
  ],
  ['SQLITE_FULL', 'DATABASE_FULL', 'cannot grow: the disk is full', 'Free some space on its disk.'],
  [
    'SQLITE_IOERR',
    'DATABASE_IO',
    'could not be read or written',
    'Check the disk and the permissions of the file and its folder.',
  ],
  [
    'SQLITE_CANTOPEN',
    'DATABASE_CANNOT_OPEN',
    'cannot be opened',
    'Check that DATABASE_URL names a file, not a folder, and that the user that runs Firstline may write there.',
  ],
  [
    'SQLITE_CONSTRAINT',
    'STORE_REFUSED',
    'refused a change that breaks its rules',
    'This is a mistake in Firstline: please report it with this message. Nothing was changed.',
  ],
];

/** A thrown SQLite error as one that a person can act on; every other error as it is. */
export function asFirstlineError(thrown: unknown, database: string): Error {
  if (thrown instanceof Sqlite.SqliteError) {
    const known = KNOWN.find(([code]) => thrown.code.startsWith(code));
    const [, as, what, remedy] = known ?? [
      '',
      'DATABASE_FAILED',
      'failed',
      'See the cause; if it lasts, restart Firstline and check the disk.',
    ];
    return new FirstlineError(as, `The database ${database} ${what} (${thrown.message}).`, remedy, thrown);
  }
  // better-sqlite3 throws a bare TypeError for a closed connection.
  if (thrown instanceof TypeError && messageOf(thrown).includes('database connection is not open')) {
    return new FirstlineError(
      'STORE_CLOSED',
      'The store was used after it was closed.',
      'Stop everything that uses the store before closing it.',
      thrown,
    );
  }
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}
