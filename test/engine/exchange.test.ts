import { afterEach, describe, expect, it } from 'vitest';
import type { Brain } from '../../src/engine/brain.js';
import { bench, type Bench } from '../support/engine.js';
import { shippedBrain } from '../support/shipped.js';

let on: Bench | null = null;
afterEach(async () => {
  await on?.close();
  on = null;
});

/** The shipped brain, noting under a name what it was asked to do. */
function noting(name: string, asked: string[], understood: () => void = () => undefined): Brain {
  const brain = shippedBrain();
  return {
    ...brain,
    understand(text, context) {
      asked.push(`${name} understands`);
      const understanding = brain.understand(text, context);
      understood();
      return understanding;
    },
    step(...given) {
      asked.push(`${name} steps`);
      return brain.step(...given);
    },
  };
}

describe('content that is exchanged', () => {
  it('while a turn is under way is in force from the next turn on', async () => {
    const asked: string[] = [];
    const later = noting('new', asked);
    let inForce = noting('old', asked, () => (inForce = later));
    on = await bench({ brain: () => inForce });
    await on.writes('7', 'my site is down');
    expect(new Set(asked)).toEqual(new Set(['old understands', 'old steps']));
    asked.length = 0;
    await on.writes('7', 'it shows nothing');
    expect(new Set(asked)).toEqual(new Set(['new understands', 'new steps']));
  });
});
