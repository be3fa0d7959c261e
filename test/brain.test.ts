import { describe, expect, it } from 'vitest';
import { createBrain, createBrainInTurn } from '../src/brain.js';
import type { Brain } from '../src/engine/brain.js';
import type { Understanding } from '../src/model/understanding.js';
import { shippedContent, shippedModel } from './support/shipped.js';

describe('a brain that is made while others wait', { timeout: 60_000 }, () => {
  const content = shippedContent();
  const model = shippedModel();
  const never = new AbortController().signal;

  it('understands as one that is made at once', async () => {
    const atOnce = createBrain(content, { model });
    const inTurn = await createBrainInTurn(content, { model }, never);
    const understand = (brain: Brain, text: string): Understanding =>
      brain.understand(text, { audience: 'customer', language: null, inFlow: false });
    const texts = content.issues.flatMap(({ ru, en }) => [ru.problem, en.problem]);
    expect(texts.length).toBeGreaterThan(50);
    for (const text of [...texts, 'cfqn yt jnrhsdftncz', 'sait ne rabotaet', 'my domian expired', '']) {
      expect(understand(inTurn, text)).toEqual(understand(atOnce, text));
    }
  });

  it('lets others have their turn, and ends when nobody wants it any more', async () => {
    const controller = new AbortController();
    const made = createBrainInTurn(content, { model }, controller.signal);
    // With any one issue after another, this comes long before the last of them.
    setImmediate(() => controller.abort());
    await expect(made).rejects.toThrow(/abort/);
  });
});
