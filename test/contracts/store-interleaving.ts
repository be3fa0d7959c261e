import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Store, TurnInput } from '../../src/store/store.js';
import type { StoreFactory } from './store.js';
import { BOT, deliveryOf, keyOf, messageOf, turnOf } from './store-samples.js';

const CHATS = ['c0', 'c1', 'c2'] as const;
const chat = fc.constantFrom(...CHATS);

const operation = fc.oneof(
  fc.record({ kind: fc.constant('accept' as const), chat, again: fc.boolean() }),
  fc.record({ kind: fc.constant('load' as const), chat }),
  fc.record({ kind: fc.constant('commit' as const), chat, replies: fc.nat({ max: 3 }) }),
  fc.record({
    kind: fc.constant('send' as const),
    pick: fc.nat({ max: 5 }),
    outcome: fc.constantFrom('sent' as const, 'retry' as const, 'dead' as const, 'ahead' as const),
    delay: fc.constantFrom(0, 50),
  }),
  fc.record({ kind: fc.constant('wait' as const), ms: fc.integer({ min: 1, max: 60 }) }),
  fc.record({ kind: fc.constant('restart' as const) }),
);
type Operation = typeof operation extends fc.Arbitrary<infer T> ? T : never;

/** What must be true of the store, kept beside it in plain lists. */
interface Ledger {
  now: number;
  accepted: string[];
  /** Ids of waiting inbounds by chat. */
  waiting: Map<string, string[]>;
  versions: Map<string, number>;
  loaded: Map<string, TurnInput>;
  /** Ids of unsent deliveries by lane, in the order in which they must go out. */
  lanes: Map<string, string[]>;
  /** Heads that are not due before a time. */
  notBefore: Map<string, number>;
  handled: string[];
  settled: string[];
  deliveries: number;
}

function newLedger(): Ledger {
  return {
    now: 0,
    accepted: [],
    waiting: new Map(CHATS.map((each) => [each, []])),
    versions: new Map(CHATS.map((each) => [each, 0])),
    loaded: new Map(),
    lanes: new Map(CHATS.map((each) => [keyOf(each), []])),
    notBefore: new Map(),
    handled: [],
    settled: [],
    deliveries: 0,
  };
}

/** A store that is opened again before every call takes its time where the machine is busy, ms. */
const SLOW_MS = 60_000;

/** Any order of calls on many conversations loses nothing, repeats nothing and keeps every lane in order. */
export function interleavingContract(factory: StoreFactory): void {
  describe('any interleaving', () => {
    it('loses nothing and never sends out of lane order', { timeout: SLOW_MS }, async () => {
      const seed = Number(process.env.FIRSTLINE_TEST_SEED ?? Date.now() % 2 ** 31);
      await fc.assert(
        fc.asyncProperty(fc.array(operation, { minLength: 10, maxLength: 60 }), async (operations) => {
          const ledger = newLedger();
          const fixture = await factory({ now: () => ledger.now });
          try {
            let store = fixture.store;
            for (const step of operations) {
              if (step.kind === 'restart') store = await fixture.reopen();
              else await apply(store, step, ledger);
            }
            await drain(store, ledger);
          } finally {
            await fixture.remove();
          }
        }),
        // The seed is part of the message of a failure; FIRSTLINE_TEST_SEED runs it again.
        { numRuns: 15, seed },
      );
    });
  });
}

async function apply(
  store: Store,
  step: Exclude<Operation, { kind: 'restart' }>,
  ledger: Ledger,
): Promise<void> {
  switch (step.kind) {
    case 'accept':
      return accept(store, step, ledger);
    case 'load':
      ledger.loaded.set(step.chat, await store.loadTurn(keyOf(step.chat)));
      return;
    case 'commit':
      return commit(store, step, ledger);
    case 'send':
      return send(store, step, ledger);
    case 'wait':
      ledger.now += step.ms;
  }
}

