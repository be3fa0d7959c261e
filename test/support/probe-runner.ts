import type { ProbeRunner } from '../../src/engine/probe-runs.js';
import type { ProbeRequest, ProbeResult } from '../../src/model/probe.js';

/** A run as a test sees it: it ends when the test says so. */
export interface HeldRun {
  requests: readonly ProbeRequest[];
  person: string;
  /** Ends with this verdict for every check. */
  finds(verdict: string): void;
  fails(error: Error): void;
}

/** Checks that look at nothing: a test says what they find, and when. */
export interface HeldRunner extends ProbeRunner {
  /** Every run that was begun, in order. */
  readonly runs: HeldRun[];
  /** Resolves when that many runs have been begun in all. */
  begun(count: number): Promise<void>;
}

/** What a check finds, without any facts. */
export function resultOf({ probe, target }: ProbeRequest, verdict: string): ProbeResult {
  return { probe, target, verdict, facts: {}, details: [`${probe} of ${target}`] };
}

export function heldRunner(): HeldRunner {
  const runs: HeldRun[] = [];
  const waiting: { count: number; resolve: () => void }[] = [];
  return {
    runs,
    begun: (count) =>
      new Promise((resolve) => {
        if (runs.length >= count) resolve();
        else waiting.push({ count, resolve });
      }),
    run: (requests, { person }) =>
      new Promise((resolve, reject) => {
        runs.push({
          requests,
          person,
          finds: (verdict) => resolve(requests.map((request) => resultOf(request, verdict))),
          fails: reject,
        });
        for (const { count, resolve: tell } of waiting) if (runs.length >= count) tell();
      }),
  };
}
