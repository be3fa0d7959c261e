import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { eventTypeSchema, type EventType } from '../../src/model/event.js';
import type { Effect } from '../../src/model/effect.js';
import { createWebhookSender } from '../../src/webhooks/sender.js';
import { agentAt } from '../support/agent.js';
import { dossierOf } from '../support/desk.js';
import { believes, hang, startEndpoint, status, type Endpoint } from '../support/endpoint.js';
import { bench, type Bench } from '../support/engine.js';
import { createLogLines, type LogLine, type LogLines } from '../support/log-lines.js';
import { says, scripted, type Scripted } from '../support/scripted.js';

const SECRET = `whsec_${Buffer.alloc(32, 'a').toString('base64')}`;
const OLD_SECRET = `whsec_${Buffer.alloc(24, 'b').toString('base64')}`;
const STRANGE_SECRET = `whsec_${Buffer.alloc(32, 'c').toString('base64')}`;
const OPENS: Effect = { kind: 'timers', on: true };
const HANDS_OVER: Effect = {
  kind: 'handover',
  department: 'billing',
  priority: 'urgent',
  dossier: dossierOf({ reason: 'anger', problem: ['words of the person'] }),
};
const HOUR = 60 * 60_000;

let b: Bench;
let crm: Endpoint;
let other: Endpoint;
let script: Scripted;
let log: LogLines;
const agent = agentAt(() => b);

async function start(events: readonly EventType[] = eventTypeSchema.options): Promise<void> {
  b = await bench({
    brain: script.brain,
    settings: { log: pino({ level: 'debug' }, log) },
    webhooks: {
      endpoints: [crm.url, other.url],
      events,
      sender: createWebhookSender([SECRET, OLD_SECRET]),
    },
  });
}

beforeEach(async () => {
  [crm, other] = await Promise.all([startEndpoint(), startEndpoint()]);
  script = scripted();
  log = createLogLines();
});
afterEach(async () => {
  await b.close();
  await Promise.all([crm.close(), other.close()]);
});

/** A message to which the bot does this. */
async function turn(...effects: Effect[]): Promise<void> {
  script.answers(() => effects);
  await b.writes('1', 'a message');
}

/** Resolves once one has been taken. */
const delivered = (): Promise<unknown> => log.first(({ msg }) => msg === 'webhook delivered');
const types = (endpoint: Endpoint): string[] => endpoint.received.map(({ event }) => event.type);
const errors = (): readonly LogLine[] => log.lines.filter(({ level }) => level === 50);
const left = async (): Promise<string[]> =>
  (await b.store.webhooks()).webhooks.map(({ status: state, attempts }) => `${state} ${String(attempts)}`);

