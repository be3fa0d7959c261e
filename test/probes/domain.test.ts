import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { PROBES, type ProbeResult } from '../../src/model/probe.js';
import { connectTcp } from '../../src/probes/connect.js';
import type { ProbeDeps } from '../../src/probes/deps.js';
import { probeDomain } from '../../src/probes/domain.js';
import { startNameWorld, type NameWorld } from '../support/probe/name-world.js';
import { startRdapServer, type RdapTestServer } from '../support/probe/rdap-server.js';

const DAY_MS = 24 * 60 * 60 * 1000;
const REGISTRY = '203.0.113.80';
const LIST = 'data.iana.org/rdap/dns.json';
const SHOP = 'rdap.nic.com/domain/shop.com';
const LIST_BODY = {
  version: '1.0',
  services: [
    [
      ['net', 'COM'],
      ['http://rdap.nic.com/', 'https://rdap.nic.com'],
    ],
    [['org'], ['http://rdap.nic.org/']],
    [['dev'], ['https://127.0.0.1/']],
  ],
};

let rdap: RdapTestServer;
let world: NameWorld;
let deps: NameWorld['deps'];
let now: number;
const { signal } = new AbortController();

beforeAll(async () => {
  rdap = await startRdapServer();
});
afterAll(() => rdap.close());

beforeEach(async () => {
  now = Date.now();
  rdap.asked.length = 0;
  rdap.answer(LIST, LIST_BODY);
  world = await startNameWorld({
    now: () => now,
    roots: [rdap.root],
    connect: (address, port, limit) =>
      address === REGISTRY && port === 443
        ? connectTcp('127.0.0.1', rdap.port, limit)
        : Promise.resolve({ kind: 'refused' }),
  });
  deps = world.deps;
  world.add(
    ...['data.iana.org', 'rdap.nic.com', 'rdap.registrar.com'].map((name) => `${name} A ${REGISTRY}`),
  );
});
afterEach(() => world.close());

function probe(target = 'shop.com', more: Partial<ProbeDeps> = {}): Promise<ProbeResult> {
  return probeDomain({ probe: 'domain', target }, Object.assign(deps, more), signal);
}

/** A registry's answer, with people in it. */
function answer(days: number, statuses: readonly string[] = ['active'], more: object = {}): object {
  const person = (roles: string[]) => ({
    objectClassName: 'entity',
    roles,
    vcardArray: [
      'vcard',
      [
        ['fn', {}, 'text', 'Ivan Petrov'],
        ['email', {}, 'text', 'ivan@secret.com'],
      ],
    ],
  });
  return {
    objectClassName: 'domain',
    ldhName: 'SHOP.COM',
    status: statuses,
    events: [
      { eventAction: 'registration', eventDate: '2019-01-01T00:00:00Z' },
      { eventAction: 'expiration', eventDate: new Date(now + days * DAY_MS).toISOString() },
    ],
    entities: [
      person(['registrant']),
      person(['registrar', 'technical']),
      {
        ...{ objectClassName: 'entity', roles: ['registrar'], entities: [person(['abuse'])] },
        vcardArray: [
          'vcard',
          [
            ['version', {}, 'text', '4.0'],
            ['fn', {}, 'text', 'Registrar LLC'],
          ],
        ],
      },
    ],
    nameservers: [{ ldhName: 'NS1.SHOP.COM' }, { ldhName: 'ns2.xn--e1afmkfd.xn--p1ai.' }],
    remarks: [{ description: ['call +7 900 000-00-00'] }],
    ...more,
  };
}

