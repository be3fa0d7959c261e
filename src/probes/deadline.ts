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
