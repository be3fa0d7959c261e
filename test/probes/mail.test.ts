import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PROBES, type ProbeRequest, type ProbeResult } from '../../src/model/probe.js';
import type { ProbeDeps } from '../../src/probes/deps.js';
import { GREETING_MS } from '../../src/probes/mail-greeting.js';
import { probeMail } from '../../src/probes/mail.js';
import { PROVIDER, startNameWorld, type NameWorld } from '../support/probe/name-world.js';
import { connectMail, startSmtpServer, type SmtpTestServer } from '../support/probe/smtp-server.js';

const GREETING = '220-mx.shop.com ESMTP\r\n220 ready\r\n';
const { signal } = new AbortController();

let world: NameWorld;
const servers: SmtpTestServer[] = [];

beforeEach(async () => {
  world = await startNameWorld();
});

afterEach(async () => {
  await Promise.all([world.close(), ...servers.splice(0).map((server) => server.close())]);
});

async function smtp(greeting: string | null, closes = false): Promise<SmtpTestServer> {
  const server = await startSmtpServer(greeting, closes);
  servers.push(server);
  return server;
}

function add(...lines: string[]): void {
  world.system.zone.add(...lines);
}

function probe(request: Partial<ProbeRequest>, more: Partial<ProbeDeps> = {}): Promise<ProbeResult> {
  const deps = { connect: connectMail({}), ...more };
  return probeMail(
    { probe: 'mail', target: 'shop.com', ...request },
    { ...world.deps, ...deps, resolver: world.deps.resolver },
    signal,
  );
}

const receiving = async (more: Partial<ProbeDeps> = {}) =>
  (await probe({ direction: 'receiving' }, more)).verdict;

/** A domain with which nothing is wrong. */
function wellKept(): void {
  add('shop.com MX 20 mx2.shop.com', 'shop.com MX 10 mx.shop.com', 'mx.shop.com A 203.0.113.5');
  add('mx2.shop.com A 203.0.113.6', '5.113.0.203.in-addr.arpa PTR mx.shop.com');
  add(
    'shop.com TXT "v=spf1 mx include:_spf.hosting.com -all"',
    '_spf.hosting.com TXT "v=spf1 ip4:203.0.113.0/24 -all"',
  );
  add('mail._domainkey.shop.com TXT "v=DKIM1; p=AAAA"', '_dmarc.shop.com TXT "v=DMARC1; p=quarantine"');
}

