import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { describe, expect, it } from 'vitest';
import { readConfig } from '../src/config.js';
import { VARIABLE_NAMES } from '../src/config/variables.js';
import { FirstlineError } from '../src/errors.js';
import { eventTypeSchema } from '../src/model/event.js';

const TELEGRAM = { TELEGRAM_BOT_TOKEN: '12:abc_DEF-3' };
const SLACK = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1' };

/** The lines that name mistakes, in no particular order. */
function mistakes(env: Record<string, string>): string[] {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof FirstlineError && error.code === 'CONFIG_INVALID') {
      return error.message.split('\n').slice(1);
    }
    throw error;
  }
  return [];
}

/** The variables that the mistakes are about. */
const blamed = (env: Record<string, string>): string[] =>
  mistakes(env).map((line) => line.slice(0, line.indexOf(':')));

describe('defaults', () => {
  it('needs nothing to be set', () => {
    const config = readConfig({ PATH: '/bin', TELEGRAM_BOT_TOKEN: '', SLACK_BOT_TOKEN: '  ' });
    expect(config).toMatchObject({
      telegram: null,
      slack: null,
      names: {
        provider: 'Example Hosting',
        site: 'https://hosting.example',
        panel: 'Control Panel',
        status_page: 'https://status.hosting.example',
      },
      deskLanguage: 'en',
      burstWindowMs: 2_000,
      remindAfterMs: 30 * 60_000,
      closeAfterMs: 24 * 60 * 60_000,
      reopenWithinMs: 7 * 24 * 60 * 60_000,
      ratingAfterMs: 10 * 60_000,
      limits: { clarifications: 2, retries: 1 },
      probes: { networks: [], nameservers: [], mailHosts: [], spfInclude: null, internal: [] },
      answerPrecision: 0.97,
      expectedOutOfScope: 0.15,
      databaseUrl: 'file:var/firstline.db',
      host: '127.0.0.1',
      port: 3_000,
      logLevel: 'info',
      modelFile: 'var/firstline.db.model',
    });
    expect(config.hours.timeZone).toBe('UTC');
    expect(config.hours.days.mon).toEqual([{ from: 540, to: 1_080 }]);
    expect(config.hours.days.sat).toEqual([]);
  });

  it('takes the content of the package itself', () => {
    expect(existsSync(join(readConfig({}).contentDir, 'package.json'))).toBe(true);
    expect(readConfig({ CONTENT_DIR: '/srv/content' }).contentDir).toBe('/srv/content');
  });
});

describe('platforms', () => {
  it('reads Telegram', () => {
    expect(readConfig(TELEGRAM).telegram).toEqual({
      token: '12:abc_DEF-3',
      apiRoot: null,
      deskChatId: null,
      leadId: null,
      departmentDesks: [],
      webhook: null,
      audience: 'customer',
    });
    const full = readConfig({
      TELEGRAM_BOT_TOKEN: ' 12:abc_DEF-3\n',
      TELEGRAM_API_ROOT: 'http://127.0.0.1:8081',
      TELEGRAM_DESK_CHAT_ID: '-1001',
      TELEGRAM_WEBHOOK_URL: 'https://support.example.com/telegram/webhook',
      TELEGRAM_WEBHOOK_SECRET: 'a_B-9',
      TELEGRAM_AUDIENCE: 'staff',
    });
    expect(full.telegram).toEqual({
      token: '12:abc_DEF-3',
      apiRoot: 'http://127.0.0.1:8081',
      deskChatId: '-1001',
      leadId: null,
      departmentDesks: [],
      webhook: { url: 'https://support.example.com/telegram/webhook', secret: 'a_B-9' },
      audience: 'staff',
    });
  });

  it('reads the desks of departments, of which several may share one', () => {
    const telegram = { TELEGRAM_DEPARTMENT_DESKS: 'billing -1001,  Security -1002, domains -1001' };
    expect(readConfig({ ...TELEGRAM, ...telegram }).telegram?.departmentDesks).toEqual([
      { department: 'billing', chat: '-1001' },
      { department: 'security', chat: '-1002' },
      { department: 'domains', chat: '-1001' },
    ]);
    const slack = readConfig({ ...SLACK, SLACK_DEPARTMENT_DESKS: 'it C0123' }).slack;
    expect(slack?.departmentDesks).toEqual([{ department: 'it', chat: 'C0123' }]);
  });

  it('reads Slack, by Socket Mode or HTTP', () => {
    expect(readConfig(SLACK).slack).toEqual({
      botToken: 'xoxb-1',
      appToken: 'xapp-1',
      signingSecret: null,
      apiUrl: null,
      deskChannelId: null,
      leadId: null,
      departmentDesks: [],
      audience: 'staff',
    });
    const http = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_SIGNING_SECRET: 's', SLACK_DESK_CHANNEL_ID: 'C01AB' };
    expect(readConfig(http).slack).toMatchObject({
      appToken: null,
      signingSecret: 's',
      deskChannelId: 'C01AB',
      departmentDesks: [],
    });
  });

  it('is frozen to the depths', () => {
    const config = readConfig({ ...TELEGRAM, ...SLACK });
    const parts = [config, config.telegram, config.slack, config.names, config.hours, config.hours.days.mon];
    expect(parts.every((part) => Object.isFrozen(part))).toBe(true);
  });
});

