import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Attachment } from '../../src/model/attachment.js';
import type { Case } from '../../src/model/case.js';
import type { DeskAction } from '../../src/model/inbound.js';
import { anna, bench, chatAt, messageFrom, olga, PAUSE_MS, type Bench } from '../support/engine.js';
import { shippedBrain } from '../support/shipped.js';

let b: Bench;
let count = 0;

beforeAll(() => {
  shippedBrain();
});
afterEach(() => b.close());

async function caseOne(): Promise<Case> {
  const { latest } = await b.store.loadTurn('telegram:bot:1:');
  if (latest === null) throw new Error('there is no case');
  return latest;
}

async function press(action: DeskAction['action'], agent = olga): Promise<void> {
  const subject = await caseOne();
  count += 1;
  await b.give({
    kind: 'desk-action',
    id: `press${String(count)}`,
    at: b.clock.now(),
    address: subject.desk ?? subject.address,
    agent,
    action,
    caseId: subject.id,
  });
}

async function agentWrites(text: string, agent = olga): Promise<void> {
  const { desk } = await caseOne();
  if (desk === null) throw new Error('the case has no thread');
  count += 1;
  const message = `agent${String(count)}`;
  await b.give({
    kind: 'desk-message',
    id: message,
    at: b.clock.now(),
    address: desk,
    message,
    text,
    masked: [],
    agent,
    attachments: [],
  });
}

describe('a turn', () => {
  it('is one for a burst of messages', async () => {
    b = await bench();
    await b.engine.sink.accept(messageFrom('1', 'здравствуйте', { id: 'a', at: b.clock.now() }));
    await b.pass(1_000);
    await b.engine.sink.accept(messageFrom('1', 'сайт не открывается', { id: 'b', at: b.clock.now() }));
    await b.pass(1_000);
    expect(b.reports).toEqual([]);
    await b.pass(1_000);
    expect(b.reports).toHaveLength(1);
    expect(b.reports[0]).toMatchObject({ intent: 'site-unavailable', decision: 'answer', case: 1 });
  });

  it('keeps no secret that follows a command', async () => {
    b = await bench();
    await b.writes('1', 'оператор');
    const command = {
      kind: 'command',
      id: 'c',
      at: b.clock.now(),
      address: chatAt('1'),
      person: anna,
    } as const;
    await b.give({ ...command, name: 'human', argument: 'пароль: Qwerty123!' });
    const { id } = await caseOne();
    expect((await b.store.history(id)).map(({ text }) => text)).toContain('/human пароль: •••');
  });

  it('is none for a part of an album that comes late: the file is kept, nobody is asked again', async () => {
    b = await bench();
    const photo = (file: string): Attachment => ({
      kind: 'photo',
      channel: 'telegram',
      file,
      name: null,
      mime: null,
      size: null,
    });
    for (const [id, text] of [
      ['a', 'сайт не открывается'],
      ['b', ''],
    ] as const) {
      const message = messageFrom('1', text, { id, at: b.clock.now() });
      await b.engine.sink.accept({ ...message, album: 'holiday', attachments: [photo(id)] });
      await b.pass(7_000);
    }
    expect(b.reports.map(({ move }) => move)).toEqual(['start-flow', 'album-part']);
    expect(b.telegram.said('1')).toHaveLength(1);
    await b.writes('1', 'оператор');
    const transcript = b.telegram.arrived('post')[0];
    expect(transcript).toMatchObject({ attachments: [{ file: 'a' }, { file: 'b' }] });
  });

  it('is taken once, however often the message is delivered', async () => {
    b = await bench();
    const message = messageFrom('1', 'сайт не открывается', { id: 'a', at: b.clock.now() });
    expect(await b.engine.sink.accept(message)).toBe('new');
    expect(await b.engine.sink.accept(message)).toBe('duplicate');
    await b.pass(PAUSE_MS);
    expect(await b.engine.sink.accept(message)).toBe('duplicate');
    await b.pass(PAUSE_MS);
    expect(b.reports).toHaveLength(1);
    expect(b.telegram.said()).toHaveLength(1);
  });

  it('that throws again and again ends at a person, with the words that broke it', async () => {
    const broken = {
      ...shippedBrain(),
      understand: () => {
        throw new Error('broken');
      },
    };
    b = await bench({ brain: broken });
    await b.writes('1', 'сайт не открывается');
    await b.pass(1_000);
    await b.pass(1_000);
    const subject = await caseOne();
    expect(subject).toMatchObject({ owner: 'queue', dossier: { reason: 'error' } });
    expect(subject.dossier?.problem).toEqual(['сайт не открывается']);
    expect(b.telegram.said('1')).toHaveLength(1);
  });

  it('with a state from another version hands the case over', async () => {
    b = await bench({ brain: { ...shippedBrain(), readState: () => null } });
    await b.writes('1', 'сайт не открывается');
    expect((await caseOne()).owner).toBe('bot');
    await b.writes('1', 'example.org');
    expect(await caseOne()).toMatchObject({ owner: 'queue', dossier: { reason: 'upgrade' } });
  });
});

