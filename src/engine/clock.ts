/** Time, as the engine sees it; tests give one of their own. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Calls back once after `ms`; the result cancels it. */
  after(ms: number, callback: () => void): () => void;
}

/** The longest delay a timer of Node can hold; a longer wait is cut and looked at again. */
const LONGEST_DELAY_MS = 2 ** 31 - 1;

/** The machine's clock. */
export const systemClock: Clock = {
  now: () => Date.now(),
  after(ms, callback) {
    const timer = setTimeout(callback, Math.min(Math.max(ms, 0), LONGEST_DELAY_MS));
    return () => {
      clearTimeout(timer);
    };
  },
};