describe('understanding', () => {
  it('takes shares below the whole, and refuses everything else', () => {
    expect(readConfig({ ANSWER_PRECISION: '0.98', EXPECTED_OUT_OF_SCOPE: '0' })).toMatchObject({
      answerPrecision: 0.98,
      expectedOutOfScope: 0,
    });
    expect(readConfig({ ANSWER_PRECISION: '0.5' }).answerPrecision).toBe(0.5);
    for (const wrong of ['1', '0.49', '95', '95%', '0,95', '-0.9', 'high', '1e-1', 'NaN']) {
      expect(blamed({ ANSWER_PRECISION: wrong })).toEqual(['ANSWER_PRECISION']);
    }
    for (const wrong of ['1', '1.5', '-0.1', 'some']) {
      expect(blamed({ EXPECTED_OUT_OF_SCOPE: wrong })).toEqual(['EXPECTED_OUT_OF_SCOPE']);
    }
    expect(mistakes({ ANSWER_PRECISION: '0,95' })).toEqual([
      'ANSWER_PRECISION: "0,95" is not the share of answers that are to be right. Give a number from 0.5 to below 1, such as 0.95.',
    ]);
  });

  it('is kept beside the database, in the file that is named, or nowhere', () => {
    expect(readConfig({ DATABASE_URL: 'file:/srv/bot.db' }).modelFile).toBe('/srv/bot.db.model');
    expect(readConfig({ DATABASE_URL: ':memory:' }).modelFile).toBeNull();
    const named = { DATABASE_URL: ':memory:', MODEL_FILE: '/srv/a.model' };
    expect(readConfig(named).modelFile).toBe('/srv/a.model');
    expect(blamed({ MODEL_FILE: '/srv/models/' })).toEqual(['MODEL_FILE']);
  });
});

