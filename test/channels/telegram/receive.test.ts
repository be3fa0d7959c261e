import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Channel } from '../../../src/channels/channel.js';
import { plain } from '../../../src/model/text.js';
import { createTestSink, type TestSink } from '../../contracts/channel-sink.js';
import type { TelegramServer } from '../../support/telegram/server.js';
import type { User } from '../../support/telegram/people.js';
import { address, connected, context, DESK, NOW } from './bench.js';

describe('telegram: what an update becomes', () => {
  let server: TelegramServer;
  let channel: Channel;
  let sink: TestSink;
  let log: string[];
  let anna: User;
  let close: () => Promise<void>;

  beforeEach(async () => {
    ({ server, channel, log, close } = await connected());
    sink = createTestSink();
    anna = server.user(7, 'Анна', { lastName: 'К.', language: 'ru' });
    await channel.receive(sink);
  });
  afterEach(() => close());

  /** Everything that was sent so far has been dealt with. */
  async function dealtWith(): Promise<void> {
    await server.settled();
  }

  it('a message has the identity that the platform gives it', async () => {
    const sent = anna.writes('сайт не открывается');
    expect(await sink.next('message')).toEqual({
      kind: 'message',
      id: `telegram:${server.bot.id}:7:message:${sent.id}`,
      at: NOW,
      address: address(server, 7),
      message: String(sent.id),
      text: 'сайт не открывается',
      spans: [],
      masked: [],
      person: { id: '7', name: 'Анна К.', locale: 'ru' },
      attachments: [],
      album: null,
    });
  });

  it.each([
    ['/start', 'start', ''],
    ['/start mail-to-spam', 'start', 'mail-to-spam'],
    ['/new@FirstlineTestBot', 'new', ''],
    ['/HUMAN@firstlinetestbot please', 'human', 'please'],
    ['/lang ru', 'lang', 'ru'],
    ['/status', 'status', ''],
    ['/help', 'help', ''],
    ['/cancel', 'cancel', ''],
  ])('%s is the command %s', async (text, name, argument) => {
    anna.writes(text);
    expect(await sink.next('command')).toMatchObject({ name, argument, person: { id: '7' } });
  });

  it.each(['/unknown', '/start@AnotherBot', 'see /help', '/'])('%s is a text', async (text) => {
    anna.writes(text);
    expect(await sink.next('message')).toMatchObject({ text });
  });

  it.each([
    ['photo', 'photo', 'image/jpeg'],
    ['document', 'document', 'text/plain'],
    ['voice', 'voice', 'audio/ogg'],
    ['audio', 'audio', 'audio/mpeg'],
    ['video', 'video', 'video/mp4'],
    ['video_note', 'video-note', 'video/mp4'],
    ['animation', 'animation', 'video/mp4'],
    ['sticker', 'sticker', 'image/webp'],
  ] as const)('a %s is kept as %s', async (kind, kept, mime) => {
    const sent = anna.sends({ kind, name: 'error.log', size: 12_345, mime });
    const { attachments, text } = await sink.next('message');
    expect(text).toBe('');
    expect(attachments).toEqual([
      {
        kind: kept,
        channel: 'telegram',
        file: sent.file?.id,
        name: ['document', 'audio', 'video', 'animation'].includes(kind) ? 'error.log' : null,
        mime,
        size: 12_345,
      },
    ]);
  });

  it('the parts of an album carry its mark, the caption stays with its photo', async () => {
    anna.sends({ kind: 'photo', album: 'a1', caption: 'вот ошибка' });
    anna.sends({ kind: 'photo', album: 'a1' });
    const first = await sink.next('message');
    const second = await sink.next('message');
    expect([first.album, second.album]).toEqual(['a1', 'a1']);
    expect([first.text, second.text]).toEqual(['вот ошибка', '']);
  });

  it('an edit is an amendment; the same edit again has the same id, another has another', async () => {
    const message = anna.writes('my site is dwon');
    await sink.next('message');
    anna.edits('my site is down');
    const first = await sink.next('edit');
    expect(first).toMatchObject({
      message: String(message.id),
      text: 'my site is down',
      address: address(server, 7),
    });
    anna.edits('my site is down');
    anna.edits('my shop is down');
    const second = await sink.next('edit');
    await dealtWith();
    expect(second.text).toBe('my shop is down');
    expect(second.id).not.toBe(first.id);
    expect(sink.accepted.filter((inbound) => inbound.kind === 'edit')).toHaveLength(2);
  });

  it('an edited command does not run again', async () => {
    const command = anna.writes('/new');
    await sink.next('command');
    anna.edits('/human', command);
    expect(await sink.next('edit')).toMatchObject({ text: '/human' });
    expect(sink.accepted.map((inbound) => inbound.kind)).toEqual(['command', 'edit']);
  });

  it('a pressed button is answered after storing, and the question loses its buttons', async () => {
    const choices = [{ label: 'Yes', token: 'yes' }];
    await channel.send(
      {
        kind: 'say',
        to: address(server, 7),
        language: 'en',
        text: plain('Did it help?'),
        choices,
        longAnswer: false,
      },
      context(),
    );
    const release = sink.hold();
    const callback = anna.presses('Yes');
    await sink.called(1);
    expect(server.answered(callback)).toBeUndefined();
    release();
    await server.nextCall('answerCallbackQuery', (params) => params.callback_query_id === callback);
    await server.nextCall('editMessageReplyMarkup');
    expect(server.answered(callback)).toBe('');
    expect(anna.chat.messages.at(-1)?.buttons).toEqual([]);
    expect((await sink.next('choice')).id).toBe(`telegram:${server.bot.id}:callback:${callback}`);
  });

  it('an answer to a button that fails holds nothing up', async () => {
    server.fail('answerCallbackQuery', { code: 400, description: 'Bad Request: query is too old' });
    await channel.send(
      {
        kind: 'say',
        to: address(server, 7),
        language: 'en',
        text: plain('?'),
        choices: [{ label: 'Yes', token: 'yes' }],
        longAnswer: false,
      },
      context(),
    );
    anna.presses('Yes');
    anna.writes('and more');
    expect(await sink.next('message')).toMatchObject({ text: 'and more' });
  });

  /** A message of the person's with this in it, as Telegram would send it. */
  const message = (content: object, more: object = {}): object => ({
    message_id: 900,
    date: 1,
    chat: { id: 7, type: 'private', first_name: 'A' },
    from: { id: 7, is_bot: false, first_name: 'A' },
    ...more,
    ...content,
  });

  it.each([
    ['a contact', { contact: { phone_number: '+7900', first_name: 'Oleg' } }, '👤 Oleg: +7900'],
    ['a location', { location: { latitude: 55.75, longitude: 37.6 } }, '📍 55.75, 37.6'],
    [
      'a place',
      {
        location: { latitude: 1, longitude: 2 },
        venue: { title: 'Office', address: 'Main St 1', location: { latitude: 1, longitude: 2 } },
      },
      '📍 Office, Main St 1',
    ],
    [
      'a poll',
      {
        poll: { id: '1', question: 'Which?', options: [{ text: 'Mail' }, { text: 'Site' }], type: 'regular' },
      },
      'Which?\nMail\nSite',
    ],
    ['a die', { dice: { emoji: '🎲', value: 3 } }, '🎲'],
    [
      'a checklist',
      {
        checklist: {
          title: 'Done',
          tasks: [
            { id: 1, text: 'restarted' },
            { id: 2, text: 'DNS' },
          ],
        },
      },
      'Done\nrestarted\nDNS',
    ],
    [
      'a rich message',
      {
        rich_message: {
          blocks: [
            { type: 'heading', size: 1, text: 'My site' },
            { type: 'paragraph', text: ['is ', { type: 'bold', text: ['not ', 'open'] }] },
            { type: 'list', items: [{ label: '1', blocks: [{ type: 'paragraph', text: 'since noon' }] }] },
          ],
        },
      },
      'My site\nis not open\nsince noon',
    ],
    ['a story', { story: { id: 3, chat: { id: 7, type: 'private' } } }, '[story]'],
    ['what no bot knows yet', { hologram_note: { length: 4 } }, '[hologram note]'],
  ])('%s is put into words', async (_, content, text) => {
    server.pushRaw({ message: message(content) });
    expect(await sink.next('message')).toMatchObject({ text, attachments: [] });
  });

  it('a sticker says what its emoji says', async () => {
    const sticker = { file_id: 'S1', file_unique_id: 's1', emoji: '👍', width: 1, height: 1 };
    server.pushRaw({ message: message({ sticker }) });
    expect(await sink.next('message')).toMatchObject({ text: '👍', attachments: [{ kind: 'sticker' }] });
  });

  it('a service message is nobody’s words', async () => {
    server.pushRaw({ message: message({ chat_background_set: { type: {} } }) });
    server.pushRaw({ message: message({ gift: { gift: { id: '1' }, text: 'for you' } }) });
    server.pushRaw({ message: message({ text: 'hello' }) });
    expect(await sink.next('message')).toMatchObject({ text: 'hello' });
    await dealtWith();
    expect(sink.accepted).toHaveLength(1);
    expect(sink.rejected).toEqual([]);
  });

  it('a forwarded message is what it says, and gives no command', async () => {
    const from = { type: 'user', date: 1, sender_user: { id: 9, is_bot: false, first_name: 'B' } };
    server.pushRaw({ message: message({ text: '/human', forward_origin: from }) });
    expect(await sink.next('message')).toMatchObject({ text: '/human', person: { id: '7' } });
  });

  it('changes that no person made are no amendments', async () => {
    const live = { latitude: 55.7, longitude: 37.6, live_period: 900 };
    server.pushRaw({ edited_message: message({ location: live, edit_date: 5 }) });
    // Without a date of the edit something changed that bots do not see.
    server.pushRaw({ edited_message: message({ text: 'hello', reply_markup: { inline_keyboard: [] } }) });
    server.pushRaw({ edited_message: message({ text: 'hello again', edit_date: 6 }) });
    expect(await sink.next('edit')).toMatchObject({ text: 'hello again' });
    await dealtWith();
    expect(sink.accepted).toHaveLength(1);
  });

  it('a button counts when Telegram no longer shows its message', async () => {
    const from = { id: 7, is_bot: false, first_name: 'A' };
    const chat = { id: 7, type: 'private', first_name: 'A' };
    const old = { message_id: 12, chat, date: 0 };
    server.pushRaw({ callback_query: { id: 'c9', from, message: old, chat_instance: '1', data: 'yes' } });
    expect(await sink.next('choice')).toMatchObject({ token: 'yes', address: address(server, 7) });
    const desk = { message_id: 13, chat: { id: DESK, type: 'supergroup', title: 'd' }, date: 0 };
    server.pushRaw({
      callback_query: { id: 'c10', from, message: desk, chat_instance: '1', data: 'resolve:c1' },
    });
    expect(await sink.next('desk-action')).toMatchObject({ action: 'resolve', caseId: 'c1' });
  });

  it('a person who comes back after deleting the chat begins in the same conversation', async () => {
    anna.writes('hello');
    const before = await sink.next('message');
    anna.blocks();
    anna.unblocks();
    anna.writes('/start');
    expect(await sink.next('command')).toMatchObject({ name: 'start', address: before.address });
  });

  describe('on the desk', () => {
    it('hears topics, and neither General, bots nor service messages', async () => {
      const outcome = await channel.send(
        {
          kind: 'open-thread',
          desk: address(server, DESK),
          card: {
            caseId: 'c1',
            title: '#1',
            body: plain('card'),
            actions: [{ action: 'claim', label: 'Взять' }],
          },
        },
        context(),
      );
      const thread = outcome.kind === 'sent' ? (outcome.thread?.thread ?? '') : '';
      const ivan = server.agent(70, 'Иван', DESK);
      ivan.writes(null, 'a word in General');
      const base = {
        message_id: 901,
        date: 1,
        chat: { id: DESK, type: 'supergroup', title: 'd', is_forum: true },
      };
      const inTopic = { message_thread_id: Number(thread), is_topic_message: true };
      // A reply in General has a thread's id too, but is in no topic.
      const replying = { id: 70, is_bot: false, first_name: 'Иван' };
      server.pushRaw({
        message: { ...base, message_thread_id: 55, from: replying, text: 'a reply in General' },
      });
      const other = { id: 71, is_bot: true, first_name: 'Other bot' };
      server.pushRaw({ message: { ...base, ...inTopic, from: other, text: 'beep' } });
      const from = { id: 70, is_bot: false, first_name: 'Иван' };
      server.pushRaw({ message: { ...base, ...inTopic, from, forum_topic_edited: { name: 'x' } } });
      const written = ivan.writes(Number(thread), 'as written');
      const heard = await sink.next('desk-message');
      expect(heard).toMatchObject({
        text: 'as written',
        address: address(server, DESK, thread),
        agent: { id: '70', name: 'Иван' },
      });
      expect(heard.replyTo).toBeUndefined();
      ivan.edits('changed', written);
      expect(await sink.next('desk-edit')).toMatchObject({
        text: 'changed',
        message: String(written.id),
        original: heard.id,
        address: address(server, DESK, thread),
        agent: { id: '70' },
      });
      // A change in General is nobody's.
      server.pushRaw({ edited_message: { ...base, from, edit_date: 2, text: 'General, changed' } });
      ivan.sends(Number(thread), { kind: 'photo', caption: 'see' });
      expect((await sink.next('desk-message')).attachments).toHaveLength(1);
      const callback = ivan.presses(Number(thread), 'Взять');
      expect(await sink.next('desk-action')).toMatchObject({
        id: `telegram:${server.bot.id}:callback:${callback}`,
        action: 'claim',
        caseId: 'c1',
        address: address(server, DESK, thread),
      });
      await dealtWith();
      expect(sink.accepted).toHaveLength(4);
      expect(sink.rejected).toEqual([]);
      // The card keeps its buttons: it is the engine that writes it anew.
      expect(server.chat(DESK).messages.find((message) => message.from.isBot)?.buttons).toHaveLength(1);
    });

    it('keeps what an anonymous administrator writes, under the group’s name', async () => {
      const chat = { id: DESK, type: 'supergroup', title: 'Support desk', is_forum: true };
      const from = { id: 1087968824, is_bot: true, first_name: 'Group', username: 'GroupAnonymousBot' };
      const message = { message_id: 5, date: 1, chat, from, sender_chat: chat, text: 'a note' };
      server.pushRaw({ message: { ...message, message_thread_id: 3, is_topic_message: true } });
      expect(await sink.next('desk-message')).toMatchObject({
        agent: { id: String(DESK), name: 'Support desk' },
      });
    });

    it('takes nothing that is written in a channel’s name: it could be anybody', async () => {
      const chat = { id: DESK, type: 'supergroup', title: 'Support desk', is_forum: true };
      const from = { id: 136817688, is_bot: true, first_name: 'Channel', username: 'Channel_Bot' };
      const sender = { id: -1005, type: 'channel', title: 'News' };
      const written = { message_id: 6, date: 1, chat, from, sender_chat: sender, text: 'a note' };
      server.pushRaw({ message: { ...written, message_thread_id: 3, is_topic_message: true } });
      await dealtWith();
      expect(sink.accepted).toEqual([]);
      expect(log.join('')).toContain('no member of the desk');
    });

    it('does not take for words what the group tells of itself, known or not', async () => {
      const topic = { message_thread_id: 3, is_topic_message: true };
      const chat = { id: DESK, type: 'supergroup', title: 'd', is_forum: true };
      server.pushRaw({ message: message({ chat, ...topic, pinned_message: { text: 'the card' } }) });
      server.pushRaw({ message: message({ chat, ...topic, poll_option_added: { option_text: 'x' } }) });
      server.pushRaw({ message: message({ chat, ...topic, topic_painted: { text: 'blue' } }) });
      server.pushRaw({
        message: message({ chat, ...topic, contact: { phone_number: '1', first_name: 'B' } }),
      });
      expect(await sink.next('desk-message')).toMatchObject({ text: '👤 B: 1' });
      await dealtWith();
      expect(sink.accepted).toHaveLength(1);
    });

    it('goes along when the group gets another id, and does not leave it', async () => {
      server.chat(DESK).title = 'Desk';
      const moved = server.migrate(DESK, -1009);
      moved.topics.set(4, { id: 4, name: 't', closed: false, deleted: false });
      server.agent(70, 'Ivan', -1009).writes(4, 'still here');
      expect(await sink.next('desk-message')).toMatchObject({ address: address(server, -1009, '4') });
      await dealtWith();
      expect(server.calls('leaveChat')).toEqual([]);
    });
  });

  it('hears the desk under its new id as soon as sending has told it', async () => {
    server.forum(-1009, 'Desk').topics.set(4, { id: 4, name: 't', closed: false, deleted: false });
    server.chat(DESK).migratedTo = -1009;
    const card = { caseId: 'c1', title: '#1', body: plain('card'), actions: [] };
    const outcome = await channel.send({ kind: 'open-thread', desk: address(server, DESK), card }, context());
    expect(outcome).toEqual({ kind: 'moved', from: String(DESK), to: '-1009' });
    server.agent(70, 'Ivan', -1009).writes(4, 'still here');
    expect(await sink.next('desk-message')).toMatchObject({ address: address(server, -1009, '4') });
  });

  it('leaves other groups, once, and takes nothing from them', async () => {
    server.group(-500, 'Strangers');
    await server.nextCall('leaveChat', (params) => params.chat_id === -500);
    const chat = { id: -500, type: 'group', title: 'Strangers' };
    const from = { id: 8, is_bot: false, first_name: 'B' };
    server.pushRaw({ message: { message_id: 1, date: 1, chat, from, text: 'hi' } });
    await dealtWith();
    expect(server.calls('leaveChat')).toHaveLength(1);
    expect(sink.accepted).toEqual([]);
    expect(log.join('')).toContain('TELEGRAM_DESK_CHAT_ID');
  });

  it('leaves a group again when it is invited again, and tries again when it could not', async () => {
    const chat = { id: -500, type: 'group', title: 'Strangers' };
    const member = (status: string): object => ({
      chat,
      date: 1,
      from: { id: 8, is_bot: false, first_name: 'B' },
      old_chat_member: { status: 'left' },
      new_chat_member: { status },
    });
    server.group(-500, 'Strangers');
    await server.nextCall('leaveChat');
    server.pushRaw({ my_chat_member: member('left') });
    server.fail('leaveChat', { code: 500 });
    server.pushRaw({ my_chat_member: member('member') });
    await server.nextCall('leaveChat');
    await dealtWith();
    server.pushRaw({ my_chat_member: member('administrator') });
    await server.nextCall('leaveChat');
    expect(server.calls('leaveChat')).toHaveLength(3);
  });

  it.each([
    ['without a chat', { message: { message_id: 1, date: 1, text: 'x' } }],
    ['of the wrong type', { message: 'text' }],
    [
      'with a text that is a number',
      { message: { message_id: 1, date: 1, chat: { id: 7, type: 'private' }, text: 5 } },
    ],
    [
      'with nothing in it',
      {
        message: {
          message_id: 1,
          date: 1,
          chat: { id: 7, type: 'private' },
          from: { id: 7, is_bot: false, first_name: 'A' },
        },
      },
    ],
  ])('an update %s is put aside, and the next one comes', async (_, update) => {
    server.pushRaw(update);
    anna.writes('hello');
    expect(await sink.next('message')).toMatchObject({ text: 'hello' });
    await dealtWith();
    expect(sink.rejected).toHaveLength(1);
    expect(sink.rejected[0]).toMatchObject({ channel: 'telegram', account: String(server.bot.id), at: NOW });
    expect(sink.rejected[0]?.id).toMatch(/^telegram:4242:update:\d+$/);
    expect(JSON.parse(sink.rejected[0]?.raw ?? '')).toMatchObject(update);
  });

  it('kinds of updates that nobody asked for are passed over', async () => {
    server.pushRaw({ poll: { id: '1' } });
    await dealtWith();
    expect(sink.accepted).toEqual([]);
    expect(sink.rejected).toEqual([]);
  });

  it('hears at once that a person blocked the bot, and that they let it in again', async () => {
    anna.blocks();
    expect(await sink.next('reach')).toMatchObject({
      reachable: false,
      address: address(server, 7),
      person: { id: '7', name: 'Анна К.' },
    });
    anna.unblocks();
    expect(await sink.next('reach')).toMatchObject({ reachable: true });
  });

  it('reads formatting, and puts the address of a link behind its label', async () => {
    const text = 'a 👍 bold it st co\npre\nq site example.com u';
    const entity = (type: string, words: string, more: object = {}): object => {
      return { type, offset: text.indexOf(words), length: words.length, ...more };
    };
    anna.writes(text, {
      entities: [
        ...[entity('bold', 'bold'), entity('italic', 'it'), entity('strikethrough', 'st')],
        ...[
          entity('code', 'co'),
          entity('pre', 'pre', { language: 'sh' }),
          entity('expandable_blockquote', 'q'),
        ],
        entity('text_link', 'site', { url: 'https://a.example/x' }),
        entity('text_link', 'example.com', { url: 'https://example.com/' }),
        ...[entity('underline', ' u'), entity('bold', ' u')],
      ],
    });
    const { text: read, spans = [] } = await sink.next('message');
    expect(read).toBe('a 👍 bold it st co\npre\nq site (https://a.example/x) example.com u');
    expect(spans.map(({ kind, offset, length }) => `${kind}:${read.slice(offset, offset + length)}`)).toEqual(
      [...['bold:bold', 'italic:it', 'strike:st', 'code:co', 'pre:pre', 'quote:q', 'bold: u']],
    );
  });

  it('knows what is answered, and what was picked out of it', async () => {
    const first = anna.writes('one two three');
    anna.writes('this', { replyTo: first.id });
    anna.writes('that', { replyTo: first.id, quote: 'two' });
    await sink.next('message');
    const reply = { message: String(first.id), quote: null, excerpt: 'one two three' };
    expect((await sink.next('message')).replyTo).toEqual(reply);
    expect((await sink.next('message')).replyTo).toEqual({ ...reply, quote: 'two' });
  });

  it('says nothing of what people write above the debug level', async () => {
    anna.writes('my password is hunter2');
    await sink.next('message');
    await dealtWith();
    expect(log.join('')).not.toContain('hunter2');
  });
});
