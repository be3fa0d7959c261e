import { Command } from 'commander';
import { connect } from '../store/sqlite/connect.js';
import { configFromEnvironment } from './environment.js';

/** `firstline migrate`: brings the database to the version that this Firstline needs. */
export function migrateCommand(): Command {
  return new Command('migrate')
    .description('bring the database to the newest version; start does so by itself')
    .action(() => {
      const { db, name, migrated } = connect(configFromEnvironment().databaseUrl);
      db.close();
      process.stdout.write(
        migrated.from === migrated.to
          ? `The database ${name} is at version ${migrated.to} already.\n`
          : `The database ${name} went from version ${migrated.from} to ${migrated.to}.\n`,
      );
    });
}
