import type { Params } from './params.js';

/** A call that the server got. */
export interface Call {
  method: string;
  params: Params;
  /** What it was answered: `ok`, a code, or that it got no answer. */
  answer: 'ok' | 'none' | number;
}

/** Every call, in order of arrival. */
export interface CallLog {
  add(call: Call): void;
  of(method: string): Call[];
  /**
   * The first call of `method` that fits and that `next` has not returned before, at once if it has come
   * already. Rejects after `timeoutMs`.
   */
  next(method: string, fits?: (params: Params) => boolean, timeoutMs?: number): Promise<Call>;
  /** Calls back after each call has had its effect, until the result is called. */
  watch(listener: () => void): () => void;
}

export function createCallLog(): CallLog {
  const calls: Call[] = [];
  const returned = new Set<Call>();
  const waiting = new Set<() => boolean>();
  const watchers = new Set<() => void>();
  return {
    add(call) {
      calls.push(call);
      for (const look of [...waiting]) if (look()) waiting.delete(look);
      for (const watcher of [...watchers]) watcher();
    },
    watch(listener) {
      watchers.add(listener);
      return () => {
        watchers.delete(listener);
      };
    },
    of: (method) => calls.filter((call) => call.method === method),
    next: (method, fits = () => true, timeoutMs = 5000) =>
      new Promise((resolve, reject) => {
        const look = (): boolean => {
          const call = calls.find(
            (each) => each.method === method && !returned.has(each) && fits(each.params),
          );
          if (call === undefined) return false;
          returned.add(call);
          clearTimeout(timer);
          resolve(call);
          return true;
        };
        const timer = setTimeout(() => {
          waiting.delete(look);
          const seen = calls.map((each) => each.method).join(', ');
          reject(new Error(`no such call of ${method} within ${timeoutMs} ms; calls so far: ${seen}`));
        }, timeoutMs);
        if (!look()) waiting.add(look);
      }),
  };
}
