import { createHmac } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MODES, type Rig, startRig } from './rig.js';

describe.each(MODES)('persist, then acknowledge, over %s', (mode) => {
  let rig: Rig;
  beforeEach(async () => {
    rig = await startRig(mode, { patience: { ackMs: 400, retryMs: 10 } });
  });
  afterEach(() => rig.close());

  it('does not acknowledge before the inbound is stored', async () => {
    const anna = rig.server.user('U0ANNA', 'Anna');
    const release = rig.sink.hold();
    const { acked } = anna.writesDm('hello');
    await rig.sink.called(1);
    expect(rig.server.unacknowledged()).toBe(1);
    release();
    await acked;
    expect(rig.server.unacknowledged()).toBe(0);
  });

  it('gets an event again when storing it failed, and stores it once', async () => {
    const anna = rig.server.user('U0ANNA', 'Anna');
    rig.sink.fail(2);
    const acked = await anna.writesDm('hello').acked;
    expect(acked).toMatchObject([{ attempts: 3 }]);
    expect(rig.sink.accepted).toHaveLength(1);
  });

  it('stores once what comes under another event id', async () => {
    const anna = rig.server.user('U0ANNA', 'Anna');
    await anna.writesDm('hello').acked;
    const again = rig.server.delivered.find((one) => JSON.stringify(one.body).includes('hello'));
    await rig.server.deliver('events_api', { ...again?.body, event_id: 'Ev0ANOTHER' }).acked;
    expect(rig.sink.tries()).toBe(2);
    expect(rig.sink.accepted).toHaveLength(1);
  });

  it('leaves a form open when its answer could not be stored, and takes it the second time', async () => {
    const anna = rig.server.user('U0ANNA', 'Anna');
    await rig.channel.send(
      {
        kind: 'say',
        to: rig.at(anna.dm),
        language: 'en',
        text: { text: '?', spans: [] },
        choices: [],
        longAnswer: true,
      },
      {
        thread: null,
        cardMessage: null,
        counterpart: null,
        openFile: () => Promise.reject(new Error('none')),
      },
    );
    await anna.presses('Answer in a form').acked;
    await rig.server.nextCall('views.open', (call) => call.answer?.ok === true);
    rig.sink.fail(1);
    await expect(anna.submitsForm('long')).rejects.toThrow('not acknowledged');
    await anna.submitsForm('long');
    expect(rig.sink.accepted).toHaveLength(1);
  });

  it('keeps what it can not read, and does not ask for it again', async () => {
    const anna = rig.server.user('U0ANNA', 'Anna');
    const malformed = [
      { type: 'event_callback', event_id: 'Ev1', event: { type: 'message', channel: 'D1', user: 'U1' } },
      { type: 'event_callback', event_id: 'Ev2', event: { type: 'app_mention' } },
      { type: 'event_callback', event: { type: 'message', nothing: '<b>' } },
      { type: 'event_callback' },
      { hello: 'world' },
    ];
    for (const body of malformed) {
      expect(await rig.server.deliver('events_api', body).acked).toMatchObject({ attempts: 1 });
    }
    for (const body of [{ type: 'block_actions' }, { type: 'view_submission', view: {} }]) {
      expect(await rig.server.deliver('interactive', body).acked).toMatchObject({ attempts: 1 });
    }
    expect(await rig.server.deliver('slash_commands', { command: '/support' }).acked).toMatchObject({
      attempts: 1,
    });
    expect(rig.sink.rejected).toHaveLength(8);
    expect(new Set(rig.sink.rejected.map((one) => one.id)).size).toBe(8);
    expect(rig.sink.rejected[2]).toMatchObject({ channel: 'slack', account: rig.server.team });
    expect(rig.sink.rejected[2]?.raw).toContain('<b>');
    await anna.writesDm('still alive').acked;
    expect(rig.sink.accepted).toHaveLength(1);
  });

  it('acknowledges what is nothing to it', async () => {
    const event = { type: 'app_home_opened', user: 'U1', channel: 'D1', tab: 'home' };
    await rig.server.deliver('events_api', { type: 'event_callback', event_id: 'Ev1', event }).acked;
    await rig.server.deliver('interactive', { type: 'view_closed', view: {} }).acked;
    expect(rig.sink.tries() + rig.sink.rejected.length).toBe(0);
  });

  it('acknowledges a press before it does what follows', async () => {
    const anna = rig.server.user('U0ANNA', 'Anna');
    await rig.channel.send(
      {
        kind: 'say',
        to: rig.at(anna.dm),
        language: 'en',
        text: { text: 'Well?', spans: [] },
        choices: [{ label: 'Yes', token: 'yes' }],
        longAnswer: false,
      },
      {
        thread: null,
        cardMessage: null,
        counterpart: null,
        openFile: () => Promise.reject(new Error('none')),
      },
    );
    rig.server.fault('chat.update', { kind: 'drop' });
    expect(await anna.presses('Yes').acked).toMatchObject({ attempts: 1 });
    expect(await rig.sink.next('choice')).toMatchObject({ token: 'yes' });
    await rig.server.nextCall('chat.update', (call) => call.fault === 'drop');
    await anna.writesDm('more').acked;
    expect(await rig.sink.next('message')).toMatchObject({ text: 'more' });
  });
});

