import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Channel } from '../../../src/channels/channel.js';
import type { Card } from '../../../src/model/delivery.js';
import { plain } from '../../../src/model/text.js';
import { createTestSink, type TestSink } from '../../contracts/channel-sink.js';
import type { TelegramServer } from '../../support/telegram/server.js';
import { address, channelFor, connected, context, DESK, NOW } from './bench.js';

const BILLING = -1009876543210;

/** A text that has this in it. */
function containing(part: string): unknown {
  return expect.stringContaining(part);
}

describe('telegram: desks', () => {
  let server: TelegramServer;
  let channel: Channel;
  let sink: TestSink;
  let log: string[];
  let close: () => Promise<void>;
  let now = NOW;

  beforeEach(async () => {
    now = NOW;
    ({ server, channel, log, close } = await connected({ now: () => now }));
    sink = createTestSink();
  });
  afterEach(() => close());

  const card = (state: Card['state'], title = '#1 Anna'): Card => ({
    ...{ caseId: 'c1', state, title, body: plain(`card ${state ?? ''}`) },
    actions: [{ action: 'claim', label: 'Claim' }],
  });

  /** Opens a topic and tells its id. */
  async function opened(chat = DESK): Promise<number> {
    const delivery = { kind: 'open-thread', desk: address(server, chat), card: card('waiting') } as const;
    const outcome = await channel.send(delivery, context());
    if (outcome.kind !== 'sent' || outcome.thread === undefined) throw new Error('no topic was opened');
    return Number(outcome.thread.thread);
  }

  it('hears several groups, and leaves none of them', async () => {
    server.forum(BILLING, 'Billing');
    const log: string[] = [];
    const other = channelFor(server, { deskChats: [String(DESK), String(BILLING)] }, log);
    await other.connect();
    await other.receive(sink);
    const topic = await opened(BILLING);
    const moved = server.migrate(BILLING, -1009);
    moved.topics.set(topic, { id: topic, name: 't', closed: false, deleted: false });
    server.agent(70, 'Ivan', -1009).writes(topic, 'at billing');
    expect(await sink.next('desk-message')).toMatchObject({ address: { chat: '-1009' } });
    server.agent(70, 'Ivan', DESK).writes(await opened(DESK), 'here');
    expect(await sink.next('desk-message')).toMatchObject({ address: { chat: String(DESK) } });
    expect(server.calls('leaveChat')).toEqual([]);
    expect(log.join('')).toContain('TELEGRAM_DEPARTMENT_DESKS');
    await other.stop();
  });

  it('takes nothing from somebody who is not in the group, and tells them', async () => {
    await channel.receive(sink);
    const topic = await opened();
    const olga = server.agent(70, 'Olga', DESK);
    const passer = server.agent(71, 'Passer', DESK);
    server.chat(DESK).outside.add(71);
    const pressed = passer.presses(topic, 'Claim');
    passer.writes(topic, '!resolve');
    olga.presses(topic, 'Claim');
    olga.writes(topic, 'Hello');
    expect(await sink.next('desk-action')).toMatchObject({ agent: { id: '70' } });
    expect(await sink.next('desk-message')).toMatchObject({ agent: { id: '70' } });
    await server.settled();
    expect(sink.accepted).toHaveLength(2);
    const told = await server.nextCall('answerCallbackQuery', (call) => call.callback_query_id === pressed);
    expect(told.params).toMatchObject({ show_alert: true, text: containing('support team') });
    expect(log.filter((line) => line.includes('no member of the desk'))).toHaveLength(2);
    // Each was asked for once, though each did two things.
    expect(
      server.calls('getChatMember').filter(({ params }) => params.user_id !== server.bot.id),
    ).toHaveLength(2);
    now += 60_000;
    server.chat(DESK).outside.delete(71);
    passer.presses(topic, 'Claim');
    expect(await sink.next('desk-action')).toMatchObject({ agent: { id: '71' } });
  });

  it('counts what was written, and not what was pressed, while Telegram does not say who is a member', async () => {
    await channel.receive(sink);
    const topic = await opened();
    const olga = server.agent(70, 'Olga', DESK);
    server.fail('getChatMember', { code: 500 });
    server.fail('getChatMember', { code: 500 });
    olga.writes(topic, 'Hello');
    await sink.next('desk-message');
    olga.presses(topic, 'Claim');
    await server.nextCall('answerCallbackQuery', (call) => call.show_alert === true);
    olga.presses(topic, 'Claim');
    expect(await sink.next('desk-action')).toMatchObject({ agent: { id: '70' } });
  });

  it('tells who left, once for an event, and believes who came back', async () => {
    await channel.receive(sink);
    const topic = await opened();
    const olga = server.agent(70, 'Olga', DESK);
    olga.writes(topic, 'Hello');
    await sink.next('desk-message');
    olga.leaves();
    olga.presses(topic, 'Claim');
    await server.nextCall('answerCallbackQuery', (call) => call.show_alert === true);
    expect(sink.departures).toEqual([
      {
        id: containing(`telegram:${server.bot.id}:${DESK}:left:70:`),
        at: NOW,
        desk: address(server, DESK),
        agent: { id: '70', name: 'Olga', locale: null },
      },
    ]);
    olga.joins();
    olga.presses(topic, 'Claim');
    expect(await sink.next('desk-action')).toMatchObject({ agent: { id: '70' } });
    expect(sink.departures).toHaveLength(1);
  });

  it('shows how a case stands by the title and the icon of its topic, and asks for a change only then', async () => {
    const topic = await opened();
    const look = (): unknown => server.chat(DESK).topics.get(topic);
    expect(look()).toMatchObject({ name: '❗ #1 Anna', icon: 'emoji-❗' });
    const write = async (shown: Card, message: string): Promise<string> => {
      const thread = address(server, DESK, String(topic));
      return (await channel.send({ kind: 'card', card: shown }, context({ thread, cardMessage: message })))
        .kind;
    };
    const message = String(server.chat(DESK).messages[0]?.id);
    await write(card('claimed'), message);
    expect(look()).toMatchObject({ name: '💬 #1 Anna', icon: 'emoji-💬' });
    await write({ ...card('claimed'), body: plain('more is known') }, message);
    expect(server.calls('editForumTopic')).toHaveLength(1);
    server.fail('editForumTopic', { code: 429, retryAfter: 9 });
    expect(await write(card('snoozed'), message)).toBe('sent');
    expect(look()).toMatchObject({ name: '💬 #1 Anna' });
    await write({ ...card('snoozed'), body: plain('again') }, message);
    expect(look()).toMatchObject({ name: '📆 #1 Anna', icon: 'emoji-📆' });
    await write(card('closed', 'я'.repeat(128)), message);
    expect(look()).toMatchObject({ name: `✅ ${'я'.repeat(126)}` });
    expect(server.calls('getForumTopicIconStickers')).toHaveLength(1);
  });

  it('shows it by the title alone where the icons cannot be had', async () => {
    server.fail('getForumTopicIconStickers', { code: 500 });
    const topic = await opened();
    expect(server.chat(DESK).topics.get(topic)).toMatchObject({ name: '❗ #1 Anna', icon: null });
  });
});
