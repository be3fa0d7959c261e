import { afterAll, beforeAll, expect, it } from 'vitest';
import { START_MS, startBench, type Bench } from '../support/app.js';
import { employee } from '../support/slack/talk.js';
import type { Talker } from '../support/talk.js';
import { customer } from '../support/telegram/talk.js';

const PEOPLE = 30;

/** Problems whose answers name the domain that the person named. */
const PROBLEMS = [
  (domain: string) => `my site ${domain} is down`,
  (domain: string) => `the browser says the certificate of ${domain} has expired`,
  (domain: string) => `the domain ${domain} does not resolve, NXDOMAIN`,
] as const;

let bench: Bench;

beforeAll(async () => {
  const env = { SLACK_AUDIENCE: 'customer' };
  bench = await startBench({ telegram: 'polling', slack: 'socket', desk: 'both', limits: true, env });
  bench.telegram.limit();
}, START_MS);

afterAll(() => bench.close());

it('serves thirty people at once without mixing them up', async () => {
  const crowd = Array.from({ length: PEOPLE }, (_, index) => {
    const name = `Person ${index}`;
    const talker: Talker =
      index % 2 === 0 ? customer(bench.telegram, name, { language: 'en' }) : employee(bench.slack, name);
    const problem = PROBLEMS[Math.floor(index / 2) % PROBLEMS.length] ?? PROBLEMS[0];
    return { talker, domain: `shop${index}.org`, problem, mark: index % 2 === 0 ? '/' : '!' };
  });

  for (const { talker, domain, problem } of crowd) talker.writes(problem(domain));
  await Promise.all(
    crowd.map(async ({ talker, mark }) => {
      // Whose site is looked at first is told so, before there is a question.
      const question = await talker.hears(/\?/);
      const [first] = question.buttons;
      if (first === undefined) talker.writes('I do not know');
      else talker.presses(first);
      await talker.hears(/./);
      talker.writes(`${mark}status`);
      await talker.hears(/Case #\d+/);
    }),
  );

  const numbers = crowd.map(({ talker, domain }) => {
    const told = talker.heard().map((seen) => `${seen.text}\n${seen.buttons.join('\n')}`);
    expect(told.length, talker.name).toBeGreaterThanOrEqual(3);
    expect(new Set(told).size, told.join('\n')).toBe(told.length);
    const domains = new Set(told.join('\n').match(/shop\d+\.org/g));
    expect([...domains], `${talker.name}: ${told.join('\n')}`).toEqual([domain]);
    return /Case #(\d+)/.exec(told.join('\n'))?.[1];
  });
  expect(new Set(numbers).size).toBe(PEOPLE);
});

it('answers everybody once where more write at once than Telegram lets be answered in a second', async () => {
  const rush = Array.from({ length: 60 }, (_, index) =>
    customer(bench.telegram, `Hurried ${index}`, { language: 'en' }),
  );
  for (const person of rush) person.writes('/status');
  await Promise.all(rush.map((person) => person.hears('You have no open case.')));
  expect(rush.map((person) => person.heard().length)).toEqual(rush.map(() => 1));
});
