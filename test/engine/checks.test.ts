import { setImmediate as turnOfTheLoop } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DialogueEvent } from '../../src/dialogue/event.js';
import type { Effect } from '../../src/model/effect.js';
import type { ProbeRequest } from '../../src/model/probe.js';
import { bench, chatAt, messageFrom, PAUSE_MS, type Bench } from '../support/engine.js';
import { heldRunner, type HeldRunner } from '../support/probe-runner.js';
import { says, scripted, type Scripted } from '../support/scripted.js';

const REQUESTS: ProbeRequest[] = [
  { probe: 'dns', target: 'example.org' },
  { probe: 'tls', target: 'example.org' },
];
const CHECK: Effect = { kind: 'probe', run: 7, requests: REQUESTS };

let b: Bench;
let runner: HeldRunner;
let script: Scripted;

beforeEach(async () => {
  runner = heldRunner();
  script = scripted();
  script.answers(({ kind }) => (kind === 'message' ? [says('I look'), CHECK] : [says('looked')]));
  b = await bench({ brain: script.brain, probes: runner });
});
afterEach(() => b.close());

/** Somebody writes, and nothing is waited for but the run that comes of it. */
async function asks(chat: string, id: string, runs: number): Promise<void> {
  await b.engine.sink.accept(messageFrom(chat, 'it is down', { id, at: b.clock.now() }));
  b.clock.advance(PAUSE_MS);
  await runner.begun(runs);
}

type Probed = Extract<DialogueEvent, { kind: 'probed' }>;
const probed = (): Probed[] => script.heard.flatMap(({ event }) => (event.kind === 'probed' ? [event] : []));
const verdicts = (): string[] => probed().flatMap(({ results }) => results.map(({ verdict }) => verdict));

describe('checks', () => {
  it('are run once the turn is committed, and come back to the dialogue', async () => {
    await asks('1', 'a', 1);
    expect(runner.runs[0]).toMatchObject({ requests: REQUESTS, person: 'telegram:bot:anna' });
    expect(probed()).toEqual([]);
    runner.runs[0]?.finds('ok');
    await b.engine.idle();
    expect(probed()).toMatchObject([
      {
        kind: 'probed',
        run: 7,
        results: [
          { probe: 'dns', verdict: 'ok' },
          { probe: 'tls', verdict: 'ok' },
        ],
      },
    ]);
    expect(b.telegram.said('1')).toEqual(['I look', 'looked']);
    expect(b.reports.map(({ inbound }) => inbound)).toEqual(['message', 'probed']);
  });

  it('let the person go on writing meanwhile, and others be served', async () => {
    await asks('1', 'a', 1);
    script.answers(({ kind }) => [says(kind)]);
    await b.engine.sink.accept(messageFrom('1', 'hello?', { id: 'b', at: b.clock.now() }));
    await b.engine.sink.accept(messageFrom('2', 'hello', { id: 'c', at: b.clock.now() }));
    b.clock.advance(PAUSE_MS);
    runner.runs[0]?.finds('ok');
    await b.engine.idle();
    expect(b.telegram.said('1').sort()).toEqual(['I look', 'message', 'probed']);
    expect(b.telegram.said('2')).toEqual(['message']);
  });

  it('run side by side, but not all at once', async () => {
    const most = 8;
    for (let chat = 1; chat <= most + 2; chat += 1) {
      await b.engine.sink.accept(
        messageFrom(String(chat), 'down', { id: `m${String(chat)}`, at: b.clock.now() }),
      );
    }
    b.clock.advance(PAUSE_MS);
    await runner.begun(most);
    expect(runner.runs).toHaveLength(most);
    runner.runs[0]?.finds('ok');
    await runner.begun(most + 1);
    for (let index = 1; index < most + 2; index += 1) {
      await runner.begun(index + 1);
      runner.runs[index]?.finds('ok');
    }
    await b.engine.idle();
    expect(probed()).toHaveLength(most + 2);
  });

  it('that take too long come to nothing, and what they find later is not told', async () => {
    await asks('1', 'a', 1);
    b.clock.advance(14_999);
    expect(probed()).toEqual([]);
    await b.pass(1);
    expect(verdicts()).toEqual(['unknown', 'unknown']);
    expect(probed()).toMatchObject([{ results: [{ facts: { addresses: '—' }, details: [/15000/] }, {}] }]);
    runner.runs[0]?.finds('ok');
    await b.pass(60_000);
    expect(probed()).toHaveLength(1);
  });

  it('that fail come to nothing', async () => {
    await asks('1', 'a', 1);
    runner.runs[0]?.fails(new Error('boom'));
    await b.engine.idle();
    expect(verdicts()).toEqual(['unknown', 'unknown']);
  });

  it('that are switched off come to nothing', async () => {
    const off = await bench({ brain: script.brain });
    await off.writes('1', 'it is down');
    expect(verdicts()).toEqual(['unknown', 'unknown']);
    await off.close();
  });

  it('are run again after a restart, and told once', async () => {
    await asks('1', 'a', 1);
    const restarted = b.restart();
    await runner.begun(2);
    runner.runs[0]?.finds('no-such-domain');
    runner.runs[1]?.finds('ok');
    await restarted;
    expect(verdicts()).toEqual(['ok', 'ok']);
    await b.restart();
    expect(probed()).toHaveLength(1);
  });

  it('of a case that people have are told all the same, with its owner', async () => {
    await asks('1', 'a', 1);
    const { latest } = await b.store.loadTurn('telegram:bot:1:');
    await b.engine.sink.accept({
      kind: 'command',
      id: 'h',
      at: b.clock.now(),
      address: chatAt('1'),
      person: { id: 'anna', name: 'Anna', locale: null },
      name: 'cancel',
      argument: '',
    });
    script.answers(({ kind }) => (kind === 'command' ? [{ kind: 'close', resolution: 'cancelled' }] : []));
    b.clock.advance(1);
    runner.runs[0]?.finds('ok');
    await b.engine.idle();
    expect((await b.store.caseById(latest?.id ?? ''))?.owner).toBe('nobody');
    expect(script.heard.at(-1)).toMatchObject({ event: { kind: 'probed' }, context: { owner: 'nobody' } });
    expect(
      await b.store.pendingProbes({ accounts: [{ channel: 'telegram', account: 'bot' }] }, [], 1),
    ).toEqual([]);
  });

  it('are shown to the person while they run, and not a moment longer', async () => {
    await asks('1', 'a', 1);
    await turnOfTheLoop();
    const again = b.telegram.begins('activity');
    b.clock.advance(3_000);
    await again;
    runner.runs[0]?.finds('ok');
    await b.pass(60_000);
    expect(b.telegram.arrived('activity')).toEqual([
      { kind: 'activity', to: chatAt('1'), language: 'ru' },
      { kind: 'activity', to: chatAt('1'), language: 'ru' },
    ]);
  });

  it('do without being shown where that fails: it is not tried again, and nothing else waits for it', async () => {
    b.telegram.answerNext({ kind: 'retry', afterMs: 60_000, error: 'too many' }, 'activity');
    await asks('1', 'a', 1);
    runner.runs[0]?.finds('ok');
    await b.engine.idle();
    expect(b.telegram.said('1')).toEqual(['I look', 'looked']);
    await b.pass(120_000);
    expect(b.telegram.tried.filter(({ delivery }) => delivery.kind === 'activity')).toHaveLength(1);
  });
});
