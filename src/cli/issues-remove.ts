import { Command } from 'commander';
import { FirstlineError } from '../errors.js';
import { configFromEnvironment } from './environment.js';
import { runningHint } from './running-hint.js';
import { withStore } from './with-store.js';

/** `firstline issues remove`: takes solved issues out of the database again. */
export function issuesRemoveCommand(): Command {
  return new Command('remove')
    .description('take solved issues out of the database: one, or all of a source; files stay')
    .argument('[id]', 'the id of one')
    .option('--source <name>', 'all that came from there')
    .action(async (id: string | undefined, { source }: { source?: string }) => {
      const which = selection(id, source);
      const removed = await withStore(configFromEnvironment().databaseUrl, (store) =>
        store.removeIssues(which),
      );
      if (removed === 0) {
        throw new FirstlineError(
          'ISSUES_NONE',
          `The database has no solved issue ${id ?? `from ${source ?? ''}`}.`,
          'See what there is with `firstline issues export`; what is in data/issues/ is removed there.',
        );
      }
      process.stdout.write(`${removed} removed; ${runningHint('forgets them')}\n`);
    });
}

function selection(id: string | undefined, source: string | undefined): { id: string } | { source: string } {
  if (id !== undefined && source === undefined) return { id };
  if (source !== undefined && id === undefined) return { source };
  throw new FirstlineError(
    'ISSUES_OPTION',
    'Name one id, or a source, and not both.',
    'Write `firstline issues remove ID`, or `firstline issues remove --source NAME`.',
  );
}
