import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { FirstlineError, messageOf } from '../errors.js';
import { MOST_BYTES, tooLarge } from '../importing/decode.js';
import { finding, wholeFile, type Finding } from '../importing/finding.js';
import { readImport, type Format } from '../importing/format.js';
import type { ColumnMap } from '../importing/from-csv.js';
import { joinReadings, unread, type Reading } from '../importing/row.js';

/** How files are read. */
export interface ReadOptions {
  /** Null: as each file looks. */
  format: Format | null;
  columns: ColumnMap;
}

/** What was read, of which forms. */
export interface ReadFiles {
  reading: Reading;
  formats: Format[];
  files: number;
}

const ENDINGS = /\.(?:md|markdown|jsonl|ndjson|json|csv|tsv)$/iu;
const MARKDOWN = /\.(?:md|markdown)$/iu;

/** Reads files, and folders with all that is in them. Throws `IMPORT_FILE` for a path that leads nowhere. */
export function readFiles(paths: readonly string[], options: ReadOptions): ReadFiles {
  const found = paths.flatMap((path) =>
    isFolder(path) ? readFolder(path, options) : [readOne(path, basename(path), options)],
  );
  return {
    reading: joinReadings(found),
    formats: [...new Set(found.flatMap(({ format }) => format ?? []))],
    files: found.length,
  };
}

type ReadFile = Reading & { format: Format | null };

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch (thrown) {
    throw new FirstlineError(
      'IMPORT_FILE',
      `${path} cannot be read (${messageOf(thrown)}).`,
      'Give the path of a file, or of a folder with articles.',
      thrown,
    );
  }
}

function readFolder(path: string, options: ReadOptions): ReadFile[] {
  const wanted = options.format === 'markdown' ? MARKDOWN : ENDINGS;
  const names = readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(path, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .filter((name) => wanted.test(name) && !/(?:^|\/)(?:\.|node_modules\/)/u.test(name))
    .sort();
  if (names.length > 0) return names.map((name) => readOne(join(path, name), name, options));
  const message = 'there are no articles in this folder';
  const remedy = 'Name a folder with files ending in .md, .json, .jsonl or .csv';
  return [{ ...unread(finding(wholeFile(path), 'no-articles', message, remedy)), format: null }];
}

/** Reads a file by the name that tells its key and language, and names it by its path where something is wrong. */
function readOne(path: string, name: string, { format, columns }: ReadOptions): ReadFile {
  const read = readWithin(path, name, { format, columns });
  const named = <F extends Finding>(found: F): F => ({ ...found, file: path });
  return {
    format: read.format,
    rows: read.rows.map((row) => ({ ...row, place: { ...row.place, file: path } })),
    whole: read.whole.map((one) => ({ ...one, place: { ...one.place, file: path } })),
    faults: read.faults.map(named),
    notes: read.notes.map(named),
  };
}

function readWithin(path: string, name: string, options: ReadOptions): ReadFile {
  try {
    const { size } = statSync(path);
    if (size > MOST_BYTES) return { ...unread(tooLarge(name, size)), format: null };
    return readImport(name, readFileSync(path), options);
  } catch (thrown) {
    const message = `the file cannot be read (${messageOf(thrown)})`;
    return {
      ...unread(finding(wholeFile(name), 'unreadable', message, 'Mend its permissions')),
      format: null,
    };
  }
}
