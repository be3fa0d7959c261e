import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PROBES, probeNameSchema, probeResultSchema } from '../../src/model/probe.js';
import type { ProbeDeps } from '../../src/probes/deps.js';
import { createLimiter, PROBE_LIMITS } from '../../src/probes/limits.js';
import { createProbes, PROBE_DEADLINE_MS } from '../../src/probes/run.js';
import { standingClock, type StandingClock } from '../../src/rehearsal/clock.js';
import { tcpServer, type Loopback } from '../support/probe/loopback.js';
import { probeWorld, PUBLIC, type ProbeWorld } from '../support/probe/world.js';

const ann = { person: 'ann' };
const port = { probe: 'port', target: 'shop.example.com', port: 22 } as const;

let world: ProbeWorld;
let clock: StandingClock;
let server: Loopback;
beforeEach(async () => {
  clock = standingClock();
  world = await probeWorld({ now: clock.now, after: clock.after });
  world.name('shop.example.com', [PUBLIC]);
  server = await tcpServer((socket) => socket.end());
  world.place(`${PUBLIC}:22`, server.port);
});
afterEach(() => server.close());

/** A connection that comes only when it is given up. */
const hanging: ProbeDeps['connect'] = (_address, _port, signal) =>
  new Promise((resolve) => {
    signal.addEventListener('abort', () => resolve({ kind: 'timeout' }), { once: true });
  });

describe('probes', () => {
  it('are answered in order, each with all of its facts', async () => {
    const probes = createProbes(world.deps);
    const names = probeNameSchema.options;
    const results = await probes.run(
      names.map((probe) => ({ probe, target: 'nas.local' })),
      ann,
    );
    expect(results.map(({ probe }) => probe)).toEqual(names);
    for (const result of results) {
      expect(probeResultSchema.parse(result).verdict).toBe('unknown');
      expect(Object.keys(result.facts)).toEqual([...PROBES[result.probe].facts]);
      expect(result.target).toBe('nas.local');
      expect(result.details).not.toEqual([]);
    }
    expect(world.lookups).toEqual([]);
    expect(await probes.run([], ann)).toEqual([]);
  });

  it('end with their time, and with an address that took too long', async () => {
    world.deps.connect = hanging;
    const running = createProbes(world.deps).run([port], ann);
    await settled();
    clock.advance(PROBE_DEADLINE_MS / 3);
    expect(await running).toMatchObject([{ verdict: 'timeout', facts: { address: PUBLIC } }]);
  });

  it('that do not stop are left alone', async () => {
    world.deps.resolver = { ...world.deps.resolver, addresses: () => new Promise(() => undefined) };
    const running = createProbes(world.deps).run([port], ann);
    await settled();
    clock.advance(PROBE_DEADLINE_MS);
    clock.advance(1_000);
    expect(await running).toMatchObject([
      { verdict: 'unknown', details: [`not done within ${PROBE_DEADLINE_MS} ms`] },
    ]);
  });

  it('that fail are unknown', async () => {
    world.deps.resolver = {
      ...world.deps.resolver,
      addresses: () => Promise.reject(new Error('out of order')),
    };
    expect(await createProbes(world.deps).run([port], ann)).toMatchObject([
      { verdict: 'unknown', details: ['failed: out of order'], facts: { port: '—', address: '—' } },
    ]);
  });

  it('that are the same run once at a time, however the target is written', async () => {
    const probes = createProbes(world.deps);
    const both = await Promise.all([
      probes.run([port, port], ann),
      probes.run([{ ...port, target: 'https://SHOP.example.com/' }], { person: 'bob' }),
    ]);
    expect(both.flat().map(({ verdict }) => verdict)).toEqual(['open', 'open', 'open']);
    expect(world.connections).toEqual([`${PUBLIC}:22`]);
    await probes.run([port, { ...port, port: 25 }], ann);
    expect(world.connections).toHaveLength(3);
  });

  it('beyond a limit are unknown, and nothing is looked up; names below a domain count together', async () => {
    const limiter = createLimiter({ ...PROBE_LIMITS, target: { most: 1, ms: 60_000 } });
    const probes = createProbes(world.deps, limiter);
    await probes.run([port], ann);
    expect(await probes.run([{ ...port, target: 'www.example.com' }], ann)).toMatchObject([
      { target: 'www.example.com', verdict: 'unknown', details: ['too many checks of this target'] },
    ]);
    clock.advance(60_000);
    expect(await probes.run([port], ann)).toMatchObject([{ verdict: 'open' }]);
    expect(world.lookups).toEqual(['shop.example.com', 'shop.example.com']);
  });

  it('give their places back, however they end', async () => {
    const limiter = createLimiter({ ...PROBE_LIMITS, atOnce: 1 });
    const probes = createProbes(world.deps, limiter);
    const { resolver } = world.deps;
    world.deps.resolver = {
      ...world.deps.resolver,
      addresses: () => Promise.reject(new Error('out of order')),
    };
    await probes.run([port], ann);
    world.deps.resolver = resolver;
    const other = { ...port, port: 25 };
    const [first, second] = await probes.run([port, other], ann);
    expect(first?.verdict).toBe('open');
    expect(second?.details).toEqual(['too many checks are running']);
    expect(await probes.run([other], ann)).toMatchObject([{ verdict: 'refused' }]);
  });

  it('are not made with a network that is none', () => {
    const provider = { ...world.deps.provider, internal: ['10.0.0.0'] };
    expect(() => createProbes({ ...world.deps, provider })).toThrow(
      expect.objectContaining({ code: 'PROBE_NETWORK' }),
    );
  });
});

/** Everything that needs no time has been done. */
function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