describe('hand-over', () => {
  it('opens a thread with the card, lets the agent talk, and keeps the bot silent', async () => {
    b = await bench();
    await b.writes('1', 'сайт не открывается');
    await b.writes('1', 'позовите человека');
    expect(await caseOne()).toMatchObject({ owner: 'queue', desk: { chat: 'telegram-desk' } });
    expect(b.telegram.arrived('open-thread')).toHaveLength(1);
    const before = b.telegram.said('1').length;
    await b.writes('1', 'вы тут?');
    expect(b.telegram.said('1')).toHaveLength(before);
    expect(b.telegram.arrived('post').at(-1)).toMatchObject({ author: 'Анна', text: { text: 'вы тут?' } });
    await press('claim');
    await agentWrites('Добрый день');
    expect(b.telegram.said('1').at(-1)).toBe('Добрый день');
    expect(b.telegram.arrived('mark')).toMatchObject([{ state: 'delivered' }]);
    await agentWrites('// проверить биллинг');
    await agentWrites('я тоже тут', { id: 'pavel', name: 'Pavel', locale: null });
    expect(b.telegram.said('1').at(-1)).toBe('Добрый день');
  });

  it('lets the person answer what the bot asks in between, until an agent has the case', async () => {
    b = await bench();
    await b.writes('1', 'оператор');
    const cancel = async (id: string): Promise<void> => {
      await b.give({
        kind: 'command',
        id,
        at: b.clock.now(),
        address: chatAt('1'),
        person: olga,
        name: 'cancel',
        argument: '',
      });
    };
    await cancel('cancel1');
    await b.writes('1', 'оставить');
    expect((await caseOne()).owner).toBe('queue');
    expect(b.telegram.said('1').at(-1)).toContain('остаётся');
    await press('claim');
    await cancel('cancel2');
    await b.writes('1', 'да');
    expect((await caseOne()).owner).toBe('agent');
    expect(b.telegram.arrived('post').at(-1)).toMatchObject({ text: { text: 'да' } });
  });

  it('comes back to the bot and goes on where it stood', async () => {
    b = await bench();
    await b.writes('1', 'сайт не открывается');
    await b.writes('1', 'example.org');
    const question = b.reports.at(-1);
    await b.writes('1', 'оператор');
    await press('claim');
    await press('hand-back');
    expect(await caseOne()).toMatchObject({ owner: 'bot', agent: null });
    expect(b.reports.at(-1)).toMatchObject({
      move: 'handed-back',
      flow: question?.flow,
      step: question?.step,
    });
    await b.writes('1', 'оператор');
    expect(await caseOne()).toMatchObject({ owner: 'queue' });
    expect(b.telegram.arrived('open-thread')).toHaveLength(1);
  });

  it('ends with a resolution and what helped', async () => {
    b = await bench();
    await b.writes('1', 'оператор');
    await press('claim');
    await press('resolve');
    expect(await caseOne()).toMatchObject({
      owner: 'nobody',
      resolution: 'by-agent',
      awaitingSolution: true,
    });
    expect(b.telegram.said('1').at(-1)).toContain('закрыто');
    await agentWrites('Перезапустили PHP-FPM');
    expect((await caseOne()).awaitingSolution).toBe(false);
    expect((await b.store.history((await caseOne()).id)).at(-1)).toMatchObject({
      kind: 'solution',
      text: 'Перезапустили PHP-FPM',
    });
  });

  it('is claimed by one agent only', async () => {
    b = await bench();
    await b.writes('1', 'оператор');
    await press('claim');
    await press('claim', { id: 'pavel', name: 'Pavel', locale: null });
    expect((await caseOne()).agent).toEqual(olga);
    expect(b.telegram.arrived('post').at(-1)).toMatchObject({
      text: { text: 'Olga has this case already.' },
    });
  });

  it('waits for a desk that is configured later', async () => {
    b = await bench({ desks: [] });
    await b.writes('1', 'оператор');
    expect(await caseOne()).toMatchObject({ owner: 'queue', desk: null });
    const { store } = b;
    await b.engine.stop();
    b = await bench({ store });
    await b.engine.idle();
    expect(b.telegram.arrived('open-thread')).toHaveLength(1);
    expect((await caseOne()).desk).not.toBeNull();
  });
});