describe('webhooks', () => {
  it('tell every endpoint what happens to a case, signed, without a word that anybody wrote', async () => {
    await start();
    await turn(says('hello'), OPENS);
    await turn(HANDS_OVER);
    await agent.press('claim');
    await agent.writes('words of the agent');
    await agent.press('release');
    await agent.press('claim');
    await agent.press('resolve');
    await agent.press('reopen');
    script.answers(() => [says('on we go')]);
    await agent.press('hand-back');

    const happened = [
      ...['case.opened', 'case.handed_over', 'case.claimed', 'case.released', 'case.claimed'],
      ...['case.resolved', 'case.reopened', 'case.claimed', 'case.handed_back'],
    ];
    expect(types(crm).toSorted()).toEqual(happened.toSorted());
    expect(types(other).toSorted()).toEqual(happened.toSorted());
    expect(await left()).toEqual([]);
    const byId = new Map(other.received.map((each) => [each.id, each.body]));
    for (const received of crm.received) {
      expect(byId.get(received.id)).toBe(received.body);
      expect(received.id).not.toContain('.');
      expect(received.headers['content-type']).toBe('application/json');
      expect(believes(SECRET, received, b.clock.now())).toBe(true);
      expect(believes(OLD_SECRET, received, b.clock.now())).toBe(true);
      expect(believes(STRANGE_SECRET, received, b.clock.now())).toBe(false);
      expect(believes(SECRET, { ...received, body: `${received.body} ` }, b.clock.now())).toBe(false);
      expect(received.body).not.toMatch(/words of|a message|Анна|anna/);
    }
    const resolved = crm.received.find(({ event }) => event.type === 'case.resolved');
    expect(resolved?.event.data.case).toMatchObject({
      ...{ number: 1, channel: 'telegram', owner: 'nobody', agent: 'Olga', resolution: 'by-agent' },
      ...{ department: 'billing', priority: 'urgent', handoverReason: 'anger', waitingSince: null },
      closedAt: resolved?.event.timestamp,
    });
  });

  it('tell of both cases where one goes on in another', async () => {
    await start();
    await turn(HANDS_OVER);
    await agent.press('claim');
    await agent.press('resolve');
    await turn(HANDS_OVER);
    await agent.press('claim');
    const before = crm.received.length;
    await agent.writes('!merge 1');
    const told = crm.received.slice(before).map(({ event: { type, data } }) => {
      const { number, owner, resolution, mergedInto } = data.case;
      return [number, type, owner, resolution, mergedInto].join(' ');
    });
    expect(told.toSorted()).toEqual([
      '1 case.claimed agent  ',
      '1 case.reopened agent  ',
      '2 case.resolved nobody merged 1',
    ]);
  });

  it('tell only what is asked for, and nothing is kept where nobody asks', async () => {
    await start(['case.handed_over']);
    await turn(OPENS);
    await turn(HANDS_OVER);
    expect(types(crm)).toEqual(['case.handed_over']);
    const silent = await bench({ brain: script.brain });
    await silent.writes('1', 'a message');
    expect((await silent.store.webhooks()).webhooks).toEqual([]);
    await silent.close();
  });

  it('are tried again by the schedule with the same id, until they are taken', async () => {
    await start();
    crm.answerNext(status(500, {}, 'out\r\nof \u001b[31morder'));
    crm.answerNext(status(302, { location: other.url }));
    crm.answerNext(status(404));
    await turn(OPENS);
    const [first] = (await b.store.webhooks()).webhooks;
    expect(first).toMatchObject({ attempts: 1, error: '500 out of [31morder' });
    await b.pass(4_999);
    expect(crm.received).toHaveLength(1);
    await b.pass(1);
    await b.pass(5 * 60_000);
    await b.pass(30 * 60_000);
    expect(types(crm)).toEqual(Array(4).fill('case.opened'));
    expect(new Set(crm.received.map(({ id, body }) => id + body)).size).toBe(1);
    const sent = crm.received.map(({ headers }) => Number(headers['webhook-timestamp']));
    expect(sent.map((at) => at - (sent[0] ?? 0))).toEqual([0, 5, 305, 2_105]);
    // What it was sent to was not followed.
    expect(other.received).toHaveLength(1);
    expect(await left()).toEqual([]);
    await b.pass(48 * HOUR);
    expect(crm.received).toHaveLength(4);
  });

  it('are dead letters after the last try, and can be sent again', async () => {
    await start(['case.opened']);
    await other.close();
    await turn(OPENS);
    for (let tries = 1; tries < 10; tries += 1) await b.pass(24 * HOUR);
    const [dead] = (await b.store.webhooks()).webhooks;
    expect(dead).toMatchObject({ status: 'dead', attempts: 10 });
    expect(dead?.error).toMatch(/ECONNREFUSED/);
    expect(errors()).toMatchObject([{ webhook: dead?.id, tries: 10 }]);
    expect(errors()[0]?.msg).toMatch(/--retry ID/);
    expect(JSON.stringify(log.lines)).not.toContain('token=1');
    expect(await b.store.resendWebhooks(null, b.clock.now())).toBe(1);
    await b.pass(60_000);
    expect(await left()).toEqual(['waiting 1']);
  });

  it('wait as long as an endpoint asks, and so does all that it has not been sent yet', async () => {
    await start(['case.opened', 'case.handed_over', 'case.claimed']);
    crm.answerNext(status(429, { 'retry-after': '3600' }));
    await turn(OPENS);
    await turn(HANDS_OVER);
    await b.pass(HOUR - 10_000);
    expect(types(crm)).toEqual(['case.opened']);
    expect(types(other)).toEqual(['case.opened', 'case.handed_over']);
    await b.pass(10_000);
    expect(types(crm).toSorted()).toEqual(['case.handed_over', 'case.opened', 'case.opened']);
    crm.answerNext(status(503, { 'retry-after': new Date(b.clock.now() + 2 * HOUR).toUTCString() }));
    await agent.press('claim');
    expect(await left()).toEqual(['waiting 1']);
    await b.pass(2 * HOUR - 10_000);
    expect(await left()).toEqual(['waiting 1']);
    await b.pass(10_000);
    expect(await left()).toEqual([]);
  });

  it('stop for good for an endpoint that is gone', async () => {
    await start();
    crm.answerNext(status(410, {}, 'moved away'));
    await turn(OPENS);
    await turn(HANDS_OVER);
    expect(types(crm)).toEqual(['case.opened']);
    expect(types(other)).toEqual(['case.opened', 'case.handed_over']);
    expect(await left()).toEqual(['dead 1']);
    expect(errors().map(({ msg }) => msg)).toEqual([expect.stringMatching(/410 Gone/)]);
  });

  it('hold up nothing where an endpoint hangs, and are cut off after a while', async () => {
    await start();
    crm.answerNext(hang);
    // It begins an answer that it never ends.
    crm.answerNext((response) => void response.writeHead(500).write('wait'));
    script.answers(() => [says('hello'), OPENS]);
    await b.engine.sink.accept({
      ...{ kind: 'command', id: 'a', at: b.clock.now(), name: 'start', argument: '' },
      address: { channel: 'telegram', account: 'bot', chat: '1', thread: '' },
      person: { id: 'anna', name: 'Анна', locale: null },
    });
    await Promise.all([crm.arrived(1), delivered()]);
    expect(b.telegram.said('1')).toEqual(['hello']);
    await b.pass(15_000);
    expect((await b.store.webhooks()).webhooks).toMatchObject([
      { attempts: 1, error: 'no answer within 15 s' },
    ]);
    b.clock.advance(5_000);
    await crm.arrived(2);
    await b.pass(15_000);
    expect(await left()).toEqual(['waiting 2']);
    await b.pass(5 * 60_000);
    expect(types(crm)).toEqual(Array(3).fill('case.opened'));
    expect(await left()).toEqual([]);
  });

  it('are sent again with the same id where the process ended meanwhile', async () => {
    await start(['case.opened']);
    crm.answerNext(hang);
    script.answers(() => [OPENS]);
    const idle = b.writes('1', 'a message');
    await Promise.all([crm.arrived(1), delivered()]);
    await b.restart();
    await idle;
    expect(types(crm)).toEqual(['case.opened', 'case.opened']);
    expect(new Set(crm.received.map(({ id }) => id)).size).toBe(1);
    expect(other.received).toHaveLength(1);
    expect(await left()).toEqual([]);
  });
});
