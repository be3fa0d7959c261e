import { fileURLToPath } from 'node:url';
import { VARIABLE_NAMES, variablesSchema } from './config/variables.js';
import type { DepartmentDesk } from './config/department-desks.js';
import type { Variables } from './config/variables.js';
import type { DialogueLimits } from './dialogue/event.js';
import { FirstlineError } from './errors.js';
import { eventTypeSchema, type EventType } from './model/event.js';
import { nearest } from './model/spelling.js';
import type { WorkingHours } from './model/hours.js';
import type { Audience, Language } from './model/language.js';
import type { ServiceTargets } from './model/service-clock.js';
import type { ProviderSetup } from './probes/deps.js';
import { databaseLocation } from './store/sqlite/location.js';

/** What a deployment is set to, checked. Frozen to the depths. */
export interface Config {
  /** Null where no token is configured. */
  telegram: {
    token: string;
    /** Another Bot API server than Telegram's own, or null. */
    apiRoot: string | null;
    /** The supergroup with topics where agents work, or null. */
    deskChatId: string | null;
    /** Who is told of what is late there, or null. */
    leadId: string | null;
    /** Other groups of the kind, for departments that have their own. */
    departmentDesks: readonly DepartmentDesk[];
    /** Where Telegram sends updates to; null: they are fetched by long polling. */
    webhook: { url: string; secret: string } | null;
    audience: Audience;
  } | null;
  /** Null where no token is configured. With an app token by Socket Mode, else by HTTP. */
  slack: {
    botToken: string;
    appToken: string | null;
    /** Set where `appToken` is not. */
    signingSecret: string | null;
    /** Another Web API server than Slack's own, or null. */
    apiUrl: string | null;
    deskChannelId: string | null;
    /** Who is told of what is late there, or null. */
    leadId: string | null;
    /** Other channels, for departments that have their own. */
    departmentDesks: readonly DepartmentDesk[];
    audience: Audience;
  } | null;
  /** What the texts call things; the keys are the placeholders' names. */
  names: { provider: string; site: string; panel: string; status_page: string };
  hours: WorkingHours;
  /** How long a first answer and a resolution may take. */
  targets: ServiceTargets;
  /** What cards and the bot's lines on the desk are written in. */
  deskLanguage: Language;
  /** Whether each desk is told once a week what became of cases. */
  digest: 'weekly' | 'off';
  /** How long after a message more is waited for before both are answered, ms. */
  burstWindowMs: number;
  /** How long a person is silent before they are reminded, ms. */
  remindAfterMs: number;
  /** How long after the reminder a silent case ends, ms. */
  closeAfterMs: number;
  /** How long after its end a case may be opened again, ms. */
  reopenWithinMs: number;
  /** How long after the end of a case the person is asked how satisfied they are, ms; null: never. */
  ratingAfterMs: number | null;
  /** How patient the bot is. */
  limits: DialogueLimits;
  /** What the checks know of the provider; null: nothing is checked. */
  probes: ProviderSetup | null;
  /** Of what the bot answers without asking, this share is to be right: 0.5 to below 1. */
  answerPrecision: number;
  /** The share of messages that belong to nothing the bot knows: 0 to below 1. */
  expectedOutOfScope: number;
  /** Which systems are told of events, and of which; null: none. */
  webhooks: {
    endpoints: readonly string[];
    events: readonly EventType[];
    /** Each event is signed with each of them. */
    secrets: readonly string[];
  } | null;
  databaseUrl: string;
  host: string;
  /** 0 takes whichever is free. */
  port: number;
  logLevel: Variables['LOG_LEVEL'];
  /** The folder that has `flows/`, `intents/` and `data/`. */
  contentDir: string;
  /** Where what was learned from the content is kept; null: nowhere. */
  modelFile: string | null;
}

/** The package's own folder: the parent of both `src/` and `dist/`. */
const PACKAGE_DIR = fileURLToPath(new URL('..', import.meta.url));

