import { nearest } from '../model/spelling.js';

/** Stands before what a button carries instead of an issue's id. */
const KEY_MARK = '~';

/**
 * An id in a few characters, for buttons that carry no more; the same again for the same id. (FNV-1a, 32 bits: among
 * ten thousand ids, one in half a million shares it with another.)
 */
export function issueKey(id: string): string {
  let hash = 0x811c9dc5;
  for (let at = 0; at < id.length; at += 1) {
    hash = Math.imul(hash ^ id.charCodeAt(at), 0x01000193) >>> 0;
  }
  return `${KEY_MARK}${hash.toString(36)}`;
}

/** What a name of an issue stands for: one of these ids, or none, and what was probably meant. */
export type NamedIssue =
  { kind: 'issue'; id: string } | { kind: 'unknown'; written: string; near: string | null };

/** Reads an id as people write it, perhaps with a `#` before it, or as a button carries it. */
export function issueNamed(name: string, ids: Iterable<string>): NamedIssue {
  const written = name
    .trim()
    .replace(/^#/u, '')
    .replace(/[.,;:!?»"'`]+$/u, '');
  const all = [...ids];
  const fits = written.startsWith(KEY_MARK)
    ? all.filter((id) => issueKey(id) === written)
    : all.filter((id) => id === written.toLowerCase());
  const [id] = fits;
  return id !== undefined && fits.length === 1
    ? { kind: 'issue', id }
    : { kind: 'unknown', written, near: nearest(written.toLowerCase(), all) };
}

/** «Как в #issue», `as in issue`, or just `#issue`. */
const AS_IN =
  /^(?:(?:так же,? )?как в|(?:the )?(?:same )?as in|см\.?|see)?\s*:?\s*[«"'`]?#(?<marked>[a-z0-9]+(?:-[a-z0-9]+)*)[»"'`]?\s*[.!]?$|^(?:(?:так же,? )?как в|(?:the )?(?:same )?as in)\s*:?\s*[«"'`]?(?<said>[a-z0-9]+(?:-[a-z0-9]+)+)[»"'`]?\s*[.!]?$/iu;

/** The issue that an answer names instead of telling what helped; null where it tells. */
export function asInIssue(answer: string): string | null {
  const found = AS_IN.exec(answer.trim())?.groups;
  return found?.marked ?? found?.said ?? null;
}
