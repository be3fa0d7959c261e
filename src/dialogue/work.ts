import type { Work } from '../flow/turn.js';
import type { ProbeResult } from '../model/probe.js';
import { named, sayPhrase, withEffect, type Draft } from './draft.js';
import { nothingToProbe } from './finding.js';
import { withTop } from './stack.js';
import type { Frame } from './state.js';

type Checks = Extract<Work, { kind: 'probe' }>['checks'];

/**
 * Has checks run for the running flow, and says so unless the flow did (`announced`). Null where none of them has
 * anything to look at.
 */
export function beginChecks(draft: Draft, frame: Frame, checks: Checks, announced: boolean): Draft | null {
  const requests = checks.flatMap(({ request }) => request ?? []);
  const [first] = requests;
  if (first === undefined) return null;
  const told = announced ? draft : sayPhrase(draft, 'work.checking', { target: first.target });
  const run = draft.state.runs + 1;
  const counted = { ...named(told, 'probe'), state: { ...told.state, runs: run } };
  return withEffect(withTop(counted, { ...frame, run }), { kind: 'probe', run, requests });
}

/** Waits for a while before the running flow goes on; the engine counts the time by the run's number. */
export function beginWait(draft: Draft, frame: Frame): Draft {
  const run = draft.state.runs + 1;
  const counted = { ...named(draft, 'wait'), state: { ...draft.state, runs: run } };
  return withTop(counted, { ...frame, run });
}

/** Results for all checks of a step, in their order: those that came, and of those that could not be run. */
export function allResults(checks: Checks, results: readonly ProbeResult[]): ProbeResult[] {
  const arrived = [...results];
  return checks.map(({ probe, request }) => {
    const result = request === null ? undefined : arrived.shift();
    return result ?? nothingToProbe(probe);
  });
}
