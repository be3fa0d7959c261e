/** Something to go wrong with the next calls of a method; `times` defaults to one. */
export type Fault = { times?: number } & (
  | { code: number; description?: string; retryAfter?: number }
  /** The connection is cut, before or after the call has had its effect. */
  | { drop: 'before' | 'after' }
  /** The call has its effect, but no answer ever comes. */
  | { hang: true }
  /** The answer comes late, by this many ms. */
  | { lateMs: number }
);

export interface Faults {
  order(method: string, fault: Fault): void;
  /** The fault that the next call of `method` meets, or null. */
  take(method: string): Fault | null;
}

export function createFaults(): Faults {
  const ordered: { method: string; fault: Fault; left: number }[] = [];
  return {
    order(method, fault) {
      ordered.push({ method, fault, left: fault.times ?? 1 });
    },
    take(method) {
      const due = ordered.find((each) => each.method === method && each.left > 0);
      if (due === undefined) return null;
      due.left -= 1;
      return due.fault;
    },
  };
}