async function accept(
  store: Store,
  step: Extract<Operation, { kind: 'accept' }>,
  ledger: Ledger,
): Promise<void> {
  const known = step.again ? ledger.accepted.at(-1) : undefined;
  const id = known ?? `in-${ledger.accepted.length}`;
  const outcome = await store.accept(messageOf(id, step.chat));
  expect(outcome.kind).toBe(known === undefined ? 'new' : 'duplicate');
  if (known !== undefined) return;
  ledger.accepted.push(id);
  ledger.waiting.get(step.chat)?.push(id);
}

async function commit(
  store: Store,
  step: Extract<Operation, { kind: 'commit' }>,
  ledger: Ledger,
): Promise<void> {
  const input = ledger.loaded.get(step.chat) ?? (await store.loadTurn(keyOf(step.chat)));
  const handled = input.inbounds.map((inbound) => inbound.id);
  const replies = Array.from({ length: step.replies }, (_, index) => `out-${ledger.deliveries + index}`);
  const outcome = await store.commitTurn(
    turnOf(step.chat, input.version, {
      handled,
      deliveries: replies.map((id) => deliveryOf(id, step.chat)),
    }),
  );
  const current = ledger.versions.get(step.chat) ?? 0;
  expect(outcome.kind).toBe(input.version === current ? 'committed' : 'conflict');
  ledger.loaded.delete(step.chat);
  if (outcome.kind === 'conflict') return;
  ledger.versions.set(step.chat, current + 1);
  ledger.handled.push(...handled);
  ledger.waiting.set(
    step.chat,
    (ledger.waiting.get(step.chat) ?? []).filter((id) => !handled.includes(id)),
  );
  ledger.deliveries += replies.length;
  ledger.lanes.get(keyOf(step.chat))?.push(...replies);
}

async function send(store: Store, step: Extract<Operation, { kind: 'send' }>, ledger: Ledger): Promise<void> {
  const due = await store.dueDeliveries(BOT, ledger.now, [], 100);
  const heads = [...ledger.lanes.values()].flatMap((lane) => lane.slice(0, 1));
  const expected = heads.filter((id) => (ledger.notBefore.get(id) ?? 0) <= ledger.now);
  expect(due.map((each) => each.id).sort()).toEqual(expected.sort());
  const chosen = due[step.pick % Math.max(1, due.length)];
  if (chosen === undefined) return;
  const lane = ledger.lanes.get(chosen.lane) ?? [];
  const at = ledger.now;
  const later = at + step.delay;
  if (step.outcome === 'retry' || step.outcome === 'ahead') {
    const ahead =
      step.outcome === 'ahead' ? [`out-${ledger.deliveries}`, `out-${ledger.deliveries + 1}`] : [];
    await store.settle(
      chosen.id,
      { kind: 'retry', at, notBefore: later, error: 'e' },
      { ahead: ahead.map((id) => deliveryOf(id, 'x')) },
    );
    ledger.deliveries += ahead.length;
    ledger.notBefore.set(chosen.id, later);
    lane.unshift(...ahead);
    return;
  }
  await store.settle(
    chosen.id,
    step.outcome === 'sent'
      ? { kind: 'sent', at, messages: [] }
      : { kind: 'dead', at, reason: 'r', error: 'e' },
  );
  ledger.settled.push(chosen.id);
  lane.shift();
}

/** Handles and sends all that is left, and counts. */
async function drain(store: Store, ledger: Ledger): Promise<void> {
  ledger.loaded.clear();
  const waiting = (await store.pending(BOT)).map((each) => each.conversation);
  const expected = CHATS.filter((each) => (ledger.waiting.get(each) ?? []).length > 0).map(keyOf);
  expect([...waiting].sort()).toEqual([...expected].sort());
  for (const each of CHATS) await commit(store, { kind: 'commit', chat: each, replies: 1 }, ledger);
  expect([...ledger.handled].sort()).toEqual([...ledger.accepted].sort());
  ledger.now += 1_000;
  while ([...ledger.lanes.values()].some((lane) => lane.length > 0)) {
    await send(store, { kind: 'send', pick: 0, outcome: 'sent', delay: 0 }, ledger);
  }
  expect(await store.nextDue(BOT, [])).toBeNull();
  expect(new Set(ledger.settled).size).toBe(ledger.deliveries);
  expect(ledger.settled.length).toBe(ledger.deliveries);
}
