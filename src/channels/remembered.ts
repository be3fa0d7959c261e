/** Answers that are kept for a while; a question asked twice at once is asked once, and a failure is not kept. */
export interface Remembered<T> {
  get(id: string): Promise<T>;
  /** Asks again, whatever is known. */
  renew(id: string): Promise<T>;
  /** The answer is known without asking. */
  put(id: string, value: T): void;
}

/** Remembers what `ask` answers for `freshMs`; of more than `most` answers the oldest go first. */
export function remembered<T>(
  ask: (id: string) => Promise<T>,
  { now, freshMs, most }: { now: () => number; freshMs: number; most: number },
): Remembered<T> {
  const kept = new Map<string, { at: number; value: Promise<T> }>();

  function keep(id: string, value: Promise<T>): void {
    kept.delete(id);
    kept.set(id, { at: now(), value });
    for (const oldest of kept.keys()) {
      if (kept.size <= most) break;
      kept.delete(oldest);
    }
  }

  function renew(id: string): Promise<T> {
    const value = ask(id);
    keep(id, value);
    value.catch(() => {
      if (kept.get(id)?.value === value) kept.delete(id);
    });
    return value;
  }

  return {
    get(id) {
      const known = kept.get(id);
      return known !== undefined && now() - known.at < freshMs ? known.value : renew(id);
    },
    renew,
    put(id, value) {
      keep(id, Promise.resolve(value));
    },
  };
}

/** The value if it comes within `ms`, else null; its failure, in time or late, is null too. */
export function inTime<T>(value: Promise<T>, ms: number): Promise<T | null> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => {
      resolve(null);
    }, ms);
    value.then(
      (come) => {
        clearTimeout(timer);
        resolve(come);
      },
      () => {
        clearTimeout(timer);
        resolve(null);
      },
    );
  });
}
