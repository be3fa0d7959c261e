import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Channel, FileBody } from '../../../src/channels/channel.js';
import { FirstlineError } from '../../../src/errors.js';
import type { Attachment } from '../../../src/model/attachment.js';
import type { Delivery } from '../../../src/model/delivery.js';
import { plain } from '../../../src/model/text.js';
import { createTestSink } from '../../contracts/channel-sink.js';
import type { FileKind } from '../../support/telegram/world.js';
import type { TelegramServer } from '../../support/telegram/server.js';
import type { User } from '../../support/telegram/people.js';
import { address, connected, context, DESK, failureOf } from './bench.js';

const MB = 1024 * 1024;

describe('telegram: files', () => {
  let server: TelegramServer;
  let channel: Channel;
  let anna: User;
  let close: () => Promise<void>;

  beforeEach(async () => {
    ({ server, channel, close } = await connected());
    anna = server.user(7, 'Anna');
  });
  afterEach(() => close());

  function foreign(more: Partial<Attachment> = {}): Attachment {
    return {
      kind: 'document',
      channel: 'slack',
      file: 'F1',
      name: 'a.txt',
      mime: 'text/plain',
      size: null,
      ...more,
    };
  }
  function relay(text: string, ...attachments: Attachment[]): Delivery {
    return { kind: 'relay', to: address(server, 7), author: 'Ivan', text: plain(text), attachments };
  }
  function body(bytes: Uint8Array<ArrayBuffer>, more: Partial<FileBody> = {}): FileBody {
    return {
      name: 'a.txt',
      mime: 'text/plain',
      size: bytes.length,
      stream: new Blob([bytes]).stream(),
      ...more,
    };
  }
  const opens = (make: () => FileBody) => context({ openFile: () => Promise.resolve(make()) });
  const text = (given: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(given);
  const bots = () => anna.chat.messages.filter((message) => message.from.isBot);

  async function received(kind: FileKind): Promise<Attachment> {
    const sink = createTestSink();
    await channel.receive(sink);
    anna.sends({ kind, name: 'x.log', bytes: text(`a ${kind}`) });
    const [attachment] = (await sink.next('message')).attachments;
    if (attachment === undefined) throw new Error('no attachment');
    return attachment;
  }

  it.each([
    ...(['photo', 'document', 'voice', 'audio', 'video', 'video_note', 'animation', 'sticker'] as const),
  ])('sends a %s that lies on Telegram by its id, without reading it', async (kind) => {
    const attachment = await received(kind);
    expect(await channel.send(relay('look', attachment), context())).toMatchObject({ kind: 'sent' });
    expect(bots()[0]?.file?.id).toBe(attachment.file);
    expect(
      bots()
        .map((message) => message.text)
        .join(''),
    ).toBe('Ivan: look');
  });

  it('passes on by its bytes what Telegram does not take for what it was', async () => {
    const attachment: Attachment = { ...(await received('video')), kind: 'animation' };
    const openFile = (given: Attachment) => channel.openFile(given);
    expect(await channel.send(relay('', attachment), context({ openFile }))).toMatchObject({ kind: 'sent' });
    expect(bots()[0]?.file).toMatchObject({ kind: 'document', bytes: text('a video') });
  });

  it('posts the files of a person in the topic', async () => {
    const attachment = await received('photo');
    server.chat(DESK).topics.set(3, { id: 3, name: 't', closed: false, deleted: false });
    const post: Delivery = { kind: 'post', author: 'Anna', text: plain('here'), attachments: [attachment] };
    expect(await channel.send(post, context({ thread: address(server, DESK, '3') }))).toMatchObject({
      kind: 'sent',
    });
    expect(server.chat(DESK).messages.at(-1)).toMatchObject({
      thread: 3,
      text: 'Anna: here',
      entities: [{ type: 'bold' }],
    });
  });

  it('puts a text of up to 1,024 characters below the first file, and a longer one after the files', async () => {
    const files = [foreign({ file: 'F1' }), foreign({ file: 'F2' })];
    await channel.send(
      relay('x'.repeat(1018), ...files),
      opens(() => body(text('bytes'))),
    );
    expect(bots().map((message) => [message.file?.kind, message.text.length])).toEqual([
      ['document', 1024],
      ['document', 0],
    ]);
    await channel.send(
      relay('x'.repeat(1019), ...files),
      opens(() => body(text('bytes'))),
    );
    expect(
      bots()
        .slice(2)
        .map((message) => [message.file?.kind, message.text.length]),
    ).toEqual([
      ['document', 0],
      ['document', 0],
      [undefined, 1025],
    ]);
  });

  it.each([
    ['photo', 'image/png', 1000, 'photo'],
    ['photo', 'image/heic', 1000, 'document'],
    ['photo', 'image/png', 11 * MB, 'document'],
    ['voice', 'audio/ogg', 1000, 'voice'],
    ['voice', 'audio/webm', 1000, 'document'],
    ['video', 'video/quicktime', 1000, 'document'],
    ['video', 'video/mp4', 1000, 'video'],
    ['document', 'image/png', 1000, 'document'],
  ] as const)('a %s of type %s and %d bytes from elsewhere goes as a %s', async (kind, mime, size, sent) => {
    await channel.send(
      relay('', foreign({ kind, mime, size })),
      opens(() => body(text('bytes'), { size })),
    );
    expect(bots()[0]?.file?.kind).toBe(sent);
  });

  it('sends a picture that Telegram refuses as a document', async () => {
    server.fail('sendPhoto', { code: 400, description: 'Bad Request: PHOTO_INVALID_DIMENSIONS' });
    const picture = foreign({ kind: 'photo', mime: 'image/png', size: 5 });
    expect(
      await channel.send(
        relay('', picture),
        opens(() => body(text('bytes'))),
      ),
    ).toMatchObject({ kind: 'sent' });
    expect(bots()[0]?.file).toMatchObject({ kind: 'document', bytes: text('bytes') });
  });

  it.each(['a"; name="chat_id"\r\n\r\n8.txt', '../../etc/passwd', 'отчёт <b>.txt', '', '\n'])(
    'sends a file named %j without harm',
    async (name) => {
      const outcome = await channel.send(
        relay('', foreign({ name })),
        opens(() => body(text('bytes'), { name })),
      );
      expect(outcome).toMatchObject({ kind: 'sent' });
      expect(bots()[0]?.file).toMatchObject({ bytes: text('bytes') });
      expect(bots()[0]?.file?.name).not.toMatch(/["\r\n/\\]/);
    },
  );

  it('says so when a file is larger than the 50 MB that a bot may send', async () => {
    const large = foreign({ size: 51 * MB });
    expect(await channel.send(relay('', large), context())).toMatchObject({
      kind: 'failed',
      reason: 'too-large',
    });
    const secretlyLarge = opens(() => {
      let left = 51;
      const stream = new ReadableStream<Uint8Array>({
        pull(controller) {
          left -= 1;
          if (left < 0) controller.close();
          else controller.enqueue(new Uint8Array(MB));
        },
      });
      return { name: 'a', mime: null, size: null, stream };
    });
    expect(await channel.send(relay('', foreign()), secretlyLarge)).toMatchObject({
      kind: 'failed',
      reason: 'too-large',
    });
    expect(bots()).toEqual([]);
  });

  it('tries again when the other platform does not give the file now, and not when it has none', async () => {
    const failing = (error: Error) => context({ openFile: () => Promise.reject(error) });
    expect(await channel.send(relay('', foreign()), failing(new Error('fetch failed')))).toMatchObject({
      kind: 'retry',
    });
    const gone = new FirstlineError('SLACK_FILE_UNAVAILABLE', 'It is no more.', 'Ask again.');
    expect(await channel.send(relay('', foreign()), failing(gone))).toMatchObject({
      kind: 'failed',
      reason: 'refused',
    });
  });

  it('brings what a person wrote to the desk even when their file cannot be', async () => {
    server.chat(DESK).topics.set(3, { id: 3, name: 't', closed: false, deleted: false });
    const attachments = [foreign({ name: 'core.dump', size: 51 * MB }), foreign({ name: 'b.txt' })];
    const post: Delivery = { kind: 'post', author: 'Anna', text: plain('see the dump'), attachments };
    const openFile = (given: Attachment): Promise<FileBody> =>
      given.name === 'b.txt'
        ? Promise.resolve(body(text('b')))
        : Promise.reject(new Error('not to be opened'));
    const thread = address(server, DESK, '3');
    expect(await channel.send(post, context({ thread, openFile }))).toMatchObject({ kind: 'sent' });
    const shown = server.chat(DESK).messages.map((message) => [message.text, message.file?.name]);
    expect(shown).toEqual([
      [expect.stringMatching(/^Anna: see the dump\n.*core\.dump.*too large/), undefined],
      ['', 'a.txt'],
    ]);
  });

  it('does not send a file twice when the next one fails', async () => {
    server.fail('sendPhoto', { code: 500 });
    const files = [foreign({ file: 'F1' }), foreign({ file: 'F2', kind: 'photo', mime: 'image/png' })];
    const bytes = opens(() => body(text('bytes')));
    expect(await channel.send(relay('two', ...files), bytes)).toMatchObject({ kind: 'retry' });
    expect(await channel.send(relay('two', ...files), bytes)).toMatchObject({
      kind: 'sent',
      messages: ['1', '2'],
    });
  });

  describe('opening', () => {
    it('streams the bytes and tells name, type and size', async () => {
      const opened = await channel.openFile(await received('document'));
      expect(opened).toMatchObject({ name: 'x.log', size: 10 });
      expect(await new Response(opened.stream).text()).toBe('a document');
    });

    it('says that a file is larger than the 20 MB that a bot may fetch', async () => {
      const sink = createTestSink();
      await channel.receive(sink);
      anna.sends({ kind: 'video', size: 21 * MB });
      const [attachment] = (await sink.next('message')).attachments;
      const failure = await failureOf(channel.openFile(attachment ?? foreign()));
      expect(failure.code).toBe('TELEGRAM_FILE_TOO_LARGE');
      expect(failure.message).toContain('20 MB');
    });

    it('says that a file is gone, or that Telegram is away, and never the token', async () => {
      await expect(channel.openFile(foreign({ file: 'nothing' }))).rejects.toMatchObject({
        code: 'TELEGRAM_FILE_GONE',
      });
      const attachment = await received('document');
      server.fail('getFile', { drop: 'before' });
      const failure: unknown = await channel.openFile(attachment).catch((error: unknown) => error);
      expect(failure).not.toBeInstanceOf(FirstlineError);
      const cause = failure instanceof Error ? String(failure.cause) : '';
      expect(`${String(failure)} ${cause}`).not.toContain(server.token);
    });
  });
});
