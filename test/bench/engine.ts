import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process, { stdout } from 'node:process';
import { newCase } from '../../src/model/case.js';
import type { Store } from '../../src/store/store.js';
import { openSqliteStore } from '../../src/store/sqlite/open.js';
import { bench, messageFrom, PAUSE_MS, type Bench } from '../support/engine.js';
import { countsIn } from './counts.js';
import { shippedBrain } from '../support/shipped.js';

/**
 * What a turn costs through the whole engine: the shipped content, SQLite in a file with every commit on the disk,
 * and channels that take everything at once. Then what a wake costs that finds nothing to do.
 * `npm run bench -- --help`
 */
const HELP = `npm run bench -- [CONVERSATIONS] [IDLE]

How many turns a second the whole engine takes, and how long one lasts. CONVERSATIONS (1000) speak at once, IDLE (10000)
lie there with an open case.
`;
const given = process.argv.slice(2);
const counts = given.length > 2 ? null : countsIn(given);
if (counts === null) {
  const asked = given[0] === '--help';
  (asked ? stdout : process.stderr).write(
    asked ? HELP : `${given.join(' ')} are no two whole numbers.\n\n${HELP}`,
  );
  process.exit(asked ? 0 : 1);
}
const [conversations = 1_000, idle = 10_000] = counts;
const WAKES = 500;

const SCOPE = { accounts: [{ channel: 'telegram' as const, account: 'bot' }] };

function tell(what: string, count: number, ms: number, unit: string): void {
  const each = ((ms * 1_000) / count).toFixed(0);
  stdout.write(
    `${what}: ${count} in ${(ms / 1_000).toFixed(2)} s, ${each} µs ${unit}, ${((count * 1_000) / ms).toFixed(0)} a second\n`,
  );
}

async function timed(work: () => Promise<void>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

/** Every conversation says this, all at once; the turns and what they send are done when it ends. */
async function round(b: Bench, text: string, name: string): Promise<void> {
  const before = { turns: b.reports.length, sent: b.telegram.tried.length };
  const accepted = await timed(async () => {
    for (let i = 0; i < conversations; i += 1) {
      await b.engine.sink.accept(messageFrom(`c${i}`, text, { id: `${name}-${i}`, at: b.clock.now() }));
    }
  });
  tell(`${name}: accepted`, conversations, accepted, 'each');
  const ms = await timed(() => b.pass(PAUSE_MS));
  tell(
    `${name}: turns, ${b.telegram.tried.length - before.sent} sends along`,
    b.reports.length - before.turns,
    ms,
    'each',
  );
}

/** Conversations with an open case, its timers, and nothing to do. */
async function fill(store: Store, now: number): Promise<void> {
  for (let i = 0; i < idle; i += 1) {
    const address = { channel: 'telegram' as const, account: 'bot', chat: `idle${i}`, thread: '' };
    const conversation = `telegram:bot:idle${i}:`;
    const inbound = messageFrom(`idle${i}`, 'hello', { id: `idle-${i}`, at: now });
    await store.accept(inbound);
    const id = `idlecase${i}`;
    await store.commitTurn({
      conversation,
      address,
      version: 0,
      handled: [inbound.id],
      chosenLanguage: null,
      state: null,
      cases: [
        newCase({
          id,
          number: await store.reserveCaseNumber(),
          address,
          person: inbound.person,
          audience: 'customer',
          language: 'en',
          openedAt: now,
        }),
      ],
      history: [],
      deliveries: [],
      probes: [],
      timers: [
        {
          caseId: id,
          group: 'dialogue',
          timers: [
            { id: `r${i}`, name: 'remind', dueAt: now + 7_200_000 + i },
            { id: `c${i}`, name: 'close', dueAt: now + 90_000_000 + i },
          ],
        },
      ],
      drafts: [],
      agents: [],
      bans: [],
      feedback: [],
      webhooks: [],
      misses: [],
      reviews: [],
    });
  }
}

async function wakes(b: Bench, name: string): Promise<void> {
  const ms = await timed(async () => {
    for (let i = 0; i < WAKES; i += 1) await b.engine.idle();
  });
  tell(name, WAKES, ms, 'each');
}

async function calls(store: Store, now: number): Promise<void> {
  const looked: readonly [string, () => Promise<unknown>][] = [
    ['pending', () => store.pending(SCOPE)],
    ['fireTimers', () => store.fireTimers(SCOPE, now)],
    ['dueDeliveries', () => store.dueDeliveries(SCOPE, now, [], 32)],
    ['nextDue', () => store.nextDue(SCOPE, [])],
    ['unannounced', () => store.unannounced()],
  ];
  for (const [name, call] of looked) {
    const ms = await timed(async () => {
      for (let i = 0; i < WAKES; i += 1) await call();
    });
    tell(`  ${name}`, WAKES, ms, 'each');
  }
}

const folder = mkdtempSync(join(tmpdir(), 'firstline-bench-'));
shippedBrain();
const store = await openSqliteStore({ url: `file:${folder}/bench.db` });
const b = await bench({ store });
try {
  await round(b, 'сайт не открывается', 'a new problem');
  await round(b, 'example.org', 'an answer');
  await round(b, 'позовите человека', 'a hand-over');
  await round(b, 'вы тут?', 'a relayed message');
  await wakes(b, `a wake with ${conversations} conversations`);
  stdout.write(`filling in ${idle} idle conversations\n`);
  await fill(store, b.clock.now());
  await wakes(b, `a wake with ${idle} idle conversations more`);
  await calls(store, b.clock.now());
} finally {
  await b.close();
  rmSync(folder, { recursive: true });
}