describe('working hours', () => {
  const days = (text: string): unknown => readConfig({ WORKING_HOURS: text }).hours.days;

  it('reads days, breaks and nights', () => {
    expect(days('Mon-Tue 9:00-13:00 14:00-18:00, sat 10:00-15:00')).toEqual({
      mon: [
        { from: 540, to: 780 },
        { from: 840, to: 1_080 },
      ],
      tue: [
        { from: 540, to: 780 },
        { from: 840, to: 1_080 },
      ],
      wed: [],
      thu: [],
      fri: [],
      sat: [{ from: 600, to: 900 }],
      sun: [],
    });
    expect(days('sat-mon 22:00-06:00')).toMatchObject({
      sat: [{ from: 1_320, to: 1_440 }],
      sun: [
        { from: 0, to: 360 },
        { from: 1_320, to: 1_440 },
      ],
      mon: [
        { from: 0, to: 360 },
        { from: 1_320, to: 1_440 },
      ],
      tue: [{ from: 0, to: 360 }],
    });
    expect(days('mon 00:00-24:00, mon 10:00-11:00')).toMatchObject({ mon: [{ from: 0, to: 1_440 }] });
    expect(readConfig({ WORKING_HOURS: 'always' }).hours.always).toBe(true);
    expect(readConfig({ WORKING_HOURS: 'mon 9:00-10:00' }).hours.always).toBe(false);
  });

  it.each([
    'nine to five',
    'mon',
    'mon 9-18',
    'mon 09:00-09:00',
    'mon 25:00-26:00',
    'mon 09:60-10:00',
    'mon-fri-sun 09:00-10:00',
    'mon- 09:00-10:00',
    'mon 09:00-10:00,',
    'день 09:00-10:00',
  ])('refuses %j', (text) => {
    expect(blamed({ WORKING_HOURS: text })).toEqual(['WORKING_HOURS']);
  });
});

describe('holidays', () => {
  it('are days of a year, of every year, and stretches of either', () => {
    expect(readConfig({}).hours.holidays).toEqual([]);
    const { holidays } = readConfig({ HOLIDAYS: '2026-12-31, 01-01,05-09..05-11, 12-30..01-08' }).hours;
    expect(holidays).toEqual([
      { from: '2026-12-31', to: '2026-12-31' },
      { from: '01-01', to: '01-01' },
      { from: '05-09', to: '05-11' },
      { from: '12-30', to: '01-08' },
    ]);
    expect(readConfig({ HOLIDAYS: '02-29' }).hours.holidays).toHaveLength(1);
  });

  it.each([
    '2027-02-29',
    '13-01',
    '1-1',
    '2026-12-31..01-08',
    '2027-01-08..2026-12-31',
    '01-01..02-01..03-01',
    '01-01,',
    'new year',
    '01-01..12-31',
    '07-01..06-30',
  ])('refuse %j', (text) => {
    expect(mistakes({ HOLIDAYS: text })).toEqual([
      `HOLIDAYS: "${text}" are no holidays. Write dates, yearly dates and stretches with commas between, such as 2026-12-31, 01-01, 05-09..05-11, and leave some day to work on.`,
    ]);
  });
});

describe('how long agents may take', () => {
  const MINUTE = 60_000;

  it('is told by priority, in working time; what is not named stays', () => {
    const { targets } = readConfig({
      FIRST_ANSWER_WITHIN: 'Urgent 5m, normal 1h30m',
      RESOLUTION_WITHIN: 'off',
    });
    expect(targets).toEqual({
      firstAnswer: { urgent: 5 * MINUTE, high: 60 * MINUTE, normal: 90 * MINUTE },
      resolution: { urgent: null, high: null, normal: null },
    });
    expect(readConfig({ RESOLUTION_WITHIN: 'normal off' }).targets.resolution).toMatchObject({
      urgent: 240 * MINUTE,
      normal: null,
    });
  });

  it.each(['4h', 'normal', 'normal 0m', 'normal 3d', 'normal h', 'low 4h', 'normal 4h 5m', 'normal 4h,'])(
    'is not %j',
    (text) => {
      expect(blamed({ FIRST_ANSWER_WITHIN: text })).toEqual(['FIRST_ANSWER_WITHIN']);
    },
  );

  it('is told to a lead, where one is named', () => {
    const { telegram, slack } = readConfig({
      ...TELEGRAM,
      ...SLACK,
      TELEGRAM_LEAD_ID: '123456789',
      SLACK_LEAD_ID: 'U01AB',
    });
    expect([telegram?.leadId, slack?.leadId]).toEqual(['123456789', 'U01AB']);
    expect(blamed({ ...TELEGRAM, TELEGRAM_LEAD_ID: '@lead' })).toEqual(['TELEGRAM_LEAD_ID']);
  });
});