describe('mail of a domain', () => {
  it('is well where servers greet and all records are there; nothing but QUIT is said to them', async () => {
    wellKept();
    const first = await smtp(GREETING);
    const connect = connectMail({ '203.0.113.5': first });
    const provider = { ...PROVIDER, mailHosts: ['MX.shop.com'] };
    const result = await probe({ target: 'Info@Shop.com' }, { connect, provider });
    expect(result).toMatchObject({
      ...{ probe: 'mail', target: 'shop.com', verdict: 'ok' },
      facts: {
        ...{ mx: 'mx.shop.com, mx2.shop.com', spf: 'v=spf1 mx include:_spf.hosting.com -all', lookups: '2' },
        ...{ dkim: 'mail', dmarc: 'quarantine', reverse: 'mx.shop.com', expected: 'MX.shop.com' },
      },
    });
    expect(result.details.slice(0, 2)).toEqual([
      'mx.shop.com [203.0.113.5]:25: 220-mx.shop.com ESMTP',
      'mx2.shop.com [203.0.113.6]:25: refused',
    ]);
    await first.left();
    expect(first.heard()).toBe('QUIT\r\n');
  });

  it('is judged by the half that was asked for, and by the gravest problem in it', async () => {
    const verdicts: string[] = [];
    const note = async (direction?: 'receiving' | 'sending') => {
      verdicts.push((await probe(direction === undefined ? {} : { direction })).verdict);
    };
    await note('receiving');
    await note('sending');
    await note();
    add('shop.com MX 10 mx.shop.com', 'shop.com TXT "v=spf1 -all"');
    await note('receiving');
    await note('sending');
    add('s1._domainkey.shop.com TXT "v=DKIM1; p=AAAA"');
    await note('sending');
    add('_dmarc.shop.com TXT "v=DMARC1; p=none"', 'mx.shop.com A 203.0.113.5');
    await note('sending');
    add('5.113.0.203.in-addr.arpa PTR mx.shop.com');
    await note('sending');
    expect(verdicts).toEqual([
      ...[
        'no-mx',
        'spf-missing',
        'no-mx',
        'mx-no-address',
        'dkim-missing',
        'dmarc-missing',
        'reverse-missing',
        'ok',
      ],
    ]);
    const { facts, details } = await probe({ direction: 'receiving' });
    expect(facts).toEqual({
      ...Object.fromEntries(PROBES.mail.facts.map((name) => [name, '—'])),
      mx: 'mx.shop.com',
    });
    expect(details.join()).not.toContain('SPF');
  });

  it('names the part of SPF that is ours where that is missing', async () => {
    add('shop.com TXT "v=spf1 a -all"', 'shop.com A 203.0.113.9');
    const { verdict, facts } = await probe({ direction: 'sending' }, { provider: PROVIDER });
    expect([verdict, facts.expected]).toEqual(['spf-lacks-us', 'include:_spf.hosting.com']);
  });

  it('is that of the domain where a site is named', async () => {
    wellKept();
    for (const target of ['www.shop.com', 'https://WWW.shop.com/contacts', 'a@www.shop.com']) {
      const result = await probe({ target, direction: 'sending' });
      expect(result.target).toBe(target.includes('@') ? 'www.shop.com' : 'shop.com');
    }
    expect((await probe({ target: 'www.com', direction: 'sending' })).target).toBe('www.com');
  });

  it('looks for the DKIM keys that it is told', async () => {
    wellKept();
    expect(await probe({ direction: 'sending', selectors: ['own'] })).toMatchObject({
      verdict: 'dkim-missing',
    });
    add('own._domainkey.shop.com TXT "v=DKIM1; p=AAAA"');
    expect(await probe({ direction: 'sending', selectors: ['own'] })).toMatchObject({
      ...{ verdict: 'ok', facts: { dkim: 'own' } },
    });
    expect(await probe({ direction: 'sending', selectors: ['not one'] })).toMatchObject({
      verdict: 'unknown',
    });
  });
});