/**
 * Reads the configuration; an empty variable counts as not set. Throws one `CONFIG_INVALID` with a line for
 * every mistake: the variable, what is wrong (never a secret's value) and what to do.
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const given = new Map<string, string>();
  for (const [name, value] of Object.entries(env)) {
    const trimmed = value?.trim() ?? '';
    if (trimmed !== '') given.set(name, trimmed);
  }
  const read = variablesSchema.safeParse(Object.fromEntries(given));
  const mistakes = [
    ...(read.error?.issues ?? []).map(({ path, message }) => `${path.join('.')}: ${message}`),
    ...missing(new Set(given.keys())),
    ...unknown([...given.keys()]),
  ];
  if (!read.success || mistakes.length > 0) {
    throw new FirstlineError(
      'CONFIG_INVALID',
      `The configuration has ${mistakes.length} ${mistakes.length === 1 ? 'mistake' : 'mistakes'}:\n${mistakes.join('\n')}`,
      'Correct these variables in the environment or in the file .env, and start again.',
    );
  }
  return frozen(configOf(read.data));
}

/** Variables that are of no use without others. */
function missing(given: ReadonlySet<string>): string[] {
  const mistakes: string[] = [];
  const platforms = [
    ['TELEGRAM_', 'TELEGRAM_BOT_TOKEN'],
    ['SLACK_', 'SLACK_BOT_TOKEN'],
  ] as const;
  for (const [prefix, token] of platforms) {
    if (given.has(token)) continue;
    for (const name of VARIABLE_NAMES) {
      if (name.startsWith(prefix) && given.has(name)) {
        mistakes.push(`${name}: is set, but ${token} is not. Set ${token} too, or remove ${name}.`);
      }
    }
  }
  if (given.has('TELEGRAM_WEBHOOK_URL') && !given.has('TELEGRAM_WEBHOOK_SECRET')) {
    mistakes.push(
      'TELEGRAM_WEBHOOK_SECRET: is not set, so anybody could send updates to the webhook. Set it to a long random word.',
    );
  }
  if (given.has('TELEGRAM_WEBHOOK_SECRET') && !given.has('TELEGRAM_WEBHOOK_URL')) {
    mistakes.push(
      'TELEGRAM_WEBHOOK_URL: is not set, so the webhook secret has no use. Set it, or remove TELEGRAM_WEBHOOK_SECRET to receive by long polling.',
    );
  }
  if (given.has('WEBHOOK_URLS') && !given.has('WEBHOOK_SECRET')) {
    mistakes.push(
      'WEBHOOK_SECRET: is not set, so nobody could tell our webhooks from forged ones. Set it to whsec_ and 24 to 64 random bytes in base64.',
    );
  }
  for (const name of ['WEBHOOK_SECRET', 'WEBHOOK_EVENTS']) {
    if (given.has(name) && !given.has('WEBHOOK_URLS')) {
      mistakes.push(`${name}: is set, but WEBHOOK_URLS is not. Set WEBHOOK_URLS too, or remove ${name}.`);
    }
  }
  if (given.has('SLACK_BOT_TOKEN') && !given.has('SLACK_APP_TOKEN') && !given.has('SLACK_SIGNING_SECRET')) {
    mistakes.push(
      'SLACK_APP_TOKEN: is not set, and neither is SLACK_SIGNING_SECRET. Set the app token for Socket Mode, or the signing secret to receive by HTTP.',
    );
  }
  return mistakes;
}

/** Only names with a prefix of ours: the rest of the environment belongs to others. */
function unknown(given: readonly string[]): string[] {
  return given
    .filter(
      (name) =>
        /^(TELEGRAM|SLACK|PROBE_PROVIDER|PROBE_INTERNAL)_/.test(name) && !VARIABLE_NAMES.includes(name),
    )
    .map((name) => {
      const near = nearest(name, VARIABLE_NAMES);
      return `${name}: is not a variable of Firstline. ${near === null ? 'Remove it.' : `Write ${near}, or remove it.`}`;
    });
}

