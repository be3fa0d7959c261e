import type { Inbound } from '../../src/model/inbound.js';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { agentAt } from '../support/agent.js';
import { anna, bench, chatAt, messageFrom, olga, PAUSE_MS, type Bench } from '../support/engine.js';
import { shippedBrain } from '../support/shipped.js';

let b: Bench;
const agent = agentAt(() => b);
const DAY_MS = 24 * 60 * 60_000;
const pavel = { id: 'pavel', name: 'Pavel', locale: null };

beforeAll(() => {
  shippedBrain();
});
afterEach(() => b.close());

/** What was written in threads, a line each. */
function posts(): string[] {
  return b.telegram.arrived('post').map((post) => post.text.text);
}

async function edits(chat: string, message: string, text: string, id: string): Promise<void> {
  await b.engine.sink.accept({
    kind: 'edit',
    id,
    at: b.clock.now(),
    address: chatAt(chat),
    message,
    text,
    masked: [],
    person: anna,
  });
}

describe('a thread', () => {
  it('tells once how to claim, so that nobody believes that the person reads a note', async () => {
    b = await bench();
    await b.writes('1', 'оператор');
    await agent.writes('Добрый день');
    await agent.writes('Вы тут?');
    await agent.writes('и я', pavel);
    expect(posts().filter((line) => line.includes('nobody has claimed'))).toHaveLength(1);
    expect(b.telegram.arrived('relay')).toEqual([]);
    await agent.press('claim');
    await agent.writes('Добрый день');
    expect(b.telegram.said('1').at(-1)).toBe('Добрый день');
  });

  it('goes back to the queue when it is released, and the person waits from then on', async () => {
    b = await bench();
    await b.writes('1', 'оператор');
    await agent.press('claim');
    await b.pass(60_000);
    await agent.writes('!release', pavel);
    expect((await agent.case()).owner).toBe('agent');
    await agent.writes('!release');
    expect(await agent.case()).toMatchObject({ owner: 'queue', agent: null, waitingSince: b.clock.now() });
    await agent.writes('Hello', pavel);
    expect(b.telegram.arrived('relay')).toEqual([]);
    await agent.writes('!claim', pavel);
    await agent.writes('Hello', pavel);
    expect(b.telegram.said('1').at(-1)).toBe('Hello');
  });

  it('takes orders about department and urgency, and shows them on the card', async () => {
    b = await bench();
    await b.writes('1', 'оператор');
    await agent.writes('!department billing');
    await agent.writes('!priority urgent');
    await agent.writes('!prioriti high');
    expect(await agent.case()).toMatchObject({ owner: 'queue', department: 'billing', priority: 'urgent' });
    const cards = b.telegram.arrived('card').map(({ card }) => card.body.text);
    expect(cards.at(-1)).toContain('Department: billing, priority: urgent');
    expect(posts().at(-1)).toContain('!priority');
    expect(b.telegram.arrived('relay')).toEqual([]);
  });

  it('is opened again by an agent, who goes on where it ended', async () => {
    b = await bench();
    await b.writes('1', 'оператор');
    await agent.press('claim');
    await agent.press('resolve');
    await agent.press('reopen', pavel);
    expect(await agent.case()).toMatchObject({
      owner: 'agent',
      agent: pavel,
      resolution: null,
      closedAt: null,
    });
    expect(b.telegram.said('1').at(-1)).toContain('снова открыто');
    await agent.writes('One more thing', pavel);
    expect(b.telegram.said('1').at(-1)).toBe('One more thing');
    await b.writes('1', 'хорошо');
    expect(posts().at(-1)).toContain('хорошо');
    expect((await agent.case()).number).toBe(1);
  });

  it('of an earlier case that is opened again and given back has nothing of the later one', async () => {
    b = await bench();
    await b.writes('1', 'сайт не открывается');
    await b.writes('1', 'оператор');
    await agent.press('resolve');
    const { id: caseId, desk } = await agent.case();
    if (desk === null) throw new Error('the case has no thread');
    await b.pass(8 * DAY_MS);
    await b.writes('1', 'письма попадают в спам');
    await b.pass(2 * DAY_MS);
    expect(await agent.case()).toMatchObject({ number: 2, resolution: 'silence' });
    for (const action of ['reopen', 'hand-back'] as const) {
      await b.give({
        ...{ kind: 'desk-action', id: action, at: b.clock.now(), address: desk },
        ...{ agent: olga, action, caseId },
      });
    }
    expect(await agent.case()).toMatchObject({ number: 1, owner: 'bot' });
    expect(b.telegram.said('1').at(-1)).not.toContain('С какого домена уходят письма');
    await b.writes('1', 'сайт не открывается');
    expect(b.reports.at(-1)).toMatchObject({ case: 1, intent: 'site-unavailable', move: 'start-flow' });
  });

  it('tells an agent who writes after the end that the person does not read it', async () => {
    b = await bench();
    await b.writes('1', 'оператор');
    await agent.press('claim');
    await agent.press('resolve');
    await agent.writes('Сертификат был просрочен');
    const before = b.telegram.said('1').length;
    await agent.writes('Ещё вопрос: как домен?');
    expect(posts().at(-1)).toContain('the case is closed');
    await b.writes('1', 'сайт не открывается');
    await agent.writes('а теперь?').catch(() => undefined);
    expect((await agent.case()).number).toBe(2);
    expect(b.telegram.said('1').slice(before).join()).not.toContain('как домен');
  });

  it('that is given back while an agent’s words are on their way: the person reads them once, and then the bot', async () => {
    b = await bench();
    await b.writes('1', 'сайт не открывается');
    await b.writes('1', 'оператор');
    await agent.press('claim');
    const before = b.telegram.said('1').length;
    b.telegram.answerNext({ kind: 'retry', afterMs: 5_000, error: 'too fast' }, 'relay');
    await agent.writes('Попробуйте сейчас');
    await agent.press('hand-back');
    await agent.writes('И ещё одно');
    expect(b.telegram.said('1')).toHaveLength(before);
    expect(posts().at(-1)).toContain('the bot has the case');
    await b.pass(5_000);
    expect(b.telegram.said('1').slice(before)).toEqual([
      'Попробуйте сейчас',
      expect.stringContaining('Какой сайт не открывается?'),
    ]);
    expect(b.telegram.arrived('mark').at(-1)).toMatchObject({ state: 'delivered' });

    await b.writes('1', 'оператор');
    await agent.press('claim');
    b.telegram.answerNext({ kind: 'failed', reason: 'blocked', error: 'bot was blocked' }, 'relay');
    await agent.writes('Последнее слово');
    await agent.press('hand-back');
    expect(posts().join('\n')).toContain('The person has blocked the bot');
    expect(b.telegram.arrived('mark').at(-1)).toMatchObject({ state: 'failed' });
  });

  it('tells of a second hand-over, with its reason and what was said since the first', async () => {
    b = await bench();
    await b.writes('1', 'сайт не открывается');
    await b.writes('1', 'оператор');
    await agent.press('claim');
    await agent.press('hand-back');
    await b.pass(60_000);
    const since = b.clock.now();
    await b.writes('1', 'shop.example.org');
    await b.writes('1', 'позовите человека');
    const again = posts().at(-1) ?? '';
    expect(again).toContain('Handed over again: asked for a person');
    expect(again).toContain('shop.example.org');
    expect(again).not.toContain('Анна: сайт не открывается');
    expect(b.telegram.arrived('open-thread')).toHaveLength(1);
    const subject = await agent.case();
    expect(subject).toMatchObject({ owner: 'queue', agent: null });
    expect(subject.waitingSince).toBeGreaterThan(since);
  });

  it('tells agents of an end that was not theirs', async () => {
    b = await bench();
    await b.writes('1', 'оператор');
    for (const id of ['cancel', 'yes']) {
      await b.give(
        id === 'cancel'
          ? {
              kind: 'command',
              id,
              at: b.clock.now(),
              address: chatAt('1'),
              person: olga,
              name: 'cancel',
              argument: '',
            }
          : messageFrom('1', 'да', { id, at: b.clock.now() }),
      );
    }
    await b.pass(PAUSE_MS);
    expect((await agent.case()).resolution).toBe('cancelled');
    expect(posts().at(-1)).toBe('The person cancelled the case.');
  });

  it('shows what a button said, in the words of the button', async () => {
    b = await bench();
    await b.writes('1', 'письма попадают в спам');
    await b.writes('1', 'example.org');
    const asked = b.telegram.arrived('say').find((say) => say.choices.length > 0);
    const choice = asked?.kind === 'say' ? asked.choices[0] : undefined;
    if (choice === undefined) throw new Error('no question offers choices');
    await b.give({
      kind: 'choice',
      id: 'pressed',
      at: b.clock.now(),
      address: chatAt('1'),
      person: olga,
      token: choice.token,
    });
    await b.writes('1', 'оператор');
    expect(posts().find((line) => line.startsWith('The conversation so far'))).toContain(
      `Olga: ${choice.label}`,
    );
  });

  it('gets what an agent wrote before it was known to be the case’s', async () => {
    b = await bench();
    const open = b.telegram.hold();
    const opening = b.telegram.begins('open-thread');
    await b.engine.sink.accept(messageFrom('1', 'оператор', { id: 'a', at: b.clock.now() }));
    b.clock.advance(PAUSE_MS);
    await opening;
    const early: Inbound = {
      kind: 'desk-message',
      id: 'early',
      at: b.clock.now(),
      address: { channel: 'telegram', account: 'bot', chat: 'telegram-desk', thread: 't2' },
      message: 'early',
      text: 'Смотрю',
      masked: [],
      agent: olga,
      attachments: [],
    };
    expect(await b.engine.sink.accept(early)).toBe('unrouted');
    open();
    await b.engine.idle();
    const subject = await agent.case();
    expect(subject.desk?.thread).toBe('t2');
    expect((await b.store.history(subject.id)).find(({ text }) => text === 'Смотрю')).toMatchObject({
      kind: 'note',
    });
  });
});

