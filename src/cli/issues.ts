import { Command } from 'commander';
import { issuesExportCommand } from './issues-export.js';
import { issuesImportCommand } from './issues-import.js';
import { issuesRemoveCommand } from './issues-remove.js';
import { issuesSearchCommand } from './issues-search.js';

/** `firstline issues`: solved issues from elsewhere, beside those of the files. */
export function issuesCommand(): Command {
  return new Command('issues')
    .description('import, export, find and remove solved issues')
    .addCommand(issuesImportCommand())
    .addCommand(issuesExportCommand())
    .addCommand(issuesSearchCommand())
    .addCommand(issuesRemoveCommand());
}