describe('the outbox', () => {
  it('keeps the order of a chat when a send has to be tried again', async () => {
    b = await bench();
    b.telegram.answerNext({ kind: 'retry', afterMs: null, error: '500' });
    await b.writes('1', 'сайт не открывается');
    await b.writes('1', 'example.org');
    await b.pass(10_000);
    const [first, second] = b.telegram.said('1');
    expect(first).toContain('Какой сайт');
    expect(second).toContain('example.org');
  });

  it('waits as long as the platform asks', async () => {
    b = await bench();
    b.telegram.answerNext({ kind: 'retry', afterMs: 30_000, error: '429' });
    await b.writes('1', 'сайт не открывается');
    await b.pass(29_000);
    expect(b.telegram.said('1')).toHaveLength(0);
    await b.pass(2_000);
    expect(b.telegram.said('1')).toHaveLength(1);
  });

  it('does not let the bot talk over a person who took the case meanwhile', async () => {
    b = await bench();
    await b.writes('1', 'оператор');
    await press('claim');
    await press('hand-back');
    b.telegram.answerNext({ kind: 'retry', afterMs: 60_000, error: '429' }, 'say');
    await b.writes('1', 'сайт не открывается');
    const subject = await caseOne();
    expect(subject.owner).toBe('bot');
    await b.writes('1', 'оператор');
    await press('claim');
    await b.pass(120_000);
    expect(b.telegram.said('1').filter((text) => text.includes('Какой сайт'))).toEqual([]);
    expect(b.telegram.said('1').filter((text) => text.includes('На связи Olga'))).toHaveLength(2);
  });

  it('opens a deleted thread anew and sends what was meant for it', async () => {
    b = await bench();
    await b.writes('1', 'оператор');
    const before = (await caseOne()).desk;
    b.telegram.answerNext({ kind: 'thread-gone', error: 'message thread not found' }, 'post');
    await b.writes('1', 'ещё одно');
    await b.pass(1_000);
    expect(b.telegram.arrived('open-thread')).toHaveLength(2);
    expect((await caseOne()).desk).not.toEqual(before);
    const last = b.telegram.tried.at(-1);
    expect(last?.delivery).toMatchObject({ kind: 'post', text: { text: 'ещё одно' } });
    expect(last?.thread).toEqual((await caseOne()).desk);
  });

  it('tells the agent that the person blocked the bot', async () => {
    b = await bench();
    await b.writes('1', 'оператор');
    await press('claim');
    b.telegram.answerNext({ kind: 'failed', reason: 'blocked', error: 'blocked by the user' }, 'relay');
    await agentWrites('Добрый день');
    expect(b.telegram.arrived('mark')).toMatchObject([{ state: 'failed' }]);
    expect(b.telegram.arrived('post').at(-1)).toMatchObject({
      text: { text: 'The person has blocked the bot: messages do not arrive.' },
    });
  });

  it('follows a group that became a supergroup', async () => {
    b = await bench();
    b.telegram.answerNext({ kind: 'moved', from: 'telegram-desk', to: '-100777' }, 'open-thread');
    await b.writes('1', 'оператор');
    await b.pass(1_000);
    expect((await caseOne()).desk).toMatchObject({ chat: '-100777' });
    await b.writes('2', 'оператор');
    expect(b.telegram.arrived('open-thread').at(-1)).toMatchObject({ desk: { chat: '-100777' } });
  });

  it('stays within the rate of a chat', async () => {
    b = await bench({ rate: { burst: 1, perSecond: 1 } });
    await b.writes('1', 'сайт не открывается');
    for (let i = 0; i < 5; i += 1) {
      await b.give({
        kind: 'command',
        id: `status${String(i)}`,
        at: b.clock.now(),
        address: chatAt('1'),
        person: olga,
        name: 'status',
        argument: '',
      });
    }
    expect(b.telegram.said('1').length).toBeLessThan(4);
    for (let i = 0; i < 6; i += 1) await b.pass(1_000);
    expect(b.telegram.said('1')).toHaveLength(6);
  });
});

