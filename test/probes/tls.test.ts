import type { TlsOptions } from 'node:tls';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ProbeResult } from '../../src/model/probe.js';
import { createProbes } from '../../src/probes/run.js';
import { createAuthority, selfSigned, type Authority, type Identity } from '../support/probe/certificates.js';
import { httpsServer, tcpServer, type Loopback } from '../support/probe/loopback.js';
import { probeWorld, PUBLIC, type ProbeWorld } from '../support/probe/world.js';

const DAY_MS = 24 * 60 * 60 * 1000;
const inDays = (days: number): Date => new Date(Date.now() + days * DAY_MS + 60_000);
const dateOf = (date: Date): string => date.toISOString().slice(0, 10);

let trusted: Authority;
let between: Authority;
let stranger: Authority;
beforeAll(async () => {
  trusted = await createAuthority('Trusted');
  between = await trusted.below('Between');
  stranger = await createAuthority('Stranger');
});

let world: ProbeWorld;
let servers: Loopback[] = [];
beforeEach(async () => {
  world = await probeWorld({ roots: [trusted.root] });
  world.name('shop.example.com', [PUBLIC]);
});
afterEach(async () => {
  await Promise.all(servers.map((server) => server.close()));
  servers = [];
});

async function serve(identity: Identity, options: TlsOptions = {}): Promise<void> {
  await place(await httpsServer({ ...identity, ...options }, (_, answer) => answer.end('asked')));
}

function place(server: Loopback): Promise<void> {
  servers.push(server);
  world.place(`${PUBLIC}:443`, server.port);
  return Promise.resolve();
}

async function probe(target = 'shop.example.com'): Promise<ProbeResult> {
  const [result] = await createProbes(world.deps).run([{ probe: 'tls', target }], { person: 'p' });
  if (result === undefined) throw new Error('no result');
  return result;
}

describe('a certificate', () => {
  it('that is good', async () => {
    await serve(await trusted.issue({ names: ['example.com', '*.example.com'], until: inDays(60) }));
    expect(await probe('https://SHOP.example.com/path')).toMatchObject({
      probe: 'tls',
      target: 'shop.example.com',
      verdict: 'ok',
      facts: {
        names: 'example.com, *.example.com',
        issuer: 'Trusted Authority',
        until: dateOf(inDays(60)),
        days: '60',
        protocol: 'TLS 1.3',
      },
    });
    expect(world.connections).toEqual([`${PUBLIC}:443`]);
  });

  it('that has an intermediate one, which is sent along', async () => {
    await serve(await between.issue({ names: ['shop.example.com'] }));
    expect((await probe()).verdict).toBe('ok');
  });

  it.each([
    [14, 'expires-soon'],
    [15, 'ok'],
  ])('with %i days left: %s', async (days, verdict) => {
    await serve(await trusted.issue({ names: ['shop.example.com'], until: inDays(days) }));
    expect(await probe()).toMatchObject({ verdict, facts: { days: String(days) } });
  });

  it('by the clock that is given, not the machine’s', async () => {
    await serve(await trusted.issue({ names: ['shop.example.com'], until: inDays(60) }));
    world.deps.now = () => Date.now() + 50 * DAY_MS;
    expect(await probe()).toMatchObject({ verdict: 'expires-soon', facts: { days: '10' } });
  });

  it('that has run out', async () => {
    const until = new Date(Date.now() - 3 * DAY_MS - 60_000);
    await serve(await trusted.issue({ names: ['shop.example.com'], from: inDays(-90), until }));
    expect(await probe()).toMatchObject({ verdict: 'expired', facts: { until: dateOf(until), days: '-4' } });
  });

  it('that is not valid yet', async () => {
    await serve(await trusted.issue({ names: ['shop.example.com'], from: inDays(1) }));
    expect((await probe()).verdict).toBe('not-yet-valid');
  });

  it('for another name, also when it has run out', async () => {
    const names = ['other.example.com', '*.shop.example.com', 'shop.example.org'];
    await serve(await trusted.issue({ names, from: inDays(-9), until: inDays(-2) }));
    expect(await probe()).toMatchObject({ verdict: 'wrong-name', facts: { names: names.join(', ') } });
  });

  it('whose subject alone names the site, which browsers do not read', async () => {
    await serve(await trusted.issue({ names: ['other.example.com'], subject: 'shop.example.com' }));
    expect((await probe()).verdict).toBe('wrong-name');
  });

  it('without alternative names: its subject is shown, and not matched', async () => {
    await serve(await trusted.issue({ names: [], subject: 'shop.example.com' }));
    expect(await probe()).toMatchObject({ verdict: 'wrong-name', facts: { names: 'shop.example.com (CN)' } });
  });

  it('with a null byte behind the name: no match, shown escaped', async () => {
    await serve(await trusted.issue({ names: ['shop.example.com\0.evil.example'] }));
    const { verdict, facts } = await probe();
    expect(verdict).toBe('wrong-name');
    expect(facts.names).toBe(String.raw`shop.example.com\u0000.evil.example`);
  });

  it('with names that would break a line or a list', async () => {
    await serve(await trusted.issue({ names: ['a\r\nb.example.com', 'c, DNS:shop.example.com', 'x" y'] }));
    const { verdict, facts } = await probe();
    expect(verdict).toBe('wrong-name');
    expect(facts.names).not.toMatch(/[\r\n\0]/u);
  });

  it('with very many names', async () => {
    const names = Array.from({ length: 90 }, (_, index) => `n${index}.example.com`);
    await serve(await trusted.issue({ names: [...names, 'shop.example.com'] }));
    const { verdict, facts } = await probe();
    expect(verdict).toBe('ok');
    expect(facts.names).toBe(`${names.slice(0, 5).join(', ')} (+86)`);
  });

  it('that a machine made for itself', async () => {
    await serve(await selfSigned({ names: ['localhost'] }));
    expect((await probe()).verdict).toBe('self-signed');
  });

  it('whose intermediate one is not sent', async () => {
    await serve(await between.issue({ names: ['shop.example.com'], alone: true }));
    expect(await probe()).toMatchObject({
      verdict: 'incomplete-chain',
      facts: { issuer: 'Between Authority' },
    });
  });

  it('of an authority that nobody trusts', async () => {
    const { cert, key } = await stranger.issue({ names: ['shop.example.com'] });
    await serve({ cert: `${cert}\n${stranger.root}`, key });
    expect((await probe()).verdict).toBe('untrusted');
  });

  it('of a national name, readable', async () => {
    world.name('xn--e1afmkfd.xn--p1ai', [PUBLIC]);
    await serve(await trusted.issue({ names: ['xn--e1afmkfd.xn--p1ai'] }));
    expect(await probe('пример.рф')).toMatchObject({
      target: 'пример.рф',
      verdict: 'ok',
      facts: { names: 'пример.рф' },
    });
  });

  it('of an address', async () => {
    await serve(await trusted.issue({ names: ['shop.example.com'], addresses: [PUBLIC] }));
    expect((await probe(PUBLIC)).verdict).toBe('ok');
    expect(world.lookups).toEqual([]);
  });
});

