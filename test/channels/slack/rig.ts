import { pino } from 'pino';
import { expect } from 'vitest';
import type { Channel, SendContext } from '../../../src/channels/channel.js';
import { createSlackChannel } from '../../../src/channels/slack/slack.js';
import { type Address, conversationKey } from '../../../src/model/address.js';
import type { Choice, Delivery } from '../../../src/model/delivery.js';
import { plain, type RichText } from '../../../src/model/text.js';
import { hostRoutes } from '../../support/slack/host.js';
import { type SlackServer, type SlackServerOptions, startSlackServer } from '../../support/slack/server.js';
import { createTestSink, type TestSink } from '../../contracts/channel-sink.js';

export type Mode = 'socket' | 'http';
export const MODES: readonly Mode[] = ['socket', 'http'];

export const DESK = 'C000DESK';
export const HALL = 'C000HALL';

/** A sink that knows the conversations it has heard of, and no others. */
function knowingSink(): TestSink {
  const sink = createTestSink();
  const knows = (address: Address): Promise<boolean> =>
    Promise.resolve(sink.accepted.some((one) => conversationKey(one.address) === conversationKey(address)));
  return { ...sink, knows };
}

/** The channel under test with the real Bolt app, connected to a workspace of its own. */
export interface Rig {
  server: SlackServer;
  channel: Channel;
  sink: TestSink;
  /** What was logged, one line of JSON each. */
  log: string[];
  /** The account's address of a chat. */
  at(chat: string, thread?: string): Address;
  /** Stops everything; fails where anything did not fit Slack's recorded formats. */
  close(): Promise<void>;
}

export interface RigOptions extends SlackServerOptions {
  deskChannels?: readonly string[];
  outsiders?: 'serve' | 'ignore';
}

/** A channel that is connected and does not receive yet. */
export async function startBareRig(mode: Mode, given: RigOptions = {}): Promise<Omit<Rig, 'sink'>> {
  const { deskChannels = [DESK], outsiders, ...options } = given;
  const server = await startSlackServer(options);
  server.addChannel(DESK, { name: 'desk', private: true });
  server.addChannel(HALL, { name: 'hall' });
  const log: string[] = [];
  const channel = createSlackChannel({
    botToken: server.botToken,
    appToken: mode === 'socket' ? server.appToken : null,
    signingSecret: mode === 'http' ? server.signingSecret : null,
    apiUrl: server.apiUrl,
    deskChannels,
    ...(outsiders === undefined ? {} : { outsiders }),
    log: pino({ level: 'trace' }, { write: (line: string) => log.push(line) }),
    now: options.now ?? Date.now,
  });
  const host = await hostRoutes(channel.routes);
  if (mode === 'http') server.deliverTo(`${host.url}${channel.routes[0]?.path ?? ''}`);
  await channel.connect();
  return {
    server,
    channel,
    log,
    at: (chat, thread = '') => ({ channel: 'slack', account: server.team, chat, thread }),
    close: async () => {
      await channel.stop();
      await host.close();
      await server.close();
      expect(server.violations).toEqual([]);
      for (const secret of [server.botToken, server.appToken, server.signingSecret, 'secret-ticket']) {
        expect(log.filter((line) => line.includes(secret))).toEqual([]);
      }
    },
  };
}

export async function startRig(mode: Mode, given: RigOptions = {}): Promise<Rig> {
  const bare = await startBareRig(mode, given);
  const sink = knowingSink();
  await bare.channel.receive(sink);
  return { ...bare, sink };
}

/** Nothing of another platform, and no thread on the desk. */
export const NO_CONTEXT: SendContext = {
  thread: null,
  cardMessage: null,
  counterpart: null,
  openFile: () => Promise.reject(new Error('no files here')),
};

export function say(
  to: Address,
  text: RichText | string,
  given: Partial<{ choices: Choice[]; longAnswer: boolean; language: 'ru' | 'en' }> = {},
): Delivery {
  return {
    kind: 'say',
    to,
    language: given.language ?? 'ru',
    text: typeof text === 'string' ? plain(text) : text,
    choices: given.choices ?? [],
    longAnswer: given.longAnswer ?? false,
  };
}
