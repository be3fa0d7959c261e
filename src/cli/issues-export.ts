import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command, Option } from 'commander';
import { FirstlineError, messageOf } from '../errors.js';
import { toOwnLines } from '../importing/own-lines.js';
import type { Corpus } from '../importing/plan.js';
import { toCsv } from '../importing/to-csv.js';
import { toMarkdown } from '../importing/to-markdown.js';
import { besideFiles, type StoredIssue } from '../model/stored-issue.js';
import { configFromEnvironment } from './environment.js';
import { readCorpus } from './issue-corpus.js';
import { withStoreToRead } from './with-store.js';

const FORMATS = ['jsonl', 'csv', 'markdown'] as const;

interface Options {
  format: (typeof FORMATS)[number];
  out?: string;
  source?: string;
  all: boolean;
}

/** What issues of files are said to come from. */
const FILES = 'files';

/** `firstline issues export`: the solved issues of the database, for a backup or another program. */
export function issuesExportCommand(): Command {
  return new Command('export')
    .description(
      'write the solved issues of the database: without loss as jsonl, for people as csv or markdown',
    )
    .addOption(new Option('--format <format>', 'how').choices(FORMATS).default('jsonl'))
    .option('--out <path>', 'the file to write, for markdown the folder (default: the standard output)')
    .option('--source <name>', 'only what came from there')
    .option('--all', 'those of the files too', false)
    .action(async (options: Options) => {
      const { databaseUrl, contentDir } = configFromEnvironment();
      const corpus = await withStoreToRead(databaseUrl, (store) =>
        readCorpus(contentDir, store, (line) => process.stderr.write(line)),
      );
      const issues = chosen(corpus, options);
      if (options.format === 'markdown') writeArticles(issues, options.out);
      else write(options.format === 'csv' ? toCsv(issues) : toOwnLines(issues), options.out);
      if (options.out !== undefined)
        process.stdout.write(`${issues.length} solved issues in ${options.out}\n`);
    });
}

type Exported = Pick<StoredIssue, 'issue' | 'source' | 'key'>;

function chosen({ files, stored }: Corpus, { source, all }: Options): Exported[] {
  const written: Exported[] = all ? files.map((issue) => ({ issue, source: FILES, key: issue.id })) : [];
  return [...written, ...besideFiles(stored, all ? files : [])].filter(
    (one) => source === undefined || one.source === source,
  );
}

function writeArticles(issues: readonly Exported[], folder: string | undefined): void {
  if (folder === undefined) {
    throw new FirstlineError(
      'EXPORT_OUTPUT',
      'Articles in Markdown are a file each.',
      'Name the folder that they are to be written to with --out.',
    );
  }
  try {
    mkdirSync(folder, { recursive: true });
  } catch (thrown) {
    throw notWritten(folder, thrown);
  }
  for (const { file, text } of toMarkdown(issues)) write(text, join(folder, file));
}

function write(text: string, path: string | undefined): void {
  if (path === undefined) {
    process.stdout.write(text);
    return;
  }
  try {
    writeFileSync(path, text);
  } catch (thrown) {
    throw notWritten(path, thrown);
  }
}

function notWritten(path: string, thrown: unknown): FirstlineError {
  return new FirstlineError(
    'EXPORT_OUTPUT',
    `${path} cannot be written (${messageOf(thrown)}).`,
    'Name another path with --out.',
    thrown,
  );
}
