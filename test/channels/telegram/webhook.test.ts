import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Channel, Route } from '../../../src/channels/channel.js';
import { createTestSink, type TestSink } from '../../contracts/channel-sink.js';
import type { TelegramServer } from '../../support/telegram/server.js';
import { connected, failureOf } from './bench.js';
import { listen, type Listening } from './listen.js';

const SECRET = 'right-secret';
const HEADER = 'x-telegram-bot-api-secret-token';

describe('telegram: webhook', () => {
  let server: TelegramServer;
  let channel: Channel;
  let web: Listening;
  let sink: TestSink;
  let log: string[];
  let close: () => Promise<void>;

  beforeEach(async () => {
    web = await listen();
    const webhook = { url: `${web.url}/telegram/webhook`, secret: SECRET };
    ({ server, channel, log, close } = await connected({ webhook }));
    web.serve(channel.routes);
    sink = createTestSink();
  });
  afterEach(async () => {
    await close();
    await web.close();
  });

  function route(): Route {
    const [found] = channel.routes;
    if (found === undefined) throw new Error('the channel has no route');
    return found;
  }
  async function post(body: string, secret: string | null): Promise<number> {
    const headers = new Headers(secret === null ? [] : [[HEADER, secret]]);
    const request = new Request(`${web.url}/telegram/webhook`, { method: 'POST', headers, body });
    return (await route().handle(request)).status;
  }
  const update = JSON.stringify({
    update_id: 1,
    message: {
      message_id: 1,
      date: 1,
      chat: { id: 7, type: 'private', first_name: 'Anna' },
      from: { id: 7, is_bot: false, first_name: 'Anna' },
      text: 'hello',
    },
  });

  it('sets the webhook with its secret and drops nothing', async () => {
    await channel.receive(sink);
    const { params } = await server.nextCall('setWebhook');
    expect(params).toEqual({
      url: `${web.url}/telegram/webhook`,
      secret_token: SECRET,
      allowed_updates: ['message', 'edited_message', 'callback_query', 'my_chat_member', 'chat_member'],
    });
    expect(server.calls('getUpdates')).toEqual([]);
  });

  it('delivers what waited before the start', async () => {
    server.user(7, 'Anna').writes('early');
    await channel.receive(sink);
    expect(await sink.next('message')).toMatchObject({ text: 'early' });
    await server.settled();
  });

  it.each([
    ['no secret', null],
    ['a wrong secret', 'wrong-secret'],
    ['an empty secret', ''],
    ['a longer secret', `${SECRET}x`],
  ])('answers 401 to %s and stores nothing', async (_, secret) => {
    await channel.receive(sink);
    expect(await post(update, secret)).toBe(401);
    expect(sink.tries()).toBe(0);
  });

  it('answers 200 once it is stored, and again for the same update', async () => {
    await channel.receive(sink);
    expect(await post(update, SECRET)).toBe(200);
    expect(await post(update, SECRET)).toBe(200);
    expect(sink.accepted).toHaveLength(1);
  });

  it('answers 500 while storing fails, so that Telegram comes again', async () => {
    await channel.receive(sink);
    sink.fail(2);
    server.user(7, 'Anna').writes('hello');
    expect(await sink.next('message')).toMatchObject({ text: 'hello' });
    await server.settled();
    expect(sink.tries()).toBe(3);
    expect(log.join('')).toContain('storing an update failed');
  });

  it.each(['{"update_id": 1,', '', 'null', '[]', '"text"', '{"update_id":"1"}'])(
    'puts %j aside and answers 200, so that it does not come for ever',
    async (body) => {
      await channel.receive(sink);
      expect(await post(body, SECRET)).toBe(200);
      expect(sink.accepted).toEqual([]);
      expect(sink.rejected).toHaveLength(1);
      expect(sink.rejected[0]).toMatchObject({ channel: 'telegram', raw: body });
    },
  );

  it('keeps no more than 4,000 characters of what it cannot read', async () => {
    await channel.receive(sink);
    await post('x'.repeat(100_000), SECRET);
    expect(sink.rejected[0]?.raw).toHaveLength(4000);
  });

  it('tells Telegram to come again before it receives and after it was stopped', async () => {
    expect(await post(update, SECRET)).toBe(503);
    await channel.receive(sink);
    await channel.stop();
    expect(await post(update, SECRET)).toBe(503);
    expect(sink.tries()).toBe(0);
  });

  it('stops only when what it was given is stored', async () => {
    await channel.receive(sink);
    const release = sink.hold();
    const answered = post(update, SECRET);
    await sink.called(1);
    let stopped = false;
    const stopping = channel.stop().then(() => {
      stopped = true;
    });
    // Long enough for everything else that stopping waits for: the list of commands, and a turn of the network.
    for (const language of [undefined, 'ru']) {
      await server.nextCall('setMyCommands', (params) => params.language_code === language);
    }
    for (let turn = 0; turn < 3; turn += 1) await (await fetch(server.url)).text();
    expect(stopped).toBe(false);
    release();
    await stopping;
    expect(await answered).toBe(200);
    expect(sink.accepted).toHaveLength(1);
  });

  it('says what to do when Telegram refuses the address', async () => {
    server.fail('setWebhook', {
      code: 400,
      description: 'Bad Request: bad webhook: HTTPS url must be provided',
    });
    const failure = await failureOf(channel.receive(sink));
    expect(failure.code).toBe('TELEGRAM_WEBHOOK');
    expect(failure.message).toContain('HTTPS url must be provided');
    expect(failure.remedy).toContain('TELEGRAM_WEBHOOK_URL');
  });
});
