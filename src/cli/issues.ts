import { Command } from 'commander';
import { issuesExportCommand } from './issues-export.js';
import { issuesImportCommand } from './issues-import.js';
import { issuesRemoveCommand } from './issues-remove.js';
import { issuesReviewCommand } from './issues-review.js';
import { issuesSearchCommand } from './issues-search.js';

/** `firstline issues`: solved issues from elsewhere and from agents, beside those of the files. */
export function issuesCommand(): Command {
  return new Command('issues')
    .description('import, export, find and remove solved issues, and review those of agents')
    .addCommand(issuesImportCommand())
    .addCommand(issuesExportCommand())
    .addCommand(issuesSearchCommand())
    .addCommand(issuesRemoveCommand())
    .addCommand(issuesReviewCommand());
}
