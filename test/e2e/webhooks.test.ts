import { afterAll, beforeAll, expect, it } from 'vitest';
import { START_MS, startBench, type Bench } from '../support/app.js';
import { believes, hang, startEndpoint, type Endpoint } from '../support/endpoint.js';
import { customer } from '../support/telegram/talk.js';

const SECRET = `whsec_${Buffer.alloc(32, 's').toString('base64')}`;

let bench: Bench;
let endpoint: Endpoint;

beforeAll(async () => {
  endpoint = await startEndpoint();
  bench = await startBench({
    ...{ telegram: 'polling', desk: 'telegram' },
    env: { WEBHOOK_URLS: endpoint.url, WEBHOOK_SECRET: SECRET },
  });
}, START_MS);

afterAll(async () => {
  await bench.close();
  await endpoint.close();
});

it('another system hears of a hand-over, and again after a restart where it said nothing to it', async () => {
  endpoint.answerNext(hang);
  endpoint.answerNext(hang);
  const anna = customer(bench.telegram, 'Anna');
  anna.writes('talk to a person');
  await anna.hears('I am passing this to a person.');
  await endpoint.arrived(2);
  await bench.restart();
  await endpoint.arrived(4);

  const [first, second, ...again] = endpoint.received;
  const types = [first, second].map((received) => received?.event.type);
  expect(types.toSorted()).toEqual(['case.handed_over', 'case.opened']);
  const told = (received: typeof first): string => `${received?.id ?? ''} ${received?.body ?? ''}`;
  expect(again.map(told).toSorted()).toEqual([first, second].map(told).toSorted());
  expect(endpoint.received.every((received) => believes(SECRET, received, Date.now()))).toBe(true);
  for (const { body } of again) expect(body).not.toContain('Anna');
  expect(JSON.stringify(bench.log.lines)).not.toContain(SECRET);
});
