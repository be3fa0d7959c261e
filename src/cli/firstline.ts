#!/usr/bin/env node
import { Command } from 'commander';
import { chatCommand } from './chat.js';
import { checkCommand } from './check.js';
import { evalCommand } from './eval.js';
import { exitAfterError, ignoreClosedPipes } from './exit.js';
import { explainCommand } from './explain.js';
import { feedbackCommand } from './feedback.js';
import { graphCommand } from './graph.js';
import { intentsCommand } from './intents.js';
import { issuesCommand } from './issues.js';
import { migrateCommand } from './migrate.js';
import { version } from './package.js';
import { replayCommand } from './replay.js';
import { schemaCommand } from './schema.js';
import { slackManifestCommand } from './slack-manifest.js';
import { startCommand } from './start.js';
import { statsCommand } from './stats.js';
import { teachCommand } from './teach.js';
import { walkCommand } from './walk.js';
import { testCommand } from './test.js';
import { bansCommand } from './bans.js';
import { webhooksCommand } from './webhooks.js';

ignoreClosedPipes();

const program = new Command('firstline')
  .description('The first line of technical support, in Telegram, Slack and the terminal.')
  .version(version())
  .addCommand(startCommand())
  .addCommand(chatCommand())
  .addCommand(checkCommand())
  .addCommand(explainCommand())
  .addCommand(graphCommand())
  .addCommand(walkCommand())
  .addCommand(testCommand())
  .addCommand(evalCommand())
  .addCommand(replayCommand())
  .addCommand(issuesCommand())
  .addCommand(teachCommand())
  .addCommand(intentsCommand())
  .addCommand(statsCommand())
  .addCommand(feedbackCommand())
  .addCommand(webhooksCommand())
  .addCommand(bansCommand())
  .addCommand(migrateCommand())
  .addCommand(slackManifestCommand())
  .addCommand(schemaCommand());

try {
  await program.parseAsync();
} catch (error) {
  exitAfterError(error);
}
