import { isIPv4 } from 'node:net';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createResolver, type DnsResolver } from '../../src/probes/resolver.js';
import { recordLine } from '../../src/probes/resolver-record.js';
import { sendDns, type DnsServer, type SendDns } from '../../src/probes/resolver-transport.js';
import { answersQuery, decodeResponse, encodeQuery } from '../../src/probes/resolver-wire.js';
import { startDnsServer, type DnsTestServer } from '../support/probe/dns-server.js';

let dns: DnsTestServer;
let resolver: DnsResolver;
/** Only for servers that are silent. */
let hasty: DnsResolver;
const { signal } = new AbortController();
/** Where queries went, and the way for them on which silence takes no time. */
const sent: DnsServer[] = [];
const quick: SendDns = (server, query, limit) => {
  sent.push(server);
  if (server.port === dns.at.port && dns.isSilent(query)) return Promise.reject(new Error('silence'));
  return sendDns(server, query, limit);
};

beforeEach(async () => {
  dns = await startDnsServer({ recursive: true });
  resolver = createResolver({ servers: [dns.at], attemptsMs: [10_000] });
  hasty = createResolver({ servers: [dns.at], attemptsMs: [30, 30] });
});

afterEach(() => dns.close());

describe('the resolver', () => {
  it('reads records of each kind', async () => {
    dns.zone.add(
      'shop.com A 203.0.113.10',
      'shop.com AAAA 2001:db8::1',
      'shop.com NS NS1.Shop.com',
      'shop.com MX 10 Mail.Shop.com',
      'shop.com TXT "two " "parts with \\ and more"',
      'shop.com SOA ns1.shop.com 2026112901',
      'shop.com CAA 0 issue letsencrypt.org',
      '10.113.0.203.in-addr.arpa PTR shop.com',
    );
    const types = ['A', 'AAAA', 'NS', 'MX', 'TXT', 'SOA', 'CAA'] as const;
    const answers = await Promise.all(types.map((type) => resolver.ask('Shop.com.', type, signal)));
    const reverse = await resolver.ask('10.113.0.203.in-addr.arpa', 'PTR', signal);
    expect([...answers, reverse].flatMap(({ records }) => records.map(recordLine))).toEqual([
      'shop.com. 3600 IN A 203.0.113.10',
      'shop.com. 3600 IN AAAA 2001:db8::1',
      'shop.com. 3600 IN NS ns1.shop.com.',
      'shop.com. 3600 IN MX 10 mail.shop.com.',
      'shop.com. 3600 IN TXT "two " "parts with \\\\ and more"',
      'shop.com. 3600 IN SOA ns1.shop.com. serial 2026112901',
      'shop.com. 3600 IN CAA 0 issue "letsencrypt.org"',
      '10.113.0.203.in-addr.arpa. 3600 IN PTR shop.com.',
    ]);
  });

  it('tells a name that is not there, one without such records, servers that fail and silence apart', async () => {
    dns.zone.add('shop.com A 203.0.113.10');
    dns.misbehave('failing.com', 'SERVFAIL');
    dns.misbehave('refused.com', 'REFUSED');
    dns.misbehave('silent.com', 'silent');
    const names = ['nobody.com', 'shop.com', 'failing.com', 'refused.com'];
    const answers = await Promise.all(names.map((name) => resolver.ask(name, 'AAAA', signal)));
    const silence = await hasty.ask('silent.com', 'AAAA', signal);
    expect([...answers, silence].map(({ status, code }) => `${status} ${code}`)).toEqual([
      'no-such-name NXDOMAIN',
      'none NOERROR',
      'failing SERVFAIL',
      'failing REFUSED',
      'silent TIMEOUT',
    ]);
    expect(dns.asked.filter((question) => question.includes('silent'))).toHaveLength(2);
  });

  it('follows aliases that the answer holds, and those it has to ask for', async () => {
    dns.zone.add('www.shop.com CNAME shop.com', 'shop.com CNAME edge.net', 'edge.net A 203.0.113.10');
    const whole = await resolver.ask('www.shop.com', 'A', signal);
    expect(whole).toMatchObject({ status: 'found', aliases: ['shop.com', 'edge.net'] });
    const plain = await startDnsServer();
    plain.zone.add('www.shop.com CNAME shop.com', 'shop.com CNAME edge.net', 'edge.net A 203.0.113.10');
    const steps = await createResolver({ servers: [plain.at] }).ask('www.shop.com', 'A', signal);
    await plain.close();
    expect(steps).toEqual({ ...whole, authoritative: true });
  });

  it('does not follow aliases round and round, nor too far', async () => {
    dns.zone.add('a.com CNAME b.com', 'b.com CNAME a.com', 'self.com CNAME self.com');
    for (let step = 0; step < 12; step += 1) dns.zone.add(`n${step}.com CNAME n${step + 1}.com`);
    const names = ['a.com', 'self.com', 'n0.com'];
    const answers = await Promise.all(names.map((name) => resolver.ask(name, 'A', signal)));
    expect(answers.map(({ status, code }) => `${status} ${code}`)).toEqual(Array(3).fill('failing LOOP'));
    const plain = await startDnsServer();
    for (let step = 0; step < 12; step += 1) plain.zone.add(`n${step}.com CNAME n${step + 1}.com`);
    const far = await createResolver({ servers: [plain.at] }).ask('n0.com', 'A', signal);
    await plain.close();
    expect(far).toMatchObject({ status: 'failing', code: 'LOOP' });
  });

  it('fetches over TCP what was cut, and passes over datagrams that are no answer', async () => {
    for (let host = 1; host < 120; host += 1) dns.zone.add(`many.com A 203.0.113.${host}`);
    dns.zone.add('shop.com A 203.0.113.10');
    dns.misbehave('many.com', 'truncated');
    expect((await resolver.ask('many.com', 'A', signal)).records).toHaveLength(119);
    expect(dns.asked).toEqual(['A many.com udp', 'A many.com tcp']);
    for (const how of ['wrong-id', 'wrong-question', 'no-edns'] as const) {
      dns.misbehave('shop.com', how);
      expect((await resolver.ask('shop.com', 'A', signal)).records).toHaveLength(1);
    }
    dns.misbehave('shop.com', 'cut-tcp');
    expect((await resolver.ask('shop.com', 'A', signal)).status).toBe('silent');
    dns.misbehave('shop.com', 'malformed');
    expect((await resolver.ask('shop.com', 'A', signal)).code).toBe('MALFORMED');
  });

  it('asks the next server where one is silent or fails', async () => {
    const second = await startDnsServer({ recursive: true });
    second.zone.add('shop.com A 203.0.113.10', 'other.com A 203.0.113.11');
    dns.misbehave('shop.com', 'silent');
    dns.misbehave('other.com', 'SERVFAIL');
    const both = createResolver({ servers: [dns.at, second.at], send: quick });
    const answers = await Promise.all(['shop.com', 'other.com'].map((name) => both.ask(name, 'A', signal)));
    await second.close();
    expect(answers.map(({ status }) => status)).toEqual(['found', 'found']);
  });

  it('asks a server that is silent no second time, once another has answered', async () => {
    const second = await startDnsServer({ recursive: true });
    second.zone.add('shop.com A 203.0.113.10');
    dns.misbehave('*', 'silent');
    const both = createResolver({ servers: [dns.at, second.at], send: quick });
    sent.length = 0;
    for (let time = 0; time < 3; time += 1) await both.ask('shop.com', 'A', signal);
    await second.close();
    expect(sent.map(({ port }) => (port === dns.at.port ? 1 : 2))).toEqual([1, 2, 2, 2]);
  });

  it('puts no question that does not fit', async () => {
    const names = ['a'.repeat(64) + '.com', 'abc.'.repeat(64) + 'com', 'a..com', 'имя.рф', 'a b.com', ''];
    const answers = await Promise.all(names.map((name) => resolver.ask(name, 'A', signal)));
    expect(answers.map(({ code }) => code)).toEqual(names.map(() => 'BADNAME'));
    expect(dns.asked).toEqual([]);
  });

  it('reads binary text', async () => {
    dns.zone.addRecord({
      ...{ type: 'TXT', name: 'shop.com', ttl: 60 },
      data: [Buffer.from([0, 255, 10, 34]), 'é'],
    });
    const { records } = await resolver.ask('shop.com', 'TXT', signal);
    expect(records.map(recordLine)).toEqual(['shop.com. 60 IN TXT "\\000\\255\\010\\"" "\\195\\169"']);
  });

  it('gives up with the signal', async () => {
    dns.misbehave('*', 'silent');
    const slow = createResolver({ servers: [dns.at], attemptsMs: [60_000] });
    const limit = new AbortController();
    const asked = slow.ask('shop.com', 'A', limit.signal);
    const addresses = slow.addresses('shop.com', limit.signal);
    limit.abort(new Error('enough'));
    await expect(asked).rejects.toThrow('enough');
    expect(await addresses).toEqual({ kind: 'timeout' });
  });
});

