import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { agentAt } from '../support/agent.js';
import { anna, bench, chatAt, type Bench } from '../support/engine.js';
import { shippedBrain } from '../support/shipped.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** A Monday at noon. */
const NOON = Date.UTC(2026, 2, 2, 12);

let b: Bench;
let presses = 0;
const agent = agentAt(() => b);

beforeAll(() => {
  shippedBrain();
});
afterEach(() => b.close());

async function begin(): Promise<void> {
  b = await bench({ start: NOON, settings: { ratingAfterMs: 10 * MINUTE } });
}

/** Presses a button by its token, delivered three times. */
async function press(token: string): Promise<void> {
  presses += 1;
  const inbound = {
    kind: 'choice' as const,
    ...{ id: `press${String(presses)}`, at: b.clock.now() },
    ...{ address: chatAt('1'), person: anna, token },
  };
  for (let time = 0; time < 3; time += 1) await b.give(inbound);
}

/** What the person has been told, the latest last. */
const said = (): string[] => b.telegram.said('1');
const latest = (): string => said().at(-1) ?? '';
/** The tokens below the latest question. */
function tokens(): string[] {
  return (b.telegram.arrived('say').at(-1)?.choices ?? []).map(({ token }) => token);
}
function posts(): string[] {
  return b.telegram.arrived('post').map((post) => post.text.text);
}
async function events(): Promise<string[]> {
  const history = await b.store.history((await agent.case()).id);
  return history.filter(({ kind }) => kind === 'event').map(({ text }) => text);
}

/** A case that an agent has resolved. */
async function resolved(): Promise<void> {
  await b.writes('1', 'оператор');
  await agent.press('claim');
  await agent.press('resolve');
}

/** A case that the bot solved, as the person says. */
async function solvedByBot(): Promise<void> {
  await b.writes('1', 'письма попадают в спам');
  await b.writes('1', 'уже работает');
  expect(await agent.case()).toMatchObject({ owner: 'nobody', resolution: 'confirmed' });
}

describe('did it help', () => {
  it('is asked when an agent resolves, and "it did not" gives the case back to people, who are told', async () => {
    await begin();
    await resolved();
    expect(latest()).toContain('Помогло?');
    expect(tokens()).toEqual(['after.helped.1', 'after.did-not-help.1']);
    await b.pass(MINUTE);
    await press('after.did-not-help.1');
    expect(await agent.case()).toMatchObject({
      ...{ number: 1, owner: 'queue', agent: null, resolution: null, closedAt: null },
      waitingSince: b.clock.now(),
    });
    expect(latest()).toContain('Обращение №1 снова открыто');
    expect(posts().at(-1)).toContain('it was resolved by Olga');
    expect(posts().filter((line) => line.includes('it was resolved by'))).toHaveLength(1);
    const count = said().length;
    await press('after.did-not-help.1');
    expect(latest()).toContain('снова открыто. Дополнить');
    await b.pass(DAY);
    expect(said()).toHaveLength(count + 1);
    await agent.press('claim');
    await agent.writes('Посмотрю ещё раз');
    expect(latest()).toBe('Посмотрю ещё раз');
  });

  it('is told in words as well, to people and not to the bot, also days later', async () => {
    await begin();
    await resolved();
    await b.restart();
    await b.writes('1', 'нет');
    expect(await agent.case()).toMatchObject({ number: 1, owner: 'queue' });
    await agent.press('claim');
    await agent.press('resolve');
    await b.pass(3 * DAY);
    await b.writes('1', 'не помогло');
    expect(await agent.case()).toMatchObject({ number: 1, owner: 'queue' });
    expect(posts().join('\n')).toContain('не помогло');
    expect(await events()).toEqual(expect.arrayContaining(['reopen', 'handover: steps-failed']));
  });

  it('brings the same problem back to people while it is asked, and to the bot days later', async () => {
    await begin();
    await b.writes('1', 'сайт не открывается');
    await b.writes('1', 'оператор');
    await agent.press('resolve');
    await b.pass(5 * MINUTE);
    await b.writes('1', 'сайт не открывается');
    expect(await agent.case()).toMatchObject({ number: 1, owner: 'queue' });
    await agent.press('resolve');
    await b.pass(2 * DAY);
    await b.writes('1', 'сайт не открывается');
    expect(await agent.case()).toMatchObject({ number: 1, owner: 'bot' });
  });

  it('is noted once when it did, and the agent sees it', async () => {
    await begin();
    await resolved();
    await press('after.helped.1');
    await press('after.helped.1');
    expect((await events()).filter((event) => event === 'helped')).toHaveLength(1);
    expect(posts().filter((line) => line.includes('confirms that it helped'))).toHaveLength(1);
    expect(await agent.case()).toMatchObject({ owner: 'nobody', resolution: 'by-agent' });
  });

  it('leaves another case open that has begun meanwhile', async () => {
    await begin();
    await resolved();
    await b.writes('1', 'письма попадают в спам');
    expect(await agent.case()).toMatchObject({ number: 2, owner: 'bot' });
    await press('after.did-not-help.1');
    expect(latest()).toContain('№2');
    expect(await agent.case()).toMatchObject({ number: 2, owner: 'bot' });
    expect(posts().at(-1)).toContain('case #2 is open now');
  });
});

