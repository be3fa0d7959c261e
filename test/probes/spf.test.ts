import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hasMacro, isSpf, parseSpf, printSpf, type SpfTerm } from '../../src/probes/spf.js';

function terms(text: string): readonly SpfTerm[] {
  const spf = parseSpf(text);
  if (spf.kind === 'broken') throw new Error(spf.why);
  return spf.terms;
}

function why(text: string): string | null {
  const spf = parseSpf(text);
  return spf.kind === 'broken' ? spf.why : null;
}

describe('an SPF record', () => {
  it('is read with its mechanisms and modifiers', () => {
    const text =
      'v=spf1 A mx/24 a:Mail.shop.com/24//64 ptr:shop.com ip4:203.0.113.0/24 ip6:2001:db8::/32 ' +
      'exists:%{ir}.sbl.shop.com ?include:_spf.hosting.com exp=why.shop.com unknown=%{d} ~all';
    expect(printSpf(terms(text))).toBe(text.replace(' A ', ' a '));
    expect(terms(text)[2]).toEqual({
      ...{ kind: 'mechanism', qualifier: '+', name: 'a', value: 'Mail.shop.com', prefix4: 24, prefix6: 64 },
    });
    expect(terms('V=SPF1  mx//64   -ALL ')).toEqual(terms('v=spf1 +mx//64 -all'));
    expect(terms('v=spf1')).toEqual([]);
    expect(terms('v=spf1 redirect=xn--80ak6aa92e.xn--p1ai.')).toHaveLength(1);
  });

  it('is told from other text', () => {
    expect(
      ['v=spf1', 'V=spf1 -all', 'v=spf10 -all', 'v=spf1-all', ' v=spf1', 'spf2.0/pra'].map(isSpf),
    ).toEqual([...[true, true, false, false, false, false]]);
    expect([hasMacro('%{i}._spf.shop.com'), hasMacro('_spf.shop.com')]).toEqual([true, false]);
  });

  it.each([
    ['v=spf1 foo:shop.com', '"foo:shop.com": is an unknown mechanism'],
    ['v=spf1 include', '"include": needs the name of a domain'],
    ['v=spf1 include: shop.com', '"include:": needs the name of a domain'],
    ['v=spf1 include:shop', '"include:shop": needs the name of a domain'],
    ['v=spf1 include:shop.com/24', '"include:shop.com/24": takes no network'],
    ['v=spf1 ip4:203.0.113.0/33', '"ip4:203.0.113.0/33": is no IPv4 address or network'],
    ['v=spf1 ip4:203.0.113', '"ip4:203.0.113": is no IPv4 address or network'],
    ['v=spf1 ip4:shop.com', '"ip4:shop.com": is no IPv4 address or network'],
    ['v=spf1 ip4:203.0.113.0//24', '"ip4:203.0.113.0//24": is no IPv4 address or network'],
    ['v=spf1 ip6:2001:db8::/129', '"ip6:2001:db8::/129": is no IPv6 address or network'],
    ['v=spf1 a/024', '"a/024": has a wrong network'],
    ['v=spf1 a/', '"a/": has a wrong network'],
    ['v=spf1 a:', '"a:": is no name of a domain'],
    ['v=spf1 a:shop.123', '"a:shop.123": is no name of a domain'],
    ['v=spf1 ptr/24', '"ptr/24": has a wrong network'],
    ['v=spf1 all:shop.com', '"all:shop.com": takes no value'],
    ['v=spf1 exists:%{x}.shop.com', '"exists:%{x}.shop.com": needs the name of a domain'],
    ['v=spf1 redirect=a.com redirect=b.com', '"redirect=" is given twice'],
    ['v=spf1 redirect=', '"redirect=": needs the name of a domain'],
    ['v=spf1 other=100%', '"other=100%": has a wrong macro'],
    ['v=spf1 -аll', 'has signs other than printable ASCII'],
    ['v=spf1\ta', 'does not begin with v=spf1'],
    ['v=spf1 a\tmx', 'has signs other than printable ASCII'],
    ['v=spf1 "a"', '""a"": is no term'],
    [`v=spf1 ${'a '.repeat(3_000)}`, 'is longer than 4096 bytes'],
  ])('%s is broken', (text, reason) => {
    expect(why(text)).toBe(reason);
  });
});

describe('any text', () => {
  const seed = Date.now() & 0x7fffffff;
  const name = fc.constantFrom(
    'shop.com',
    '_spf.a-b.net',
    '%{i}.%{d2r}',
    'x.%{d}',
    'a/b.com',
    '%%.org',
    'shop',
    '1.2',
  );
  const piece = fc.oneof(
    fc.constantFrom(
      'all',
      'include:',
      'a',
      'a:',
      'mx',
      'mx:',
      'ptr:',
      'exists:',
      'redirect=',
      'exp=',
      'x.y=',
    ),
    fc.constantFrom('+', '-', '~', '?', '/24', '//64', '/0', '/33', ' ', ' ', ' ', '=', ':', '%', '%{', '}'),
    fc.constantFrom('ip4:203.0.113.0', 'ip6:2001:db8::', 'ip4:', 'ip6:', 'ALL', 'MX'),
    name,
    fc.string({ maxLength: 4 }),
  );
  const records = fc.array(piece, { maxLength: 20 }).map((pieces) => `v=spf1 ${pieces.join('')}`);

  it(`is read without an error, and printed and read again is the same (seed ${seed})`, () => {
    fc.assert(
      fc.property(fc.oneof(records, fc.string()), (text) => {
        const spf = parseSpf(text);
        if (spf.kind === 'broken') return;
        const printed = printSpf(spf.terms);
        expect(parseSpf(printed)).toEqual(spf);
        expect(printSpf(terms(printed))).toBe(printed);
      }),
      { seed, numRuns: 2_000 },
    );
  });
});
