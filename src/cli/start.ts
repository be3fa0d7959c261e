import { Command } from 'commander';
import { configFromEnvironment } from './environment.js';
import { onHangUp } from './hang-up.js';
import { untilSignal } from './signals.js';
import { watchContent } from './watch.js';

/** How long the end may take, ms: less than the ten seconds after which container engines kill. */
const LONGEST_END_MS = 8_000;

/** `firstline start`: the platforms that are configured, or a conversation in the terminal where none is. */
export function startCommand(): Command {
  return new Command('start')
    .description('start the bot; with no token configured, talk to it in the terminal')
    .option('--watch', 'read the content again whenever its files change', false)
    .action(async (options: { watch: boolean }) => {
      const config = configFromEnvironment();
      if (config.telegram === null && config.slack === null) {
        const { terminalConversation } = await import('./terminal-conversation.js');
        await terminalConversation(config, {
          json: false,
          audience: 'customer',
          language: null,
          notice: 'start',
          watch: options.watch,
        });
        return;
      }
      const { startApp } = await import('../main.js');
      const { createLog } = await import('./log.js');
      const log = await createLog(config.logLevel, 'stdout');
      const signal = untilSignal();
      const ready = onHangUp();
      const app = await startApp(config, log);
      ready(app.reload);
      const stopWatching = options.watch ? watchContent(config.contentDir, app.reload, { log }) : null;
      if (!signal.aborted) {
        await new Promise<void>((resolve) => {
          signal.addEventListener('abort', () => resolve(), { once: true });
        });
      }
      stopWatching?.();
      log.info('stopping: finishing what is under way');
      // Whatever is not finished by then is in the database, and the next start goes on with it.
      const limit = setTimeout(() => {
        log.warn('stopped before everything under way was finished; the next start goes on with it');
        process.exit(0);
      }, LONGEST_END_MS);
      await app.stop();
      limit.unref();
      log.info('stopped');
    });
}
