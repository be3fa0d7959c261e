import type { Clock } from './clock.js';

/** For how long somebody waits for an inbound to be handled: then what there is has to do. */
const WAIT_MS = 5_000;
/** Of this many it is remembered that they were handled; whoever asks, asks at once. */
const REMEMBERED = 1_000;

/** Tells when inbounds have been handled, to whoever shows something that they change. */
export interface Handled {
  /** These have been. */
  tell(inbounds: readonly string[]): void;
  /** Resolves once it has been, or has taken too long. */
  wait(inbound: string): Promise<void>;
}

export function createHandled(clock: Clock): Handled {
  const known = new Set<string>();
  const waiting = new Map<string, (() => void)[]>();

  function release(inbound: string): void {
    const released = waiting.get(inbound) ?? [];
    waiting.delete(inbound);
    for (const resolve of released) resolve();
  }

  return {
    tell(inbounds) {
      for (const inbound of inbounds) {
        known.add(inbound);
        release(inbound);
      }
      for (const oldest of known) {
        if (known.size <= REMEMBERED) break;
        known.delete(oldest);
      }
    },
    wait(inbound) {
      if (known.has(inbound)) return Promise.resolve();
      return new Promise((resolve) => {
        const cancel = clock.after(WAIT_MS, () => {
          release(inbound);
        });
        const done = (): void => {
          cancel();
          resolve();
        };
        waiting.set(inbound, [...(waiting.get(inbound) ?? []), done]);
      });
    },
  };
}
