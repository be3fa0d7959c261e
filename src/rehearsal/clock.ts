import type { Clock } from '../engine/clock.js';

/** A clock that stands still until it is moved. */
export interface StandingClock extends Clock {
  /** Moves time on and calls back whatever has become due, in order. */
  advance(ms: number): void;
  /** The next moment at which something is called back, ms since the epoch, or null. */
  next(): number | null;
}

/** A clock that begins at a fixed moment: 2 March 2026, a Monday, 12:00 UTC. */
export function standingClock(start = Date.UTC(2026, 2, 2, 12)): StandingClock {
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
    next: () => (waiting.length === 0 ? null : Math.min(...waiting.map(({ at }) => at))),
  };
}