describe.each(MODES)('stopping over %s', (mode) => {
  it('stores and acknowledges what has begun, and nothing new', async () => {
    const rig = await startRig(mode);
    const anna = rig.server.user('U0ANNA', 'Anna');
    const release = rig.sink.hold();
    const begun = anna.writesDm('begun');
    await rig.sink.called(1);
    const stopped = rig.channel.stop();
    anna.writesDm('too late');
    release();
    await stopped;
    expect(await begun.acked).toMatchObject([{ attempts: 1 }]);
    expect(rig.sink.accepted).toMatchObject([{ text: 'begun' }]);
    await rig.close();
  });
});

describe('Socket Mode', () => {
  let rig: Rig;
  beforeEach(async () => {
    rig = await startRig('socket', { patience: { ackMs: 400, retryMs: 10 } });
  });
  afterEach(() => rig.close());

  it.each(['refresh_requested', 'warning', 'cut'] as const)(
    'comes back after %s, losing nothing',
    async (how) => {
      const anna = rig.server.user('U0ANNA', 'Anna');
      await anna.writesDm('before').acked;
      const release = rig.sink.hold();
      const during = anna.writesDm('during');
      await rig.sink.called(2);
      rig.server.disconnect(how);
      release();
      await rig.server.connected(2);
      await during.acked;
      await anna.writesDm('after').acked;
      const texts = rig.sink.accepted.map((inbound) =>
        inbound.kind === 'message' ? inbound.text : inbound.kind,
      );
      expect(texts).toEqual(['before', 'during', 'after']);
    },
  );

  it('keeps trying when a connection can not be opened', async () => {
    rig.server.fault('apps.connections.open', { kind: 'status', status: 500 });
    rig.server.disconnect('cut');
    await rig.server.connected(2);
    expect(rig.server.calls('apps.connections.open').map((call) => call.fault)).toEqual([
      null,
      'status',
      null,
    ]);
  });

  it('lives on after frames that make no sense', async () => {
    rig.server.frame('not json');
    rig.server.frame('{"type":"events_api","envelope_id":"e-1","payload":{}}');
    rig.server.frame('{"type":"events_api","envelope_id":"e-2"}');
    rig.server.frame('{"type":"whatever","envelope_id":"e-3","payload":{"a":1}}');
    rig.server.frame('[]');
    const anna = rig.server.user('U0ANNA', 'Anna');
    await anna.writesDm('hello').acked;
    expect(rig.server.acknowledged).toEqual(expect.arrayContaining(['e-1', 'e-2', 'e-3']));
    expect(rig.sink.rejected.length).toBeGreaterThanOrEqual(3);
    expect(rig.server.connections()).toBe(1);
  });

  it('closes the connection when it stops, and opens no other', async () => {
    await rig.channel.stop();
    await rig.server.disconnected();
    expect(rig.server.calls('apps.connections.open')).toHaveLength(1);
  });
});

describe('POST /slack/events', () => {
  const NOW = 1_790_000_000_000;
  let rig: Rig;
  beforeEach(async () => {
    rig = await startRig('http', { now: () => NOW });
  });
  afterEach(() => rig.close());

  const signed = (body: string, given: { secret?: string; seconds?: number } = {}): Request => {
    const timestamp = String(NOW / 1000 + (given.seconds ?? 0));
    const secret = given.secret ?? rig.server.signingSecret;
    const digest = createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex');
    return new Request('http://localhost/slack/events', {
      method: 'POST',
      body,
      headers: {
        'content-type': 'application/json',
        'x-slack-request-timestamp': timestamp,
        'x-slack-signature': `v0=${digest}`,
      },
    });
  };
  const post = async (request: Request): Promise<Response> => {
    const [route] = rig.channel.routes;
    if (route === undefined) throw new Error('no route');
    return route.handle(request);
  };
  const event = JSON.stringify({
    type: 'event_callback',
    event_id: 'Ev1',
    event: { type: 'message', channel_type: 'im', channel: 'D1', user: 'U1', ts: '1.1', text: 'hi' },
  });

  it('answers the challenge', async () => {
    const response = await post(
      signed(JSON.stringify({ type: 'url_verification', challenge: 'abc', token: 'x' })),
    );
    expect([response.status, await response.text()]).toEqual([200, 'abc']);
  });

  it('takes a right and fresh signature only', async () => {
    const without = (name: string): Request => {
      const request = signed(event);
      request.headers.delete(name);
      return request;
    };
    const changed = signed(event);
    changed.headers.set('x-slack-request-timestamp', String(NOW / 1000 - 1));
    const refused = [
      signed(event, { secret: 'another' }),
      signed(event, { seconds: -301 }),
      signed(event, { seconds: 301 }),
      without('x-slack-signature'),
      without('x-slack-request-timestamp'),
      changed,
    ];
    for (const request of refused) expect((await post(request)).status).toBe(401);
    const noNumber = signed(event);
    noNumber.headers.set('x-slack-request-timestamp', 'soon');
    expect((await post(noNumber)).status).toBe(401);
    expect(rig.sink.tries()).toBe(0);
    expect((await post(signed(event, { seconds: -299 }))).status).toBe(200);
    expect(rig.sink.accepted).toHaveLength(1);
  });

  it('keeps a signed body that is no JSON, and answers 200', async () => {
    expect((await post(signed('{"type":'))).status).toBe(200);
    expect(rig.sink.rejected).toMatchObject([{ raw: '{"type":' }]);
  });

  it('asks for it again when it could not be stored, and while it does not receive', async () => {
    rig.sink.fail(1);
    expect((await post(signed(event))).status).toBe(500);
    await rig.channel.stop();
    expect((await post(signed(event))).status).toBe(503);
  });
});
