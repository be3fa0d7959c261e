import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { PROBES, type ProbeResult } from '../../src/model/probe.js';
import type { ProbeDeps } from '../../src/probes/deps.js';
import { probeDns } from '../../src/probes/dns.js';
import { createProbes } from '../../src/probes/run.js';
import { NS1, NS2, PROVIDER, startNameWorld, type NameWorld } from '../support/probe/name-world.js';

const phrases = z.object({ texts: z.record(z.string(), z.object({ ru: z.string(), en: z.string() })) });
let world: NameWorld;
const { signal } = new AbortController();

beforeEach(async () => {
  world = await startNameWorld();
  world.domain('shop.com');
});

afterEach(() => world.close());

function probe(target: string, more: Partial<ProbeDeps> = {}): Promise<ProbeResult> {
  return probeDns(
    { probe: 'dns', target },
    { ...world.deps, ...more, resolver: world.deps.resolver },
    signal,
  );
}

describe('where a name leads', () => {
  it('is told with all records, from the resolver and from the servers that keep it', async () => {
    world.add('shop.com A 203.0.113.10', 'shop.com AAAA 2001:db8::10', 'shop.com MX 10 mail.shop.com');
    world.add(
      'shop.com TXT "v=spf1 -all"',
      'shop.com CAA 0 issue letsencrypt.org',
      'www.shop.com CNAME shop.com',
    );
    const result = await probe(' https://Shop.com:8443/page?x ');
    expect(result).toEqual({
      probe: 'dns',
      target: 'shop.com',
      verdict: 'ok',
      facts: {
        addresses: '2001:db8::10, 203.0.113.10',
        alias: '—',
        nameservers: 'ns1.shop.com, ns2.shop.com',
        expected: '—',
      },
      details: [
        `; ns1.shop.com [${NS1}]: 2001:db8::10 203.0.113.10, serial 2026030201`,
        `; ns2.shop.com [${NS2}]: 2001:db8::10 203.0.113.10, serial 2026030201`,
        '; www.shop.com: 203.0.113.10 2001:db8::10',
        'shop.com. 3600 IN A 203.0.113.10',
        'shop.com. 3600 IN AAAA 2001:db8::10',
        'shop.com. 3600 IN NS ns1.shop.com.',
        'shop.com. 3600 IN NS ns2.shop.com.',
        'shop.com. 3600 IN SOA ns1.shop.com. serial 2026030201',
        'shop.com. 3600 IN MX 10 mail.shop.com.',
        'shop.com. 3600 IN TXT "v=spf1 -all"',
        'shop.com. 3600 IN CAA 0 issue "letsencrypt.org"',
      ],
    });
  });

  it('is asked in punycode and shown in the letters of its people', async () => {
    world.domain('xn--e1afmkfd.xn--p1ai');
    world.add('www.xn--e1afmkfd.xn--p1ai CNAME xn--80ak6aa92e.com', 'xn--80ak6aa92e.com A 203.0.113.10');
    const result = await probe('WWW.Пример.РФ');
    expect(result).toMatchObject({ target: 'www.пример.рф', verdict: 'ok', facts: { alias: 'аррӏе.com' } });
    expect(result.facts.nameservers).toBe('ns1.пример.рф, ns2.пример.рф');
  });

  it('is elsewhere where one of the addresses is not in our networks, if those are known', async () => {
    world.add('shop.com A 203.0.113.10', 'shop.com A 203.0.113.200');
    expect((await probe('shop.com')).verdict).toBe('ok');
    const result = await probe('shop.com', { provider: PROVIDER });
    expect(result.verdict).toBe('elsewhere');
    expect(result.facts.expected).toBe('203.0.113.0/25');
    expect(result.details).toContain('; kept on servers of somebody else');
    world.domain('ours.com');
    world.add('ours.com A 203.0.113.10');
    expect((await probe('ours.com', { provider: PROVIDER })).verdict).toBe('ok');
  });
});