describe('checks', () => {
  it('know what is the provider’s, in the form in which it is compared', () => {
    const { probes } = readConfig({
      PROBE_PROVIDER_NETWORKS: '203.0.113.0/24, 2001:db8::/32',
      PROBE_PROVIDER_NAMESERVERS: 'NS1.Example.com., ns2.example.com',
      PROBE_PROVIDER_MAIL_HOSTS: 'почта.example.com',
      PROBE_PROVIDER_SPF: '_spf.example.com',
      PROBE_INTERNAL_NETWORKS: '198.51.100.7/32',
    });
    expect(probes).toEqual({
      networks: ['203.0.113.0/24', '2001:db8::/32'],
      nameservers: ['ns1.example.com', 'ns2.example.com'],
      mailHosts: ['xn--80a1acny.example.com'],
      spfInclude: '_spf.example.com',
      internal: ['198.51.100.7/32'],
    });
  });

  it('can be switched off', () => {
    expect(readConfig({ PROBES: 'off', PROBE_PROVIDER_NETWORKS: '203.0.113.0/24' }).probes).toBeNull();
  });
});

describe('webhooks', () => {
  const secret = `whsec_${Buffer.alloc(24, 1).toString('base64')}`;
  const other = `whsec_${Buffer.alloc(64, 2).toString('base64')}`;
  const given = { WEBHOOK_URLS: 'https://a.example/x, http://127.0.0.1:8080/', WEBHOOK_SECRET: secret };

  it('go to each address, all events unless some are named, signed with each secret', () => {
    expect(readConfig({}).webhooks).toBeNull();
    expect(readConfig(given).webhooks).toEqual({
      endpoints: ['https://a.example/x', 'http://127.0.0.1:8080/'],
      events: eventTypeSchema.options,
      secrets: [secret],
    });
    const some = { WEBHOOK_SECRET: `${other}, ${secret}`, WEBHOOK_EVENTS: 'case.opened,case.resolved' };
    expect(readConfig({ ...given, ...some }).webhooks).toMatchObject({
      events: ['case.opened', 'case.resolved'],
      secrets: [other, secret],
    });
  });

  it('want a secret, and an address', () => {
    expect(blamed({ WEBHOOK_URLS: 'https://a.example' })).toEqual(['WEBHOOK_SECRET']);
    expect(blamed({ WEBHOOK_SECRET: secret, WEBHOOK_EVENTS: 'case.opened' })).toEqual([
      'WEBHOOK_SECRET',
      'WEBHOOK_EVENTS',
    ]);
    const wrongs: Record<string, string>[] = [
      { WEBHOOK_URLS: 'http://a.example/x' },
      { WEBHOOK_URLS: 'https://a.example,' },
      { WEBHOOK_URLS: 'https://user:password@a.example' },
      { WEBHOOK_SECRET: 'geheim' },
      { WEBHOOK_SECRET: `${secret} ${other}` },
      { WEBHOOK_EVENTS: 'case.opened case.closed' },
    ];
    for (const wrong of wrongs) {
      expect(blamed({ ...given, ...wrong })).toEqual(Object.keys(wrong));
      expect(mistakes({ ...given, ...wrong }).join()).not.toMatch(/geheim|password|whsec_AQ/);
    }
  });
});