describe('addresses of a host', () => {
  it('are those of both families, or why there are none', async () => {
    dns.zone.add('shop.com A 203.0.113.10', 'shop.com AAAA 2001:db8::1', 'mail.com MX 10 mail.com');
    dns.zone.add('half.com A 203.0.113.11');
    dns.misbehave('half.com', 'SERVFAIL', 'AAAA');
    dns.misbehave('failing.com', 'SERVFAIL');
    dns.misbehave('silent.com', 'silent');
    const look = (host: string) => resolver.addresses(host, signal);
    expect(await look('shop.com')).toEqual({ kind: 'found', addresses: ['203.0.113.10', '2001:db8::1'] });
    expect(await look('half.com')).toEqual({ kind: 'found', addresses: ['203.0.113.11'] });
    expect(await look('mail.com')).toEqual({ kind: 'no-address' });
    expect(await look('nobody.com')).toEqual({ kind: 'no-such-domain' });
    expect(await look('failing.com')).toEqual({ kind: 'failed' });
    expect(await hasty.addresses('silent.com', signal)).toEqual({ kind: 'timeout' });
  });
});

describe('the wire', () => {
  const query = encodeQuery('shop.com', 'A', { id: 0xabcd, recurse: true, edns: true });

  it('asks as RFC 1035 and RFC 6891 want it', () => {
    expect(query.toString('hex')).toBe(
      'abcd01000001000000000001' + '0473686f7003636f6d00' + '00010001' + '00002904d0000000000000',
    );
  });

  it('takes nothing for an answer that is none, and reads nothing of what is cut anywhere', () => {
    const response = Buffer.from(query);
    expect(answersQuery(query, query)).toBe(false);
    response.writeUInt16BE(0x8180, 2);
    response[13] = 'S'.charCodeAt(0);
    expect(answersQuery(response, query)).toBe(true);
    for (let length = 0; length < response.length; length += 1) {
      expect(answersQuery(response.subarray(0, length), query)).toBe(length >= 26);
      expect(decodeResponse(response.subarray(0, length)).code).toBe('MALFORMED');
    }
  });

  const seed = Date.now() & 0x7fffffff;
  it(`reads any bytes without an error, into addresses that are some (seed ${seed})`, () => {
    const whole = Buffer.from(query);
    whole.writeUInt16BE(0x8180, 2);
    whole.writeUInt16BE(9, 6);
    const bytes = fc.tuple(fc.uint8Array({ maxLength: 80 }), fc.nat(40)).map(([tail, at]) => {
      const types = Buffer.from('c00c000100010000003c0004cb00710ac00c000f0001000000', 'hex');
      return Buffer.concat([whole, types.subarray(0, at), tail]);
    });
    fc.assert(
      fc.property(bytes, (message) => {
        for (const record of decodeResponse(message).records) {
          expect(recordLine(record)).toMatch(/^[ -~]*$/u);
          if (record.type === 'A') expect(isIPv4(record.value)).toBe(true);
        }
      }),
      { seed, numRuns: 2_000 },
    );
  });

  it('does not end the process where nobody listens', async () => {
    const { at } = dns;
    await dns.close();
    await expect(sendDns(at, query, signal)).rejects.toMatchObject({ code: 'DNS_NO_ANSWER' });
    dns = await startDnsServer();
  });
});