describe('a name without an address', () => {
  it('is one that leads nowhere, or only into an inner network that nobody shows', async () => {
    world.add('shop.com MX 10 mail.shop.com', 'inner.shop.com A 10.0.0.7', 'local.shop.com AAAA ::1');
    world.add('www.shop.com CNAME gone.shop.com');
    for (const target of ['shop.com', 'inner.shop.com', 'local.shop.com', 'www.shop.com']) {
      const { verdict, facts } = await probe(target);
      expect([target, verdict, facts.addresses]).toEqual([target, 'no-address', '—']);
    }
    const { details } = await probe('inner.shop.com');
    expect(details.join('\n')).not.toContain('10.0.0.7');
    expect(details).toContain('inner.shop.com. 3600 IN A (private)');
  });

  it('is one whose aliases go round', async () => {
    world.add('a.shop.com CNAME b.shop.com', 'b.shop.com CNAME a.shop.com');
    const { verdict, details } = await probe('a.shop.com');
    expect(verdict).toBe('no-address');
    expect(details).toContain('; A: LOOP');
  });

  it('is told apart from a name that is not there', async () => {
    expect(await probe('nobody.com')).toMatchObject({
      verdict: 'no-such-domain',
      facts: { nameservers: '—' },
      details: [
        '; www.nobody.com: no-such-domain',
        ...'A AAAA CNAME NS SOA MX TXT CAA'.split(' ').map((type) => `; ${type}: NXDOMAIN`),
      ],
    });
    const below = await probe('nothing.shop.com');
    expect(below.verdict).toBe('no-such-domain');
    expect(below.facts.nameservers).toBe('ns1.shop.com, ns2.shop.com');
  });
});

describe('servers that fail', () => {
  it('are told where they say so, to the resolver or to us', async () => {
    world.system.misbehave('broken.com', 'SERVFAIL');
    expect((await probe('broken.com')).verdict).toBe('servers-failing');
    world.add('shop.com A 203.0.113.10');
    world.ns1.misbehave('*', 'REFUSED');
    expect((await probe('shop.com')).verdict).toBe('ok');
    world.ns2.misbehave('*', 'SERVFAIL');
    const { verdict, details } = await probe('shop.com');
    expect(verdict).toBe('servers-failing');
    expect(details.slice(0, 2)).toEqual([
      `; ns1.shop.com [${NS1}]: failing, REFUSED`,
      `; ns2.shop.com [${NS2}]: failing, SERVFAIL`,
    ]);
  });

  it('are not those that are silent to us alone, nor our own resolver', async () => {
    world.add('shop.com A 203.0.113.10');
    world.ns1.misbehave('*', 'silent');
    world.ns2.misbehave('*', 'silent');
    expect((await probe('shop.com')).verdict).toBe('ok');
    world.system.misbehave('*', 'silent');
    expect((await probe('shop.com')).verdict).toBe('unknown');
    world.system.misbehave('*', 'REFUSED');
    expect((await probe('shop.com')).verdict).toBe('unknown');
  });

  it('are asked only at addresses that may be probed', async () => {
    world.domain('trap.com');
    for (const { zone } of [world.system, world.ns1, world.ns2]) {
      zone.remove('ns1.trap.com');
      zone.remove('ns2.trap.com');
      zone.add('ns1.trap.com A 127.0.0.1', 'trap.com A 203.0.113.10');
    }
    const { verdict, details } = await probe('trap.com');
    expect(verdict).toBe('ok');
    expect(details.slice(0, 2)).toEqual([
      '; ns1.trap.com: unasked, address is loopback',
      '; ns2.trap.com: unasked, no-such-domain',
    ]);
    expect([...world.ns1.asked, ...world.ns2.asked]).toEqual([]);
  });
});