describe('mail that comes in', () => {
  it('has nowhere to go, is refused, or goes elsewhere', async () => {
    add('shop.com A 203.0.113.5');
    const { verdict, details } = await probe({ direction: 'receiving' });
    expect([verdict, details]).toEqual([
      'no-mx',
      ['MX: NOERROR, none; servers try the address of the domain itself'],
    ]);
    add('shop.com MX 0 .');
    expect(await receiving()).toBe('refuses-mail');
    add('shop.com MX 10 mx.other.com', 'mx.other.com A 203.0.113.5');
    const connect = connectMail({ '203.0.113.5': await smtp(GREETING) });
    expect(await receiving({ connect })).toBe('ok');
    expect(await receiving({ connect, provider: PROVIDER })).toBe('mx-elsewhere');
    add('shop.com MX 20 a.mx.hosting.com');
    expect(await receiving({ connect, provider: PROVIDER })).toBe('ok');
  });

  it('goes to servers without an address that may be connected to', async () => {
    add('shop.com MX 10 203.0.113.5', 'shop.com MX 20 in.shop.com', 'in.shop.com A 192.168.0.5');
    add('shop.com MX 30 ours.shop.com', 'ours.shop.com A 203.0.113.254');
    const allow = (address: string) => address !== '203.0.113.254' && address.startsWith('203.0.113.');
    const { verdict, details } = await probe(
      { direction: 'receiving' },
      { allow, provider: { ...PROVIDER, mailHosts: [] } },
    );
    expect(verdict).toBe('mx-no-address');
    expect(details).toContain('203.0.113.5: no-such-domain, an address where a name has to be');
    expect(details).toContain('in.shop.com: leads to an address that is not probed (private)');
    expect(details.join()).not.toContain('192.168');
    world.system.misbehave('in.shop.com', 'SERVFAIL');
    expect(await receiving({ allow })).toBe('unknown');
  });

  it('is not taken where every server refuses, or closes, or is no mail server', async () => {
    wellKept();
    expect(await receiving()).toBe('mx-unreachable');
    const others = ['', 'SSH-2.0-OpenSSH_9.6\r\n', 'HTTP/1.1 400 Bad Request\r\n', 'x'.repeat(9_000)];
    for (const greeting of others) {
      const connect = connectMail({ '203.0.113.5': await smtp(greeting, greeting === '') });
      expect([greeting, await receiving({ connect })]).toEqual([greeting, 'mx-unreachable']);
    }
    expect(await receiving({ connect: connectMail({ '203.0.113.5': await smtp('220', true) }) })).toBe('ok');
  });

  it('is taken by a server that only turns us away', async () => {
    wellKept();
    const connect = connectMail({ '203.0.113.5': await smtp('554 5.7.1 Your address is on a list\r\n') });
    expect(await receiving({ connect })).toBe('ok');
  });

  it('is judged by silence only where our own server shows that mail servers can be reached', async () => {
    wellKept();
    const provider = { ...PROVIDER, mailHosts: ['mx.hosting.com'] };
    add('mx.hosting.com A 203.0.113.7', 'shop.com MX 30 mx.hosting.com');
    const silent = { '203.0.113.5': 'timeout', '203.0.113.6': await smtp(null) } as const;
    const most = { connect: connectMail({ ...silent, '203.0.113.7': 'timeout' }) };
    expect(await receiving({ ...most, after: impatient() })).toBe('unknown');
    expect(await receiving({ ...most, provider, after: impatient() })).toBe('unknown');
    world.system.zone.remove('shop.com');
    add('shop.com MX 10 mx.shop.com', 'shop.com MX 10 mx2.shop.com');
    const connect = connectMail({ ...silent, '203.0.113.7': await smtp(GREETING) });
    const own = { ...provider, mailHosts: ['mx.hosting.com', 'mx.shop.com'] };
    const { verdict, details } = await probe(
      { direction: 'receiving' },
      { after: impatient(), connect, provider: own },
    );
    expect(verdict).toBe('mx-unreachable');
    expect(details).toContain('for comparison: mx.hosting.com [203.0.113.7]:25: 220-mx.shop.com ESMTP');
  });

  it('is cut where a domain has hundreds of servers', async () => {
    for (let count = 0; count < 300; count += 1)
      add(`shop.com MX ${count} mx${count}.shop.com`, `mx${count}.shop.com A 203.0.113.5`);
    world.system.misbehave('shop.com', 'truncated');
    let connections = 0;
    const connect: ProbeDeps['connect'] = () => {
      connections += 1;
      return Promise.resolve({ kind: 'refused' });
    };
    const { verdict, facts, details } = await probe({ direction: 'receiving' }, { connect });
    expect([verdict, facts.mx, connections]).toEqual([
      ...['mx-unreachable', 'mx0.shop.com, mx1.shop.com, mx2.shop.com, mx3.shop.com, mx4.shop.com', 3],
    ]);
    expect(details).toContain('MX: 295 more');
  });

  it('is unknown where nobody answers, or the time is over, or the name is no public one', async () => {
    world.system.misbehave('*', 'SERVFAIL');
    expect((await probe({})).verdict).toBe('unknown');
    const over = await probeMail({ probe: 'mail', target: 'shop.com' }, world.deps, AbortSignal.abort());
    expect(over).toMatchObject({ verdict: 'unknown', details: ['not found out in time'] });
    for (const target of ['', 'info@', 'localhost', '203.0.113.5', `${'a'.repeat(64)}.com`]) {
      expect((await probe({ target })).verdict).toBe('unknown');
    }
  });
});

/** Timers of which the first one that waits for a greeting is due at once. */
function impatient(): NonNullable<ProbeDeps['after']> {
  let isFirst = true;
  return (ms, callback) => {
    if (ms === GREETING_MS && isFirst) {
      isFirst = false;
      setImmediate(callback);
    }
    return () => undefined;
  };
}