describe('a handshake', () => {
  it('in old versions only', async () => {
    const identity = await trusted.issue({ names: ['shop.example.com'] });
    const old = { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'ALL:@SECLEVEL=0' } as const;
    await serve(identity, old);
    expect(await probe()).toMatchObject({ verdict: 'old-protocol', facts: { protocol: 'TLS 1.1' } });
  });

  it('in old versions only, with a fault that weighs more', async () => {
    const identity = await trusted.issue({ names: ['other.example.com'] });
    await serve(identity, { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'ALL:@SECLEVEL=0' });
    expect((await probe()).verdict).toBe('wrong-name');
  });

  it.each([
    ['that is answered in plain HTTP', 'HTTP/1.1 400 Bad Request\r\n\r\n'],
    ['that is answered with noise', '\x16\x03\x01\xff\xff'.repeat(50)],
  ])('%s', async (_, words) => {
    await place(await tcpServer((socket) => socket.once('data', () => socket.end(words, 'latin1'))));
    expect((await probe()).verdict).toBe('handshake-failed');
  });

  it('that is cut off', async () => {
    await place(await tcpServer((socket) => socket.once('data', () => socket.resetAndDestroy())));
    expect(await probe()).toMatchObject({ verdict: 'handshake-failed', facts: { protocol: '—' } });
  });

  it('that nobody answers ends with the time', async () => {
    const waiting: (() => void)[] = [];
    world.deps.after = (_, callback) => {
      waiting.push(callback);
      return () => undefined;
    };
    await place(await tcpServer((socket) => socket.once('data', () => waiting[0]?.())));
    expect((await probe()).verdict).toBe('timeout');
  });
});

describe('a host that is not reached', () => {
  it('refuses', async () => expect((await probe()).verdict).toBe('refused'));

  it('keeps silent', async () => {
    world.place(`${PUBLIC}:443`, 'silence');
    expect((await probe()).verdict).toBe('timeout');
  });

  it.each(['no-such-domain', 'no-address'] as const)('has no address: %s', async (kind) => {
    world.name('shop.example.com', kind);
    expect((await probe()).verdict).toBe('no-address');
  });

  it.each(['10.0.0.5', '169.254.169.254', '127.0.0.1'])('leads to %s: not connected to', async (address) => {
    world.name('shop.example.com', [address]);
    const result = await probe();
    expect(result).toMatchObject({ verdict: 'unknown', facts: { names: '—', issuer: '—' } });
    expect(JSON.stringify(result)).not.toContain(address);
    expect(world.connections).toEqual([]);
  });
});
