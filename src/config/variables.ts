import { z } from 'zod';
import { audienceSchema, languageSchema } from '../model/language.js';
import { ANSWER_PRECISION, EXPECTED_OUT_OF_SCOPE } from '../model/promise.js';
import { USUAL_TARGETS, type Target } from '../model/service-clock.js';
import { USUAL_LIMITS } from '../dialogue/event.js';
import { eventTypeSchema } from '../model/event.js';
import { secretBytes } from '../webhooks/signature.js';
import { databaseLocation } from '../store/sqlite/location.js';
import { readList } from './list.js';
import { readHolidays } from './holidays.js';
import { departmentSchema } from '../model/intent.js';
import { readDepartmentDesks } from './department-desks.js';
import { readHost, readHosts, readNetworks } from './network.js';
import { readTarget } from './targets.js';
import { readWeek } from './week.js';

/**
 * A variable: `read` gives its value, or null for what it does not take. Messages show what was given, but for
 * secrets, and end with what to do.
 */
function variable<T>(
  read: (text: string) => T | null,
  wrong: string,
  remedy: string,
  { secret = false }: { secret?: boolean } = {},
) {
  return z.string().transform((text, context): T => {
    const value = read(text);
    if (value !== null) return value;
    const given = secret ? 'the value' : JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}…` : text);
    context.addIssue({ code: 'custom', message: `${given} ${wrong}. ${remedy}` });
    return z.NEVER;
  });
}

const SECRET = { secret: true };
const matching =
  (pattern: RegExp) =>
  (text: string): string | null =>
    pattern.test(text) ? text : null;
const wholeNumber =
  (least: number, most: number) =>
  (text: string): number | null =>
    /^\d{1,9}$/.test(text) && Number(text) >= least && Number(text) <= most ? Number(text) : null;
const oneOf =
  <T extends string>(schema: z.ZodType<T>) =>
  (text: string): T | null =>
    schema.safeParse(text).data ?? null;
/** A part of a whole, written as a number such as 0.95, from `least` to below `below`. */
const share =
  (least: number, below: number) =>
  (text: string): number | null =>
    /^\d(?:\.\d{1,9})?$/.test(text) && Number(text) >= least && Number(text) < below ? Number(text) : null;
const parseUrl = (text: string): URL | null => (URL.canParse(text) ? new URL(text) : null);
const webAddress = (text: string): string | null => {
  const url = parseUrl(text);
  return url !== null && /^https?:$/.test(url.protocol) && url.username === '' ? text : null;
};
/** Platforms send to https only; plain http serves a proxy or a test server on the same machine. */
const publicAddress = (text: string): string | null => {
  const url = parseUrl(webAddress(text) ?? '');
  if (url === null) return null;
  const loopback = /^(localhost|127(\.\d+){3}|\[::1\])$/.test(url.hostname);
  return url.protocol === 'https:' || loopback ? text : null;
};
const timeZone = (text: string): string | null => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: text });
    return /^[A-Za-z]/.test(text) ? text : null;
  } catch {
    return null;
  }
};
const database = (text: string): string | null => {
  try {
    databaseLocation(text);
    return text;
  } catch {
    return null;
  }
};
const anyText = (text: string): string => text;
const minutes = (least: number): ReturnType<typeof wholeNumber> => wholeNumber(least, 525_600);

const logLevelSchema = z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']);
const audience = (fallback: z.infer<typeof audienceSchema>) =>
  variable(oneOf(audienceSchema), 'is not an audience', 'Give customer or staff.').default(fallback);
const name = (fallback: string) => variable(anyText, '', '').default(fallback);
const times = (fallback: number) =>
  variable(wholeNumber(0, 9), 'is not a number of times', 'Give a whole number from 0 to 9.').default(
    fallback,
  );
const networks = () =>
  variable(
    readNetworks,
    'is not a list of networks',
    'Write them in CIDR notation with commas between, such as 203.0.113.0/24, 2001:db8::/32.',
  ).default([]);
const target = (usual: Target) =>
  variable(
    readTarget(usual),
    'is no time by priority',
    'Write working time in hours and minutes, such as "urgent 15m, high 1h, normal 4h", or "off".',
  ).default(usual);
const hosts = () =>
  variable(
    readHosts,
    'is not a list of host names',
    'Write them with commas between, such as ns1.example.com, ns2.example.com.',
  ).default([]);
const TELEGRAM_GROUP = /^-\d+$/;
const SLACK_CHANNEL = /^[CG][A-Z0-9]+$/;
const departmentDesks = (chat: RegExp, example: string) =>
  variable(
    (text) => readDepartmentDesks(text, chat),
    'is not a list of departments with their desks',
    `Write each department once, its desk after it, commas between: ${example}. Departments: ${departmentSchema.options.join(', ')}.`,
  ).default([]);
const WEB = 'Give a full address, such as https://example.com.';
const apiRoot = () => variable(webAddress, 'is not a web address', WEB).nullable().default(null);

/** Every variable that Firstline reads, with its default. `.env.example` explains them. */
export const variablesSchema = z.object({
  TELEGRAM_BOT_TOKEN: variable(
    matching(/^\d+:[\w-]+$/),
    'is not a bot token',
    'Copy it whole from @BotFather: digits, a colon, and what follows.',
    SECRET,
  )
    .nullable()
    .default(null),
  TELEGRAM_API_ROOT: apiRoot(),
  TELEGRAM_DESK_CHAT_ID: variable(
    matching(TELEGRAM_GROUP),
    'is not the id of a supergroup',
    'Give the negative number of the group with topics, such as -1001234567890.',
  )
    .nullable()
    .default(null),
  TELEGRAM_LEAD_ID: variable(
    matching(/^\d+$/),
    'is not the id of a person',
    'Give the number of the lead’s account, such as 123456789.',
  )
    .nullable()
    .default(null),
  TELEGRAM_DEPARTMENT_DESKS: departmentDesks(
    TELEGRAM_GROUP,
    'billing -1001234567890, security -1009876543210',
  ),
  TELEGRAM_WEBHOOK_URL: variable(
    publicAddress,
    'is not an https address',
    'Give the public address of this server, such as https://support.example.com/telegram/webhook.',
  )
    .nullable()
    .default(null),
  TELEGRAM_WEBHOOK_SECRET: variable(
    matching(/^[\w-]{1,256}$/),
    'is not a webhook secret',
    'Use 1 to 256 of the characters A-Z, a-z, 0-9, _ and -.',
    SECRET,
  )
    .nullable()
    .default(null),
  TELEGRAM_AUDIENCE: audience('customer'),

  SLACK_BOT_TOKEN: variable(
    matching(/^xoxb-\S+$/),
    'is not a bot token',
    'Copy the Bot User OAuth Token of the app, which begins with xoxb-.',
    SECRET,
  )
    .nullable()
    .default(null),
  SLACK_APP_TOKEN: variable(
    matching(/^xapp-\S+$/),
    'is not an app-level token',
    'Copy the app-level token with the scope connections:write, which begins with xapp-.',
    SECRET,
  )
    .nullable()
    .default(null),
  SLACK_SIGNING_SECRET: variable(
    matching(/^\S+$/),
    'is not a signing secret',
    'Copy it from the app’s basic information, without spaces.',
    SECRET,
  )
    .nullable()
    .default(null),
  SLACK_API_URL: apiRoot(),
  SLACK_DESK_CHANNEL_ID: variable(
    matching(SLACK_CHANNEL),
    'is not the id of a channel',
    'Copy the id from the channel’s details: it begins with C or G.',
  )
    .nullable()
    .default(null),
  SLACK_LEAD_ID: variable(
    matching(/^[UW][A-Z0-9]+$/),
    'is not the id of a member',
    'Copy the member ID from the lead’s profile: it begins with U or W.',
  )
    .nullable()
    .default(null),
  SLACK_DEPARTMENT_DESKS: departmentDesks(SLACK_CHANNEL, 'it C0123ABC, development C0456DEF'),
  SLACK_AUDIENCE: audience('staff'),

  PROVIDER_NAME: name('Example Hosting'),
  PROVIDER_SITE: variable(webAddress, 'is not a web address', WEB).default('https://hosting.example'),
  PANEL_NAME: name('Control Panel'),
  STATUS_PAGE_URL: variable(webAddress, 'is not a web address', WEB).default(
    'https://status.hosting.example',
  ),
  WORKING_HOURS: variable(
    readWeek,
    'are no working hours',
    'Write them like "mon-fri 09:00-18:00, sat 10:00-15:00", or "always".',
  ).prefault('mon-fri 09:00-18:00'),
  HOLIDAYS: variable(
    readHolidays,
    'are no holidays',
    'Write dates, yearly dates and stretches with commas between, such as 2026-12-31, 01-01, 05-09..05-11, and leave some day to work on.',
  ).default([]),
  TIME_ZONE: variable(
    timeZone,
    'is not a time zone',
    'Give an IANA name, such as Europe/Moscow or UTC.',
  ).default('UTC'),
  FIRST_ANSWER_WITHIN: target(USUAL_TARGETS.firstAnswer),
  RESOLUTION_WITHIN: target(USUAL_TARGETS.resolution),
  DESK_LANGUAGE: variable(oneOf(languageSchema), 'is not a language', 'Give ru or en.').default('en'),
  DIGEST: variable(
    oneOf(z.enum(['weekly', 'off'])),
    'is neither weekly nor off',
    'Give weekly or off.',
  ).default('weekly'),
  BURST_WINDOW_MS: variable(
    wholeNumber(0, 10_000),
    'is not a time in milliseconds',
    'Give a whole number from 0 to 10000.',
  ).default(2_000),
  REMIND_AFTER_MINUTES: variable(
    minutes(1),
    'is not a number of minutes',
    'Give a whole number from 1 to 525600.',
  ).default(30),
  CLOSE_AFTER_MINUTES: variable(
    minutes(1),
    'is not a number of minutes',
    'Give a whole number from 1 to 525600.',
  ).default(1_440),
  REOPEN_WITHIN_DAYS: variable(
    wholeNumber(0, 365),
    'is not a number of days',
    'Give a whole number from 0 to 365; 0: an ended case is never opened again.',
  ).default(7),
  RATING_AFTER_MINUTES: variable(
    wholeNumber(0, 1_440),
    'is not a number of minutes',
    'Give a whole number from 0 to 1440; 0: nobody is asked.',
  ).default(10),
  CLARIFICATIONS: times(USUAL_LIMITS.clarifications),
  RETRIES: times(USUAL_LIMITS.retries),

  PROBES: variable(oneOf(z.enum(['on', 'off'])), 'is neither on nor off', 'Give on or off.').default('on'),
  PROBE_PROVIDER_NETWORKS: networks(),
  PROBE_PROVIDER_NAMESERVERS: hosts(),
  PROBE_PROVIDER_MAIL_HOSTS: hosts(),
  PROBE_PROVIDER_SPF: variable(
    readHost,
    'is not a domain',
    'Give what your customers’ SPF records include, such as _spf.example.com.',
  )
    .nullable()
    .default(null),
  PROBE_INTERNAL_NETWORKS: networks(),

  WEBHOOK_URLS: variable(
    (text) => readList(text, publicAddress),
    'is not a list of https addresses',
    'Write them with commas between, such as https://crm.example.com/firstline.',
    SECRET,
  )
    .nullable()
    .default(null),
  WEBHOOK_SECRET: variable(
    (text) => readList(text, (item) => (secretBytes(item) === null ? null : item)),
    'is not a secret for webhooks',
    'Give whsec_ and 24 to 64 random bytes in base64; to change it, the new one, a comma and the old one.',
    SECRET,
  ).default([]),
  WEBHOOK_EVENTS: variable(
    (text) => readList(text, oneOf(eventTypeSchema)),
    'is not a list of events',
    `Give some of ${eventTypeSchema.options.join(', ')}, with commas between.`,
  )
    .nullable()
    .default(null),

  ANSWER_PRECISION: variable(
    share(0.5, 1),
    'is not the share of answers that are to be right',
    'Give a number from 0.5 to below 1, such as 0.95.',
  ).default(ANSWER_PRECISION),
  EXPECTED_OUT_OF_SCOPE: variable(
    share(0, 1),
    'is not a share of messages',
    'Give a number from 0 to below 1, such as 0.15.',
  ).default(EXPECTED_OUT_OF_SCOPE),

  DATABASE_URL: variable(
    database,
    'does not name a file',
    'Give file: and a path, such as file:var/firstline.db.',
  ).default('file:var/firstline.db'),
  HOST: variable(
    matching(/^[\w.:-]+$/),
    'is not an address to listen on',
    'Give an IP address or a host name, such as 127.0.0.1 or 0.0.0.0.',
  ).default('127.0.0.1'),
  PORT: variable(
    wholeNumber(0, 65_535),
    'is not a port',
    'Give a whole number from 0 to 65535; 0 takes any that is free.',
  ).default(3_000),
  LOG_LEVEL: variable(
    oneOf(logLevelSchema),
    'is not a level',
    `Give one of ${logLevelSchema.options.join(', ')}.`,
  ).default('info'),
  CONTENT_DIR: variable(anyText, '', '').nullable().default(null),
  MODEL_FILE: variable(
    (text) => (/[/\\\0]$/.test(text) ? null : text),
    'does not name a file',
    'Give the path of a file, such as var/firstline.model.',
  )
    .nullable()
    .default(null),
});

export type Variables = z.infer<typeof variablesSchema>;

/** The names of all variables, in the order of `.env.example`. */
export const VARIABLE_NAMES: readonly string[] = Object.keys(variablesSchema.shape);