describe('silence', () => {
  it('is answered by a reminder, then by an end', async () => {
    b = await bench();
    await b.writes('1', 'сайт не открывается');
    await b.pass(30 * 60_000);
    expect(b.telegram.said('1')).toHaveLength(2);
    await b.pass(24 * 60 * 60_000);
    expect(await caseOne()).toMatchObject({ owner: 'nobody', resolution: 'silence' });
    expect(b.telegram.said('1')).toHaveLength(3);
    await b.pass(7 * 24 * 60 * 60_000);
    expect(b.telegram.said('1')).toHaveLength(3);
  });

  it('is over when the person writes just as the reminder falls due', async () => {
    b = await bench();
    await b.writes('1', 'сайт не открывается');
    await b.pass(30 * 60_000 - PAUSE_MS);
    await b.engine.sink.accept(messageFrom('1', 'example.org', { id: 'late', at: b.clock.now() }));
    await b.pass(PAUSE_MS);
    expect(b.reports.map(({ move }) => move)).toContain('late-timer');
    expect(b.reports.map(({ move }) => move)).not.toContain('remind');
  });

  it('counts from the last message, and not while people have the case', async () => {
    b = await bench();
    await b.writes('1', 'сайт не открывается');
    await b.pass(20 * 60_000);
    await b.writes('1', 'example.org');
    await b.pass(20 * 60_000);
    expect(b.reports.map(({ move }) => move)).not.toContain('remind');
    await b.writes('1', 'оператор');
    const said = b.telegram.said('1').length;
    await b.pass(3 * 24 * 60 * 60_000);
    expect(b.telegram.said('1')).toHaveLength(said);
    expect((await caseOne()).owner).toBe('queue');
  });
});

describe('a restart', () => {
  it('handles what was stored and sends what was committed, once', async () => {
    b = await bench();
    const open = b.telegram.hold();
    await b.engine.sink.accept(messageFrom('1', 'сайт не открывается', { id: 'a', at: b.clock.now() }));
    b.clock.advance(PAUSE_MS);
    open();
    await b.restart();
    await b.engine.sink.accept(messageFrom('2', 'оператор', { id: 'b', at: b.clock.now() }));
    await b.restart();
    await b.pass(PAUSE_MS);
    expect(b.telegram.said('1')).toHaveLength(1);
    expect(b.telegram.said('2')).toHaveLength(1);
  });
});
