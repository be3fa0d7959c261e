import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DESK, HALL, MODES, NO_CONTEXT, type Rig, say, startRig } from './rig.js';

describe.each(MODES)('receiving over %s', (mode) => {
  let rig: Rig;
  beforeEach(async () => {
    rig = await startRig(mode);
  });
  afterEach(() => rig.close());

  it('takes a direct message, with the name and the locale of its author', async () => {
    const anna = rig.server.user('U0ANNA', 'Анна <b>_*[');
    const written = anna.writesDm('не открывается example.com & почта a@example.com, R&D <тест>');
    const message = await rig.sink.next('message');
    expect(message).toMatchObject({
      id: `slack:${rig.server.team}:${anna.dm}:message:${written.ts}`,
      address: rig.at(anna.dm),
      message: written.ts,
      text: 'не открывается example.com & почта a@example.com, R&D <тест>',
      person: { id: 'U0ANNA', name: 'Анна <b>_*[', locale: 'ru-RU' },
      attachments: [],
    });
    expect(await written.acked).toMatchObject([{ attempts: 1 }]);
  });

  it('keeps a thread of the direct messages a conversation of its own', async () => {
    const anna = rig.server.user('U0ANNA', 'Anna');
    const { ts } = anna.writesDm('one');
    anna.writesDm('two', ts);
    await rig.sink.next('message');
    expect((await rig.sink.next('message')).address).toEqual(rig.at(anna.dm, ts));
  });

  it('takes a mention once, without the mention, and answers belong in its thread', async () => {
    const anna = rig.server.user('U0ANNA', 'Anna');
    const mention = anna.mentions(HALL, 'the VPN is down');
    const message = await rig.sink.next('message');
    expect(message).toMatchObject({ text: 'the VPN is down', address: rig.at(HALL, mention.ts) });
    await mention.acked;
    const reply = anna.replies(HALL, mention.ts, 'since this morning');
    expect(await rig.sink.next('message')).toMatchObject({
      text: 'since this morning',
      address: rig.at(HALL, mention.ts),
      message: reply.ts,
    });
    const second = anna.mentions(HALL, 'still', mention.ts);
    await second.acked;
    expect(rig.sink.accepted).toHaveLength(3);
    expect(rig.sink.tries()).toBe(4);
  });

  it('takes no part in talk it was not called into', async () => {
    const anna = rig.server.user('U0ANNA', 'Anna');
    const talk = anna.says(HALL, 'lunch?');
    await talk.acked;
    await anna.replies(HALL, talk.ts, 'yes').acked;
    await anna.replies(HALL, talk.ts, '!human').acked;
    expect(rig.sink.accepted).toEqual([]);
  });

  it('ignores what bots write, itself and others', async () => {
    const anna = rig.server.user('U0ANNA', 'Anna');
    await anna.writesDm('hello').acked;
    await rig.channel.send(say(rig.at(anna.dm), 'hello to you'), NO_CONTEXT);
    const other = {
      type: 'message',
      subtype: 'bot_message',
      bot_id: 'B0OTHER',
      text: 'beep',
      channel: anna.dm,
      channel_type: 'im',
      ts: '1790000099.000001',
      event_ts: '1790000099.000001',
    };
    const body = {
      type: 'event_callback',
      team_id: rig.server.team,
      event_id: 'Ev0OTHER',
      event_time: 1,
      event: other,
    };
    await rig.server.deliver('events_api', body).acked;
    await anna.writesDm('bye').acked;
    expect(rig.sink.accepted).toMatchObject([{ text: 'hello' }, { text: 'bye' }]);
  });

  /** An event of Slack's about a message, put together by hand. */
  const event = (fields: object, more: object = {}): object => ({
    type: 'event_callback',
    team_id: rig.server.team,
    event_id: `Ev0${JSON.stringify(fields).length}`,
    event_time: 1,
    ...more,
    event: { type: 'message', ts: '1790000100.000100', event_ts: '1790000100.000100', ...fields },
  });

  it('hears people in the desk’s threads, and neither apps, workflows nor Slack itself', async () => {
    const olga = rig.server.user('U0OLGA', 'Ольга');
    const card = { caseId: 'c1', title: '№ 1', body: { text: 'тело', spans: [] }, actions: [] };
    const opened = await rig.channel.send({ kind: 'open-thread', desk: rig.at(DESK), card }, NO_CONTEXT);
    const thread_ts = opened.kind === 'sent' ? (opened.messages[0] ?? '') : '';
    const there = { channel: DESK, channel_type: 'group', thread_ts, text: 'beep' };
    for (const fields of [
      { ...there, subtype: 'bot_message', bot_id: 'B0FLOW' },
      { ...there, user: 'U0APP', bot_id: 'B0APP' },
      { ...there, user: 'USLACKBOT' },
      { ...there, user: olga.id, subtype: 'channel_join', text: '<@U0OLGA> has joined' },
      { ...there, user: olga.id, subtype: 'huddle_thread', text: 'A huddle started' },
      { ...there, user: olga.id, subtype: 'something_new', text: 'x' },
    ]) {
      await rig.server.deliver('events_api', event(fields)).acked;
    }
    expect(rig.sink.accepted).toEqual([]);
    // What is shown in the channel as well is written in the thread all the same.
    const broadcast = { ...there, user: olga.id, subtype: 'thread_broadcast', text: 'готово' };
    await rig.server.deliver('events_api', event(broadcast)).acked;
    expect(await rig.sink.next('desk-message')).toMatchObject({
      text: 'готово',
      address: rig.at(DESK, thread_ts),
    });
  });

  it('keeps what one person says directly and in a channel apart', async () => {
    const anna = rig.server.user('U0ANNA', 'Anna');
    await anna.writesDm('my laptop').acked;
    const mention = anna.mentions(HALL, 'the VPN');
    await mention.acked;
    await anna.replies(HALL, mention.ts, 'since noon').acked;
    await anna.writesDm('is slow').acked;
    const places = rig.sink.accepted.map((inbound) => inbound.address);
    expect(places).toEqual([
      rig.at(anna.dm),
      rig.at(HALL, mention.ts),
      rig.at(HALL, mention.ts),
      rig.at(anna.dm),
    ]);
  });

  it('reads a message that was passed on', async () => {
    const anna = rig.server.user('U0ANNA', 'Anna');
    const file = { id: 'F0SHARED', name: 'log.txt', mimetype: 'text/plain', size: 3, mode: 'hosted' };
    const attachments = [
      { is_share: true, text: 'Disk full on <http://a.example|a.example> &amp; b', files: [file] },
      { text: 'what an unfolded link says', title: 'A page' },
    ];
    const passed = { channel: anna.dm, channel_type: 'im', user: anna.id, text: '', attachments };
    await rig.server.deliver('events_api', event(passed)).acked;
    expect(await rig.sink.next('message')).toMatchObject({
      text: 'Disk full on a.example & b',
      attachments: [{ file: 'F0SHARED', name: 'log.txt' }],
    });
    const odd = { ...passed, ts: '1790000101.000100', text: 'look', attachments: 'none' };
    await rig.server.deliver('events_api', event(odd)).acked;
    expect(await rig.sink.next('message')).toMatchObject({ text: 'look', attachments: [] });
  });

  it('does not take the unfolding of a link for another edit of an edited message', async () => {
    const anna = rig.server.user('U0ANNA', 'Anna');
    const written = anna.writesDm('see example.com');
    await written.acked;
    await anna.edits(written, 'see example.com, it is down').acked;
    const text = 'see <http://example.com|example.com>, it is down';
    const after = {
      type: 'message',
      user: anna.id,
      ts: written.ts,
      text,
      edited: { ts: '1790000200.000000' },
    };
    const changed = { subtype: 'message_changed', channel: anna.dm, channel_type: 'im', message: after };
    const unfolded = { ...changed, previous_message: { ...after }, attachments: [{ title: 'Example' }] };
    await rig.server.deliver('events_api', event(unfolded)).acked;
    expect(rig.sink.accepted.map((inbound) => inbound.kind)).toEqual(['message', 'edit']);
  });

  it('takes an edit as an amendment, and no other change', async () => {
    const anna = rig.server.user('U0ANNA', 'Anna');
    const written = anna.writesDm('my site is dwon');
    await written.acked;
    await anna.edits(written, 'my site is down').acked;
    expect(await rig.sink.next('edit')).toMatchObject({
      message: written.ts,
      text: 'my site is down',
      address: rig.at(anna.dm),
      person: { id: 'U0ANNA' },
    });
    // A link unfolds: the message changes, and nobody edited it.
    const unfolded = {
      type: 'message',
      subtype: 'message_changed',
      channel: anna.dm,
      channel_type: 'im',
      message: { type: 'message', user: anna.id, ts: written.ts, text: 'my site is down' },
    };
    const body = { type: 'event_callback', event_id: 'Ev0UNFOLD', event: unfolded };
    await rig.server.deliver('events_api', body).acked;
    await anna.deletes(written).acked;
    expect(await rig.sink.next('deletion')).toMatchObject({
      message: written.ts,
      address: rig.at(anna.dm),
      person: { id: 'U0ANNA' },
    });
    expect(rig.sink.accepted).toHaveLength(3);
  });

  it('keeps files by their ids', async () => {
    const anna = rig.server.user('U0ANNA', 'Anna');
    const bytes = Buffer.from('picture');
    const photo = anna.uploads({ name: 'screen.png', mime: 'image/png', bytes }, 'look');
    expect(await rig.sink.next('message')).toMatchObject({
      text: 'look',
      attachments: [
        { kind: 'photo', channel: 'slack', file: photo.file, name: 'screen.png', mime: 'image/png', size: 7 },
      ],
    });
    const kinds = [
      ['a.pdf', 'application/pdf', undefined, 'document'],
      ['v.webm', 'audio/webm', 'slack_audio', 'voice'],
      ['s.mp3', 'audio/mpeg', undefined, 'audio'],
      ['c.mp4', 'video/mp4', undefined, 'video'],
    ] as const;
    for (const [name, mime, subtype, kind] of kinds) {
      anna.uploads({ name, mime, bytes, ...(subtype === undefined ? {} : { subtype }) });
      expect((await rig.sink.next('message')).attachments[0]?.kind).toBe(kind);
    }
    expect(JSON.stringify(rig.sink.accepted)).not.toContain('http');
  });

  it('greets who opens the assistant pane, and offers something to begin with', async () => {
    const anna = rig.server.user('U0ANNA', 'Анна');
    const pane = anna.opensAssistant();
    expect(await rig.sink.next('command')).toMatchObject({
      name: 'start',
      address: rig.at(pane.channel, pane.thread),
      person: { id: 'U0ANNA' },
    });
    const call = await rig.server.nextCall('assistant.threads.setSuggestedPrompts');
    expect(call).toMatchObject({ answer: { ok: true }, params: { thread_ts: pane.thread } });
    expect(rig.server.channel(anna.dm).prompts.map((prompt) => prompt.message)).toEqual([
      '!help',
      '!status',
      '!human',
    ]);
    anna.writesDm('где письмо', pane.thread);
    expect((await rig.sink.next('message')).address).toEqual(rig.at(anna.dm, pane.thread));
  });

  it('takes commands typed with an exclamation mark, and nothing like them', async () => {
    const anna = rig.server.user('U0ANNA', 'Anna');
    for (const text of ['!new', ' !HUMAN ', '!status', '!lang ru', '!help', '!cancel']) anna.writesDm(text);
    const commands = [];
    for (let index = 0; index < 6; index += 1) {
      const { name, argument } = await rig.sink.next('command');
      commands.push(`${name} ${argument}`.trim());
    }
    expect(commands.sort()).toEqual(['cancel', 'help', 'human', 'lang ru', 'new', 'status']);
    for (const text of ['!important: it burns', 'new', '! new site', '!new site']) anna.writesDm(text);
    for (let index = 0; index < 4; index += 1) await rig.sink.next('message');
  });

  it('takes the slash command to the direct messages and says so to the person only', async () => {
    const anna = rig.server.user('U0ANNA', 'Анна');
    const { acked } = anna.slash('/support', 'не открывается сайт', HALL);
    expect(await rig.sink.next('message')).toMatchObject({
      text: 'не открывается сайт',
      address: rig.at(anna.dm),
      person: { id: 'U0ANNA', name: 'Анна' },
    });
    expect((await acked).answer).toMatchObject({ response_type: 'ephemeral' });
    expect(rig.server.channel(HALL).ephemerals[0]?.text).toContain('в личных сообщениях');
    const words = [
      ['new', 'new', ''],
      ['human', 'human', ''],
      ['status', 'status', ''],
      ['lang en', 'lang', 'en'],
      ['help', 'help', ''],
      ['', 'start', ''],
    ] as const;
    for (const [text, name, argument] of words) {
      anna.slash('/support', text);
      expect(await rig.sink.next('command')).toMatchObject({ name, argument, address: rig.at(anna.dm) });
    }
    expect(rig.server.calls('conversations.open')).toHaveLength(1);
    const john = rig.server.user('U0JOHN', 'John', 'en-US');
    await john.slash('/support', 'new laptop').acked;
    expect(rig.server.channel(john.dm).ephemerals[0]?.text).toContain('direct messages');
  });

  it('says so where direct messages can not be opened', async () => {
    const anna = rig.server.user('U0ANNA', 'Анна');
    rig.server.fault('conversations.open', { kind: 'error', error: 'cannot_dm_bot' });
    const { answer } = await anna.slash('/support', 'помогите').acked;
    expect(answer).toMatchObject({ response_type: 'ephemeral' });
    expect(JSON.stringify(answer)).toContain('напишите боту');
    expect(rig.sink.accepted).toEqual([]);
  });

  it('takes a pressed choice, and leaves the message with what was chosen and no buttons', async () => {
    const anna = rig.server.user('U0ANNA', 'Anna');
    const choices = [
      { label: 'Да & <нет>', token: 'v1:yes' },
      { label: 'Нет', token: 'v1:no' },
    ];
    await rig.channel.send(say(rig.at(anna.dm), 'Открылось?', { choices }), NO_CONTEXT);
    const pressed = anna.presses('Да & <нет>');
    expect(await rig.sink.next('choice')).toMatchObject({
      token: 'v1:yes',
      address: rig.at(anna.dm),
      person: { id: 'U0ANNA' },
    });
    await pressed.acked;
    await rig.server.nextCall('chat.update', (call) => call.answer?.ok === true);
    const message = rig.server.channel(anna.dm).messages.at(-1);
    expect(message?.blocks.map((block) => block.type)).toEqual(['rich_text', 'context']);
    expect(rig.server.read(message?.blocks ?? [])).toBe('Открылось?\n✓ Да & <нет>');
    expect(() => anna.presses('Нет')).toThrow();
  });

  it('takes a choice pressed in a thread to the thread', async () => {
    const anna = rig.server.user('U0ANNA', 'Anna');
    const mention = anna.mentions(HALL, 'help');
    await mention.acked;
    const choices = [{ label: 'VPN', token: 'vpn' }];
    await rig.channel.send(say(rig.at(HALL, mention.ts), 'Which?', { choices }), NO_CONTEXT);
    anna.presses('VPN');
    expect((await rig.sink.next('choice')).address).toEqual(rig.at(HALL, mention.ts));
  });

  it('opens a form for a long answer and takes what was written there', async () => {
    const anna = rig.server.user('U0ANNA', 'Anna');
    const asked = say(rig.at(anna.dm), 'Опишите ошибку <целиком>', { longAnswer: true });
    await rig.channel.send(asked, NO_CONTEXT);
    await anna.presses('Ответить в форме').acked;
    const opened = await rig.server.nextCall('views.open');
    expect(opened.answer).toMatchObject({ ok: true });
    expect(JSON.stringify(opened.params.view)).toContain('Опишите ошибку <целиком>');
    expect(rig.sink.accepted).toEqual([]);
    const ack = await anna.submitsForm('Строка 1\nСтрока 2 <b>');
    expect(ack).toMatchObject({ attempts: 1, answer: null });
    expect(await rig.sink.next('message')).toMatchObject({
      text: 'Строка 1\nСтрока 2 <b>',
      address: rig.at(anna.dm),
      person: { id: 'U0ANNA' },
    });
  });

  it('brings the form of a thread back to the thread', async () => {
    const anna = rig.server.user('U0ANNA', 'Anna');
    const { channel, thread } = anna.opensAssistant();
    await rig.sink.next('command');
    await rig.channel.send(
      say(rig.at(channel, thread), 'Tell me', { longAnswer: true, language: 'en' }),
      NO_CONTEXT,
    );
    await anna.presses('Answer in a form').acked;
    await rig.server.nextCall('views.open', (call) => call.answer?.ok === true);
    await anna.submitsForm('all of it');
    expect((await rig.sink.next('message')).address).toEqual(rig.at(channel, thread));
  });

  it('takes what agents write and press in a thread of the desk', async () => {
    const olga = rig.server.user('U0OLGA', 'Ольга');
    const card = {
      caseId: 'case-1',
      title: '№ 1 · сайт',
      body: { text: 'не открывается', spans: [] },
      actions: [{ action: 'claim' as const, label: 'Взять' }],
    };
    const opened = await rig.channel.send({ kind: 'open-thread', desk: rig.at(DESK), card }, NO_CONTEXT);
    if (opened.kind !== 'sent' || opened.thread === undefined) throw new Error('not opened');
    const { thread } = opened;
    olga.presses('Взять');
    expect(await rig.sink.next('desk-action')).toMatchObject({
      action: 'claim',
      caseId: 'case-1',
      address: thread,
      agent: { id: 'U0OLGA', name: 'Ольга' },
    });
    const reply = olga.replies(DESK, thread.thread, 'Проверяю');
    expect(await rig.sink.next('desk-message')).toMatchObject({
      id: `slack:${rig.server.team}:${DESK}:message:${reply.ts}`,
      text: 'Проверяю',
      address: thread,
      message: reply.ts,
      agent: { id: 'U0OLGA' },
    });
    olga.uploads({ name: 'fix.txt', mime: 'text/plain', bytes: Buffer.from('x') }, '', {
      channel: DESK,
      thread: thread.thread,
    });
    expect((await rig.sink.next('desk-message')).attachments).toHaveLength(1);
    await olga.mentions(DESK, 'кто дежурит', thread.thread).acked;
    expect(await rig.sink.next('desk-message')).toMatchObject({ text: 'кто дежурит' });
    await olga.says(DESK, 'кофе?').acked;
    await olga.mentions(DESK, 'привет').acked;
    expect(rig.sink.accepted).toHaveLength(4);
  });

  it('speaks for thirty people at once without mixing them up', async () => {
    const users = Array.from({ length: 30 }, (_, index) => rig.server.user(`U${index}`, `Person ${index}`));
    await Promise.all(users.map((user) => user.writesDm(`I am ${user.name}`).acked));
    expect(rig.sink.accepted).toHaveLength(30);
    for (const inbound of rig.sink.accepted) {
      if (inbound.kind !== 'message') throw new Error(inbound.kind);
      expect(inbound.text).toBe(`I am ${inbound.person.name}`);
      expect(inbound.address).toEqual(rig.at(rig.server.user(inbound.person.id, '').dm));
    }
    expect(rig.server.calls('users.info')).toHaveLength(30);
  });

  it('does not wait for a name that does not come', async () => {
    const anna = rig.server.user('U0ANNA', 'Anna');
    rig.server.fault('users.info', { kind: 'hang' });
    const { acked } = anna.writesDm('hello');
    expect((await rig.sink.next('message')).person).toEqual({ id: 'U0ANNA', name: 'U0ANNA', locale: null });
    expect(await acked).toMatchObject([{ attempts: 1 }]);
    // The name is asked for again: the silence is not remembered.
  });
});

describe.each(['ignore', 'serve'] as const)('people of another team in a shared channel: %s', (outsiders) => {
  it('hears them only where it is meant to serve them', async () => {
    const rig = await startRig('socket', { outsiders });
    const shared = (team: string, text: string, ts: string): object => ({
      type: 'event_callback',
      team_id: rig.server.team,
      event_id: `Ev${ts}`,
      event_time: 1,
      is_ext_shared_channel: true,
      event: {
        type: 'app_mention',
        channel: HALL,
        user: 'U0X',
        team,
        user_team: team,
        text,
        ts,
        event_ts: ts,
      },
    });
    await rig.server.deliver('events_api', shared('T0OTHER', 'from outside', '1790000300.000100')).acked;
    await rig.server.deliver('events_api', shared(rig.server.team, 'from here', '1790000301.000100')).acked;
    const texts = rig.sink.accepted.map((inbound) => ('text' in inbound ? inbound.text : ''));
    expect(texts).toEqual(outsiders === 'serve' ? ['from outside', 'from here'] : ['from here']);
    expect(rig.log.join('').includes('of another team')).toBe(outsiders === 'ignore');
    await rig.close();
  });
});
