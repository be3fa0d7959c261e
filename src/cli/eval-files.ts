import { closeSync, existsSync, openSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { FirstlineError, messageOf } from '../errors.js';

/** A file's text. Throws `EVAL_FILE` where it cannot be read or is no UTF-8. */
export function readData(path: string): string {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(path);
  } catch (thrown) {
    throw new FirstlineError(
      'EVAL_FILE',
      `${path} cannot be read (${messageOf(thrown)}).`,
      'Give the path of a file of JSON Lines.',
      thrown,
    );
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (thrown) {
    throw new FirstlineError('EVAL_FILE', `${path} is no text in UTF-8.`, 'Save it as UTF-8.', thrown);
  }
}

/**
 * Makes sure, before anything long begins, that each path can be written and that none is a file of `inputs` or given
 * twice. Gives what writes a text to its path, or nothing where none was given; what is there stays as it is until then.
 * Throws `EVAL_OUTPUT`.
 */
export function prepareOutputs<Name extends string>(
  paths: Readonly<Record<Name, string | undefined>>,
  inputs: readonly string[],
): (name: Name, text: string) => void {
  const taken = new Map(inputs.map((path) => [canonical(path), 'is the file that is read']));
  for (const path of Object.values<string | undefined>(paths)) {
    if (path === undefined) continue;
    tryWriting(path);
    const why = taken.get(canonical(path));
    if (why !== undefined) throw notWritten(path, why);
    taken.set(canonical(path), 'is given twice');
  }
  return (name, text) => {
    const path = paths[name];
    if (path === undefined) return;
    try {
      writeFileSync(path, text);
    } catch (thrown) {
      throw notWritten(path, `cannot be written (${messageOf(thrown)})`, thrown);
    }
  };
}

function tryWriting(path: string): void {
  const isNew = !existsSync(path);
  try {
    closeSync(openSync(path, 'a'));
  } catch (thrown) {
    throw notWritten(path, `cannot be written (${messageOf(thrown)})`, thrown);
  }
  // Not left behind empty where the run fails.
  if (isNew) rmSync(path);
}

function canonical(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return resolve(path);
  }
}

function notWritten(path: string, why: string, cause?: unknown): FirstlineError {
  return new FirstlineError('EVAL_OUTPUT', `${path} ${why}.`, 'Name another file to write to.', cause);
}

/** Rows as JSON Lines. */
export function jsonLines(rows: readonly object[]): string {
  return rows.map((row) => `${JSON.stringify(row)}\n`).join('');
}

/** One object for other programs; fractions with six digits, which is more than any set can tell. */
export function json(value: object): string {
  const text = JSON.stringify(
    value,
    (_, member: unknown) =>
      typeof member === 'number' && !Number.isInteger(member) ? Number(member.toFixed(6)) : member,
    2,
  );
  return `${text}\n`;
}
