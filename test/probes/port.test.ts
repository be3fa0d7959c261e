import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ProbeResult } from '../../src/model/probe.js';
import { createProbes } from '../../src/probes/run.js';
import { tcpServer, type Loopback } from '../support/probe/loopback.js';
import { probeWorld, PUBLIC, type ProbeWorld } from '../support/probe/world.js';

const SIXTH = '2606:4700:4700::1111';

let world: ProbeWorld;
let server: Loopback;
beforeEach(async () => {
  world = await probeWorld();
  world.name('shop.example.com', [SIXTH, PUBLIC]);
  server = await tcpServer((socket) => socket.end('220 ready\r\n'));
});
afterEach(() => server.close());

async function probe(port?: number, target = 'shop.example.com'): Promise<ProbeResult> {
  const [result] = await createProbes(world.deps).run([{ probe: 'port', target, port }], { person: 'p' });
  if (result === undefined) throw new Error('no result');
  return result;
}

describe('a port', () => {
  it('that is open, IPv4 first', async () => {
    world.place(`${PUBLIC}:25`, server.port);
    expect(await probe(25)).toEqual({
      probe: 'port',
      target: 'shop.example.com',
      verdict: 'open',
      facts: { port: '25', address: PUBLIC },
      details: [],
    });
    expect(world.connections).toEqual([`${PUBLIC}:25`]);
  });

  it('that only another address has open', async () => {
    world.place(`${SIXTH}:25`, server.port);
    expect(await probe(25)).toMatchObject({ verdict: 'open', facts: { address: SIXTH } });
  });

  it('that is shut', async () => {
    expect(await probe(3306)).toMatchObject({ verdict: 'refused', facts: { port: '3306', address: SIXTH } });
  });

  it('that keeps silent', async () => {
    world.name('shop.example.com', [PUBLIC]);
    world.place(`${PUBLIC}:22`, 'silence');
    expect((await probe(22)).verdict).toBe('timeout');
  });

  it('of a machine that this one has no way to', async () => {
    world.name('shop.example.com', [SIXTH]);
    world.deps.connect = () => Promise.resolve({ kind: 'no-route' });
    expect((await probe(22)).verdict).toBe('unknown');
  });

  it('that IPv4 refuses, with no way to IPv6', async () => {
    const { connect } = world.deps;
    world.deps.connect = (address, ...rest) =>
      address === SIXTH ? Promise.resolve({ kind: 'no-route' }) : connect(address, ...rest);
    expect(await probe(22)).toMatchObject({ verdict: 'refused', facts: { address: PUBLIC } });
  });

  it.each([undefined, 1, 23, 111, 445, 6379, 9200, 11211, 27017])('%s: not tried', async (port) => {
    expect((await probe(port)).verdict).toBe('unknown');
    expect(world.lookups).toEqual([]);
    expect(world.connections).toEqual([]);
  });

  it.each(['nas.local', 'localhost', '127.0.0.1', '[::1]', 'shop.internal', 'nothing at all'])(
    'of %s: not tried',
    async (target) => {
      expect((await probe(22, target)).verdict).toBe('unknown');
      expect(world.lookups).toEqual([]);
      expect(world.connections).toEqual([]);
    },
  );

  it.each(['no-such-domain', 'no-address', 'found'] as const)('of a name: %s', async (kind) => {
    world.name('shop.example.com', kind);
    expect(await probe(22)).toMatchObject({ verdict: 'no-address', facts: { port: '22', address: '—' } });
  });

  it.each(['failed', 'timeout'] as const)('of a name whose look-up comes to %s', async (kind) => {
    world.name('shop.example.com', kind);
    expect((await probe(22)).verdict).toBe('unknown');
  });

  it('of the provider’s own machines: not tried', async () => {
    world.deps.provider = { ...world.deps.provider, internal: ['93.184.215.0/24'] };
    world.name('shop.example.com', [PUBLIC]);
    const result = await probe(22);
    expect(result).toMatchObject({ verdict: 'unknown', facts: { address: '—' } });
    expect(JSON.stringify(result)).not.toContain(PUBLIC);
    expect(world.connections).toEqual([]);
  });
});
