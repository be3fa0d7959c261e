import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Channel } from '../../../src/channels/channel.js';
import type { Card, Choice, Delivery } from '../../../src/model/delivery.js';
import { fill, plain, type RichText } from '../../../src/model/text.js';
import type { TelegramServer } from '../../support/telegram/server.js';
import type { User } from '../../support/telegram/people.js';
import { address, connected, context, DESK } from './bench.js';

describe('telegram: sending', () => {
  let server: TelegramServer;
  let channel: Channel;
  let log: string[];
  let anna: User;
  let close: () => Promise<void>;

  beforeEach(async () => {
    ({ server, channel, log, close } = await connected());
    anna = server.user(7, 'Anna');
  });
  afterEach(() => close());

  function say(text: string | RichText, choices: Choice[] = []): Delivery {
    const rich = typeof text === 'string' ? plain(text) : text;
    return { kind: 'say', to: address(server, 7), language: 'en', text: rich, choices, longAnswer: false };
  }
  function labels(...names: string[]): Choice[] {
    return names.map((label, at) => ({ label, token: `t${at}` }));
  }
  function card(body = 'card', more: Partial<Card> = {}): Card {
    return {
      caseId: 'c1',
      title: '#1 Anna',
      body: plain(body),
      actions: [{ action: 'claim', label: 'Claim' }],
      ...more,
    };
  }
  const openThread = (given = card()) =>
    channel.send({ kind: 'open-thread', desk: address(server, DESK), card: given }, context());
  const desk = () => server.chat(DESK);

  it('sends formatting as entities and never as markup', async () => {
    await channel.send(say(fill('Type `ping {host}` now', { host: '<b>_*' })), context());
    const { params } = await server.nextCall('sendMessage');
    expect(params).toMatchObject({ chat_id: 7, text: 'Type ping <b>_* now' });
    expect(params.entities).toEqual([{ type: 'code', offset: 5, length: 10 }]);
    expect(params).not.toHaveProperty('parse_mode');
  });

  it('mentions whom a line is for by the number of their account', async () => {
    const spans = [{ kind: 'mention' as const, person: '7', offset: 0, length: 4 }];
    await channel.send(say({ text: 'Anna, it is late', spans }), context());
    const { params } = await server.nextCall('sendMessage');
    expect(params.entities).toMatchObject([{ type: 'text_mention', offset: 0, length: 4, user: { id: 7 } }]);
  });

  it('shows a person that the bot is busy as typing', async () => {
    const to = address(server, 7);
    await channel.send({ kind: 'activity', to, language: 'en' }, context());
    const { params } = await server.nextCall('sendChatAction', ({ chat_id }) => chat_id === 7);
    expect(params).toEqual({ chat_id: 7, action: 'typing' });
  });

  it('puts the author’s name in bold before an agent’s words, on one line', async () => {
    const to = address(server, 7);
    await channel.send(
      { kind: 'relay', to, author: 'Ivan\n_P.', text: plain('Hello.'), attachments: [] },
      context(),
    );
    const message = anna.chat.messages.at(-1);
    expect(message?.text).toBe('Ivan _P.: Hello.');
    expect(message?.entities).toEqual([{ type: 'bold', offset: 0, length: 8 }]);
  });

  it.each([
    { code: 403, description: 'Forbidden: bot was kicked from the supergroup chat' },
    { code: 400, description: 'Bad Request: not enough rights to create a topic' },
    { code: 400, description: 'Bad Request: the chat is not a forum' },
    { code: 400, description: 'Bad Request: chat not found' },
  ])('waits for the operator when the desk answers %j, and loses nothing', async (fault) => {
    server.fail('createForumTopic', fault);
    expect(await openThread()).toMatchObject({ kind: 'retry', afterMs: 60_000 });
    expect(await openThread()).toMatchObject({ kind: 'sent' });
  });

  it('sets short labels two a row, and long ones one a row', async () => {
    await channel.send(say('a', labels('Yes', 'No', 'Not sure')), context());
    await channel.send(say('b', labels('Yes', 'It opens only on my phone')), context());
    const rows = anna.chat.messages.map((message) =>
      message.buttons.map((row) => row.map((button) => button.text)),
    );
    expect(rows).toEqual([
      [['Yes', 'No'], ['Not sure']],
      [['Yes'], ['It opens only on my phone']],
    ]);
  });

  it('goes on with the part that failed, and repeats none', async () => {
    const text = Array.from({ length: 1400 }, (_, at) => `word${at}`).join(' ');
    server.fail('sendMessage', { lateMs: 0 });
    server.fail('sendMessage', { code: 429, retryAfter: 3 });
    expect(await channel.send(say(text), context())).toMatchObject({ kind: 'retry', afterMs: 3000 });
    expect(await channel.send(say(text), context())).toMatchObject({
      kind: 'sent',
      messages: ['1', '2', '3'],
    });
    expect(anna.heard().join(' ')).toBe(text);
    // What has been sent whole can be said again.
    expect(await channel.send(say(text), context())).toMatchObject({ messages: ['4', '5', '6'] });
  });

  it.each([
    [
      { code: 429, retryAfter: 7 },
      { kind: 'retry', afterMs: 7000 },
    ],
    [{ code: 500 }, { kind: 'retry', afterMs: null }],
    [{ code: 401 }, { kind: 'retry', afterMs: null }],
    [{ drop: 'before' }, { kind: 'retry', afterMs: null }],
    [{ drop: 'after' }, { kind: 'retry', afterMs: null }],
    [
      { code: 403, description: 'Forbidden: bot was blocked by the user' },
      { kind: 'failed', reason: 'blocked' },
    ],
    [
      { code: 403, description: 'Forbidden: user is deactivated' },
      { kind: 'failed', reason: 'gone' },
    ],
    [
      { code: 403, description: 'Forbidden: bot was kicked from the supergroup chat' },
      { kind: 'failed', reason: 'gone' },
    ],
    [
      { code: 400, description: 'Bad Request: chat not found' },
      { kind: 'failed', reason: 'gone' },
    ],
    [
      { code: 400, description: 'Bad Request: BUTTON_DATA_INVALID' },
      { kind: 'failed', reason: 'refused' },
    ],
    [
      { code: 413, description: 'Content limit' },
      { kind: 'failed', reason: 'too-large' },
    ],
    [{ code: 400, description: 'Bad Request: TOPIC_DELETED' }, { kind: 'thread-gone' }],
    [{ code: 400, description: 'Bad Request: TOPIC_CLOSED' }, { kind: 'thread-gone' }],
  ] as const)('%j comes to %j', async (fault, outcome) => {
    server.fail('sendMessage', fault);
    const given = await channel.send(say('a secret thing'), context());
    expect(given).toMatchObject(outcome);
    expect(JSON.stringify(given) + log.join('')).not.toContain(server.token);
    expect(JSON.stringify(given) + log.join('')).not.toContain('a secret thing');
  });

  it('gives up waiting for an answer that never comes', async () => {
    await close();
    ({ server, channel, log, close } = await connected({ timeoutSeconds: 0.2 }));
    server.user(7, 'Anna');
    server.fail('sendMessage', { hang: true });
    expect(await channel.send(say('hello'), context())).toMatchObject({ kind: 'retry', afterMs: null });
  });

  it('refuses what has nothing in it', async () => {
    expect(await channel.send(say(' \n '), context())).toMatchObject({ kind: 'failed', reason: 'refused' });
    expect(server.calls('sendMessage')).toEqual([]);
  });

  it('keeps within its own rates what Telegram limits', async () => {
    server.limit();
    const outcomes = [];
    for (let count = 0; count < 5; count += 1) outcomes.push(await channel.send(say(`n${count}`), context()));
    const { burst } = channel.rates.chat(address(server, 7));
    expect(outcomes.slice(0, burst).map((outcome) => outcome.kind)).toEqual(Array(burst).fill('sent'));
    expect(outcomes.at(-1)).toMatchObject({ kind: 'retry', afterMs: 1000 });
    const group = channel.rates.chat(address(server, DESK));
    expect(group.burst + group.perSecond * 60).toBeLessThanOrEqual(20);
    expect(channel.rates.threads.burst + channel.rates.threads.perSecond * 60).toBeLessThanOrEqual(20);
    expect(channel.rates.all.burst + channel.rates.all.perSecond).toBeLessThanOrEqual(30);
  });

  describe('the desk', () => {
    it('gives a topic a title that fits, whatever the name', async () => {
      const title = `#12 ${'👩‍👩‍👧'.repeat(60)}\nsecond line`;
      const outcome = await openThread(card('body', { title }));
      expect(outcome).toMatchObject({ kind: 'sent' });
      expect(Array.from(server.topics(DESK)[0]?.name ?? '').length).toBeLessThanOrEqual(128);
      await openThread(card('body', { title: ' \n ', caseId: 'c2' }));
      expect(server.topics(DESK)[1]?.name).toBe('—');
    });

    it('puts action and case into the card’s buttons', async () => {
      const caseId = '0190f3a2-7b51-7a33-9c1e-0123456789ab';
      await openThread(card('body', { caseId, actions: [{ action: 'hand-back', label: 'Боту' }] }));
      expect(desk().messages[0]?.buttons).toEqual([[{ text: 'Боту', callback_data: `hand-back:${caseId}` }]]);
    });

    it('does not make a second topic when the card did not get through', async () => {
      server.fail('sendMessage', { code: 500, times: 2 });
      expect(await openThread()).toMatchObject({ kind: 'retry' });
      expect(await openThread()).toMatchObject({ kind: 'retry' });
      const outcome = await openThread();
      expect(server.calls('createForumTopic')).toHaveLength(1);
      const [topic] = server.topics(DESK);
      expect(outcome).toEqual({
        kind: 'sent',
        messages: [String(desk().messages[0]?.id)],
        thread: address(server, DESK, String(topic?.id)),
      });
      // Opened anew later, because it was deleted, it is another topic.
      expect(await openThread()).toMatchObject({ kind: 'sent' });
      expect(server.topics(DESK)).toHaveLength(2);
    });

    it('makes another topic when the first was deleted before its card came', async () => {
      server.fail('sendMessage', { code: 500 });
      await openThread();
      server.deleteTopic(DESK, server.topics(DESK)[0]?.id ?? 0);
      expect(await openThread()).toMatchObject({ kind: 'retry' });
      expect(await openThread()).toMatchObject({ kind: 'sent' });
      expect(server.topics(DESK)).toHaveLength(1);
    });

    it('splits a long card: the first part is the card, with the buttons', async () => {
      const body = 'problem '.repeat(900).trim();
      const outcome = await openThread(card(body));
      const [first, second] = desk().messages;
      expect(outcome).toMatchObject({ messages: [String(first?.id), String(second?.id)] });
      expect([first?.buttons.length, second?.buttons.length]).toEqual([1, 0]);
      const thread = outcome.kind === 'sent' ? (outcome.thread ?? null) : null;
      const cardMessage = String(first?.id);
      const again: Delivery = { kind: 'card', card: card(`Claimed. ${body}`) };
      expect(await channel.send(again, context({ thread, cardMessage }))).toEqual({
        kind: 'sent',
        messages: [cardMessage],
      });
      expect(desk().messages).toHaveLength(2);
      expect(first?.text).toContain('Claimed.');
    });

    it('sends a card anew when it was deleted', async () => {
      const outcome = await openThread();
      const thread = outcome.kind === 'sent' ? (outcome.thread ?? null) : null;
      desk().messages = [];
      const sent = await channel.send(
        { kind: 'card', card: card('anew') },
        context({ thread, cardMessage: outcome.kind === 'sent' ? (outcome.messages[0] ?? null) : null }),
      );
      expect(sent).toEqual({ kind: 'sent', messages: [String(desk().messages[0]?.id)] });
      expect(desk().messages[0]).toMatchObject({ text: 'anew', thread: Number(thread?.thread) });
    });

    it('says where the group has moved to', async () => {
      server.migrate(DESK, -1009);
      expect(await openThread()).toEqual({ kind: 'moved', from: String(DESK), to: '-1009' });
    });

    it('replies with the sign where reactions are forbidden', async () => {
      const outcome = await openThread();
      const thread =
        outcome.kind === 'sent' && outcome.thread !== undefined ? outcome.thread : address(server, DESK);
      const message = server.agent(70, 'Ivan', DESK).writes(Number(thread.thread), 'hello');
      desk().reactionsAllowed = false;
      const mark: Delivery = {
        kind: 'mark',
        message: { address: thread, message: String(message.id) },
        state: 'failed',
      };
      expect(await channel.send(mark, context({ thread }))).toMatchObject({ kind: 'sent' });
      expect(desk().messages.at(-1)).toMatchObject({
        text: '👎',
        replyTo: message.id,
        thread: Number(thread.thread),
      });
    });

    it('gives a mark up when the message is no more', async () => {
      const outcome = await openThread();
      const thread =
        outcome.kind === 'sent' && outcome.thread !== undefined ? outcome.thread : address(server, DESK);
      const mark: Delivery = {
        kind: 'mark',
        message: { address: thread, message: '999' },
        state: 'delivered',
      };
      expect(await channel.send(mark, context({ thread }))).toEqual({ kind: 'sent', messages: [] });
      server.fail('setMessageReaction', { code: 429, retryAfter: 2 });
      expect(await channel.send(mark, context({ thread }))).toMatchObject({ kind: 'retry', afterMs: 2000 });
    });
  });
});
