import { Command } from 'commander';
import { intentsExportCommand } from './intents-export.js';

/** `firstline intents`: what was taught, for the files. */
export function intentsCommand(): Command {
  return new Command('intents')
    .description('write what was taught into the files of the intents')
    .addCommand(intentsExportCommand());
}