describe('servers that differ', () => {
  it('have different versions of the zone', async () => {
    world.system.zone.add('shop.com A 203.0.113.10');
    world.ns1.zone.add('shop.com A 203.0.113.10');
    world.ns2.zone.remove('shop.com');
    world.ns2.zone.add('shop.com A 203.0.113.99', 'shop.com SOA ns1.shop.com 2026030101');
    expect((await probe('shop.com')).verdict).toBe('servers-differ');
  });

  it('are not those that give each asker some of many addresses', async () => {
    world.system.zone.add('shop.com A 203.0.113.10');
    world.ns1.zone.add('shop.com 60 A 203.0.113.11');
    world.ns2.zone.add('shop.com 60 A 203.0.113.12');
    expect((await probe('shop.com')).verdict).toBe('ok');
  });

  it('are also a resolver that remembers what was before, unless for a few minutes', async () => {
    world.system.zone.add('shop.com A 203.0.113.10', 'new.shop.com A 203.0.113.10');
    for (const { zone } of [world.ns1, world.ns2]) {
      zone.add('shop.com 3600 A 203.0.113.11', 'late.shop.com A 203.0.113.12');
      zone.add('new.shop.com 300 A 203.0.113.11');
    }
    expect((await probe('shop.com')).verdict).toBe('servers-differ');
    expect((await probe('new.shop.com')).verdict).toBe('ok');
    const late = await probe('late.shop.com');
    expect([late.verdict, late.facts.addresses]).toEqual(['servers-differ', '203.0.113.12']);
  });
});

describe('what is no public name', () => {
  it('is not looked up', async () => {
    const targets = [
      '',
      '203.0.113.10',
      'localhost',
      'router.lan',
      `${'a'.repeat(64)}.com`,
      'a.'.repeat(127) + 'com',
      '😀',
      'a b.com',
    ];
    for (const target of targets) {
      const { verdict, facts } = await probe(target);
      expect([target, verdict]).toEqual([target, 'unknown']);
      expect(Object.keys(facts)).toEqual([...PROBES.dns.facts]);
    }
    expect(world.system.asked).toEqual([]);
  });

  it('is cut where a domain is full of records, and ends with the time', async () => {
    for (let count = 0; count < 300; count += 1)
      world.system.zone.add(`shop.com MX ${count} mx${count}.shop.com`);
    world.system.misbehave('shop.com', 'truncated');
    const { details } = await probe('shop.com');
    expect(details.filter((line) => line.includes(' MX '))).toHaveLength(6);
    expect(details).toContain('; MX: 294 more');
    const result = await probeDns({ probe: 'dns', target: 'shop.com' }, world.deps, AbortSignal.abort());
    expect(result).toMatchObject({ verdict: 'unknown', details: ['not found out in time'] });
  });
});

describe('among the other probes', () => {
  it('names, mail and registrations are run, and have a sentence for each verdict', async () => {
    const probes = (['dns', 'mail', 'domain'] as const).map((probe) => ({ probe, target: 'shop.com' }));
    const results = await createProbes(world.deps).run(probes, { person: 'p' });
    expect(results.map(({ probe, verdict }) => `${probe} ${verdict}`)).toEqual([
      ...['dns no-address', 'mail no-mx', 'domain unknown'],
    ]);
    for (const { probe } of probes) {
      const { texts } = phrases.parse(parse(readFileSync(`flows/patterns/probe-${probe}.yml`, 'utf8')));
      expect(Object.keys(texts)).toEqual([...PROBES[probe].verdicts]);
      const known = ['target', ...PROBES[probe].facts];
      for (const [verdict, { ru, en }] of Object.entries(texts)) {
        const [inRu, inEn] = [ru, en].map((text) =>
          [...text.matchAll(/\{(\w+)\}/gu)].map(([, name]) => name).sort(),
        );
        expect([verdict, inRu]).toEqual([verdict, inEn]);
        expect(known).toEqual(expect.arrayContaining(inRu ?? []));
      }
    }
  });
});
