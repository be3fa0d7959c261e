/** Deliveries remembered at most. */
const KEPT = 1000;

/**
 * How far deliveries of several messages got: when the third of four fails for now, the next try goes on with
 * the third. Kept in memory only: after a restart such a delivery begins anew.
 */
export interface Progress {
  /** The ids of what was sent already of a delivery. */
  of(delivery: string): string[];
  /** Remembers what was sent of a delivery that will be tried again; nothing sent is forgotten. */
  keep(delivery: string, sent: readonly string[]): void;
}

export function createProgress(): Progress {
  const kept = new Map<string, readonly string[]>();
  return {
    of: (delivery) => [...(kept.get(delivery) ?? [])],
    keep: (delivery, sent) => {
      kept.delete(delivery);
      if (sent.length > 0) kept.set(delivery, sent);
      for (const oldest of kept.keys()) {
        if (kept.size <= KEPT) break;
        kept.delete(oldest);
      }
    },
  };
}
