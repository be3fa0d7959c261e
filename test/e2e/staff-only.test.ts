import { afterAll, beforeAll, expect, it } from 'vitest';
import { START_MS, startBench, type Bench } from '../support/app.js';
import { customer } from '../support/telegram/talk.js';
import { shippedContent } from '../support/shipped.js';

/** Shorter texts ("Windows") say nothing about where they came from. */
const TELLING = 10;
/** People who write at the same time. */
const AT_ONCE = 25;

let bench: Bench;

beforeAll(async () => {
  bench = await startBench({ telegram: 'polling', desk: 'telegram' });
}, START_MS);

afterAll(() => bench.close());

/** Every text in a value, cut where something is filled in or drawn differently. */
function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return value.split(/\{\w+\}|`|\n/).map((text) => text.trim());
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(textsIn);
}

it(
  'no staff text reaches a customer, whatever of the staff’s words they write',
  async () => {
    const { intents, issues, flows, phrases } = shippedContent();
    const all = [
      ...intents.map(({ audience, title, reply }) => ({ audience, texts: textsIn([title, reply]) })),
      ...[...flows.values()].map(({ flow }) => ({
        audience: flow.audience,
        texts: textsIn([flow.title, flow.steps]),
      })),
      ...issues.map((issue) => ({ audience: issue.audience, texts: textsIn([issue.ru, issue.en]) })),
    ];
    const open = [
      ...all.filter(({ audience }) => audience !== 'staff').flatMap(({ texts }) => texts),
      ...textsIn([...phrases.values()]),
    ].join('\n');
    const secret = all
      .filter(({ audience }) => audience === 'staff')
      .flatMap(({ texts }) => texts)
      .filter((text) => text.length >= TELLING && !open.includes(text));
    expect(secret.length).toBeGreaterThan(100);

    const said = [
      ...intents
        .filter(({ audience }) => audience === 'staff')
        .flatMap(({ examples }) => [...examples.ru, ...examples.en]),
      ...issues
        .filter(({ audience }) => audience === 'staff')
        .flatMap(({ ru, en }) => [ru.problem, en.problem, ...ru.symptoms, ...en.symptoms]),
      ...intents.filter(({ audience }) => audience === 'staff').map(({ id }) => `/start ${id}`),
    ];
    expect(said.length).toBeGreaterThan(300);
    const people = said.map((text, index) => ({ text, person: customer(bench.telegram, `Person ${index}`) }));
    for (let start = 0; start < people.length; start += AT_ONCE) {
      const some = people.slice(start, start + AT_ONCE);
      for (const { text, person } of some) person.writes(text);
      await Promise.all(some.map(({ person }) => person.hears(/./)));
    }

    const leaks = people.flatMap(({ text, person }) => {
      const heard = person
        .heard()
        .map((seen) => [seen.text, ...seen.buttons].join('\n'))
        .join('\n');
      return secret.filter((part) => heard.includes(part)).map((part) => ({ text, part }));
    });
    expect(leaks).toEqual([]);
  },
  START_MS,
);
