import { App, type Receiver, webApi } from '@slack/bolt';
import type { Logger } from 'pino';
import { FirstlineError, messageOf } from '../../errors.js';
import type { Channel } from '../channel.js';
import { apiBase, clientOptions, createScrub, createSdkLogger } from './client.js';
import { checkDesk, identify } from './connect.js';
import { createDeskSide, type DeskSide } from './desk-side.js';
import { createFiles } from './files.js';
import { follow } from './follow.js';
import { createHome } from './home.js';
import { slackRoute } from './http.js';
import { createIntake, type Identity, type Intake } from './intake.js';
import { slackMembers } from './member.js';
import { createPeople } from './people.js';
import { createSend, type Send } from './send.js';
import { createSocket } from './socket.js';

/** Slack allows about one message a second in a channel and bears short bursts; its other limits are wider. */
const RATES = {
  all: { burst: 20, perSecond: 20 },
  chat: { burst: 4, perSecond: 1 },
  threads: { burst: 4, perSecond: 1 },
} as const;

export interface SlackOptions {
  botToken: string;
  /** With an app-level token events come over Socket Mode, without one over HTTP. */
  appToken: string | null;
  /** Needed for HTTP. */
  signingSecret: string | null;
  /** The Web API's address, or null for Slack's own. */
  apiUrl: string | null;
  /** The ids of the channels where the desks' threads are. */
  deskChannels: readonly string[];
  /**
   * Whether people of other teams, who are in channels that are shared with them, are served. `ignore` unless said
   * otherwise: answers for one's own staff must not reach them. Agents in a desk's channel are heard in any case.
   */
  outsiders?: 'serve' | 'ignore';
  log: Logger;
  /** ms since the epoch. */
  now(): number;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

/**
 * Slack, over Socket Mode or signed HTTP. What arrives is stored, then acknowledged, then handed to the Bolt app
 * for what only Slack needs (forms, buttons that go away); Bolt by itself acknowledges first.
 */
export function createSlackChannel(options: SlackOptions): Channel {
  const { botToken, appToken, signingSecret, outsiders = 'ignore', log, now } = options;
  const deskChannels = new Set(options.deskChannels);
  const scrub = createScrub([botToken, appToken, signingSecret]);
  const sdkLogger = createSdkLogger(log, scrub);
  const api = clientOptions(options.apiUrl, sdkLogger);
  const socket = appToken === null ? null : createSocket({ appToken, options: api, sdkLogger, log });

  let identity: Identity | null = null;
  let send: Send | null = null;
  let intake: Intake | null = null;
  let deskSide: DeskSide | null = null;
  /** What is being stored and acknowledged right now. */
  const busy = new Set<Promise<unknown>>();

  function track<T>(work: Promise<T>): Promise<T> {
    const done = work.then(
      () => undefined,
      () => undefined,
    );
    busy.add(done);
    void done.then(() => busy.delete(done));
    return work;
  }

  const receiver: Receiver = {
    init: () => undefined,
    start: () => Promise.resolve(),
    stop: () => Promise.resolve(),
  };
  const app = new App({
    receiver,
    clientOptions: api,
    logger: sdkLogger,
    convoStore: false,
    authorize: () => {
      const known = identity;
      if (known === null) return Promise.resolve({ botToken });
      return Promise.resolve({ botToken, botUserId: known.botUser, botId: known.botId ?? known.botUser });
    },
  });
  app.error((error) => {
    log.warn({ error: scrub(messageOf(error)) }, 'a courtesy in Slack failed');
    return Promise.resolve();
  });
  const client = new webApi.WebClient(botToken, api);
  const people = createPeople(client, now);
  const files = createFiles(client, botToken, apiBase(options.apiUrl));
  const members = slackMembers(client, now);
  follow(app, client, people, members, () => deskSide);

  /** After the acknowledgement; its failures are the app's error handler's. */
  function followUp(body: unknown): void {
    if (!isRecord(body)) return;
    app.processEvent({ body, ack: () => Promise.resolve() }).catch((error: unknown) => {
      log.warn({ error: scrub(messageOf(error)) }, 'an event could not be followed up');
    });
  }

  async function deliver(
    body: unknown,
    raw: string,
    ack: (answer: object | null) => Promise<void>,
  ): Promise<void> {
    if (intake === null) return;
    try {
      const answer = await intake.take(body, raw);
      // The answer may not arrive, when the connection is just being changed: then the event comes again.
      await ack(answer).catch((error: unknown) => {
        log.info({ error: scrub(messageOf(error)) }, 'an acknowledgement could not be sent');
      });
      followUp(body);
    } catch (error) {
      log.error({ error: scrub(messageOf(error)) }, 'a Slack event could not be stored');
    }
  }

  const route =
    signingSecret === null || socket !== null
      ? null
      : slackRoute({
          signingSecret,
          log,
          now,
          take: () => {
            const current = intake;
            if (current === null) return null;
            return async (body, raw) => {
              const answer = await track(current.take(body, raw));
              followUp(body);
              return answer;
            };
          },
        });

  return {
    name: 'slack',
    rates: { all: RATES.all, chat: () => RATES.chat, threads: RATES.threads },
    routes: route === null ? [] : [route],
    connect: async () => {
      if (socket === null && route === null) {
        throw new FirstlineError(
          'SLACK_RECEIVE',
          'It is not configured how events from Slack arrive.',
          'Set SLACK_APP_TOKEN for Socket Mode, or SLACK_SIGNING_SECRET for HTTP.',
        );
      }
      const found = await identify(client, log, scrub);
      for (const channel of deskChannels) await checkDesk(client, channel, scrub);
      identity = found;
      send = createSend({ client, files, account: found.account, scrub, now });
      return { account: found.account };
    },
    receive: async (sink) => {
      if (identity === null) throw new Error('receive before connect');
      intake = createIntake({ identity, deskChannels, outsiders, people, members, sink, log, now });
      const home = createHome({ client, identity, deskChannels, people, members, sink });
      deskSide = createDeskSide({ client, account: identity.account, home, people, sink, now });
      await socket?.open((body, raw, ack) => track(deliver(body, raw, ack)));
    },
    stop: async () => {
      intake = null;
      // What has begun is stored and acknowledged before the connection goes.
      while (busy.size > 0) await Promise.all(busy);
      deskSide = null;
      await socket?.close();
    },
    send: (delivery, context) => {
      if (send === null) throw new Error('send before connect');
      return send(delivery, context);
    },
    openFile: (attachment) => files.open(attachment),
  };
}
