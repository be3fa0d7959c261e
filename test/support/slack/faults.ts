/** What the server is told to do instead of answering. */
export type Fault =
  /** 429 with Retry-After, seconds. */
  | { kind: 'rate-limit'; retryAfter: number }
  /** An HTTP status with an empty body. */
  | { kind: 'status'; status: number }
  /** The connection is cut without an answer. */
  | { kind: 'drop' }
  /** The connection stays open, without an answer, until the server closes. */
  | { kind: 'hang' }
  /** `ok: false` with this error. */
  | { kind: 'error'; error: string };

/** Faults that were ordered, by method, used up in order. */
export interface Faults {
  /** The next `times` calls of a method meet the fault; calls that do not fit `when` pass. */
  order(
    method: string,
    fault: Fault,
    times?: number,
    when?: (params: Readonly<Record<string, unknown>>) => boolean,
  ): void;
  take(method: string, params: Readonly<Record<string, unknown>>): Fault | null;
}

export function createFaults(): Faults {
  const ordered: {
    method: string;
    fault: Fault;
    left: number;
    when(params: Readonly<Record<string, unknown>>): boolean;
  }[] = [];
  return {
    order: (method, fault, times = 1, when = () => true) => {
      ordered.push({ method, fault, left: times, when });
    },
    take: (method, params) => {
      const found = ordered.find((one) => one.method === method && one.left > 0 && one.when(params));
      if (found === undefined) return null;
      found.left -= 1;
      return found.fault;
    },
  };
}