describe('the registration of a domain', () => {
  it('is told without a word about people', async () => {
    rdap.answer(SHOP, answer(100.5, ['client transfer prohibited', 'Ivan Petrov', 'serverDeleteProhibited']));
    const result = await probe('https://www.Shop.com/page');
    const until = new Date(now + 100.5 * DAY_MS).toISOString().slice(0, 10);
    expect(result).toEqual({
      ...{ probe: 'domain', target: 'shop.com', verdict: 'ok' },
      facts: {
        ...{ until, days: '100', registrar: 'Registrar LLC' },
        status: 'client transfer prohibited, server delete prohibited',
        nameservers: 'ns1.shop.com, ns2.пример.рф',
      },
      details: [
        `registered until ${until} with Registrar LLC`,
        'status: client transfer prohibited, server delete prohibited',
        'name servers: ns1.shop.com, ns2.xn--e1afmkfd.xn--p1ai',
      ],
    });
    expect(JSON.stringify(result)).not.toMatch(/ivan|secret|\+7/iu);
    expect(rdap.asked).toEqual([LIST, SHOP]);
  });

  it.each([
    [31.5, ['active'], 'ok'],
    [30.5, ['active'], 'expires-soon'],
    [0.5, ['active'], 'expires-soon'],
    [-0.5, ['active'], 'expired'],
    [100, ['client hold'], 'on-hold'],
    [100, ['serverHold'], 'on-hold'],
    [-1, ['client hold'], 'expired'],
    [300, ['client hold', 'auto renew period'], 'expired'],
    [-40, ['redemption period', 'server hold'], 'being-deleted'],
    [-70, ['Pending Delete'], 'being-deleted'],
  ])('with %d days left and %j is %s', async (days, statuses, verdict) => {
    rdap.answer(SHOP, answer(days, statuses));
    expect((await probe()).verdict).toBe(verdict);
  });

  it('is none where the registry has none and nobody keeps the name', async () => {
    expect(await probe('free.com')).toMatchObject({ verdict: 'not-registered', details: ['RDAP: HTTP 404'] });
    world.domain('free.com');
    expect((await probe('free.com')).verdict).toBe('unknown');
  });

  it('is asked for where the registry sends on to', async () => {
    rdap.answer(SHOP, (response) =>
      response.writeHead(302, { location: 'https://rdap.registrar.com/d/shop' }).end(),
    );
    rdap.answer('rdap.registrar.com/d/shop', answer(100));
    expect((await probe()).verdict).toBe('ok');
    for (const location of [
      'http://rdap.nic.com/',
      'https://127.0.0.1/',
      'https://rdap.nic.com:8443/',
      'mailto:a@b',
    ]) {
      rdap.answer(SHOP, (response) => response.writeHead(302, { location }).end());
      expect((await probe()).details[0]).toMatch(/^RDAP: not asked: /u);
    }
    rdap.answer(SHOP, (response) => response.writeHead(302, { location: '' }).end());
    expect((await probe()).details).toEqual(['RDAP: redirects without end']);
  });
});

