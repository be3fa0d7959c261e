import type { ProbeDeps } from './deps.js';

/** A signal that ends by itself; `done` takes its timer back. */
export interface LimitedSignal {
  signal: AbortSignal;
  done(): void;
}

/** A signal that aborts after `ms`, or earlier with the one given. Call `done` once it is not needed. */
export function limitedSignal(
  ms: number,
  deps: Pick<ProbeDeps, 'after'>,
  outer?: AbortSignal,
): LimitedSignal {
  const controller = new AbortController();
  const abort = (): void => controller.abort();
  const cancel = (deps.after ?? afterMs)(ms, abort);
  if (outer?.aborted === true) abort();
  outer?.addEventListener('abort', abort, { once: true });
  return {
    signal: controller.signal,
    done() {
      cancel();
      outer?.removeEventListener('abort', abort);
    },
  };
}

/** The machine's timers. */
export function afterMs(ms: number, callback: () => void): () => void {
  const timer = setTimeout(callback, ms);
  return () => {
    clearTimeout(timer);
  };
}

/** Settles as `work` does, or with `instead` as soon as the signal aborts. What `work` still does is not waited for. */
export function orAborted<T, U>(work: Promise<T>, signal: AbortSignal, instead: U): Promise<T | U> {
  if (signal.aborted) return Promise.resolve(instead);
  return new Promise((resolve, reject) => {
    const abort = (): void => resolve(instead);
    signal.addEventListener('abort', abort, { once: true });
    work.then(resolve, reject).finally(() => {
      signal.removeEventListener('abort', abort);
    });
  });
}