describe('mistakes', () => {
  it.each([
    ['TELEGRAM_BOT_TOKEN', 'abc'],
    ['TELEGRAM_API_ROOT', 'api.example.com'],
    ['TELEGRAM_DESK_CHAT_ID', '1001'],
    ['TELEGRAM_DESK_CHAT_ID', '@group'],
    ['TELEGRAM_AUDIENCE', 'everybody'],
    ['SLACK_BOT_TOKEN', 'xoxp-1'],
    ['SLACK_APP_TOKEN', 'xoxb-1'],
    ['SLACK_SIGNING_SECRET', 'a b'],
    ['SLACK_API_URL', 'ftp://example.com'],
    ['SLACK_DESK_CHANNEL_ID', '#support'],
    ['TELEGRAM_DEPARTMENT_DESKS', 'billing'],
    ['TELEGRAM_DEPARTMENT_DESKS', 'sales -1001'],
    ['TELEGRAM_DEPARTMENT_DESKS', 'billing -1001, billing -1002'],
    ['TELEGRAM_DEPARTMENT_DESKS', 'billing -1001 security -1002'],
    ['SLACK_DEPARTMENT_DESKS', 'it -1001'],
    ['SLACK_AUDIENCE', 'x'],
    ['PROVIDER_SITE', 'example'],
    ['STATUS_PAGE_URL', 'javascript:alert(1)'],
    ['TIME_ZONE', 'Moscow'],
    ['TIME_ZONE', '+03:00'],
    ['DESK_LANGUAGE', 'de'],
    ['DIGEST', 'daily'],
    ['BURST_WINDOW_MS', '10001'],
    ['BURST_WINDOW_MS', '-1'],
    ['REMIND_AFTER_MINUTES', '0'],
    ['CLOSE_AFTER_MINUTES', '1.5'],
    ['REOPEN_WITHIN_DAYS', '366'],
    ['CLARIFICATIONS', '10'],
    ['RETRIES', '-1'],
    ['PROBES', 'yes'],
    ['PROBE_PROVIDER_NETWORKS', '203.0.113.0'],
    ['PROBE_PROVIDER_NETWORKS', '203.0.113.0/24,'],
    ['PROBE_PROVIDER_NETWORKS', '203.0.113.0/33'],
    ['PROBE_INTERNAL_NETWORKS', 'our office'],
    ['PROBE_PROVIDER_NAMESERVERS', 'ns1.example.com ns2.example.com'],
    ['PROBE_PROVIDER_NAMESERVERS', '203.0.113.1'],
    ['PROBE_PROVIDER_MAIL_HOSTS', 'https://mx.example.com'],
    ['PROBE_PROVIDER_SPF', 'include:_spf.example.com'],
    ['DATABASE_URL', 'postgres://localhost/x'],
    ['HOST', 'http://localhost'],
    ['PORT', '65536'],
    ['PORT', '8o80'],
    ['LOG_LEVEL', 'verbose'],
  ])('blames %s for %j', (name, value) => {
    expect(blamed({ ...TELEGRAM, ...SLACK, [name]: value })).toEqual([name]);
  });

  it('takes the ends of ranges', () => {
    const ends = {
      PORT: '0',
      BURST_WINDOW_MS: '10000',
      REMIND_AFTER_MINUTES: '1',
      TIME_ZONE: 'Europe/Moscow',
    };
    expect(mistakes(ends)).toEqual([]);
    expect(mistakes({ PORT: '65535', BURST_WINDOW_MS: '0', LOG_LEVEL: 'silent' })).toEqual([]);
  });

  it('names all of them at once, each with its remedy', () => {
    const lines = mistakes({ PORT: 'x', LOG_LEVEL: 'y', SLACK_BOT_TOKEN: 'z', TIME_ZONE: 'w' });
    expect(lines.map((line) => line.split(':')[0]).sort()).toEqual([
      'LOG_LEVEL',
      'PORT',
      'SLACK_APP_TOKEN',
      'SLACK_BOT_TOKEN',
      'TIME_ZONE',
    ]);
    expect(lines).toContain(
      'PORT: "x" is not a port. Give a whole number from 0 to 65535; 0 takes any that is free.',
    );
  });

  it('never shows a secret', () => {
    const secret = 'geheim wort';
    const env = {
      TELEGRAM_BOT_TOKEN: secret,
      TELEGRAM_WEBHOOK_SECRET: secret,
      SLACK_BOT_TOKEN: secret,
      SLACK_APP_TOKEN: secret,
      SLACK_SIGNING_SECRET: secret,
      TELEGRAM_TOKEN: secret,
    };
    expect(mistakes(env).length).toBe(7);
    expect(mistakes(env).join()).not.toContain('geheim');
  });

  it.each([
    ['https://support.example.com/telegram/webhook', []],
    ['http://localhost:3000/telegram/webhook', []],
    ['http://127.0.0.1:3000/x', []],
    ['http://support.example.com/telegram/webhook', ['TELEGRAM_WEBHOOK_URL']],
    ['https://user:password@example.com/', ['TELEGRAM_WEBHOOK_URL']],
  ])('webhook address %s', (url, expected) => {
    const env = { ...TELEGRAM, TELEGRAM_WEBHOOK_SECRET: 's', TELEGRAM_WEBHOOK_URL: url };
    expect(blamed(env)).toEqual(expected);
  });

  it('wants webhook address and secret together', () => {
    expect(blamed({ ...TELEGRAM, TELEGRAM_WEBHOOK_URL: 'https://a.example' })).toEqual([
      'TELEGRAM_WEBHOOK_SECRET',
    ]);
    expect(blamed({ ...TELEGRAM, TELEGRAM_WEBHOOK_SECRET: 's' })).toEqual(['TELEGRAM_WEBHOOK_URL']);
    expect(
      blamed({
        ...TELEGRAM,
        TELEGRAM_WEBHOOK_URL: 'https://a.example',
        TELEGRAM_WEBHOOK_SECRET: 'x'.repeat(257),
      }),
    ).toEqual(['TELEGRAM_WEBHOOK_SECRET']);
  });

  it('wants a way to receive from Slack', () => {
    expect(blamed({ SLACK_BOT_TOKEN: 'xoxb-1' })).toEqual(['SLACK_APP_TOKEN']);
  });

  it('wants a token for what is set of a platform', () => {
    expect(blamed({ TELEGRAM_DESK_CHAT_ID: '-1', SLACK_DESK_CHANNEL_ID: 'C1' })).toEqual([
      'TELEGRAM_DESK_CHAT_ID',
      'SLACK_DESK_CHANNEL_ID',
    ]);
  });

  it('suggests the nearest name for one that is not known', () => {
    expect(mistakes({ TELEGRAM_BOT_TOKN: '1:a' })).toEqual([
      'TELEGRAM_BOT_TOKN: is not a variable of Firstline. Write TELEGRAM_BOT_TOKEN, or remove it.',
    ]);
    expect(mistakes({ PROBE_PROVIDER_NETWORK: '203.0.113.0/24' })).toEqual([
      'PROBE_PROVIDER_NETWORK: is not a variable of Firstline. Write PROBE_PROVIDER_NETWORKS, or remove it.',
    ]);
    expect(mistakes({ PROBE_INTERVAL: 'of another program' })).toEqual([]);
    expect(mistakes({ SLACK_FAVOURITE_COLOUR_OF_THE_YEAR: 'blue' })).toEqual([
      'SLACK_FAVOURITE_COLOUR_OF_THE_YEAR: is not a variable of Firstline. Remove it.',
    ]);
  });
});

describe('.env.example', () => {
  const text = readFileSync(new URL('../.env.example', import.meta.url), 'utf8');

  it('lists every variable and no other', () => {
    const listed = [...text.matchAll(/^#?([A-Z][A-Z_]*)=/gm)].map((match) => match[1] ?? '');
    expect([...listed].sort()).toEqual([...VARIABLE_NAMES].sort());
  });

  it('changes nothing as it is, nor with its examples in force', () => {
    expect(readConfig(parseEnv(text))).toEqual(readConfig({}));
    const examples = parseEnv(text.replaceAll(/^#(?=[A-Z][A-Z_]*=)/gm, ''));
    expect(readConfig({ ...examples, ...TELEGRAM, ...SLACK })).toEqual(readConfig({ ...TELEGRAM, ...SLACK }));
  });
});
