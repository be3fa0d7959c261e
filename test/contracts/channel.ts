import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Channel, FileBody, SendContext } from '../../src/channels/channel.js';
import { FirstlineError } from '../../src/errors.js';
import type { Address } from '../../src/model/address.js';
import type { Attachment } from '../../src/model/attachment.js';
import type { Card, Choice, Delivery } from '../../src/model/delivery.js';
import { inboundSchema } from '../../src/model/inbound.js';
import { plain } from '../../src/model/text.js';
import { createTestSink, type TestSink } from './channel-sink.js';

/** A message of the bot's as people see it: no markup, no escapes. */
export interface Shown {
  text: string;
  /** Labels of its buttons, in order. */
  buttons: string[];
  files: { name: string | null; bytes: Uint8Array }[];
  /** Signs that the bot put below it. */
  marks: string[];
}

/** A channel on a test server of its own, connected, with a person and a desk. */
export interface ChannelBench {
  channel: Channel;
  person: {
    id: string;
    name: string;
    /** Where they talk with the bot. */
    address: Address;
    writes(text: string): void | Promise<void>;
    /** Presses the latest button with this label. */
    presses(label: string): void | Promise<void>;
    sends(file: { kind: Attachment['kind']; name: string; bytes: Uint8Array }): void | Promise<void>;
    /** The bot's messages, oldest first. */
    shown(): Shown[];
    /** Does not want the bot's messages any more, or has gone. */
    leaves(): void;
  };
  desk: {
    /** The group or channel: no thread. */
    address: Address;
    agent: { id: string; name: string };
    /** Writes in a thread; returns the message's id. */
    writes(thread: Address, text: string): string | Promise<string>;
    presses(thread: Address, label: string): void | Promise<void>;
    /** The bot's messages in a thread, oldest first. */
    shown(thread: Address): Shown[];
    /** The bot's messages outside any thread, oldest first; where a thread begins with one, that too. */
    outside(): Shown[];
    /** The bot's marks on an agent's message. */
    marks(thread: Address, message: string): string[];
    deletes(thread: Address): void;
  };
  /** The next call that sends a text meets this. */
  breaks(how: 'rate-limited' | 'server-error' | 'connection'): void;
  /** Events that the platform has not been acknowledged. */
  unacknowledged(): number;
  /** Resolves when there are none. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

/** Names and texts that break whoever reads them as markup. */
export const HOSTILE =
  '<b>_*[x](http://e.example)`~||</b> &amp; <@U1> <!channel> {name} \\ "quoted" \'x\' 👩‍👩‍👧';

/** A file of another platform's, which does not give it. */
const LARGE: Attachment = {
  kind: 'document',
  channel: 'terminal',
  file: 'elsewhere-2',
  name: 'core.dump',
  mime: null,
  size: null,
};
const tooLarge = (): Promise<FileBody> =>
  Promise.reject(
    new FirstlineError('ELSEWHERE_FILE_TOO_LARGE', 'It is larger than 20 MB.', 'Ask for a link to it.'),
  );

const noFile = (): Promise<FileBody> => Promise.reject(new Error('no file was to be opened'));

/** What every channel promises. The bench is opened anew for each test. */
export function channelContract(name: string, open: () => Promise<ChannelBench>): void {
  describe(`channel contract: ${name}`, () => {
    let bench: ChannelBench;
    let sink: TestSink;
    beforeEach(async () => {
      bench = await open();
      sink = createTestSink();
      await bench.channel.receive(sink);
    });
    afterEach(async () => {
      await bench.channel.stop();
      await bench.close();
    });

    const context = (more: Partial<SendContext> = {}): SendContext => ({
      thread: null,
      cardMessage: null,
      counterpart: null,
      openFile: noFile,
      ...more,
    });
    const say = (text: string, choices: Choice[] = []): Delivery => ({
      kind: 'say',
      to: bench.person.address,
      language: 'en',
      text: plain(text),
      choices,
      longAnswer: false,
    });
    const relay = (text: string, author = 'Ivan', attachments: Attachment[] = []): Delivery => ({
      kind: 'relay',
      to: bench.person.address,
      author,
      text: plain(text),
      attachments,
    });
    const card = (body: string): Card => ({
      caseId: 'case-1',
      title: '#1 Anna: site is down',
      body: plain(body),
      actions: [
        { action: 'claim', label: 'Claim' },
        { action: 'hand-back', label: 'Hand back' },
        { action: 'resolve', label: 'Resolve' },
      ],
    });
    const openThread = async (body = 'the card'): Promise<{ thread: Address; cardMessage: string }> => {
      const outcome = await bench.channel.send(
        { kind: 'open-thread', desk: bench.desk.address, card: card(body) },
        context(),
      );
      if (outcome.kind !== 'sent' || outcome.thread === undefined) throw new Error(JSON.stringify(outcome));
      return { thread: outcome.thread, cardMessage: outcome.messages[0] ?? '' };
    };

    describe('receiving', () => {
      it('stores what a person writes, as it was written', async () => {
        await bench.person.writes(HOSTILE);
        const message = await sink.next('message');
        expect(message).toMatchObject({ text: HOSTILE, address: bench.person.address, attachments: [] });
        expect(message.person).toMatchObject({ id: bench.person.id, name: bench.person.name });
        expect(inboundSchema.parse(message)).toEqual(message);
      });

      it('keeps the order of what one person writes', async () => {
        for (const text of ['one', 'two', 'three']) await bench.person.writes(text);
        const texts = [];
        for (let count = 0; count < 3; count += 1) texts.push((await sink.next('message')).text);
        expect(texts).toEqual(['one', 'two', 'three']);
      });

      it('acknowledges nothing before it is stored', async () => {
        const release = sink.hold();
        await bench.person.writes('hello');
        await sink.called(1);
        expect(bench.unacknowledged()).toBeGreaterThan(0);
        release();
        await bench.settled();
        expect(sink.accepted).toHaveLength(1);
      });

      it('gets again what could not be stored, under the same id', async () => {
        sink.fail(1);
        await bench.person.writes('hello');
        const message = await sink.next('message');
        await bench.settled();
        expect(message.text).toBe('hello');
        expect(sink.tries()).toBeGreaterThan(1);
        expect(sink.accepted).toHaveLength(1);
      });

      it('brings a pressed button as the token that it was given', async () => {
        const choices = [
          { label: 'Да, помогло', token: 'c:1:yes' },
          { label: 'No <b>', token: 'c:1:no' },
        ];
        expect(await bench.channel.send(say('Did it help?', choices), context())).toMatchObject({
          kind: 'sent',
        });
        expect(bench.person.shown().at(-1)).toMatchObject({
          text: 'Did it help?',
          buttons: ['Да, помогло', 'No <b>'],
        });
        await bench.person.presses('No <b>');
        const choice = await sink.next('choice');
        expect(choice).toMatchObject({ token: 'c:1:no', address: bench.person.address });
        expect(choice.person.id).toBe(bench.person.id);
        expect(inboundSchema.parse(choice)).toEqual(choice);
      });

      it('keeps a file by reference and opens it', async () => {
        const bytes = new TextEncoder().encode('line 1\nошибка 500');
        await bench.person.sends({ kind: 'document', name: 'error.log', bytes });
        const { attachments } = await sink.next('message');
        expect(attachments).toHaveLength(1);
        const [attachment] = attachments;
        if (attachment === undefined) return;
        expect(attachment).toMatchObject({ channel: bench.channel.name, name: 'error.log' });
        expect(attachment.file).not.toMatch(/https?:/);
        const body = await bench.channel.openFile(attachment);
        expect(new Uint8Array(await new Response(body.stream).arrayBuffer())).toEqual(bytes);
      });

      it('brings what an agent writes and presses in a thread', async () => {
        const { thread } = await openThread();
        const message = await bench.desk.writes(thread, HOSTILE);
        const written = await sink.next('desk-message');
        expect(written).toMatchObject({ text: HOSTILE, address: thread, message, attachments: [] });
        expect(written.agent).toMatchObject(bench.desk.agent);
        await bench.desk.presses(thread, 'Claim');
        const action = await sink.next('desk-action');
        expect(action).toMatchObject({ action: 'claim', caseId: 'case-1' });
        expect(action.agent.id).toBe(bench.desk.agent.id);
        expect(inboundSchema.parse(action)).toEqual(action);
      });

      it('does not take its own messages for a person’s', async () => {
        const { thread } = await openThread();
        await bench.channel.send(say('hello'), context());
        await bench.channel.send(
          { kind: 'post', author: null, text: plain('a line'), attachments: [] },
          context({ thread }),
        );
        await bench.person.writes('last');
        await sink.next('message');
        await bench.settled();
        expect(sink.accepted).toHaveLength(1);
        expect(sink.rejected).toEqual([]);
      });

      it('stores nothing after it was stopped', async () => {
        await bench.channel.stop();
        const before = sink.tries();
        await bench.person.writes('too late');
        expect(await bench.channel.send(say('still sending'), context())).toMatchObject({ kind: 'sent' });
        expect(sink.tries()).toBe(before);
      });
    });

    describe('sending', () => {
      it('shows hostile texts and names as they are', async () => {
        await bench.channel.send(say(HOSTILE), context());
        await bench.channel.send(relay(HOSTILE, 'I<b>v_a*n'), context());
        const shown = bench.person.shown().map((message) => message.text);
        expect(shown[0]).toBe(HOSTILE);
        expect(shown[1]).toContain('I<b>v_a*n');
        expect(shown[1]).toContain(HOSTILE);
      });

      it('splits 5,000 characters and loses none, with the choices at the end', async () => {
        const text = Array.from({ length: 625 }, (_, at) => `w${String(at).padStart(6, '0')}`).join(' ');
        const outcome = await bench.channel.send(say(text, [{ label: 'Next', token: 'next' }]), context());
        const shown = bench.person.shown();
        expect(outcome).toMatchObject({ kind: 'sent' });
        const letters = (given: string): string => given.replaceAll(/\s/g, '');
        expect(letters(shown.map((message) => message.text).join(''))).toBe(letters(text));
        expect(shown.map((message) => message.buttons.length)).toEqual([...shown.slice(1).map(() => 0), 1]);
      });

      it.each(['rate-limited', 'server-error', 'connection'] as const)(
        'can be tried again after %s',
        async (how) => {
          bench.breaks(how);
          const outcome = await bench.channel.send(say('hello'), context());
          expect(outcome).toMatchObject({ kind: 'retry' });
          if (outcome.kind === 'retry' && how === 'rate-limited') expect(outcome.afterMs).toBe(1000);
          expect(await bench.channel.send(say('hello'), context())).toMatchObject({ kind: 'sent' });
          expect(bench.person.shown().map((message) => message.text)).toEqual(['hello']);
        },
      );

      it('says that it will not pass when the person has left', async () => {
        bench.person.leaves();
        const outcome = await bench.channel.send(say('hello'), context());
        expect(outcome.kind).toBe('failed');
        if (outcome.kind === 'failed') expect(['blocked', 'gone']).toContain(outcome.reason);
      });

      it('shows that something is being done, and makes no message of it', async () => {
        const activity: Delivery = { kind: 'activity', to: bench.person.address, language: 'ru' };
        expect(await bench.channel.send(activity, context())).toEqual({ kind: 'sent', messages: [] });
        expect(bench.person.shown()).toEqual([]);
        bench.person.leaves();
        const { kind } = await bench.channel.send(activity, context());
        expect(['sent', 'failed']).toContain(kind);
        expect(bench.person.shown()).toEqual([]);
      });

      it('draws formatting, and keeps every character', async () => {
        const words = 'bold italic struck code\nline one\nline two\nsaid before\nafter';
        const parts = [
          ...[['bold', 'bold'] as const, ['italic', 'italic'] as const, ['strike', 'struck'] as const],
          ...[['code', 'code'] as const, ['pre', 'line one\nline two'] as const],
          ['quote', 'said before'] as const,
        ];
        const spans = parts.map(([kind, part]) => {
          return { kind, offset: words.indexOf(part), length: part.length };
        });
        const delivery: Delivery = {
          ...{ kind: 'relay', to: bench.person.address, author: 'Ivan', attachments: [] },
          text: { text: words, spans },
        };
        expect(await bench.channel.send(delivery, context())).toMatchObject({ kind: 'sent' });
        expect(bench.person.shown().map(({ text }) => text.replace(/^Ivan:\s/, ''))).toEqual([words]);
      });

      it('writes a copy anew, or sends the new wording where that cannot be', async () => {
        const copy = await bench.channel.send(relay('at frist'), context());
        const messages = copy.kind === 'sent' ? copy.messages : [];
        const counterpart = { messages, excerpt: 'at frist' };
        const revise = (text: string): Delivery => ({
          ...{ kind: 'revise', to: bench.person.address, author: 'Ivan', mark: 'corrected' },
          ...{ of: { address: bench.desk.address, message: '1' }, text: plain(text) },
        });
        const shown = (): string[] => bench.person.shown().map(({ text }) => text.replace(/\s+/g, ' '));
        expect(await bench.channel.send(revise('at first'), context({ counterpart }))).toEqual({
          kind: 'sent',
          messages,
        });
        expect(shown()).toEqual(['Ivan: at first']);
        // Again the same: nothing to do.
        const again = await bench.channel.send(revise('at first'), context({ counterpart }));
        expect(again).toEqual({ kind: 'sent', messages });
        const split = { messages: [...messages, ...messages], excerpt: '' };
        await bench.channel.send(revise('at last'), context({ counterpart: split }));
        expect(shown()[1]).toContain('Ivan: (corrected) at last');
        const gone = { messages: ['999'], excerpt: '' };
        await bench.channel.send(revise('at the end'), context({ counterpart: gone }));
        expect(shown()[2]).toContain('Ivan: (corrected) at the end');
      });

      it('takes a copy back, and what is gone already is no failure', async () => {
        const copy = await bench.channel.send(relay('not for you'), context());
        const messages = copy.kind === 'sent' ? copy.messages : [];
        const withdraw: Delivery = {
          kind: 'withdraw',
          to: bench.person.address,
          of: { address: bench.desk.address, message: '1' },
        };
        const counterpart = { messages, excerpt: 'not for you' };
        for (const time of ['first', 'second']) {
          const outcome = await bench.channel.send(withdraw, context({ counterpart }));
          expect(outcome, time).toMatchObject({ kind: 'sent' });
          expect(bench.person.shown()).toEqual([]);
        }
      });

      it('quotes of what is answered only what the reader has seen', async () => {
        const { thread } = await openThread();
        const message = { address: bench.person.address, message: '1' };
        const answer = (excerpt: string | null, quote: string | null = null): Delivery => ({
          ...{ kind: 'post', author: 'Anna', text: plain('yes'), attachments: [] },
          replyTo: { message, quote, excerpt },
        });
        const last = (): string => bench.desk.shown(thread).at(-1)?.text ?? '';
        await bench.channel.send(answer('is it\ndown? '.repeat(20)), context({ thread }));
        expect(last()).toMatch(/^is it down\? is it down.*…\nAnna: yes$/);
        expect(last().length).toBeLessThan(120);
        await bench.channel.send(answer('all of it', 'a part'), context({ thread }));
        expect(last()).toBe('a part\nAnna: yes');
        await bench.channel.send(answer(null, 'a colleague wrote'), context({ thread }));
        expect(last()).toBe('Anna: yes');
      });

      it('sends all but a file that cannot go, and says that it has failed', async () => {
        const delivery = relay('see the file', 'Ivan', [LARGE]);
        const outcome = await bench.channel.send(delivery, context({ openFile: tooLarge }));
        expect(outcome).toMatchObject({ kind: 'failed', reason: 'too-large' });
        expect(bench.person.shown().map(({ text }) => text.replace(/\s+/g, ' '))).toEqual([
          'Ivan: see the file',
        ]);
      });

      it('does not make a message of nothing', async () => {
        expect(await bench.channel.send(relay(' \n', ''), context())).toMatchObject({
          kind: 'failed',
          reason: 'refused',
        });
        expect(bench.person.shown()).toEqual([]);
      });

      it('says that a file is too large for the platform that it lies on', async () => {
        const delivery = relay('see the file', 'Ivan', [LARGE]);
        expect(await bench.channel.send(delivery, context({ openFile: tooLarge }))).toMatchObject({
          kind: 'failed',
          reason: 'too-large',
        });
      });

      it('brings a file from another platform', async () => {
        const bytes = new TextEncoder().encode('%PDF-1.7 …');
        const attachment: Attachment = {
          kind: 'document',
          channel: 'terminal',
          file: 'elsewhere-1',
          name: 'how-to.pdf',
          mime: 'application/pdf',
          size: bytes.length,
        };
        const openFile = (): Promise<FileBody> =>
          Promise.resolve({
            name: 'how-to.pdf',
            mime: 'application/pdf',
            size: bytes.length,
            stream: new Blob([bytes]).stream(),
          });
        const delivery: Delivery = {
          kind: 'relay',
          to: bench.person.address,
          author: 'Ivan',
          text: plain('see the page 3'),
          attachments: [attachment],
        };
        expect(await bench.channel.send(delivery, context({ openFile }))).toMatchObject({ kind: 'sent' });
        const shown = bench.person.shown();
        expect(shown.flatMap((message) => message.files)).toEqual([{ name: 'how-to.pdf', bytes }]);
        expect(shown.map((message) => message.text).join('\n')).toContain('see the page 3');
      });
    });

    describe('the desk', () => {
      it('opens a thread with the card on top, and writes the card anew in place', async () => {
        const { thread, cardMessage } = await openThread('waiting');
        expect(thread.thread).not.toBe('');
        expect(bench.desk.shown(thread)[0]).toMatchObject({ buttons: ['Claim', 'Hand back', 'Resolve'] });
        expect(bench.desk.shown(thread)[0]?.text).toContain('waiting');
        const again: Delivery = { kind: 'card', card: { ...card('claimed by Ivan'), actions: [] } };
        for (const pass of ['first', 'again, unchanged']) {
          const outcome = await bench.channel.send(again, context({ thread, cardMessage }));
          expect(outcome, pass).toEqual({ kind: 'sent', messages: [cardMessage] });
        }
        expect(bench.desk.shown(thread)).toHaveLength(1);
        expect(bench.desk.shown(thread)[0]?.text).toContain('claimed by Ivan');
        expect(bench.desk.shown(thread)[0]?.buttons).toEqual([]);
      });

      it('posts in the thread, names and texts as they are', async () => {
        const { thread } = await openThread();
        const post: Delivery = { kind: 'post', author: 'A<b>nna', text: plain(HOSTILE), attachments: [] };
        expect(await bench.channel.send(post, context({ thread }))).toMatchObject({ kind: 'sent' });
        const text = bench.desk.shown(thread).at(-1)?.text ?? '';
        expect(text).toContain('A<b>nna');
        expect(text).toContain(HOSTILE);
      });

      it('names a file that cannot be brought, with what was written beside it', async () => {
        const { thread } = await openThread();
        const post: Delivery = { kind: 'post', author: 'Anna', text: plain('see'), attachments: [LARGE] };
        const outcome = await bench.channel.send(post, context({ thread, openFile: tooLarge }));
        expect(outcome).toMatchObject({ kind: 'sent' });
        const texts = bench.desk.shown(thread).map((message) => message.text);
        expect(texts.slice(1).join('\n')).toMatch(/^Anna: see\n.*core\.dump.*слишком большой.*too large/);
      });

      it('says so when the thread was deleted, and when there is none yet', async () => {
        const { thread, cardMessage } = await openThread();
        bench.desk.deletes(thread);
        const post: Delivery = { kind: 'post', author: null, text: plain('a line'), attachments: [] };
        expect(await bench.channel.send(post, context({ thread }))).toMatchObject({ kind: 'thread-gone' });
        const again: Delivery = { kind: 'card', card: card('again') };
        expect(await bench.channel.send(again, context({ thread, cardMessage }))).toMatchObject({
          kind: 'thread-gone',
        });
        expect(await bench.channel.send(post, context())).toMatchObject({ kind: 'thread-gone' });
      });

      it('says at the desk, outside any thread, what is about no case', async () => {
        await openThread();
        const notice: Delivery = { kind: 'notice', desk: bench.desk.address, text: plain(HOSTILE) };
        expect(await bench.channel.send(notice, context())).toMatchObject({ kind: 'sent' });
        expect(bench.desk.outside().at(-1)).toMatchObject({ text: HOSTILE, buttons: [] });
      });

      it('marks an agent’s message as delivered or failed, differently', async () => {
        const { thread } = await openThread();
        const marks = [];
        for (const state of ['delivered', 'failed'] as const) {
          const message = await bench.desk.writes(thread, `to be ${state}`);
          const outcome = await bench.channel.send(
            { kind: 'mark', message: { address: thread, message }, state },
            context({ thread }),
          );
          expect(outcome.kind).toBe('sent');
          marks.push(bench.desk.marks(thread, message));
        }
        expect(marks.map((each) => each.length)).toEqual([1, 1]);
        expect(marks[0]).not.toEqual(marks[1]);
      });
    });
  });
}
