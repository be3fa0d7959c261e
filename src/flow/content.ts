import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';
import { messageOf } from '../errors.js';
import { intentSchema, type Intent } from '../model/intent.js';
import { solvedIssueSchema, type SolvedIssue } from '../model/issue.js';
import type { LocalText } from '../model/language.js';
import { checkContent } from './check.js';
import { compileFlow, type CompiledFlow } from './compile.js';
import { compareFaults, type Fault } from './fault.js';
import type { Needs } from './needs.js';
import { readAs, readFlow, type ReadOutcome } from './read.js';
import { phrasesSchema, type Flow } from './schema.js';
import type { Folder, Sourced, Sources } from './sources.js';
import { isRecord } from './path.js';
import { parseYaml, type YamlSource } from './yaml.js';

/** Everything the bot can say and understand, read from files. */
export interface Content {
  intents: Intent[];
  issues: SolvedIssue[];
  /** By id, those of `flows/patterns/` included. */
  flows: ReadonlyMap<string, CompiledFlow>;
  /** The bot's own sentences, by `ID.name`. */
  phrases: ReadonlyMap<string, LocalText>;
}

export type ContentOutcome = { ok: true; content: Content } | { ok: false; faults: Fault[] };

/** What each folder holds, and the schema that the first line of its files names for editors. */
const FOLDERS = {
  flows: { path: 'flows', schema: './flow.schema.json' },
  patterns: { path: 'flows/patterns', schema: '../flow.schema.json' },
  phrases: { path: 'flows/patterns', schema: './phrases.schema.json' },
  intents: { path: 'intents', schema: './intent.schema.json' },
  issues: { path: 'data/issues', schema: '../issue.schema.json' },
} as const;

/**
 * Reads and checks all content under `root`: `intents/`, `flows/`, `flows/patterns/`, `data/issues/`. Either all
 * of it is right, or every mistake is told at once, by file and line.
 *
 * `needs`: what the bot cannot do without. When it is given, what of `flows/patterns/` the bot never says or
 * starts is a mistake too.
 */
export function loadContent(root: string, needs?: Needs): ContentOutcome {
  const faults: Fault[] = [];
  const intents = readFolder(root, 'intents', faults, (source) => typed(source, 'intents', intentSchema));
  const issues = readFolder(root, 'issues', faults, (source) => typed(source, 'issues', solvedIssueSchema));
  const flows = readFolder(root, 'flows', faults, (source) => flow(source, 'flows'));
  const patterns: Sourced<Flow>[] = [];
  const phrases = readFolder(root, 'phrases', faults, (source) => {
    if (!isRecord(source.value) || !Object.hasOwn(source.value, 'steps')) {
      return typed(source, 'phrases', phrasesSchema);
    }
    const outcome = flow(source, 'patterns');
    if (outcome.ok) patterns.push(outcome.read);
    return outcome.ok ? null : outcome;
  });
  if (intents.named.size === 0) {
    faults.push({
      ...{ file: 'intents', line: 1, column: 1, step: null, code: 'no-content' },
      message: `there are no intents under ${root}`,
      remedy: 'Name the folder that holds `intents/` and `flows/`, or write the first intent',
    });
  }

  const sources: Sources = {
    intents,
    issues,
    flows,
    phrases,
    patterns: { read: patterns, named: phrases.named },
  };
  faults.push(...checkContent(sources, needs ?? null));
  if (faults.length > 0) return { ok: false, faults: faults.sort(compareFaults) };
  return {
    ok: true,
    content: {
      intents: intents.read.map(({ value }) => value),
      issues: issues.read.map(({ value }) => value),
      flows: new Map([...flows.read, ...patterns].map(({ value }) => [value.id, compileFlow(value)])),
      phrases: new Map(
        phrases.read.flatMap(({ value }) =>
          Object.entries(value.texts).map(([name, text]): [string, LocalText] => [
            `${value.id}.${name}`,
            text,
          ]),
        ),
      ),
    },
  };
}

type FolderName = keyof typeof FOLDERS;

/** Reads the files of a folder in the order of their names. A folder that is not there is empty. */
function readFolder<T>(
  root: string,
  name: FolderName,
  faults: Fault[],
  read: (source: YamlSource) => ReadOutcome<T> | null,
): Folder<T> {
  const { path } = FOLDERS[name];
  const named = new Set<string>();
  const folder: Sourced<T>[] = [];
  for (const entry of list(root, path, faults)) {
    const file = `${path}/${entry}`;
    const place = { file, line: 1, column: 1, step: null };
    if (entry.endsWith('.yaml')) {
      faults.push({
        ...{ ...place, code: 'file-ending', message: 'files are read by the ending .yml only' },
        remedy: `Rename it to ${entry.replace(/\.yaml$/, '.yml')}`,
      });
    }
    if (!entry.endsWith('.yml')) continue;
    named.add(entry.slice(0, -'.yml'.length));
    let bytes: Uint8Array;
    try {
      bytes = readFileSync(join(root, file));
    } catch (thrown) {
      const message = `the file cannot be read: ${messageOf(thrown)}`;
      faults.push({ ...place, code: 'unreadable', message, remedy: 'Mend its permissions or remove it' });
      continue;
    }
    const parsed = parseYaml(file, bytes);
    const outcome = parsed.ok ? read(parsed.source) : parsed;
    if (outcome === null) continue;
    if (outcome.ok) folder.push(outcome.read);
    else faults.push(...outcome.faults);
  }
  return { read: folder, named };
}

function list(root: string, path: string, faults: Fault[]): string[] {
  try {
    return readdirSync(join(root, path)).sort();
  } catch (thrown) {
    const missing = thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOENT';
    if (!missing) {
      faults.push({
        ...{ file: path, line: 1, column: 1, step: null, code: 'unreadable' },
        message: `the folder cannot be read: ${messageOf(thrown)}`,
        remedy: 'Make it a folder that may be read',
      });
    }
    return [];
  }
}

function flow(source: YamlSource, name: 'flows' | 'patterns'): ReadOutcome<Flow> {
  return withSchemaLine(source, name, readFlow(source));
}

function typed<T>(source: YamlSource, name: FolderName, schema: z.ZodType<T>): ReadOutcome<T> {
  return withSchemaLine(source, name, readAs(source, schema));
}

/** Holds the first line, by which editors find the schema. */
function withSchemaLine<T>(source: YamlSource, name: FolderName, outcome: ReadOutcome<T>): ReadOutcome<T> {
  const line = `# yaml-language-server: $schema=${FOLDERS[name].schema}`;
  if (source.text.split(/\r?\n/, 1)[0] === line) return outcome;
  const place = { file: source.file, line: 1, column: 1, step: null };
  const message = 'the first line does not name the schema, so that editors cannot help';
  const fault: Fault = { ...place, code: 'schema-line', message, remedy: `Begin the file with \`${line}\`` };
  return { ok: false, faults: outcome.ok ? [fault] : [fault, ...outcome.faults] };
}
