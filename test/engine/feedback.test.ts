import { afterEach, beforeAll, expect, it } from 'vitest';
import { eventSchema } from '../../src/model/event.js';
import { feedbackGroups } from '../../src/model/feedback.js';
import { bench, type Bench } from '../support/engine.js';
import { shippedBrain } from '../support/shipped.js';

const HOUR = 60 * 60_000;
let b: Bench;

beforeAll(() => {
  shippedBrain();
});
afterEach(() => b.close());

async function wish(chat: string, text: string): Promise<void> {
  const person = { id: `p${chat}`, name: 'Пётр', locale: 'ru' };
  const address = { channel: 'telegram', account: 'bot', chat, thread: '' } as const;
  const message = {
    kind: 'message',
    id: `m${chat}`,
    at: b.clock.now(),
    address,
    message: `m${chat}`,
  } as const;
  await b.engine.sink.accept({ ...message, text, masked: [], person, attachments: [], album: null });
  await b.pass(2_001);
  await b.writes(chat, 'передать как есть');
  expect((await b.store.loadTurn(`telegram:bot:${chat}:`)).latest).toMatchObject({
    ...{ owner: 'queue', department: 'development', intent: 'product-feedback' },
  });
}

const notices = (): string[] => b.telegram.arrived('notice').map(({ text }) => text.text);

it('what people wish is kept without their data, told to the desk, and grouped with what others say alike', async () => {
  const events: { type: string; data: { feedback?: unknown } }[] = [];
  b = await bench({
    webhooks: {
      ...{ endpoints: ['http://crm.example'], events: ['feedback.received'] },
      sender: {
        send({ body }) {
          events.push(eventSchema.parse(JSON.parse(body)));
          return Promise.resolve({ status: 200, retryAfterMs: null, text: '' });
        },
      },
    },
  });
  await wish('1', 'добавьте тёмную тему, меня зовут Пётр, мой сайт lutik.ru');
  await wish('2', 'сделайте мобильное приложение');
  await b.pass(HOUR);
  expect(notices()).toHaveLength(2);
  expect(notices()[0]).toContain('тёмную тему');
  expect(notices().join('\n')).not.toMatch(/Пётр|lutik/);
  await wish('3', 'хочу тёмную тему в панели');
  await b.restart();
  await b.pass(HOUR);
  expect(notices()).toHaveLength(2);
  await wish('4', 'добавьте в панель тёмную тему');
  await b.pass(24 * HOUR);
  expect(notices()).toHaveLength(3);
  expect(notices()[2]).toContain('3 people have wished for something alike');
  expect(notices()[2]).toContain('(#4)');
  expect(events.map(({ type }) => type)).toEqual(Array(4).fill('feedback.received'));
  expect(events[1]?.data.feedback).toEqual({ wish: 'сделайте мобильное приложение', need: null });
  await b.pass(48 * HOUR);
  expect(notices()).toHaveLength(3);
  const groups = feedbackGroups(await b.store.feedback());
  expect(groups.map(({ people }) => people)).toEqual([3, 1]);
});
