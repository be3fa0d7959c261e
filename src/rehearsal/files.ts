import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { FirstlineError, messageOf } from '../errors.js';
import type { Fault } from '../flow/fault.js';
import type { Sourced } from '../flow/sources.js';
import type { ConversationFile } from './conversation.js';
import { readConversations } from './read.js';

/** Files of conversations that are right, and the mistakes in all others. */
export interface Rehearsed {
  files: Sourced<ConversationFile>[];
  faults: Fault[];
}

/**
 * Reads files of conversations, and all `.yml` files in folders; they are called as they are seen from `from`. Throws
 * a FirstlineError where there is nothing to read.
 */
export function readFiles(paths: readonly string[], from: string): Rehearsed {
  const rehearsed: Rehearsed = { files: [], faults: [] };
  for (const path of new Set(paths.flatMap(filesIn))) {
    const outcome = readConversations(nameOf(path, from), bytesOf(path));
    if (outcome.ok) rehearsed.files.push(outcome.read);
    else rehearsed.faults.push(...outcome.faults);
  }
  return rehearsed;
}

function filesIn(path: string): string[] {
  let folder: boolean;
  try {
    folder = statSync(path).isDirectory();
  } catch {
    throw missing(`There is no file or folder ${path}.`);
  }
  if (!folder) return [path];
  const names = readdirSync(path, { recursive: true, encoding: 'utf8' });
  const files = names.filter((name) => name.endsWith('.yml')).sort();
  if (files.length === 0) throw missing(`There are no files that end in .yml in ${path}.`);
  return files.map((name) => join(path, name));
}

function missing(what: string): FirstlineError {
  return new FirstlineError(
    'CONVERSATIONS_MISSING',
    what,
    'Name files of conversations or folders that hold such, or put them into test/conversations/ of the content folder.',
  );
}

function bytesOf(path: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch (thrown) {
    throw new FirstlineError(
      'CONVERSATIONS_UNREADABLE',
      `The file ${path} cannot be read: ${messageOf(thrown)}.`,
      'Mend its permissions.',
      thrown,
    );
  }
}

/** A file outside of `from` is called by its whole path. */
function nameOf(path: string, from: string): string {
  const name = relative(from, path);
  return name.startsWith('..') ? path : name.replaceAll('\\', '/');
}
