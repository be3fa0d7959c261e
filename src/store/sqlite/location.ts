import { FirstlineError } from '../../errors.js';

/** Where a database lies: in a file, or in memory for as long as the process lives. */
export type Location = { kind: 'memory' } | { kind: 'file'; path: string };

/**
 * Reads a `DATABASE_URL`: `file:` and a path (relative to the working directory, or absolute, percent-encoding
 * undone), `:memory:` or `file::memory:`. Throws `DATABASE_URL_INVALID`.
 */
export function databaseLocation(url: string): Location {
  if (url === ':memory:' || url === 'file::memory:') return { kind: 'memory' };
  const path = url.startsWith('file:') ? filePath(url.slice('file:'.length)) : null;
  if (path === null) {
    throw new FirstlineError(
      'DATABASE_URL_INVALID',
      'The database URL does not name a file.',
      'Give file: and a path, such as file:var/firstline.db.',
    );
  }
  return { kind: 'file', path };
}

function filePath(rest: string): string | null {
  const path = rest.startsWith('//') ? rest.slice(2) : rest;
  // After `//` comes a host; only the empty one, this machine, makes sense.
  if (rest.startsWith('//') && !path.startsWith('/')) return null;
  if (path === '' || path.endsWith('/') || /[?#]/.test(path)) return null;
  try {
    const decoded = decodeURIComponent(path);
    return decoded.includes('\0') ? null : decoded;
  } catch {
    return null;
  }
}