describe('an answer that is none', () => {
  it.each([
    ['about another domain', { ldhName: 'other.com' }],
    ['about something else', { objectClassName: 'entity' }],
  ])('%s is unknown', async (_, more) => {
    rdap.answer(SHOP, answer(100, [], more));
    expect((await probe()).details).toEqual(['RDAP: the answer is not about this domain']);
  });

  it('is one that is too long, no JSON, cut off, a failure, or never ends', async () => {
    const why = async () => {
      const { verdict, facts, details } = await probe();
      expect([verdict, Object.keys(facts)]).toEqual(['unknown', [...PROBES.domain.facts]]);
      return details[0];
    };
    rdap.answer(SHOP, answer(100, [], { remarks: 'x'.repeat(2 * 1024 * 1024) }));
    expect(await why()).toBe('RDAP: rdap.nic.com: longer than 262144 bytes');
    rdap.answer(SHOP, (response) => response.end('<html>Welcome</html>'));
    expect(await why()).toBe('RDAP: rdap.nic.com: the answer is no JSON');
    rdap.answer(SHOP, (response) => response.writeHead(429).end());
    expect(await why()).toBe('RDAP: HTTP 429');
    rdap.answer(SHOP, (response) => void response.socket?.destroy());
    expect(await why()).toBe('RDAP: rdap.nic.com: ECONNRESET');
    rdap.answer(SHOP, [null, 7, 'text']);
    expect(await why()).toBe('RDAP: the answer is not about this domain');
    // The list is kept by now, so that only the registry's time runs out.
    const timers: (() => void)[] = [];
    deps.after = (_, callback) => {
      timers.push(callback);
      return () => undefined;
    };
    rdap.answer(SHOP, (response) => {
      response.write('{"objectClassName":');
      // The first one set is that of the whole answer.
      timers[0]?.();
    });
    expect(await why()).toBe('RDAP: no full answer in time');
  });

  it('has parts that are read one by one, and left out where they are nonsense', async () => {
    const nonsense = {
      ...{ status: 'active', events: [{ eventAction: 'expiration', eventDate: 'soon' }, 7], entities: {} },
      ...{ nameservers: [{}, null, { ldhName: 5 }, { ldhName: 'ns1.shop.com' }] },
    };
    rdap.answer(SHOP, answer(100, [], nonsense));
    expect(await probe()).toMatchObject({
      ...{
        verdict: 'ok',
        facts: { until: '—', days: '—', registrar: '—', status: '—', nameservers: 'ns1.shop.com' },
      },
    });
    const unnamed = { roles: ['registrar'], vcardArray: ['vcard', [['fn', {}, 'text', '  '], 3]] };
    rdap.answer(SHOP, answer(100, [], { entities: [unnamed, 'x'] }));
    expect((await probe()).facts.registrar).toBe('—');
  });

  it('is one whose certificate nobody trusts, or whose server may not be connected to', async () => {
    rdap.answer(SHOP, answer(100));
    expect((await probe('shop.com', { roots: [] })).details[0]).toMatch(
      /list of registries: data\.iana\.org: certificate /u,
    );
    expect((await probe('shop.com', { roots: [rdap.root], allow: () => false })).details[0]).toMatch(
      /forbidden$/u,
    );
  });
});

describe('the list of registries', () => {
  it('is fetched once a day, and an older one serves where there is no newer', async () => {
    rdap.answer(SHOP, answer(100));
    await probe();
    now += DAY_MS - 1;
    await probe();
    expect(rdap.asked.filter((at) => at === LIST)).toHaveLength(1);
    now += 1;
    rdap.answer(LIST, (response) => response.end('[]'));
    expect((await probe()).verdict).toBe('ok');
    expect(rdap.asked.filter((at) => at === LIST)).toHaveLength(2);
  });

  it('may be longer than an answer, though not endless, and has to be a list', async () => {
    rdap.answer(SHOP, answer(100));
    for (const [filler, expected] of [
      [1_200 * 1024, 'unknown'],
      [600 * 1024, 'ok'],
    ] as const) {
      rdap.answer(LIST, { ...LIST_BODY, description: 'x'.repeat(filler) });
      expect((await probe()).verdict).toBe(expected);
    }
    const fresh = { ...deps };
    rdap.answer(LIST, { services: [] });
    const { details } = await probeDomain({ probe: 'domain', target: 'shop.com' }, fresh, signal);
    expect(details).toEqual(["IANA's list of registries: HTTP 200, no list"]);
  });

  it('lacks some endings, and leads nowhere but to the public', async () => {
    const why = async (target: string) => (await probe(target)).details[0];
    expect(await why('shop.ru')).toBe('the registry of .ru has no RDAP');
    expect(await why('shop.org')).toBe('the registry of .org has no RDAP');
    expect(await why('shop.dev')).toBe('RDAP: not asked: https://127.0.0.1/domain/shop.dev');
  });

  it('is not needed for what is no public name', async () => {
    for (const target of ['', '203.0.113.5', 'com', 'co.uk', 'localhost', `${'a'.repeat(64)}.com`]) {
      expect((await probe(target)).verdict).toBe('unknown');
    }
    const over = await probeDomain({ probe: 'domain', target: 'shop.com' }, deps, AbortSignal.abort());
    expect(over.verdict).toBe('unknown');
    expect(rdap.asked).toEqual([]);
  });
});
