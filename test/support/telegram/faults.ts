import type { Params } from './params.js';

/** Something to go wrong with the next calls of a method that `when` names; `times` defaults to one. */
export type Fault = { times?: number; when?: (params: Params) => boolean } & (
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
  /** The fault that this call of `method` meets, or null. */
  take(method: string, params: Params): Fault | null;
}

export function createFaults(): Faults {
  const ordered: { method: string; fault: Fault; left: number }[] = [];
  return {
    order(method, fault) {
      ordered.push({ method, fault, left: fault.times ?? 1 });
    },
    take(method, params) {
      const due = ordered.find(
        (each) => each.method === method && each.left > 0 && (each.fault.when?.(params) ?? true),
      );
      if (due === undefined) return null;
      due.left -= 1;
      return due.fault;
    },
  };
}
