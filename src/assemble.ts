import type { Logger } from 'pino';
import type { AdaptableBrain } from './brain.js';
import type { Channel } from './channels/channel.js';
import { createChecks } from './checks.js';
import type { Config } from './config.js';
import { loadCheckedContent } from './content.js';
import type { Desks } from './desk/place.js';
import { systemClock, type Clock } from './engine/clock.js';
import { createEngine, type Engine, type EngineDeps } from './engine/engine.js';
import { randomIds, type Ids } from './engine/ids.js';
import type { ProbeRunner } from './engine/probe-runs.js';
import type { TurnReport } from './engine/report.js';
import type { WebhookSetup } from './engine/webhooks.js';
import { createFlowVersions, type FlowVersions } from './flow-versions.js';
import type { Content } from './flow/content.js';
import { createLiveBrain, type LiveBrain } from './live-brain.js';
import type { ChannelName } from './model/address.js';
import type { Audience } from './model/language.js';
import { maskSecrets } from './nlu/secrets.js';
import { createStoredIssues } from './stored-issues.js';
import { openSqliteStore } from './store/sqlite/open.js';
import type { Store } from './store/store.js';
import { createTaughtExamples, type TaughtExamples } from './taught-examples.js';

/** What a process is assembled with besides its configuration. */
export interface Parts {
  /** Connected channels with the account each serves. */
  channels: readonly { channel: Channel; account: string; audience: Audience }[];
  desks: Desks;
  log: Logger;
  /** What becomes of content; `log` unless it is given. */
  contentLog?: Logger;
  burstWindowMs: number;
  /** Made of content already; without it, it is made of `content`. */
  brain?: AdaptableBrain;
  /** Checked already; without it, that of `config.contentDir` is read. */
  content?: Content;
  /** The checks; without it, those of the configuration, over the network. */
  probes?: ProbeRunner | null;
  /** Who is told of events; without it, nobody. */
  webhooks?: WebhookSetup | null;
  clock?: Clock;
  ids?: Ids;
  onTurn?: (report: TurnReport) => void;
}

/** An engine with its store: running once `engine.start` has been called. */
export interface Assembly {
  engine: Engine;
  store: Store;
  /** What the engine thinks with, exchanged between two turns when it is asked to. */
  live: LiveBrain;
  /** The flows that conversations go on in. */
  flows: FlowVersions;
  /** The examples that were taught, and who watches them. */
  taught: TaughtExamples;
}

/**
 * Reads and checks the content, opens the store and makes the engine. Throws a FirstlineError where any of them
 * is not right; nothing is left half-started.
 */
export async function assemble(config: Config, parts: Parts): Promise<Assembly> {
  // Content is checked at once; learning it takes a moment and comes after all that may be wrong.
  const first =
    parts.brain === undefined
      ? { content: parts.content ?? loadCheckedContent(config.contentDir) }
      : { brain: parts.brain };
  const clock = parts.clock ?? systemClock;
  const store = await openSqliteStore({ url: config.databaseUrl, log: parts.log, now: () => clock.now() });
  const contentLog = parts.contentLog ?? parts.log;
  const flows = createFlowVersions(store, () => clock.now(), contentLog);
  const issues = createStoredIssues(store, contentLog);
  const taught = createTaughtExamples(store, contentLog, () => clock.now());
  let live: LiveBrain;
  try {
    const whole =
      'brain' in first
        ? first
        : {
            content: first.content,
            versions: await flows.beside(first.content),
            mark: await issues.mark(),
            stored: await issues.beside(first.content.issues),
            taught: await taught.beside(first.content.intents),
          };
    live = createLiveBrain(config, whole, contentLog, flows, issues, taught);
  } catch (error) {
    await store.close();
    throw error;
  }
  const audiences: Record<ChannelName, Audience> = {
    telegram: 'customer',
    slack: 'staff',
    terminal: 'customer',
  };
  for (const { channel, audience } of parts.channels) audiences[channel.name] = audience;
  const engine = createEngine({
    store,
    clock,
    ids: parts.ids ?? randomIds,
    brain: () => live.brain(),
    catchUp: () => live.catchUp(),
    audiences,
    names: config.names,
    hours: config.hours,
    targets: config.targets,
    leads: leadsOf(config),
    desks: parts.desks,
    deskLanguage: config.deskLanguage,
    digest: config.digest,
    silence: { remindAfterMs: config.remindAfterMs, closeAfterMs: config.closeAfterMs },
    limits: config.limits,
    reopenWithinMs: config.reopenWithinMs,
    ratingAfterMs: config.ratingAfterMs,
    probes: parts.probes === undefined ? createChecks(config.probes, () => clock.now()) : parts.probes,
    webhooks: parts.webhooks ?? null,
    burstWindowMs: parts.burstWindowMs,
    log: parts.log,
    onTurn: parts.onTurn,
    channels: new Map(parts.channels.map(({ channel }) => [channel.name, channel])),
    scope: { accounts: parts.channels.map(({ channel, account }) => ({ channel: channel.name, account })) },
    mask: maskSecrets,
  });
  return { engine, store, live, flows, taught };
}

function leadsOf({ telegram, slack }: Config): EngineDeps['leads'] {
  return {
    ...(telegram?.leadId == null ? {} : { telegram: telegram.leadId }),
    ...(slack?.leadId == null ? {} : { slack: slack.leadId }),
  };
}
