import { Command } from 'commander';
import type { Config } from '../config.js';
import { FirstlineError } from '../errors.js';
import type { Store } from '../store/store.js';
import { configFromEnvironment } from './environment.js';
import { json } from './eval-files.js';
import { webhookLines } from './webhook-lines.js';
import { withStoreToRead } from './with-store.js';

interface Options {
  dead: boolean;
  retry?: string;
  json: boolean;
}

/** `firstline webhooks`: what other systems have not taken, and sending it again. */
export function webhooksCommand(): Command {
  return new Command('webhooks')
    .description('list the events that other systems have not taken, or send them again')
    .option('--dead', 'only those that are not tried any more', false)
    .option('--retry <id>', 'send this event again at once, or all of them: all')
    .option('--json', 'print one JSON object instead of lines', false)
    .action(async ({ dead, retry, json: asJson }: Options) => {
      const config = configFromEnvironment();
      const text = await withStoreToRead(config.databaseUrl, (store) =>
        retry === undefined ? list(store, config, { dead, asJson }) : sendAgain(store, config, retry),
      );
      process.stdout.write(text);
    });
}

async function list(
  store: Store,
  { webhooks: setup }: Config,
  { dead, asJson }: { dead: boolean; asJson: boolean },
): Promise<string> {
  const stored = await store.webhooks();
  const webhooks = stored.webhooks.filter(({ status }) => !dead || status === 'dead');
  const endpoints = setup?.endpoints ?? [];
  if (asJson) return json({ endpoints, gone: stored.gone, webhooks });
  return `${webhookLines({ endpoints, gone: stored.gone, webhooks, dead }).join('\n')}\n`;
}

/** Throws `WEBHOOK_UNKNOWN` where there is none of this id, and `WEBHOOKS_OFF` where nobody would be sent it. */
async function sendAgain(store: Store, { webhooks: setup }: Config, which: string): Promise<string> {
  if (setup === null) {
    throw new FirstlineError(
      'WEBHOOKS_OFF',
      'No endpoint is configured, so nothing would be sent.',
      'Set WEBHOOK_URLS and WEBHOOK_SECRET, start the bot, and try again.',
    );
  }
  const count = await store.resendWebhooks(which === 'all' ? null : which, Date.now());
  if (count === 0 && which !== 'all') {
    throw new FirstlineError(
      'WEBHOOK_UNKNOWN',
      `No event ${which} waits or is a dead letter.`,
      'See what there is with `firstline webhooks`.',
    );
  }
  if (count === 0) return 'nothing waits, and there are no dead letters\n';
  return `${String(count)} sent again by a running bot within a minute, or when it starts\n`;
}
