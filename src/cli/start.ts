import { Command } from 'commander';
import { startApp } from '../main.js';
import { converse } from './converse.js';
import { configFromEnvironment } from './environment.js';
import { createLog } from './log.js';

/** `firstline start`: the platforms that are configured, or a conversation in the terminal where none is. */
export function startCommand(): Command {
  return new Command('start')
    .description('Start the bot; with no token configured, talk to it in the terminal.')
    .action(async () => {
      const config = configFromEnvironment();
      if (config.telegram === null && config.slack === null) {
        await converse(config, { json: false, audience: 'customer', language: null });
        return;
      }
      const log = createLog(config.logLevel, 'stdout');
      const app = await startApp(config, log);
      await new Promise<void>((resolve) => {
        process.once('SIGINT', resolve);
        process.once('SIGTERM', resolve);
      });
      log.info('stopping');
      await app.stop();
    });
}