function configOf(read: Variables): Config {
  return {
    telegram: telegramOf(read),
    slack: slackOf(read),
    names: {
      provider: read.PROVIDER_NAME,
      site: read.PROVIDER_SITE,
      panel: read.PANEL_NAME,
      status_page: read.STATUS_PAGE_URL,
    },
    hours: { ...read.WORKING_HOURS, holidays: read.HOLIDAYS, timeZone: read.TIME_ZONE },
    targets: { firstAnswer: read.FIRST_ANSWER_WITHIN, resolution: read.RESOLUTION_WITHIN },
    deskLanguage: read.DESK_LANGUAGE,
    digest: read.DIGEST,
    burstWindowMs: read.BURST_WINDOW_MS,
    remindAfterMs: read.REMIND_AFTER_MINUTES * 60_000,
    closeAfterMs: read.CLOSE_AFTER_MINUTES * 60_000,
    reopenWithinMs: read.REOPEN_WITHIN_DAYS * 24 * 60 * 60_000,
    ratingAfterMs: read.RATING_AFTER_MINUTES === 0 ? null : read.RATING_AFTER_MINUTES * 60_000,
    limits: { clarifications: read.CLARIFICATIONS, retries: read.RETRIES },
    probes: probesOf(read),
    answerPrecision: read.ANSWER_PRECISION,
    expectedOutOfScope: read.EXPECTED_OUT_OF_SCOPE,
    webhooks: webhooksOf(read),
    databaseUrl: read.DATABASE_URL,
    host: read.HOST,
    port: read.PORT,
    logLevel: read.LOG_LEVEL,
    contentDir: read.CONTENT_DIR ?? PACKAGE_DIR,
    modelFile: read.MODEL_FILE ?? besideDatabase(read.DATABASE_URL),
  };
}

/** A deployment that keeps its database nowhere keeps nothing else either. */
function besideDatabase(url: string): string | null {
  const location = databaseLocation(url);
  return location.kind === 'file' ? `${location.path}.model` : null;
}

function probesOf(read: Variables): Config['probes'] {
  if (read.PROBES === 'off') return null;
  return {
    networks: read.PROBE_PROVIDER_NETWORKS,
    nameservers: read.PROBE_PROVIDER_NAMESERVERS,
    mailHosts: read.PROBE_PROVIDER_MAIL_HOSTS,
    spfInclude: read.PROBE_PROVIDER_SPF,
    internal: read.PROBE_INTERNAL_NETWORKS,
  };
}

function webhooksOf(read: Variables): Config['webhooks'] {
  if (read.WEBHOOK_URLS === null) return null;
  const events = read.WEBHOOK_EVENTS ?? eventTypeSchema.options;
  return { endpoints: read.WEBHOOK_URLS, events, secrets: read.WEBHOOK_SECRET };
}

function telegramOf(read: Variables): Config['telegram'] {
  const { TELEGRAM_BOT_TOKEN: token, TELEGRAM_WEBHOOK_URL: url, TELEGRAM_WEBHOOK_SECRET: secret } = read;
  if (token === null) return null;
  return {
    token,
    apiRoot: read.TELEGRAM_API_ROOT,
    deskChatId: read.TELEGRAM_DESK_CHAT_ID,
    leadId: read.TELEGRAM_LEAD_ID,
    departmentDesks: read.TELEGRAM_DEPARTMENT_DESKS,
    webhook: url !== null && secret !== null ? { url, secret } : null,
    audience: read.TELEGRAM_AUDIENCE,
  };
}

function slackOf(read: Variables): Config['slack'] {
  if (read.SLACK_BOT_TOKEN === null) return null;
  return {
    botToken: read.SLACK_BOT_TOKEN,
    appToken: read.SLACK_APP_TOKEN,
    signingSecret: read.SLACK_SIGNING_SECRET,
    apiUrl: read.SLACK_API_URL,
    deskChannelId: read.SLACK_DESK_CHANNEL_ID,
    leadId: read.SLACK_LEAD_ID,
    departmentDesks: read.SLACK_DEPARTMENT_DESKS,
    audience: read.SLACK_AUDIENCE,
  };
}

function frozen<T extends object>(value: T): Readonly<T> {
  for (const part of Object.values(value)) {
    if (typeof part === 'object' && part !== null) frozen(part);
  }
  return Object.freeze(value);
}
