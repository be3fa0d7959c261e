import { Command } from 'commander';
import { FirstlineError } from '../errors.js';
import { table } from '../eval/table.js';
import type { Ban, Store } from '../store/store.js';
import { configFromEnvironment } from './environment.js';
import { json } from './eval-files.js';
import { withStoreToRead } from './with-store.js';

interface Options {
  lift?: string;
  json: boolean;
}

/** `firstline bans`: who is not served, and serving somebody again. */
export function bansCommand(): Command {
  return new Command('bans')
    .description('list the people whom agents have marked as spam, or serve one of them again')
    .option('--lift <person>', 'serve this person again: CHANNEL:ACCOUNT:ID, as the list shows it')
    .option('--json', 'print one JSON object instead of lines', false)
    .action(async ({ lift, json: asJson }: Options) => {
      const { databaseUrl } = configFromEnvironment();
      const text = await withStoreToRead(databaseUrl, (store) =>
        lift === undefined ? list(store, asJson) : serveAgain(store, lift),
      );
      process.stdout.write(text);
    });
}

async function list(store: Store, asJson: boolean): Promise<string> {
  const bans = await store.bans();
  if (asJson) return json({ bans: bans.map((ban) => ({ key: keyOf(ban), ...ban })) });
  if (bans.length === 0) return 'nobody is marked as spam\n';
  const rows = bans.map((ban) => [
    keyOf(ban),
    ban.person.name,
    new Date(ban.at).toISOString().slice(0, 10),
    ban.by,
  ]);
  return `${table([['person', 'name', 'since', 'by'], ...rows], 'left').join('\n')}\n`;
}

/** Throws `BAN_UNKNOWN` where nobody of this key is marked. */
async function serveAgain(store: Store, key: string): Promise<string> {
  const ban = (await store.bans()).find((one) => keyOf(one) === key);
  if (ban === undefined) {
    throw new FirstlineError(
      'BAN_UNKNOWN',
      `${key} is not marked as spam.`,
      'See who is with `firstline bans`, and write the first column as it stands there.',
    );
  }
  await store.liftBan(ban.channel, ban.account, ban.person.id);
  return `${ban.person.name === '' ? key : ban.person.name} is served again from the next message on\n`;
}

function keyOf({ channel, account, person }: Ban): string {
  return [channel, account, person.id].join(':');
}
