import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { START_MS, startBench, WEBHOOK_SECRET, type Bench } from '../support/app.js';
import { channelDesk, employee } from '../support/slack/talk.js';
import { expectHeard } from '../support/talk.js';
import { isObject } from '../support/telegram/params.js';
import { customer, topicDesk } from '../support/telegram/talk.js';

/** The update that is waiting at Telegram, to be delivered again. Throws where there is none. */
function waiting(bench: Bench): Record<string, unknown> {
  const update = bench.telegram.pending().at(-1);
  if (!isObject(update)) throw new Error('no update is waiting');
  return update;
}

/** The last body that Slack delivered. */
function delivered(bench: Bench): { type: 'events_api' | 'interactive' | 'slash_commands'; body: object } {
  const last = bench.slack.delivered.at(-1);
  if (last === undefined) throw new Error('nothing was delivered');
  return last;
}

async function post(url: string, body: string, headers: Record<string, string> = {}): Promise<number> {
  const response = await fetch(url, { method: 'POST', body, headers });
  await response.text();
  return response.status;
}

const WAYS = [
  { telegram: 'polling', slack: 'socket' },
  { telegram: 'webhook', slack: 'http' },
] as const;

describe.each(WAYS)('received by $telegram and $slack', ({ telegram, slack }) => {
  let bench: Bench;

  beforeAll(async () => {
    bench = await startBench({ telegram, slack, desk: 'both' });
  }, START_MS);

  afterAll(() => bench.close());

  it('a Telegram update that comes twice is answered once', async () => {
    const anna = customer(bench.telegram, 'Anna', { language: 'en' });
    anna.writes('my site example.org is down');
    const { message } = waiting(bench);
    bench.telegram.pushRaw({ message });
    await anna.hears('What does the browser show');
    bench.telegram.pushRaw({ message });
    await bench.telegram.settled();
    anna.presses('Site not found (NXDOMAIN)');
    const { callback_query } = waiting(bench);
    bench.telegram.pushRaw({ callback_query });
    await anna.hears('The browser found no such name.');
    anna.writes('/status');
    const { message: command } = waiting(bench);
    bench.telegram.pushRaw({ message: command });
    await anna.hears(/Case #\d+ is open/);
    await bench.telegram.settled();
    anna.writes('/lang');
    await anna.hears('Which language shall we use?');
    expect(anna.heard()).toHaveLength(5);
  });

  it("an agent's message and button that come twice count once", async () => {
    const desk = topicDesk(bench.telegram);
    const boris = customer(bench.telegram, 'Boris', { language: 'en' });
    boris.writes('/human');
    const thread = await desk.thread('Boris');
    const olga = desk.agent('Olga');
    olga.presses(thread, 'Claim');
    const { callback_query } = waiting(bench);
    bench.telegram.pushRaw({ callback_query });
    await boris.hears('Olga is with you now');
    olga.writes(thread, 'Hello');
    const { message } = waiting(bench);
    bench.telegram.pushRaw({ message });
    await bench.telegram.settled();
    olga.writes(thread, 'Good bye');
    await boris.hears('Olga: Good bye');
    expectHeard(boris, [
      'I am passing this to a person.',
      'Olga is with you now',
      'Olga: Hello',
      'Olga: Good bye',
    ]);
    expect(thread.lines().filter((line) => line.text.includes('has this case already'))).toEqual([]);
  });

  it('a Slack event that comes twice, under one id or two, is answered once', async () => {
    const clara = employee(bench.slack, 'Clara');
    clara.writes("vpn won't connect");
    const { type, body } = delivered(bench);
    await bench.slack.deliver(type, body).acked;
    await bench.slack.deliver(type, { ...body, event_id: 'Ev0SECOND' }).acked;
    await clara.hears('What does the VPN do?');
    clara.presses('It does not connect');
    const press = delivered(bench);
    await clara.hears('With the VPN off');
    await bench.slack.deliver(press.type, press.body).acked;
    clara.writes('!status');
    await clara.hears(/Case #\d+ is open/);
    expect(clara.heard()).toHaveLength(3);
  });

  it("an agent's message in Slack that comes twice is relayed once", async () => {
    const desk = channelDesk(bench.slack);
    const david = employee(bench.slack, 'David');
    david.writes('!human');
    const thread = await desk.thread('David');
    const olga = desk.agent('Olga');
    olga.presses(thread, 'Claim');
    await david.hears('Olga is with you now');
    olga.writes(thread, 'Hello');
    const { type, body } = delivered(bench);
    await bench.slack.deliver(type, { ...body, event_id: 'Ev0AGAIN' }).acked;
    await david.hears('Hello');
    olga.writes(thread, 'Good bye');
    await david.hears('Good bye');
    expect(david.heard()).toHaveLength(4);
  });

  it('what cannot be read is kept, confirmed, and harms nobody', async () => {
    const before = bench.rows('SELECT id FROM rejected').length;
    bench.telegram.pushRaw({ message: { message_id: 'seven', chat: 'none' } });
    bench.telegram.pushRaw({ callback_query: { id: 1 } });
    await bench.telegram.settled();
    const malformed = bench.slack.deliver('events_api', {
      type: 'event_callback',
      event: { type: 'message', channel: 5 },
    });
    expect(await malformed.acked).toEqual({ attempts: 1, answer: null });
    const nonsense = bench.slack.deliver('interactive', {
      type: 'block_actions',
      user: 'nobody',
      actions: 'none',
    });
    expect(await nonsense.acked).toEqual({ attempts: 1, answer: null });
    const kept = bench.rows('SELECT channel, reason, raw FROM rejected').slice(before);
    expect(kept).toMatchObject([
      { channel: 'telegram' },
      { channel: 'telegram' },
      { channel: 'slack' },
      { channel: 'slack' },
    ]);
    expect(JSON.stringify(kept)).toContain('seven');
    const eva = customer(bench.telegram, 'Eva', { language: 'en' });
    const fred = employee(bench.slack, 'Fred');
    eva.writes('/start');
    fred.writes('!status');
    await eva.hears('This is the support bot');
    await fred.hears('You have no open case.');
  });
});

describe('the HTTP server', () => {
  let bench: Bench;

  beforeAll(async () => {
    bench = await startBench({ telegram: 'webhook', slack: 'http', desk: 'both' });
  }, START_MS);

  afterAll(() => bench.close());

  it('says that it lives and receives', async () => {
    expect((await fetch(`${bench.url}/healthz`)).status).toBe(200);
    expect((await fetch(`${bench.url}/readyz`)).status).toBe(200);
  });

  it('takes nothing at the webhook without the right secret', async () => {
    const url = `${bench.url}/telegram/webhook`;
    const from = { id: 8_000, is_bot: false, first_name: 'Mallory' };
    const chat = { id: 8_000, type: 'private', first_name: 'Mallory' };
    const body = JSON.stringify({
      update_id: 1,
      message: { message_id: 1, date: 1, text: '/human', from, chat },
    });
    const inbounds = (): unknown[] => bench.rows("SELECT id FROM inbounds WHERE id LIKE '%:8000:%'");
    expect(await post(url, body)).toBe(401);
    expect(await post(url, body, { 'x-telegram-bot-api-secret-token': `${WEBHOOK_SECRET}x` })).toBe(401);
    expect(inbounds()).toEqual([]);
    expect(await post(url, body, { 'x-telegram-bot-api-secret-token': WEBHOOK_SECRET })).toBe(200);
    expect(inbounds()).toHaveLength(1);
    const rejected = (): number => bench.rows('SELECT id FROM rejected').length;
    const before = rejected();
    expect(await post(url, '{"update', { 'x-telegram-bot-api-secret-token': WEBHOOK_SECRET })).toBe(200);
    expect(rejected()).toBe(before + 1);
  });

  it('takes nothing from Slack without a right and fresh signature', async () => {
    const url = `${bench.url}/slack/events`;
    const mallory = employee(bench.slack, 'Mallory');
    mallory.writes('!status');
    const { body } = delivered(bench);
    await mallory.hears('You have no open case.');
    const event = JSON.stringify(body).replaceAll(/"(ts|event_ts)":"[^"]+"/g, '"$1":"1790009999.000100"');
    const signed = (secret: string, ageSeconds: number): Record<string, string> => {
      const timestamp = String(Math.floor(Date.now() / 1000) - ageSeconds);
      const digest = createHmac('sha256', secret).update(`v0:${timestamp}:${event}`).digest('hex');
      return {
        'content-type': 'application/json',
        'x-slack-request-timestamp': timestamp,
        'x-slack-signature': `v0=${digest}`,
      };
    };
    const inbounds = (): unknown[] =>
      bench.rows("SELECT id FROM inbounds WHERE id LIKE '%1790009999.000100%'");
    expect(await post(url, event, { 'content-type': 'application/json' })).toBe(401);
    expect(await post(url, event, signed('another-secret', 0))).toBe(401);
    expect(await post(url, event, signed(bench.slack.signingSecret, 301))).toBe(401);
    expect(inbounds()).toEqual([]);
    expect(await post(url, event, signed(bench.slack.signingSecret, 0))).toBe(200);
    expect(inbounds()).toHaveLength(1);
  });
});
