import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';
import { messageOf } from '../errors.js';
import { intentSchema } from '../model/intent.js';
import { writtenIssueSchema } from '../model/issue.js';
import { templateSchema } from '../model/template.js';
import { alikes } from './alike.js';
import type { Fault } from './fault.js';
import { isRecord } from './path.js';
import { readAs, readFlow, type ReadOutcome } from './read.js';
import { phrasesSchema, type Flow } from './schema.js';
import type { Folder, Sourced, Sources } from './sources.js';
import { readValidation } from './validation.js';
import { parseYaml, type YamlSource } from './yaml.js';

/** What each folder holds, and the schema that the first line of its files names for editors. */
const FOLDERS = {
  flows: { path: 'flows', schema: './flow.schema.json' },
  patterns: { path: 'flows/patterns', schema: '../flow.schema.json' },
  phrases: { path: 'flows/patterns', schema: './phrases.schema.json' },
  intents: { path: 'intents', schema: './intent.schema.json' },
  issues: { path: 'data/issues', schema: '../issue.schema.json' },
  templates: { path: 'data/templates', schema: '../template.schema.json' },
} as const;

/** Reads every file of the content under `root`, and tells what is wrong with the form of each. */
export function readSources(root: string): { sources: Sources; faults: Fault[] } {
  const faults: Fault[] = [];
  const intents = readFolder(root, 'intents', faults, (source) => typed(source, 'intents', intentSchema));
  const issues = readFolder(root, 'issues', faults, (source) => typed(source, 'issues', writtenIssueSchema));
  const templates = readFolder(root, 'templates', faults, (source) =>
    typed(source, 'templates', templateSchema),
  );
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

  const validation = readValidation(root, faults);
  return {
    faults,
    sources: {
      intents,
      issues,
      templates,
      flows,
      phrases,
      validation,
      patterns: { read: patterns, named: phrases.named },
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
  const entries = list(root, path, faults);
  const alike = alikes(entries.filter((entry) => entry.endsWith('.yml')));
  for (const entry of entries) {
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
    const other = alike.get(entry);
    if (other !== undefined) {
      const message = `the file is easily taken for ${other}, on some systems for the same file`;
      faults.push({ ...place, code: 'names-alike', message, remedy: 'Remove one, or give it another name' });
      continue;
    }
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
