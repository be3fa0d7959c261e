import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Delivery } from '../../../src/model/delivery.js';
import { createTestSink } from '../../contracts/channel-sink.js';
import { startTelegramServer, type TelegramServer } from '../../support/telegram/server.js';
import { address, channelFor, context, DESK, failureOf } from './bench.js';

describe('telegram: connecting', () => {
  let server: TelegramServer;
  beforeEach(async () => {
    server = await startTelegramServer();
  });
  afterEach(() => server.close());

  it('tells the bot’s id', async () => {
    expect(await channelFor(server).connect()).toEqual({ account: '4242' });
    expect(await channelFor(server, { apiRoot: `${server.url}/` }).connect()).toEqual({ account: '4242' });
  });

  it('says that the token is wrong', async () => {
    const failure = await failureOf(channelFor(server, { token: '1:wrong' }).connect());
    expect(failure.code).toBe('TELEGRAM_TOKEN');
    expect(failure.remedy).toContain('TELEGRAM_BOT_TOKEN');
  });

  it('says that Telegram cannot be reached, without the token', async () => {
    server.fail('getMe', { drop: 'before' });
    const failure: unknown = await channelFor(server)
      .connect()
      .catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 'TELEGRAM_UNREACHABLE' });
    expect(failure instanceof Error ? `${failure.message} ${String(failure.cause)}` : '').not.toContain(
      server.token,
    );
  });

  it('takes a desk with topics that the bot may manage', async () => {
    server.forum(DESK, 'desk');
    await channelFor(server, { deskChats: [String(DESK)] }).connect();
  });

  it.each([
    ['is unknown', () => undefined, 'chat not found'],
    ['has no topics', () => void server.group(DESK, 'desk'), 'not a group with topics'],
    [
      'does not let the bot manage topics',
      () => {
        server.forum(DESK, 'desk').botManagesTopics = false;
      },
      'may not manage topics',
    ],
    [
      'has thrown the bot out',
      () => {
        server.forum(DESK, 'desk').closedToBot = 'bot was kicked from the supergroup chat';
      },
      'bot was kicked',
    ],
  ])('says what to change when the desk %s', async (_, prepare, what) => {
    prepare();
    const failure = await failureOf(channelFor(server, { deskChats: [String(DESK)] }).connect());
    expect(failure.code).toBe('TELEGRAM_DESK');
    expect(failure.message).toContain(what);
  });

  it('goes along with a desk that has another id since', async () => {
    server.group(-5, 'desk');
    const moved = server.migrate(-5, DESK);
    moved.topics.set(2, { id: 2, name: 't', closed: false, deleted: false });
    const log: string[] = [];
    const channel = channelFor(server, { deskChats: ['-5'] }, log);
    await channel.connect();
    const sink = createTestSink();
    await channel.receive(sink);
    server.agent(70, 'Ivan', DESK).writes(2, 'hello');
    expect(await sink.next('desk-message')).toMatchObject({ address: address(server, DESK, '2') });
    expect(log.join('')).toContain('TELEGRAM_DESK_CHAT_ID');
    await channel.stop();
  });

  it('can send before it receives, and must be connected to receive', async () => {
    const channel = channelFor(server);
    await expect(channel.receive(createTestSink())).rejects.toMatchObject({ code: 'TELEGRAM_NOT_CONNECTED' });
    server.user(7, 'Anna');
    const to = address(server, 7);
    const text = { text: 'hi', spans: [] };
    const say: Delivery = { kind: 'say', to, language: 'en', text, choices: [], longAnswer: false };
    expect(await channel.send(say, context())).toMatchObject({ kind: 'sent' });
    await channel.stop();
  });
});
