import { existsSync } from 'node:fs';
import { databaseLocation } from '../store/sqlite/location.js';
import { openSqliteStore } from '../store/sqlite/open.js';
import type { Store } from '../store/store.js';

/** Opens the database for a command, and closes it whatever comes. */
export async function withStore<T>(url: string, work: (store: Store) => Promise<T>): Promise<T> {
  const store = await openSqliteStore({ url });
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

/** The same for what changes nothing: where there is no database, it makes none. */
export function withStoreToRead<T>(url: string, work: (store: Store) => Promise<T>): Promise<T> {
  const location = databaseLocation(url);
  const isThere = location.kind === 'file' && existsSync(location.path);
  return withStore(isThere ? url : ':memory:', work);
}
