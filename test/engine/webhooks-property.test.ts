import { setImmediate as turnOfTheLoop } from 'node:timers/promises';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { WebhookSender } from '../../src/engine/webhooks.js';
import { eventTypeSchema } from '../../src/model/event.js';
import { bench, messageFrom, PAUSE_MS } from '../support/engine.js';
import { scripted } from '../support/scripted.js';

const ENDPOINTS = ['https://a.example/', 'https://b.example/'];
const DAY = 24 * 60 * 60_000;

const step = fc.oneof(
  { weight: 3, arbitrary: fc.constant('message' as const) },
  { weight: 1, arbitrary: fc.constant('restart' as const) },
  { weight: 2, arbitrary: fc.constantFrom(4_000, 60_000, DAY) },
);
const answer = fc.constantFrom(200, 200, 204, 500, 429, 301, 'breaks' as const, 'hangs' as const);

it('whatever endpoints answer, each event is taken by each of them or is a dead letter', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { maxLength: 8 }),
      fc.array(answer, { maxLength: 40 }),
      async (steps, answers) => {
        const taken = new Map(ENDPOINTS.map((url) => [url, new Map<string, string>()]));
        const bodies = new Map<string, string>();
        let left = [...answers];
        const sender: WebhookSender = {
          send: ({ id, url, body }, signal) =>
            new Promise((resolve, reject) => {
              expect(bodies.get(id) ?? body).toBe(body);
              bodies.set(id, body);
              const [given = 200, ...rest] = left;
              left = rest;
              signal.addEventListener('abort', () => reject(new Error('aborted')));
              if (given === 'breaks') reject(new Error('broken'));
              if (typeof given !== 'number') return;
              if (given < 300) taken.get(url)?.set(id, body);
              resolve({ status: given, retryAfterMs: given === 429 ? 7_000 : null, text: '' });
            }),
        };
        const script = scripted();
        script.answers(() => [{ kind: 'timers', on: true }]);
        const webhooks = { endpoints: ENDPOINTS, events: eventTypeSchema.options, sender };
        const b = await bench({ brain: script.brain, webhooks });
        const moves = async (ms: number): Promise<void> => {
          b.clock.advance(ms);
          for (let turn = 0; turn < 10; turn += 1) await turnOfTheLoop();
        };
        let chats = 0;
        for (const one of steps) {
          if (one === 'restart') await Promise.all([b.restart(), moves(0)]);
          else if (one === 'message') {
            chats += 1;
            const id = String(chats);
            await b.engine.sink.accept(messageFrom(id, 'hello', { id, at: b.clock.now() }));
            await moves(PAUSE_MS);
          } else await moves(one);
        }
        left = [];
        for (let tries = 0; tries < 12; tries += 1) {
          await moves(15_000);
          await moves(DAY);
        }
        const { webhooks: dead } = await b.store.webhooks();
        await b.close();
        expect(dead.filter(({ status }) => status !== 'dead')).toEqual([]);
        for (const [url, ids] of taken) {
          const lost = dead.filter(({ endpoint }) => endpoint === url).map(({ id }) => id);
          const opened = [...bodies].filter(([, body]) => body.includes('case.opened')).map(([id]) => id);
          expect(opened).toHaveLength(chats);
          expect(new Set([...ids.keys(), ...lost])).toEqual(new Set(bodies.keys()));
        }
      },
    ),
    { numRuns: 6 },
  );
});
