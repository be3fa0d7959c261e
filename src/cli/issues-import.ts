import { basename } from 'node:path';
import { Command, Option } from 'commander';
import type { Config } from '../config.js';
import { FirstlineError } from '../errors.js';
import { FIELD_NAMES } from '../importing/fields.js';
import { FORMATS, type Format } from '../importing/format.js';
import { columnMapping, type ColumnMap } from '../importing/from-csv.js';
import type { Defaults } from '../importing/gather.js';
import { slug } from '../importing/issue-id.js';
import { planImport, type Plan } from '../importing/plan.js';
import { contentAudienceSchema, type ContentAudience } from '../model/language.js';
import { nearestRemedy } from '../model/spelling.js';
import { databaseLocation } from '../store/sqlite/location.js';
import type { Store } from '../store/store.js';
import { configFromEnvironment } from './environment.js';
import { json } from './eval-files.js';
import { readFiles } from './import-files.js';
import { importJson, importLines } from './import-report.js';
import { readCorpus } from './issue-corpus.js';
import { shellUser } from './shell.js';
import { withStore, withStoreToRead } from './with-store.js';

interface Options {
  source?: string;
  audience: ContentAudience;
  intent?: string;
  area?: string;
  format?: Format;
  map: ColumnMap;
  dryRun: boolean;
  json: boolean;
}

/** So many are stored in one transaction. */
const BATCH = 1_000;

/** `firstline issues import PATH…`: takes known problems and solutions from elsewhere into the database. */
export function issuesImportCommand(): Command {
  return new Command('import')
    .description('take known problems and their solutions from elsewhere into the database')
    .argument('<paths...>', 'files, or folders of articles; all of them are one source')
    .option('--source <name>', 'what ids begin with (default: the name of the first path)')
    .addOption(
      new Option('--audience <audience>', 'who may see what does not say so itself')
        .choices(contentAudienceSchema.options)
        .default('staff'),
    )
    .option('--intent <id>', 'the intent of what does not name one; without any, an issue is never suggested')
    .option('--area <name>', 'the product area of what does not name one')
    .addOption(
      new Option('--format <format>', 'how the files are written (default: as they look)').choices(FORMATS),
    )
    .addOption(
      new Option('--map <column=field>', `what a CSV column means: ${FIELD_NAMES.join(', ')}`)
        .argParser(addMapping)
        .default(new Map(), 'what their names say'),
    )
    .option('--dry-run', 'only tell what would be done', false)
    .option('--json', 'print one JSON object instead of lines', false)
    .action((paths: string[], options: Options) => importIssues(paths, options));
}

function addMapping(written: string, before: ColumnMap): ColumnMap {
  const mapping = columnMapping(written);
  if (mapping !== null) return new Map([...before, mapping]);
  throw new FirstlineError(
    'IMPORT_OPTION',
    `--map ${written} does not say which column means which field.`,
    `Write --map COLUMN=FIELD with one of ${FIELD_NAMES.join(', ')}.`,
  );
}

async function importIssues(paths: string[], options: Options): Promise<void> {
  const started = performance.now();
  const config = configFromEnvironment();
  const { dryRun, audience } = options;
  const source = sourceOf(options.source, paths);
  const read = readFiles(paths, { format: options.format ?? null, columns: options.map });
  const defaults = { source, audience, intent: options.intent ?? null, area: options.area ?? null };
  if (!dryRun) checkDatabase(config);
  const open = dryRun ? withStoreToRead : withStore;
  const plan = await open(config.databaseUrl, async (store) => {
    const corpus = await readCorpus(config.contentDir, store, (line) => process.stderr.write(line));
    checkIntent(defaults, corpus.intents);
    const made = planImport(read.reading, defaults, corpus);
    if (!dryRun) await put(store, made);
    return made;
  });
  const { files, formats, reading } = read;
  const rows = reading.rows.length + reading.whole.length;
  const ms = Math.round(performance.now() - started);
  const unsaid = reading.rows.some((row) => row.audience === null);
  const imported = { plan, files, formats, rows, unsaid, audience, dryRun, ms };
  const text = options.json ? json(importJson(imported)) : `${importLines(imported).join('\n')}\n`;
  process.stdout.write(text);
  if (plan.faults.length > 0) process.exitCode = 1;
}

async function put(store: Store, { put: issues }: Plan): Promise<void> {
  const by = shellUser(process.env);
  const at = Date.now();
  for (let from = 0; from < issues.length; from += BATCH) {
    const batch = issues.slice(from, from + BATCH).map((issue) => ({ ...issue, by }));
    await store.putIssues(batch, at);
  }
}

function sourceOf(given: string | undefined, paths: readonly string[]): string {
  const source = slug(given ?? basename(paths[0] ?? '').replace(/\.[^.]+$/u, ''));
  if (source !== '') return source;
  throw new FirstlineError(
    'IMPORT_OPTION',
    'The source has no name that ids could begin with.',
    'Give it one with --source, in letters or digits.',
  );
}

/** A typo here would keep everything from being suggested. */
function checkIntent({ intent }: Defaults, known: ReadonlySet<string>): void {
  if (intent === null || known.has(intent)) return;
  throw new FirstlineError(
    'IMPORT_OPTION',
    `There is no intent ${intent}.`,
    `${nearestRemedy(intent, known, 'Name one that has a file in intents/')}.`,
  );
}

/** Throws `IMPORT_NOWHERE` where what is imported would be gone with the process. */
function checkDatabase({ databaseUrl }: Config): void {
  if (databaseLocation(databaseUrl).kind === 'file') return;
  throw new FirstlineError(
    'IMPORT_NOWHERE',
    'DATABASE_URL names a database in memory, which keeps nothing.',
    'Set DATABASE_URL to a file, such as file:var/firstline.db, or try with --dry-run.',
  );
}
