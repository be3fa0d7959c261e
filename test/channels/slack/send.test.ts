import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FileBody, SendContext } from '../../../src/channels/channel.js';
import { FirstlineError } from '../../../src/errors.js';
import type { Attachment } from '../../../src/model/attachment.js';
import type { Card, Delivery } from '../../../src/model/delivery.js';
import { fill, plain } from '../../../src/model/text.js';
import { buttonsOf } from '../../support/slack/block-kit.js';
import type { SlackUser } from '../../support/slack/person.js';
import { DESK, HALL, NO_CONTEXT, type Rig, say, startRig } from './rig.js';

const HOSTILE = '<b>_*[ <!channel> <@U1> &amp; `code` :tada: @here';

describe('sending to Slack', () => {
  let rig: Rig;
  let anna: SlackUser;
  beforeEach(async () => {
    rig = await startRig('socket');
    anna = rig.server.user('U0ANNA', 'Anna');
  });
  afterEach(() => rig.close());

  const shown = (chat: string): string[] =>
    rig.server.channel(chat).messages.map((message) => rig.server.read(message.blocks));
  const attachment = (given: Partial<Attachment> = {}): Attachment => ({
    kind: 'document',
    channel: 'telegram',
    file: 'tg-1',
    name: 'log.txt',
    mime: 'text/plain',
    size: 5,
    ...given,
  });
  const body = (text: string, size: number | null): FileBody => ({
    name: 'log.txt',
    mime: 'text/plain',
    size,
    stream: new Blob([text]).stream(),
  });
  const withFile = (open: () => Promise<FileBody>): SendContext => ({ ...NO_CONTEXT, openFile: open });

  it('sends texts as literal characters, with nothing to notify or unfold', async () => {
    await rig.channel.send(say(rig.at(anna.dm), HOSTILE), NO_CONTEXT);
    const call = await rig.server.nextCall('chat.postMessage');
    expect(call.params).toMatchObject({
      text: '&lt;b&gt;_*[ &lt;!channel&gt; &lt;@U1&gt; &amp;amp; `code` :tada: @here',
      link_names: 'false',
      mrkdwn: 'false',
      unfurl_links: 'false',
      unfurl_media: 'false',
    });
    expect(call.params.blocks).toEqual([
      {
        type: 'rich_text',
        elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: HOSTILE }] }],
      },
    ]);
  });

  it('says in the assistant pane what it is doing, and nothing anywhere else', async () => {
    const busy = (chat: string, thread: string): Delivery => ({
      kind: 'activity',
      to: rig.at(chat, thread),
      language: 'ru',
    });
    await rig.channel.send(busy(anna.dm, '1.5'), NO_CONTEXT);
    expect(Object.fromEntries(rig.server.channel(anna.dm).statuses)).toEqual({ '1.5': 'проверяет…' });
    for (const [chat, thread] of [
      [anna.dm, ''],
      [HALL, '2.5'],
    ] as const) {
      expect(await rig.channel.send(busy(chat, thread), NO_CONTEXT)).toEqual({ kind: 'sent', messages: [] });
    }
    expect(rig.server.calls('assistant.threads.setStatus')).toHaveLength(1);
  });

  it('draws spans as styles and makes addresses links', async () => {
    const text = fill('Введите `nslookup {domain}` и откройте {page}.', {
      domain: 'example.com',
      page: 'https://help.example.com/dns?x=1&y=2',
    });
    await rig.channel.send(say(rig.at(anna.dm), text), NO_CONTEXT);
    const { params } = await rig.server.nextCall('chat.postMessage');
    expect(params.blocks).toMatchObject([
      {
        elements: [
          {
            elements: [
              { type: 'text', text: 'Введите ' },
              { type: 'text', text: 'nslookup example.com', style: { code: true } },
              { type: 'text', text: ' и откройте ' },
              { type: 'link', url: 'https://help.example.com/dns?x=1&y=2' },
              { type: 'text', text: '.' },
            ],
          },
        ],
      },
    ]);
  });

  it('names whom a line is for, and shows it in the channel too where all are to see it', async () => {
    const card: Card = { caseId: 'c1', title: '#1', body: plain('card'), actions: [] };
    const opened = await rig.channel.send({ kind: 'open-thread', desk: rig.at(DESK), card }, NO_CONTEXT);
    const thread = opened.kind === 'sent' ? (opened.thread?.thread ?? '') : '';
    const line: Delivery = {
      kind: 'post',
      author: null,
      text: {
        text: 'Olga, it is late',
        spans: [{ kind: 'mention', person: 'U0OLGA', offset: 0, length: 4 }],
      },
      attachments: [],
      broadcast: true,
    };
    await rig.channel.send(line, { ...NO_CONTEXT, thread: rig.at(DESK, thread) });
    expect(rig.server.calls('chat.postMessage').at(-1)?.params).toMatchObject({
      text: 'Olga, it is late',
      reply_broadcast: 'true',
      blocks: [
        {
          elements: [
            {
              elements: [
                { type: 'user', user_id: 'U0OLGA' },
                { type: 'text', text: ', it is late' },
              ],
            },
          ],
        },
      ],
    });
    await rig.channel.send({ ...line, broadcast: false }, { ...NO_CONTEXT, thread: rig.at(DESK, thread) });
    expect(rig.server.calls('chat.postMessage').at(-1)?.params).not.toHaveProperty('reply_broadcast');
  });

  it('answers a mention in its thread', async () => {
    const mention = anna.mentions(HALL, 'help');
    await mention.acked;
    await rig.channel.send(say(rig.at(HALL, mention.ts), 'Which site?'), NO_CONTEXT);
    expect(rig.server.channel(HALL).messages.at(-1)).toMatchObject({ thread: mention.ts });
  });

  it('goes on where it was when a part of a long text is refused for now', async () => {
    const text = Array.from({ length: 1500 }, (_, index) => `word${index}`).join(' ');
    rig.server.fault('chat.postMessage', { kind: 'rate-limit', retryAfter: 7 }, 1, (params) =>
      String(params.text).includes('word600 '),
    );
    const delivery = say(rig.at(anna.dm), text, { choices: [{ label: 'OK', token: 'ok' }] });
    expect(await rig.channel.send(delivery, NO_CONTEXT)).toMatchObject({ kind: 'retry', afterMs: 7000 });
    const outcome = await rig.channel.send(delivery, NO_CONTEXT);
    const sent = rig.server.channel(anna.dm).messages;
    expect(outcome).toEqual({ kind: 'sent', messages: sent.map((message) => message.ts) });
    expect(shown(anna.dm).join(' ')).toBe(text);
    // The same words again are a new delivery, sent whole.
    await rig.channel.send(delivery, NO_CONTEXT);
    expect(shown(anna.dm).join(' ')).toBe(`${text} ${text}`);
  });

  it('offers more choices than one block holds, with labels cut to what a button holds', async () => {
    const choices = Array.from({ length: 60 }, (_, index) => ({
      label: `${index} ${'очень длинная подпись '.repeat(5)}`,
      token: `t${index}`,
    }));
    expect(await rig.channel.send(say(rig.at(anna.dm), 'Что?', { choices }), NO_CONTEXT)).toMatchObject({
      kind: 'sent',
    });
    const buttons = buttonsOf(rig.server.channel(anna.dm).messages[0]?.blocks ?? []);
    expect(buttons.map((button) => button.value)).toEqual(choices.map((choice) => choice.token));
    expect(Math.max(...buttons.map((button) => button.text.text.length))).toBeLessThanOrEqual(75);
  });

  it('names the agent who speaks', async () => {
    const relay: Delivery = {
      kind: 'relay',
      to: rig.at(anna.dm),
      author: 'Ольга <b>',
      text: plain(HOSTILE),
      attachments: [],
    };
    await rig.channel.send(relay, NO_CONTEXT);
    expect(shown(anna.dm)).toEqual([`Ольга <b>:\n${HOSTILE}`]);
  });

  it('passes files on by their bytes, of known size and of unknown', async () => {
    for (const size of [10, null]) {
      const relay: Delivery = {
        kind: 'relay',
        to: rig.at(anna.dm),
        author: 'Ольга',
        text: plain(''),
        attachments: [attachment()],
      };
      const outcome = await rig.channel.send(
        relay,
        withFile(() => Promise.resolve(body('ошибка', size === null ? null : 12))),
      );
      expect(outcome).toMatchObject({ kind: 'sent' });
      const message = rig.server.channel(anna.dm).messages.at(-1);
      expect(message?.files[0]?.bytes?.toString('utf8')).toBe('ошибка');
      expect(message?.files[0]?.name).toBe('log.txt');
    }
  });

  it('sends the text once when its file must be tried again', async () => {
    rig.server.fault('upload', { kind: 'status', status: 500 });
    const relay: Delivery = {
      kind: 'relay',
      to: rig.at(anna.dm),
      author: 'Ольга',
      text: plain('смотрите'),
      attachments: [attachment()],
    };
    const context = withFile(() => Promise.resolve(body('hello', 5)));
    expect(await rig.channel.send(relay, context)).toMatchObject({ kind: 'retry' });
    expect(await rig.channel.send(relay, context)).toMatchObject({ kind: 'sent' });
    const sent = rig.server.channel(anna.dm).messages;
    expect(sent.map((message) => message.files.length)).toEqual([0, 1]);
  });

  it('does not take files that it sent for a person’s or an agent’s', async () => {
    const { thread } = await opened();
    const post: Delivery = { kind: 'post', author: 'Anna', text: plain('see'), attachments: [attachment()] };
    await rig.channel.send(post, { ...withFile(() => Promise.resolve(body('hello', 5))), thread });
    const relay: Delivery = { ...post, kind: 'relay', to: rig.at(anna.dm), author: 'Ольга' };
    await rig.channel.send(
      relay,
      withFile(() => Promise.resolve(body('hello', 5))),
    );
    await rig.server.settled();
    expect(rig.sink.accepted).toEqual([]);
  });

  it('lets go of a file that Slack does not want', async () => {
    const cancelled: string[] = [];
    const stream = new ReadableStream<Uint8Array>({ cancel: (why) => void cancelled.push(String(why)) });
    rig.server.fault('files.getUploadURLExternal', { kind: 'error', error: 'file_too_large' });
    const relay: Delivery = {
      kind: 'relay',
      to: rig.at(anna.dm),
      author: 'Ольга',
      text: plain('see'),
      attachments: [attachment()],
    };
    const context = withFile(() => Promise.resolve({ name: 'a', mime: null, size: 5, stream }));
    expect(await rig.channel.send(relay, context)).toMatchObject({ kind: 'failed', reason: 'too-large' });
    expect(cancelled).toHaveLength(1);
  });

  it('tells the desk of a file that can not be had, and fails a relay for it', async () => {
    const gone = (): Promise<FileBody> =>
      Promise.reject(new FirstlineError('GONE', 'The file is gone.', 'Ask again.'));
    const { thread } = await opened();
    const post: Delivery = {
      kind: 'post',
      author: 'Anna',
      text: plain('see'),
      attachments: [attachment({ name: 'x.png' })],
    };
    expect(await rig.channel.send(post, { ...withFile(gone), thread })).toMatchObject({ kind: 'sent' });
    expect(shown(DESK).at(-1)).toContain('x.png');
    const relay: Delivery = {
      kind: 'relay',
      to: rig.at(anna.dm),
      author: 'Ольга',
      text: plain('see'),
      attachments: [attachment()],
    };
    expect(await rig.channel.send(relay, withFile(gone))).toMatchObject({
      kind: 'failed',
      reason: 'refused',
    });
  });

  it('opens its own files, and says why it can not', async () => {
    const { file } = anna.uploads({ name: 'a.txt', mime: 'text/plain', bytes: Buffer.from('внутри') });
    const own = attachment({ channel: 'slack', file, size: null, name: null });
    const opened_ = await rig.channel.openFile(own);
    expect(opened_).toMatchObject({ name: 'a.txt', mime: 'text/plain', size: 12 });
    expect(await new Response(opened_.stream).text()).toBe('внутри');
    await expect(rig.channel.openFile({ ...own, file: 'F0NONE' })).rejects.toMatchObject({
      code: 'SLACK_FILE_UNAVAILABLE',
    });
    await expect(rig.channel.openFile(attachment())).rejects.toMatchObject({
      code: 'SLACK_FILE_UNAVAILABLE',
    });
  });

  it.each([
    [{ kind: 'status', status: 503 }, false],
    [{ kind: 'status', status: 429 }, false],
    [{ kind: 'status', status: 404 }, true],
    [{ kind: 'status', status: 302 }, true],
  ] as const)('tells a download that may pass from one that will not: %o', async (fault, forGood) => {
    const { file } = anna.uploads({ name: 'a.txt', mime: 'text/plain', bytes: Buffer.from('x') });
    rig.server.fault('download', fault);
    const opening: unknown = await rig.channel
      .openFile(attachment({ channel: 'slack', file }))
      .catch((error: unknown) => error);
    expect(opening).toBeInstanceOf(Error);
    expect(opening instanceof FirstlineError).toBe(forGood);
  });

  it.each([
    ['internal_error', false],
    ['token_revoked', false],
    ['access_denied', true],
  ] as const)('tells from %s whether a file may be had later', async (error, forGood) => {
    rig.server.fault('files.info', { kind: 'error', error });
    const opening: unknown = await rig.channel
      .openFile(attachment({ channel: 'slack', file: 'F1' }))
      .catch((thrown: unknown) => thrown);
    expect(opening instanceof FirstlineError).toBe(forGood);
  });

  const card = (text: string, given: Partial<Card> = {}): Card => ({
    caseId: 'case-1',
    title: '№ 1 · <b>сайт',
    body: plain(text),
    actions: [
      { action: 'claim', label: 'Взять' },
      { action: 'resolve', label: 'Решено' },
    ],
    ...given,
  });
  async function opened(): Promise<{ thread: ReturnType<Rig['at']>; cardMessage: string }> {
    const outcome = await rig.channel.send(
      { kind: 'open-thread', desk: rig.at(DESK), card: card('тело') },
      NO_CONTEXT,
    );
    if (outcome.kind !== 'sent' || outcome.thread === undefined) throw new Error(JSON.stringify(outcome));
    return { thread: outcome.thread, cardMessage: outcome.messages[0] ?? '' };
  }

  it('opens a thread with the card and writes the card again in place', async () => {
    const { thread, cardMessage } = await opened();
    expect(thread).toEqual(rig.at(DESK, cardMessage));
    expect(shown(DESK)).toEqual(['№ 1 · <b>сайт\nтело']);
    const context = { ...NO_CONTEXT, thread, cardMessage };
    await rig.channel.send({ kind: 'card', card: card('иначе', { actions: [] }) }, context);
    expect(shown(DESK)).toEqual(['№ 1 · <b>сайт\nиначе']);
    expect(buttonsOf(rig.server.channel(DESK).messages[0]?.blocks ?? [])).toEqual([]);
    // A body of any length is one card.
    const long = await rig.channel.send({ kind: 'card', card: card('слово '.repeat(4000)) }, context);
    expect(long).toEqual({ kind: 'sent', messages: [cardMessage] });
    expect(shown(DESK)[0]?.endsWith('…')).toBe(true);
  });

  it.each(['not_in_channel', 'is_archived', 'channel_not_found', 'restricted_action_read_only_channel'])(
    'waits for the operator when the desk answers %s, and loses nothing',
    async (error) => {
      const open: Delivery = { kind: 'open-thread', desk: rig.at(DESK), card: card('тело') };
      rig.server.fault('chat.postMessage', { kind: 'error', error });
      expect(await rig.channel.send(open, NO_CONTEXT)).toMatchObject({ kind: 'retry', afterMs: 60_000 });
      expect(await rig.channel.send(open, NO_CONTEXT)).toMatchObject({ kind: 'sent' });
    },
  );

  it('writes the card below where it may not be changed any more', async () => {
    const { thread, cardMessage } = await opened();
    rig.server.fault('chat.update', { kind: 'error', error: 'edit_window_closed' });
    const context = { ...NO_CONTEXT, thread, cardMessage };
    const outcome = await rig.channel.send({ kind: 'card', card: card('claimed') }, context);
    const below = rig.server.channel(DESK).messages.at(-1);
    expect(below).toMatchObject({ thread: thread.thread });
    expect(outcome).toEqual({ kind: 'sent', messages: [below?.ts] });
    expect(shown(DESK)).toEqual(['№ 1 · <b>сайт\nтело', '№ 1 · <b>сайт\nclaimed']);
  });

  it('gives a mark up that Slack does not want', async () => {
    const { thread, cardMessage } = await opened();
    const mark: Delivery = {
      kind: 'mark',
      message: { address: thread, message: cardMessage },
      state: 'delivered',
    };
    rig.server.fault('reactions.add', { kind: 'error', error: 'thread_locked' });
    expect(await rig.channel.send(mark, NO_CONTEXT)).toEqual({ kind: 'sent', messages: [] });
    rig.server.fault('reactions.add', { kind: 'rate-limit', retryAfter: 2 });
    expect(await rig.channel.send(mark, NO_CONTEXT)).toMatchObject({ kind: 'retry', afterMs: 2000 });
  });

  it('names a file on the desk that the workspace does not take', async () => {
    const { thread } = await opened();
    rig.server.fault('files.getUploadURLExternal', { kind: 'error', error: 'file_uploads_disabled' });
    const post: Delivery = { kind: 'post', author: 'Anna', text: plain('see'), attachments: [attachment()] };
    const context = { ...withFile(() => Promise.resolve(body('hello', 5))), thread };
    expect(await rig.channel.send(post, context)).toMatchObject({ kind: 'sent' });
    expect(shown(DESK).slice(1)).toEqual(['Anna: see', expect.stringContaining('log.txt')]);
  });

  it('marks a message once, however often it is told to, and only as it is now', async () => {
    const { thread } = await opened();
    const olga = rig.server.user('U0OLGA', 'Ольга');
    const reply = olga.replies(DESK, thread.thread, 'ответ');
    const mark: Delivery = {
      kind: 'mark',
      message: { address: thread, message: reply.ts },
      state: 'delivered',
    };
    expect(await rig.channel.send(mark, NO_CONTEXT)).toEqual({ kind: 'sent', messages: [] });
    expect(await rig.channel.send(mark, NO_CONTEXT)).toEqual({ kind: 'sent', messages: [] });
    await rig.channel.send({ ...mark, state: 'failed' }, NO_CONTEXT);
    expect(rig.server.channel(DESK).messages.at(-1)?.reactions).toEqual(['x']);
  });

  it.each([
    [
      { kind: 'error', error: 'channel_not_found' },
      { kind: 'failed', reason: 'gone' },
    ],
    [
      { kind: 'error', error: 'is_archived' },
      { kind: 'failed', reason: 'gone' },
    ],
    [
      { kind: 'error', error: 'user_disabled' },
      { kind: 'failed', reason: 'blocked' },
    ],
    [
      // The app's own account: it was taken out of the workspace.
      { kind: 'error', error: 'account_inactive' },
      { kind: 'retry', afterMs: 60_000 },
    ],
    [
      { kind: 'error', error: 'msg_too_long' },
      { kind: 'failed', reason: 'refused' },
    ],
    [
      { kind: 'error', error: 'something_new' },
      { kind: 'failed', reason: 'refused' },
    ],
    [
      { kind: 'error', error: 'internal_error' },
      { kind: 'retry', afterMs: null },
    ],
    [
      { kind: 'error', error: 'ratelimited' },
      { kind: 'retry', afterMs: null },
    ],
    [
      { kind: 'error', error: 'token_revoked' },
      { kind: 'retry', afterMs: 60_000 },
    ],
    [
      { kind: 'rate-limit', retryAfter: 3 },
      { kind: 'retry', afterMs: 3000 },
    ],
    [
      { kind: 'status', status: 500 },
      { kind: 'retry', afterMs: null },
    ],
    [
      { kind: 'status', status: 413 },
      { kind: 'failed', reason: 'refused' },
    ],
    [{ kind: 'drop' }, { kind: 'retry', afterMs: null }],
    [
      { kind: 'error', error: 'thread_not_found' },
      { kind: 'failed', reason: 'gone' },
    ],
  ] as const)('takes %o for what it is', async (fault, outcome) => {
    rig.server.fault('chat.postMessage', fault);
    expect(await rig.channel.send(say(rig.at(anna.dm), 'hi'), NO_CONTEXT)).toMatchObject(outcome);
    expect(rig.server.calls('chat.postMessage')).toHaveLength(1);
  });

  it('says so when a channel was archived or the person has gone', async () => {
    rig.server.channel(HALL).archived = true;
    expect(await rig.channel.send(say(rig.at(HALL), 'hi'), NO_CONTEXT)).toMatchObject({
      kind: 'failed',
      reason: 'gone',
    });
    const { dm } = anna;
    anna.leaves();
    expect(await rig.channel.send(say(rig.at(dm), 'hi'), NO_CONTEXT)).toMatchObject({
      kind: 'failed',
      reason: 'blocked',
    });
  });
});
