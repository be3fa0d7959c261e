import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findDkim, keyState } from '../../src/probes/dkim.js';
import { checkDmarc, parseDmarc } from '../../src/probes/dmarc.js';
import { checkReverse, reverseName } from '../../src/probes/mail-reverse.js';
import { checkSpf } from '../../src/probes/mail-spf.js';
import { readTags } from '../../src/probes/mail-tags.js';
import { startNameWorld, type NameWorld } from '../support/probe/name-world.js';

let world: NameWorld;
const { signal } = new AbortController();

beforeEach(async () => {
  world = await startNameWorld();
});

afterEach(() => world.close());

describe('SPF of a domain', () => {
  const spf = (domain = 'shop.com') => checkSpf(domain, world.deps.resolver, signal);
  const add = (...lines: string[]) => world.system.zone.add(...lines);

  it('is followed into everything that it includes, and counted', async () => {
    add('shop.com TXT "v=spf1 a mx exists:%{i}.shop.com incl" "ude:_SPF.hosting.com. ~all"');
    add('shop.com TXT "google-site-verification=1"', 'shop.com A 203.0.113.1', 'shop.com MX 10 shop.com');
    add('_spf.hosting.com TXT "v=spf1 ptr redirect=_more.hosting.com"');
    add('_more.hosting.com TXT "v=spf1 ip4:203.0.113.0/24 include:%{d}._spf.hosting.com -all"');
    const { state, lookups, includes, record, details } = await spf();
    expect([state, lookups, [...includes]]).toEqual(['ok', 7, ['_spf.hosting.com', '_more.hosting.com']]);
    expect(record).toBe('v=spf1 a mx exists:%{i}.shop.com include:_SPF.hosting.com. ~all');
    expect(details[1]).toBe('SPF: 7 look-ups, 0 of them void');
  });

  it('looks at nothing behind "all", nor at a redirect beside it', async () => {
    add('shop.com TXT "v=spf1 redirect=nobody.com -all include:nobody.com"');
    expect(await spf()).toMatchObject({ state: 'ok', lookups: 0 });
  });

  it('is missing, given several times, or not found out', async () => {
    add('none.com TXT "v=spf10"', 'two.com TXT "v=spf1 -all"', 'two.com TXT "v=spf1 a -all"');
    world.system.misbehave('failing.com', 'SERVFAIL');
    const states = await Promise.all(['none.com', 'nobody.com', 'two.com', 'failing.com'].map(spf));
    expect(states.map(({ state }) => state)).toEqual(['missing', 'missing', 'several', 'unknown']);
  });

  it.each([
    ['v=spf1 include:shop.com -all', 'include of shop.com goes round'],
    ['v=spf1 include:a.com -all', 'include of a.com goes round'],
    ['v=spf1 include:nobody.com -all', 'include of nobody.com, whose SPF is missing'],
    ['v=spf1 redirect=two.com', 'redirect of two.com, whose SPF is several'],
    ['v=spf1 include:wrong.com', 'wrong.com: "ipv4:203.0.113.1": is an unknown mechanism'],
    ['v=spf1 a:n1.com a:n2.com exists:n3.com', 'more than 2 look-ups find nothing'],
    ['v=spf1 include:wide.com include:wide.com -all', 'more than 10 look-ups'],
    ['v=spf1 mx:many.com -all', 'mx of many.com are 300, more than 10'],
  ])('%s is broken', async (text, why) => {
    add(`shop.com TXT "${text}"`, 'a.com TXT "v=spf1 include:b.com"', 'b.com TXT "v=spf1 include:a.com"');
    add('two.com TXT "v=spf1 -all"', 'two.com TXT "v=spf1 ~all"', 'wrong.com TXT "v=spf1 ipv4:203.0.113.1"');
    add(`wide.com TXT "v=spf1 ${'ptr '.repeat(5)}"`);
    for (let count = 0; count < 300; count += 1) add(`many.com MX ${count} mx${count}.many.com`);
    world.system.misbehave('many.com', 'truncated');
    const { state, details } = await spf();
    expect([state, details[1]?.split('; ')[1]]).toEqual(['broken', why]);
  });

  it('is unsure where a part does not answer, and counts no further than it must', async () => {
    add(
      'shop.com TXT "v=spf1 include:failing.com -all"',
      `deep.com TXT "v=spf1 ${'include:wide.com '.repeat(90)}"`,
    );
    add(`wide.com TXT "v=spf1 ${'a:wide.com '.repeat(90)}"`, 'wide.com A 203.0.113.1');
    world.system.misbehave('failing.com', 'SERVFAIL');
    expect((await spf()).state).toBe('unknown');
    world.system.asked.length = 0;
    expect((await spf('deep.com')).lookups).toBe(11);
    expect(world.system.asked.length).toBeLessThan(12);
  });
});

