import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isWithin, mayProbe } from '../../src/probes/guard.js';
import { hostOf, readHost, readUrl } from '../../src/probes/target.js';

const bounds = { provider: { internal: ['185.10.20.0/24', '2a00:1234::/32'] } };
const seed = Number(process.env.SEED ?? Date.now() % 1_000_000);
const may = (address: string): boolean => mayProbe(address, 80, bounds);

describe('which addresses may be probed', () => {
  it.each(['8.8.8.8', '93.184.215.14', '2606:4700:4700::1111', '::ffff:8.8.8.8'])('%s: public', (address) =>
    expect(may(address)).toBe(true),
  );

  it.each([
    ['10.1.2.3', 'private'],
    ['172.31.255.255', 'private'],
    ['192.168.0.1', 'private'],
    ['127.0.0.1', 'loopback'],
    ['127.255.255.254', 'loopback'],
    ['169.254.169.254', 'metadata'],
    ['100.100.100.200', 'metadata in carrier-grade NAT'],
    ['168.63.129.16', 'metadata on a public address'],
    ['192.0.0.192', 'metadata on a reserved address'],
    ['fd00:ec2::254', 'metadata'],
    ['100.64.0.1', 'carrier-grade NAT'],
    ['0.0.0.0', 'unspecified'],
    ['0.1.2.3', 'this network'],
    ['224.0.0.1', 'multicast'],
    ['240.0.0.1', 'reserved'],
    ['255.255.255.255', 'broadcast'],
    ['198.18.0.1', 'benchmarking'],
    ['192.0.2.1', 'documentation'],
    ['203.0.113.5', 'documentation'],
    ['192.88.99.1', '6to4 relay'],
    ['::', 'unspecified'],
    ['::1', 'loopback'],
    ['fe80::1', 'link-local'],
    ['fe80::1%eth0', 'an interface of this machine'],
    ['2606:4700:4700::1111%eth0', 'an interface of this machine'],
    ['fc00::1', 'unique-local'],
    ['fec0::1', 'site-local'],
    ['ff02::1', 'multicast'],
    ['2001:db8::1', 'documentation'],
    ['3fff::1', 'documentation'],
    ['4000::1', 'not given out'],
    ['::ffff:127.0.0.1', 'mapped loopback'],
    ['::ffff:a9fe:a9fe', 'mapped metadata'],
    ['::7f00:1', 'compatible loopback'],
    ['::ffff:0:127.0.0.1', 'translated loopback'],
    ['64:ff9b::7f00:1', 'NAT64 of loopback'],
    ['64:ff9b:1::1', 'NAT64 of a network'],
    ['2002:7f00:1::', '6to4 of loopback'],
    ['2001::1', 'Teredo'],
    ['185.10.20.77', "the provider's own"],
    ['::ffff:185.10.20.77', "the provider's own, mapped"],
    ['2a00:1234::5', "the provider's own"],
    ['2130706433', 'no usual form'],
    ['0177.0.0.1', 'no usual form'],
    ['0x7f.1', 'no usual form'],
    ['8.8.8', 'no usual form'],
    ['08.8.8.8', 'no usual form'],
    ['example.com', 'a name'],
    ['', 'nothing'],
  ])('%s: not, %s', (address) => expect(may(address)).toBe(false));

  it('only what is allowed in code is an exception, with its port', () => {
    const allow = (address: string, port: number): boolean => address === '127.0.0.1' && port === 8080;
    expect(mayProbe('127.0.0.1', 8080, { ...bounds, allow })).toBe(true);
    expect(mayProbe('127.0.0.1', 80, { ...bounds, allow })).toBe(false);
  });

  it('networks contain addresses of their own kind; a network that is none contains nothing', () => {
    expect(isWithin('185.10.20.1', ['185.10.0.0/16'])).toBe(true);
    expect(isWithin('2a00::1', ['185.10.0.0/16', '2a00::/16'])).toBe(true);
    expect(isWithin('185.10.20.1', ['185.10.0.0', 'nonsense', '::/0'])).toBe(false);
  });
});

describe('whatever is written as an address of an inner network', () => {
  /** The four numbers of an address that is not public. */
  const inner = fc.oneof(
    fc.tuple(fc.constantFrom(0, 10, 127), byte(), byte(), byte()),
    fc.tuple(fc.constant(172), fc.integer({ min: 16, max: 31 }), byte(), byte()),
    fc.tuple(fc.constant(192), fc.constant(168), byte(), byte()),
    fc.tuple(fc.constant(169), fc.constant(254), byte(), byte()),
    fc.tuple(fc.constant(100), fc.integer({ min: 64, max: 127 }), byte(), byte()),
    fc.tuple(fc.integer({ min: 224, max: 255 }), byte(), byte(), byte()),
  );

  it(`is not probed (seed ${seed})`, () => {
    fc.assert(
      fc.property(inner, fc.integer({ min: 0, max: FORMS.length - 1 }), (parts, form) => {
        const written = FORMS[form]?.(parts) ?? '';
        expect(readHost(written), written).toBeNull();
        for (const url of [`http://${written}/`, `https://user:secret@${written}:443/path`]) {
          const read = readUrl(url);
          expect(read === null ? null : hostOf(read), url).toBeNull();
        }
        expect(may(written.replace(/^\[(.*)\]$/u, '$1')), written).toBe(false);
      }),
      { seed, numRuns: 2_000 },
    );
  });

  it(`no text is read as a host that an address rule would refuse (seed ${seed})`, () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.webUrl(), fc.ipV4(), fc.ipV6()), (text) => {
        const host = readHost(text);
        if (host !== null && /^[\d.]+$|:/u.test(host.name)) {
          expect(mayProbe(host.name, 80, { provider: { internal: [] } })).toBe(true);
        }
      }),
      { seed, numRuns: 300 },
    );
  });
});

type Parts = [number, number, number, number];

/** The ways to write an IPv4 address that programs read as one. */
const FORMS: readonly ((parts: Parts) => string)[] = [
  (parts) => parts.join('.'),
  (parts) => String(whole(parts)),
  (parts) => `0x${whole(parts).toString(16)}`,
  (parts) => parts.map((part) => `0${part.toString(8)}`).join('.'),
  (parts) => parts.map((part) => `0x${part.toString(16)}`).join('.'),
  ([a, b, c, d]) => `${a}.${b * 65536 + c * 256 + d}`,
  ([a, b, c, d]) => `${a}.${b}.${c * 256 + d}`,
  (parts) => `${parts.join('.')}.`,
  (parts) => parts.join('.').replace(/\d/gu, (digit) => '０１２３４５６７８９'.charAt(Number(digit))),
  (parts) => `[::ffff:${parts.join('.')}]`,
  (parts) => `[::${parts.join('.')}]`,
  (parts) => `[64:ff9b::${hex(parts)}]`,
  ([a, b, c, d]) => `[2002:${hex([a, b, c, d])}::1]`,
];

function whole([a, b, c, d]: Parts): number {
  return ((a * 256 + b) * 256 + c) * 256 + d;
}

function hex([a, b, c, d]: Parts): string {
  return `${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}`;
}

function byte(): fc.Arbitrary<number> {
  return fc.integer({ min: 0, max: 255 });
}
