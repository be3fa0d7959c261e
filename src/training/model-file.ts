import { createHash, randomUUID } from 'node:crypto';
import {
  closeSync,
  mkdirSync,
  openSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { messageOf } from '../errors.js';
import { modelSchema, type Model } from '../nlu/model.js';

/**
 * A model as bytes: a line of text, `firstline-model FORMAT KEY CHECKSUM`, padded so that it ends on a multiple of
 * eight, then the model as V8 serializes it. Key and checksum are SHA-256 in hex; the checksum is that of what
 * follows the line.
 */
const MAGIC = 'firstline-model ';
const FORMAT = 'v1';
const HEADER_BYTES = 152;

/** What became of reading a model; `why` says what is wrong with it, in words for the log. */
export type ModelRead = { kind: 'model'; model: Model } | { kind: 'unfit'; why: string };

/** What became of reading a file: the model with the bytes it was packed in. */
export type ModelFileRead =
  { kind: 'model'; model: Model; packed: Uint8Array } | { kind: 'unfit'; why: string } | { kind: 'absent' };

/** What became of writing a file; `why` says what was in the way. */
export type ModelFileWrite = { kind: 'written' } | { kind: 'not-written'; why: string };

/** A model as it is kept, under its key. */
export function packModel(key: string, model: Model): Uint8Array {
  const body = serialize(model);
  return Buffer.concat([Buffer.from(headerOf(key, body), 'latin1'), body]);
}

function headerOf(key: string, body: Uint8Array): string {
  const sum = createHash('sha256').update(body).digest('hex');
  return `${[`${MAGIC}${FORMAT}`, key, sum].join(' ').padEnd(HEADER_BYTES - 1)}\n`;
}

/** The model in these bytes, if it is whole and kept under this key. The model may use the bytes' memory. */
export function unpackModel(bytes: Uint8Array, key: string): ModelRead {
  const unfit = (why: string): ModelRead => ({ kind: 'unfit', why });
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const header = buffer.toString('latin1', 0, HEADER_BYTES);
  if (!header.startsWith(MAGIC)) return unfit('it is no model of Firstline');
  if (header.length < HEADER_BYTES) return unfit('it is cut off');
  const [format, keptKey] = header.slice(MAGIC.length).trim().split(' ');
  if (format !== FORMAT) return unfit(`it has the format ${format ?? ''}, and this version reads ${FORMAT}`);
  if (keptKey !== key)
    return unfit('it was learned from other content, with other settings or by another version');
  const body = buffer.subarray(HEADER_BYTES);
  if (header !== headerOf(key, body)) return unfit('it is damaged: its checksum does not fit');
  try {
    const { success, data } = modelSchema.safeParse(deserialize(body));
    return success
      ? { kind: 'model', model: data }
      : unfit('what is in it is no model that this version knows');
  } catch (thrown) {
    return unfit(`it cannot be read (${messageOf(thrown)})`);
  }
}

/** Reads the model that is kept in a file under this key. Never throws: without a file, models are learned anew. */
export function readModelFile(path: string, key: string): ModelFileRead {
  try {
    // Reading a pipe would wait for whoever writes to it.
    if (!statSync(path).isFile()) return { kind: 'unfit', why: 'it is not a file' };
    const packed = readFileSync(path);
    const read = unpackModel(packed, key);
    return read.kind === 'model' ? { ...read, packed } : read;
  } catch (thrown) {
    if (codeOf(thrown) === 'ENOENT') return { kind: 'absent' };
    return { kind: 'unfit', why: messageOf(thrown) };
  }
}

/**
 * Puts packed bytes in the place of whatever model the file held; the folder is made if there is none. Readers see
 * the old file or the new one, whole, and of several that write at once the last one stays. A file that holds
 * anything else than a model is left alone. Never throws.
 */
export function writeModelFile(path: string, bytes: Uint8Array): ModelFileWrite {
  const part = `${path}.${randomUUID()}.part`;
  try {
    if (!mayReplace(path)) {
      return { kind: 'not-written', why: 'what is there is no model of Firstline, and is left as it is' };
    }
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(part, bytes, { flag: 'wx' });
    renameSync(part, path);
    return { kind: 'written' };
  } catch (thrown) {
    discard(part);
    return { kind: 'not-written', why: messageOf(thrown) };
  }
}

/** Whether a path is free, or a file that is empty or holds a model, of whatever version. */
function mayReplace(path: string): boolean {
  const there = statSync(path, { throwIfNoEntry: false });
  if (there === undefined) return true;
  if (!there.isFile()) return false;
  const file = openSync(path, 'r');
  try {
    const start = Buffer.alloc(MAGIC.length);
    const length = readSync(file, start, 0, start.length, 0);
    return MAGIC.startsWith(start.toString('latin1', 0, length));
  } finally {
    closeSync(file);
  }
}

/** What was written in part; where even that cannot be removed, there was no writing either. */
function discard(part: string): void {
  try {
    rmSync(part, { force: true });
  } catch {
    return;
  }
}

function codeOf(thrown: unknown): unknown {
  return thrown instanceof Error && 'code' in thrown ? thrown.code : undefined;
}
