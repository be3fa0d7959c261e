/** One call of the Web API that the server got. JSON parameters (blocks, views) are parsed. */
export interface Call {
  method: string;
  params: Readonly<Record<string, unknown>>;
  /** What was answered; null while the call hangs or where it was dropped. */
  answer: Readonly<Record<string, unknown>> | null;
  /** What ordered fault it met, or null. */
  fault: string | null;
}

/** All calls, and a way to await one that has not been made yet. */
export interface Calls {
  record(call: Call): void;
  of(method: string): Call[];
  /**
   * The next call of a method: the first that fits and that no `next` has returned before, made already or
   * still to come. Rejects after `timeoutMs`.
   */
  next(method: string, fits?: (call: Call) => boolean, timeoutMs?: number): Promise<Call>;
  /** Calls back after each call has had its effect, until the result is called. */
  watch(listener: () => void): () => void;
}

interface Waiter {
  method: string;
  fits(call: Call): boolean;
  resolve(call: Call): void;
}

export function createCalls(): Calls {
  const made: Call[] = [];
  const taken = new Set<Call>();
  const waiters = new Set<Waiter>();
  const watchers = new Set<() => void>();
  return {
    record: (call) => {
      made.push(call);
      for (const watcher of [...watchers]) watcher();
      for (const waiter of waiters) {
        if (waiter.method !== call.method || !waiter.fits(call)) continue;
        waiters.delete(waiter);
        taken.add(call);
        waiter.resolve(call);
        return;
      }
    },
    watch: (listener) => {
      watchers.add(listener);
      return () => {
        watchers.delete(listener);
      };
    },
    of: (method) => made.filter((call) => call.method === method),
    next: (method, fits = () => true, timeoutMs = 5000) => {
      const there = made.find((call) => call.method === method && !taken.has(call) && fits(call));
      if (there !== undefined) {
        taken.add(there);
        return Promise.resolve(there);
      }
      return new Promise((resolve, reject) => {
        const waiter: Waiter = {
          method,
          fits,
          resolve: (call) => {
            clearTimeout(timer);
            resolve(call);
          },
        };
        const timer = setTimeout(() => {
          waiters.delete(waiter);
          reject(
            new Error(`no fitting call of ${method} within ${timeoutMs} ms; all: ${JSON.stringify(made)}`),
          );
        }, timeoutMs);
        waiters.add(waiter);
      });
    },
  };
}
