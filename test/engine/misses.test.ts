import { afterEach, describe, expect, it } from 'vitest';
import { agentAt } from '../support/agent.js';
import { bench, messageFrom, PAUSE_MS, type Bench } from '../support/engine.js';

let b: Bench;
const agent = agentAt(() => b);
afterEach(() => b.close());

/** What is on the teaching list, a line each. */
async function list(): Promise<string[]> {
  const { misses } = await b.store.misses();
  return misses.map(({ why, text, caseNumber }) => `${caseNumber ?? '—'} ${why}: ${text}`);
}

const ODD = 'Анна здесь: мой бобёр с ivan@romashka.ru не хочет танцевать вальс';
const ODD_KEPT = 'здесь: мой бобёр с name@example.com не хочет танцевать вальс';

describe('the teaching list', () => {
  it('has what the bot did not know, once, however often it was delivered, and names nobody', async () => {
    b = await bench();
    const said = messageFrom('1', ODD, { id: 'm1', at: b.clock.now() });
    for (let times = 0; times < 3; times += 1) await b.engine.sink.accept(said);
    await b.pass(PAUSE_MS);
    for (let times = 0; times < 3; times += 1) await b.give(said);
    const { misses } = await b.store.misses();
    expect(misses).toMatchObject([
      {
        ...{ number: 1, text: ODD_KEPT, language: 'ru', audience: 'customer', channel: 'telegram' },
        ...{ why: 'unknown', meant: null, caseNumber: 1, at: b.clock.now(), status: 'waiting' },
      },
    ]);
    expect(misses[0]?.candidates.length).toBeGreaterThan(0);
    // A person takes over with the second one; a call for a person and a greeting are nothing to be taught.
    await b.writes('1', 'бобёр грустит на берегу и молчит');
    await b.writes('2', 'здравствуйте');
    await b.writes('2', 'позовите человека');
    expect(await list()).toEqual([`1 unknown: ${ODD_KEPT}`, '1 unknown: бобёр грустит на берегу и молчит']);
  });

  it('has what was understood as something that it is not', async () => {
    b = await bench();
    await b.writes('1', 'наши письма попадают в спам');
    expect(await list()).toEqual([]);
    await b.writes('1', 'не то');
    const { misses } = await b.store.misses();
    expect(misses).toMatchObject([{ why: 'not-that', text: 'наши письма попадают в спам', caseNumber: 1 }]);
    expect(misses[0]?.candidates[0]?.intent).toBe('mail-to-spam');
  });

  it('has what agents give back, get again, and resolve as something else', async () => {
    b = await bench();
    await b.writes('1', 'наши письма попадают в спам');
    await b.writes('1', 'оператор');
    await agent.press('hand-back');
    expect(await list()).toEqual(['1 handed-back: наши письма попадают в спам']);
    await b.writes('1', 'оператор');
    expect(await list()).toEqual(['1 handed-over-again: наши письма попадают в спам']);
    await agent.press('claim');
    await agent.writes('!intent mail-to-spam');
    await agent.writes('!intent site-unavailabel');
    expect(b.telegram.tried.at(-1)?.delivery).toMatchObject({ kind: 'post' });
    await agent.press('resolve');
    expect(await list()).toEqual(['1 handed-over-again: наши письма попадают в спам']);
    await agent.writes('!intent site-unavailable');
    expect(await list()).toEqual(['1 other-intent: наши письма попадают в спам']);
    expect((await b.store.misses()).misses[0]).toMatchObject({ meant: 'site-unavailable' });
    const subject = await agent.case();
    expect([subject.owner, subject.intent]).toEqual(['nobody', 'site-unavailable']);
    expect(subject.dossier?.meant).toMatchObject({ intent: 'site-unavailable', agent: 'Olga' });
  });
});