describe('a score', () => {
  it('is asked for once, some minutes after the last word, and kept with what is added to it', async () => {
    await begin();
    await resolved();
    await b.pass(5 * MINUTE);
    await b.writes('1', 'спасибо');
    const count = said().length;
    await b.pass(9 * MINUTE);
    expect(said()).toHaveLength(count);
    await b.restart();
    await b.pass(MINUTE);
    expect(latest()).toContain('от 1 до 5'.replace('от', 'От'));
    expect(tokens()).toEqual([1, 2, 3, 4, 5].map((score) => `after.score.1.${String(score)}`));
    await press('after.score.1.4');
    expect(latest()).toContain('Хотите что-нибудь добавить');
    expect(posts().at(-1)).toContain('rates the help 4 out of 5. The case was with Olga');
    await b.writes('1', 'ответили быстро, мой пароль: qwerty123');
    const subject = await agent.case();
    expect(subject.satisfaction).toMatchObject({ score: 4 });
    expect(subject.satisfaction?.words).toContain('ответили быстро');
    expect(subject.satisfaction?.words).not.toContain('qwerty');
    expect(b.telegram.arrived('card').at(-1)?.card.body.text).toContain('rates it 4 out of 5');
    await press('after.score.1.5');
    expect((await agent.case()).satisfaction).toMatchObject({ score: 5, words: subject.satisfaction?.words });
    const told = said().length;
    await agent.press('reopen');
    await agent.press('resolve');
    await b.pass(DAY);
    expect(said().slice(told).join('\n')).not.toContain('от 1 до 5'.replace('от', 'От'));
  });

  it('is understood in words, and "thanks" ends it', async () => {
    await begin();
    await solvedByBot();
    await b.pass(10 * MINUTE);
    await b.writes('1', 'пять');
    expect((await agent.case()).satisfaction).toMatchObject({ score: 5, words: null });
    await b.writes('1', 'спасибо');
    expect(latest()).toContain('Спасибо за ответ');
    expect((await agent.case()).satisfaction).toMatchObject({ score: 5, words: null });
    expect(await agent.case()).toMatchObject({ number: 1, owner: 'nobody' });
  });

  it('is not what a new problem says, neither while it is asked for nor after it', async () => {
    await begin();
    await solvedByBot();
    await b.pass(10 * MINUTE);
    await press('after.score.1.2');
    await b.writes('1', 'сайт не открывается');
    expect(await agent.case()).toMatchObject({ number: 2, owner: 'bot', intent: 'site-unavailable' });
    expect((await b.store.caseByNumber(1))?.satisfaction).toMatchObject({ score: 2, words: null });
  });

  it('is not asked for after silence or "never mind", nor while or after another case', async () => {
    await begin();
    await b.writes('1', 'письма попадают в спам');
    await b.writes('1', 'отмена');
    expect(await agent.case()).toMatchObject({ owner: 'nobody', resolution: 'cancelled' });
    await b.pass(HOUR);
    await b.writes('1', 'сайт не открывается');
    await b.pass(2 * DAY);
    expect(await agent.case()).toMatchObject({ number: 2, resolution: 'silence' });
    await b.writes('1', 'оператор');
    await agent.press('resolve');
    await b.pass(MINUTE);
    await b.writes('1', 'письма попадают в спам');
    await b.pass(20 * MINUTE);
    expect(said().join('\n')).not.toContain('От 1 до 5');
  });

  it('that is pressed a month later changes nothing, and neither does somebody else’s', async () => {
    await begin();
    await resolved();
    await b.pass(10 * MINUTE);
    await b.pass(30 * DAY);
    await press('after.score.1.1');
    expect(latest()).toContain('о давнем обращении');
    expect((await agent.case()).satisfaction).toMatchObject({ score: null });
    await press('after.did-not-help.1');
    await press('after.score.77.1');
    expect(latest()).toContain('о давнем обращении');
    expect(await agent.case()).toMatchObject({ number: 1, owner: 'nobody' });
  });
});

describe('a follow-up', () => {
  it('is ordered by an agent, comes by day, and brings the case back to its thread', async () => {
    await begin();
    await resolved();
    await agent.writes('!follow-up 12h');
    expect(posts().at(-1)).toContain('I will ask the person');
    await b.restart();
    await b.pass(12 * HOUR);
    expect(latest()).not.toContain('Всё по-прежнему');
    await b.pass(9 * HOUR);
    expect(latest()).toContain('2 марта вы обращались');
    expect(tokens()).toEqual(['after.fine.1', 'after.back.1']);
    await b.writes('1', 'Проблема вернулась');
    expect(await agent.case()).toMatchObject({ number: 1, owner: 'queue' });
    expect(posts().at(-1)).toContain('it was resolved by Olga');
    await agent.press('resolve');
    await b.pass(5 * DAY);
    expect(said().filter((text) => text.includes('Всё по-прежнему'))).toHaveLength(1);
  });

  it('comes of what tends to come back, and the bot begins anew with what it had solved', async () => {
    await begin();
    await solvedByBot();
    await b.pass(3 * DAY);
    expect(latest()).toContain('Всё по-прежнему в порядке?');
    await press('after.back.1');
    expect(await agent.case()).toMatchObject({ number: 1, owner: 'bot', intent: 'mail-to-spam' });
    expect(latest()).toContain('№1 снова открыто');
    await b.writes('1', 'уже работает');
    await b.pass(5 * DAY);
    expect(said().filter((text) => text.includes('Всё по-прежнему'))).toHaveLength(1);
  });

  it('is not asked of somebody who has begun something else, and a good answer is thanked for', async () => {
    await begin();
    await solvedByBot();
    await b.pass(DAY);
    await b.writes('1', 'оператор');
    await agent.press('resolve');
    await agent.writes('!follow-up 2d');
    await b.pass(DAY);
    expect(said().join('\n')).not.toContain('Всё по-прежнему');
    await b.pass(4 * DAY);
    expect(said().filter((text) => text.includes('Всё по-прежнему'))).toHaveLength(1);
    await b.writes('1', 'да');
    expect(latest()).toContain('Хорошо, спасибо');
    expect(posts().at(-1)).toContain('everything is still fine');
  });
});