describe('an edit', () => {
  it('of a message that still waits replaces its words', async () => {
    b = await bench();
    await b.engine.sink.accept(messageFrom('1', 'почта не приходит', { id: 'm1', at: b.clock.now() }));
    await b.pass(1_000);
    await edits('1', 'm1', 'сайт не открывается', 'e1');
    await b.pass(PAUSE_MS);
    expect(b.reports).toHaveLength(1);
    expect(b.reports[0]).toMatchObject({ intent: 'site-unavailable' });
    const said = (await b.store.history((await agent.case()).id)).filter(({ kind }) => kind === 'person');
    expect(said.map(({ text }) => text)).toEqual(['сайт не открывается']);
  });

  it('of an earlier message is kept, goes to the card’s transcript, and the bot says nothing to it', async () => {
    b = await bench();
    await b.writes('1', 'сайт не открывается');
    const before = b.telegram.said('1').length;
    await edits('1', 'in1', 'сайт не открывается с утра', 'e1');
    await b.engine.idle();
    expect(b.telegram.said('1')).toHaveLength(before);
    await b.writes('1', 'оператор');
    expect(posts().join('\n')).toContain('(amended) сайт не открывается с утра');
  });

  it('is no silence: the reminder still comes, later', async () => {
    b = await bench();
    await b.writes('1', 'сайт не открывается');
    await b.pass(20 * 60_000);
    await edits('1', 'in1', 'сайт не открывается с утра', 'e1');
    await b.engine.idle();
    await b.pass(20 * 60_000);
    expect(b.telegram.said('1')).toHaveLength(1);
    await b.pass(10 * 60_000);
    expect(b.telegram.said('1')).toHaveLength(2);
  });
});
