import { afterEach, describe, expect, it } from 'vitest';
import { createTestSink } from '../../contracts/channel-sink.js';
import { startTelegramServer, type TelegramServer } from '../../support/telegram/server.js';
import { channelFor, connected, failureOf } from './bench.js';

describe('telegram: long polling', () => {
  const closing: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const close of closing.splice(0).reverse()) await close();
  });
  async function open(): Promise<Awaited<ReturnType<typeof connected>>> {
    const opened = await connected();
    closing.push(() => opened.close());
    return opened;
  }

  it('asks for what it reads, and removes a webhook without dropping what waits', async () => {
    const { server, channel } = await open();
    server.user(7, 'Anna').writes('before the start');
    const sink = createTestSink();
    await channel.receive(sink);
    expect(await sink.next('message')).toMatchObject({ text: 'before the start' });
    expect((await server.nextCall('deleteWebhook')).params).not.toHaveProperty('drop_pending_updates');
    expect((await server.nextCall('getUpdates')).params).toMatchObject({
      timeout: 20,
      allowed_updates: ['message', 'edited_message', 'callback_query', 'my_chat_member', 'chat_member'],
    });
  });

  it('publishes the commands in both languages, for private chats', async () => {
    const { server, channel } = await open();
    await channel.receive(createTestSink());
    const en = await server.nextCall('setMyCommands', (params) => params.language_code === undefined);
    const ru = await server.nextCall('setMyCommands', (params) => params.language_code === 'ru');
    for (const { params } of [en, ru]) expect(params.scope).toEqual({ type: 'all_private_chats' });
    expect(JSON.stringify(ru.params)).toContain('Позвать сотрудника');
    expect(JSON.stringify(en.params)).toContain('Talk to a person');
  });

  it('receives without a list of commands when that is refused', async () => {
    const { server, channel } = await open();
    server.fail('setMyCommands', { code: 400 });
    const sink = createTestSink();
    await channel.receive(sink);
    server.user(7, 'Anna').writes('hello');
    await sink.next('message');
  });

  it('confirms only what is stored: the rest comes again, in order', async () => {
    const { server, channel } = await open();
    const anna = server.user(7, 'Anna');
    for (const text of ['one', 'two', 'three']) anna.writes(text);
    const sink = createTestSink();
    sink.fail(3);
    await channel.receive(sink);
    const texts = [];
    for (let count = 0; count < 3; count += 1) texts.push((await sink.next('message')).text);
    await server.settled();
    expect(texts).toEqual(['one', 'two', 'three']);
    expect(sink.tries()).toBe(6);
  });

  it('leaves what it was storing to the next process when it dies, and confirms what it had stored', async () => {
    const { server, channel } = await open();
    const anna = server.user(7, 'Anna');
    anna.writes('one');
    const first = createTestSink();
    await channel.receive(first);
    await first.next('message');
    await server.settled();
    first.fail(1000);
    anna.writes('two');
    await first.called(2);
    await channel.stop();
    expect(server.pending()).toHaveLength(1);

    const next = channelFor(server);
    closing.push(() => next.stop());
    const second = createTestSink();
    await next.connect();
    await next.receive(second);
    expect(await second.next('message')).toMatchObject({ text: 'two' });
    await server.settled();
    expect(second.accepted).toHaveLength(1);
  });

  it('ends a poll that is held open at once, and has confirmed everything', async () => {
    const { server, channel } = await open();
    const sink = createTestSink();
    await channel.receive(sink);
    server.user(7, 'Anna').writes('hello');
    await sink.next('message');
    const begun = performance.now();
    await channel.stop();
    expect(performance.now() - begun).toBeLessThan(15_000);
    expect(server.pending()).toEqual([]);
  });

  it('puts an update aside that the store never takes, so that the others get through', async () => {
    const { server, channel } = await open();
    const anna = server.user(7, 'Anna');
    anna.writes('poison');
    anna.writes('hello');
    const sink = createTestSink();
    sink.fail(8);
    await channel.receive(sink);
    expect(await sink.next('message')).toMatchObject({ text: 'hello' });
    expect(sink.rejected).toHaveLength(1);
    expect(sink.rejected[0]?.raw).toContain('poison');
    expect(sink.rejected[0]?.reason).toContain('the store is away');
  });

  it.each([
    ['a server error', { code: 502 }],
    ['too many requests', { code: 429, retryAfter: 0 }],
    ['a conflict', { code: 409, description: 'Conflict: terminated by other getUpdates request' }],
    ['a lost connection', { drop: 'before' }],
    ['an answer that is lost', { drop: 'after' }],
  ] as const)('goes on after %s', async (_, fault) => {
    const { server, channel, log } = await open();
    server.fail('getUpdates', { ...fault, times: 3 });
    const sink = createTestSink();
    await channel.receive(sink);
    server.user(7, 'Anna').writes('hello');
    expect(await sink.next('message')).toMatchObject({ text: 'hello' });
    await server.settled();
    expect(sink.accepted).toHaveLength(1);
    expect(log.join('')).toContain('receiving failed');
    expect(log.join('')).not.toContain(server.token);
  });

  it('two processes of one bot do not lose a message between them', async () => {
    const { server, channel, log } = await open();
    const other = channelFor(server);
    closing.push(() => other.stop());
    await other.connect();
    const sinks = [createTestSink(), createTestSink()] as const;
    await channel.receive(sinks[0]);
    await server.nextCall('getUpdates');
    await other.receive(sinks[1]);
    await server.nextCall('getUpdates');
    server.user(7, 'Anna').writes('hello');
    await Promise.any(sinks.map((sink) => sink.next('message')));
    await server.settled();
    expect(log.join('')).toContain('Another process receives for this bot');
  });

  it('says what to do when another process receives by webhook', async () => {
    const { server, channel, log } = await open();
    const description = "Conflict: can't use getUpdates method while webhook is active";
    server.fail('getUpdates', { code: 409, description });
    await channel.receive(createTestSink());
    await server.nextCall('getUpdates');
    await server.nextCall('getUpdates');
    expect(log.join('')).toContain('stop it, then start this one again');
  });

  it('sees messages whose numbers begin anew after a quiet time', async () => {
    const { server, channel } = await connected({ pollSeconds: 1 });
    closing.push(() => server.close());
    closing.push(() => channel.stop());
    const sink = createTestSink();
    await channel.receive(sink);
    server.user(7, 'Anna').writes('hello');
    await sink.next('message');
    const confirms = (params: Record<string, unknown>): boolean => params.offset !== undefined;
    await server.nextCall('getUpdates', (params) => !confirms(params));
    await server.nextCall('getUpdates', confirms);
    // The poll that confirmed came back empty: the next one asks for whatever there is.
    await server.nextCall('getUpdates', (params) => !confirms(params));
    server.countFrom(5);
    server.user(7, 'Anna').writes('after a week');
    expect(await sink.next('message')).toMatchObject({ text: 'after a week' });
  });
});

describe('telegram: the start', () => {
  let server: TelegramServer;
  afterEach(() => server.close());

  it('tries again while Telegram is away, and says what to do when it stays away', async () => {
    server = await startTelegramServer();
    const channel = channelFor(server);
    await channel.connect();
    server.fail('deleteWebhook', { code: 500, times: 2 });
    await channel.receive(createTestSink());
    await channel.stop();
    const unlucky = channelFor(server);
    await unlucky.connect();
    server.fail('deleteWebhook', { code: 500, times: 100 });
    const failure = await failureOf(unlucky.receive(createTestSink()));
    expect(failure.code).toBe('TELEGRAM_UNREACHABLE');
    expect(failure.remedy).toContain('network');
    expect(failure.message).not.toContain(server.token);
    await unlucky.stop();
  });
});
