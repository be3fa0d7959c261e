import { existsSync } from 'node:fs';
import { Command } from 'commander';
import { FirstlineError } from '../errors.js';
import type { Audience } from '../model/language.js';
import type { StoredExample } from '../model/taught-example.js';
import type { Store } from '../store/store.js';
import { configFromEnvironment } from './environment.js';
import { json } from './eval-files.js';
import { examplesInFiles, intentFileChange, writeIntentFile, type IntentFileChange } from './intent-files.js';
import { shellUser } from './shell.js';
import { withStoreToRead } from './with-store.js';

interface Options {
  dir?: string;
  by?: string;
  json: boolean;
}

/** `firstline intents export`: examples that were taught go into the files of their intents. */
export function intentsExportCommand(): Command {
  return new Command('export')
    .description('write the examples that were taught into intents/ID.yml, for review in git')
    .option('--dir <folder>', 'the content folder to write into (default: CONTENT_DIR)')
    .option('--by <name>', 'who does it (default: the login name)')
    .option('--json', 'print one JSON object instead of lines', false)
    .action(async (options: Options) => {
      const config = configFromEnvironment();
      await withStoreToRead(config.databaseUrl, (store) => exportTo(config.contentDir, options, store));
    });
}

/** Writes every file or, where one of them cannot be added to, none. */
async function exportTo(contentDir: string, options: Options, store: Store): Promise<void> {
  const dir = options.dir ?? contentDir;
  if (!existsSync(dir)) {
    throw new FirstlineError(
      'INTENT_FILE',
      `There is no folder ${dir}.`,
      'Name a content folder with --dir.',
    );
  }
  const taught = (await store.taughtExamples()).examples.filter(({ status }) => status === 'taught');
  const audiences = await audiencesOf(taught, store);
  const changes = [...byIntent(taught)].map(([intent, examples]) =>
    intentFileChange(dir, intent, examples, audiences.get(intent) ?? 'customer'),
  );
  changes.forEach(writeIntentFile);
  // Written elsewhere they are not in force yet: until the content of this deployment has them, the database does.
  const arrived = examplesInFiles(contentDir, taught);
  const by = options.by ?? shellUser(process.env);
  await store.changeExamples(
    arrived.map(({ number }) => number),
    'exported',
    by,
    Date.now(),
  );
  const left = taught.length - arrived.length;
  if (options.json) {
    const files = changes.map(({ intent, path, isNew, added }) => ({ intent, file: path, isNew, added }));
    process.stdout.write(json({ dir, files, exported: arrived.map(({ number }) => number), left, by }));
    return;
  }
  process.stdout.write(`${told(changes, left, contentDir).join('\n')}\n`);
}

function told(changes: readonly IntentFileChange[], left: number, contentDir: string): string[] {
  const written = changes.filter(({ text }) => text !== null);
  const stubs = written.filter(({ isNew }) => isNew);
  return [
    ...(written.length === 0 ? ['nothing is new for the files'] : []),
    ...written.map(
      ({ path, isNew, added }) => `${path}: ${isNew ? 'begun, with' : 'added'} ${examples(added)}`,
    ),
    ...(stubs.length > 0
      ? [
          'what is begun has to be finished before the content can be used: `firstline check` shows what is missing;',
          'a bot that runs goes on with what it has, and would not start',
        ]
      : []),
    ...(left > 0
      ? [
          `${examples(left)} ${left === 1 ? 'stays' : 'stay'} in the database until ${contentDir} has them; a bot that starts sees to that`,
        ]
      : []),
  ];
}

function examples(count: number): string {
  return `${count} ${count === 1 ? 'example' : 'examples'}`;
}

/** Who wrote what an intent is proposed from. */
async function audiencesOf(
  taught: readonly StoredExample[],
  store: Store,
): Promise<ReadonlyMap<string, Audience>> {
  const { misses } = await store.misses();
  const byGroup = new Map(misses.map(({ group, audience }) => [group, audience]));
  return new Map(taught.map(({ intent, group }) => [intent, byGroup.get(group) ?? 'customer']));
}

function byIntent(taught: readonly StoredExample[]): ReadonlyMap<string, StoredExample[]> {
  const found = new Map<string, StoredExample[]>();
  for (const example of taught) found.set(example.intent, [...(found.get(example.intent) ?? []), example]);
  return found;
}
