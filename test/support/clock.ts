import type { Clock } from '../../src/engine/clock.js';

/** A clock that stands still until it is moved. */
export interface TestClock extends Clock {
  /** Moves time on and calls back whatever has become due, in order. */
  advance(ms: number): void;
}

/** A clock that begins at a fixed moment: 2 March 2026, a Monday, 12:00 UTC. */
export function testClock(start = Date.UTC(2026, 2, 2, 12)): TestClock {
  let now = start;
  let waiting: { at: number; callback: () => void }[] = [];
  return {
    now: () => now,
    after(ms, callback) {
      const entry = { at: now + ms, callback };
      waiting.push(entry);
      return () => {
        waiting = waiting.filter((other) => other !== entry);
      };
    },
    advance(ms) {
      now += ms;
      const due = waiting.filter((entry) => entry.at <= now).sort((a, b) => a.at - b.at);
      waiting = waiting.filter((entry) => entry.at > now);
      for (const entry of due) entry.callback();
    },
  };
}
