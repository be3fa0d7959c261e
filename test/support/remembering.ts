import type { Brain } from '../../src/engine/brain.js';

/** The same brain, which understands each text once: what is said again and again costs nothing. */
export function remembering(real: Brain): Brain {
  const known = new Map<string, ReturnType<Brain['understand']>>();
  return {
    ...real,
    understand(text, context) {
      const key = JSON.stringify([text, context]);
      const found = known.get(key) ?? real.understand(text, context);
      known.set(key, found);
      return found;
    },
  };
}