describe('DKIM keys', () => {
  it('are valid, revoked, broken or none', () => {
    const texts = {
      'v=DKIM1; k=rsa; p=MIGfMA0G CSq=': 'valid',
      'k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=;': 'valid',
      'v=DKIM1; p=': 'revoked',
      'v=DKIM1; p=not*base64': 'broken',
      'v=DKIM1; k=dsa; p=AAAA': 'broken',
      'v=DKIM1; k=rsa': 'broken',
      'v=spf1 -all': 'missing',
      'v=DKIM2; p=AAAA': 'missing',
      hello: 'missing',
    };
    expect(Object.fromEntries(Object.keys(texts).map((text) => [text, keyState(text)]))).toEqual(texts);
  });

  it('are looked for under each selector once, through aliases too', async () => {
    const { zone } = world.system;
    zone.add('mail._domainkey.shop.com TXT "v=DKIM1; p=" "AAAA"', 's1._domainkey.shop.com TXT "v=DKIM1; p="');
    zone.add('k1._domainkey.shop.com CNAME dkim.mail.net', 'dkim.mail.net TXT "k=rsa; p=AAAA"');
    world.system.misbehave('s2._domainkey.shop.com', 'SERVFAIL');
    const selectors = [' Mail', 'mail', 's1', 'k1', 's2', 'x', '', 'a b', 'ключ', 'a'.repeat(64), '*', '-'];
    const keys = await findDkim('shop.com', selectors, world.deps.resolver, signal);
    expect(keys.map(({ selector, state }) => `${selector} ${state}`)).toEqual([
      ...['mail valid', 's1 revoked', 'k1 valid', 's2 unknown', 'x missing'],
    ]);
  });
});

describe('DMARC', () => {
  it('is read as receivers read it', () => {
    const policy = (text: string) => {
      const dmarc = parseDmarc(text);
      return dmarc.kind === 'dmarc' ? `${dmarc.policy} ${dmarc.below}` : dmarc.why;
    };
    expect(policy('v=DMARC1; p=Reject; SP = none ; pct=100;')).toBe('reject none');
    expect(policy('v=DMARC1;p=quarantine')).toBe('quarantine quarantine');
    expect(policy('v=DMARC1; rua=mailto:a@shop.com')).toBe('none none');
    expect(policy('v=DMARC1; p=all; rua=mailto:nobody')).toBe('has no policy: p=all');
    expect(policy('v=DMARC1; p=none; p=reject')).toBe('is no list of tags');
    expect(policy('v=DMARC1; junk; ; p=none')).toBe('is no list of tags');
    expect(policy('p=none; v=DMARC1')).toBe('does not begin with v=DMARC1');
  });

  it('is the domain’s own, or what the registered one says about names below it', async () => {
    const { zone } = world.system;
    zone.add(
      '_dmarc.shop.com TXT "v=DMARC1; p=reject; sp=quarantine"',
      '_dmarc.own.shop.com TXT "v=DMARC1; p=none"',
    );
    zone.add('_dmarc.two.com TXT "v=DMARC1; p=none"', '_dmarc.two.com TXT "v=DMARC1; p=reject"');
    zone.add('_dmarc.junk.com TXT "v=DMARC1 p=none"', '_dmarc.bad.com TXT "v=DMARC1; p=\u0007no"');
    world.system.misbehave('_dmarc.failing.com', 'SERVFAIL');
    const names = [
      'shop.com',
      'own.shop.com',
      'a.b.shop.com',
      'two.com',
      'junk.com',
      'bad.com',
      'nobody.com',
      'failing.com',
    ];
    const found = await Promise.all(names.map((name) => checkDmarc(name, world.deps.resolver, signal)));
    expect(found.map(({ state, policy }) => `${state} ${policy ?? ''}`)).toEqual([
      ...['ok reject', 'ok none', 'ok quarantine', 'broken ', 'missing ', 'broken ', 'missing ', 'unknown '],
    ]);
    expect(found[5]?.details).toEqual(['DMARC: v=DMARC1; p=\\007no', 'DMARC: has no policy: p=\\007no']);
  });

  const seed = Date.now() & 0x7fffffff;
  it(`and every list of tags is read without an error (seed ${seed})`, () => {
    const piece = fc.oneof(
      fc.constantFrom('v=DMARC1', ';', '; ', '=', 'p=none', 'sp=', ' ', '\t'),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const text = pieces.join('');
        parseDmarc(text);
        keyState(text);
        const tags = readTags(text);
        if (tags === null) return;
        const printed = [...tags].map(([name, value]) => `${name}=${value}`).join(';');
        expect(readTags(printed)).toEqual(tags);
      }),
      { seed, numRuns: 1_000 },
    );
  });
});

describe('the name of an address', () => {
  it('has to lead back to it', async () => {
    const { zone } = world.system;
    const v6 = '2001:db8::a1';
    expect(reverseName('203.0.113.7')).toBe('7.113.0.203.in-addr.arpa');
    expect(reverseName(v6)).toBe(`1.a.${'0.'.repeat(22)}8.b.d.0.1.0.0.2.ip6.arpa`);
    zone.add('7.113.0.203.in-addr.arpa PTR other.com', '7.113.0.203.in-addr.arpa PTR mx.shop.com');
    zone.add(
      'mx.shop.com A 203.0.113.7',
      'mx.shop.com AAAA 2001:0db8:0::00a1',
      `${reverseName(v6)} PTR mx.shop.com`,
    );
    zone.add('8.113.0.203.in-addr.arpa PTR mx.shop.com', '9.113.0.203.in-addr.arpa PTR slow.com');
    world.system.misbehave('slow.com', 'silent');
    world.system.misbehave('6.113.0.203.in-addr.arpa', 'SERVFAIL');
    const addresses = ['203.0.113.7', v6, '203.0.113.8', '203.0.113.9', '203.0.113.6', '203.0.113.5'];
    const found = await Promise.all(addresses.map((one) => checkReverse(one, world.deps.resolver, signal)));
    expect(found.map(({ state }) => state)).toEqual(['ok', 'ok', 'differs', 'unknown', 'unknown', 'missing']);
    expect(found[0]?.name).toBe('mx.shop.com');
  });
});
