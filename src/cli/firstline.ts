#!/usr/bin/env node
import { Command } from 'commander';
import { chatCommand } from './chat.js';
import { checkCommand } from './check.js';
import { printError } from './fail.js';
import { migrateCommand } from './migrate.js';
import { schemaCommand } from './schema.js';
import { slackManifestCommand } from './slack-manifest.js';
import { startCommand } from './start.js';
import { version } from './version.js';

const program = new Command('firstline')
  .description('The first line of technical support, in Telegram, Slack and the terminal.')
  .version(version())
  .addCommand(startCommand())
  .addCommand(chatCommand())
  .addCommand(checkCommand())
  .addCommand(migrateCommand())
  .addCommand(slackManifestCommand())
  .addCommand(schemaCommand());

try {
  await program.parseAsync();
} catch (error) {
  printError(error);
  process.exitCode = 1;
}
