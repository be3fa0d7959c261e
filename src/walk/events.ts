import { UNKNOWN, type Returned } from '../flow/domain.js';
import type { FlowContext, FlowEvent } from '../flow/context.js';
import { verdictSlot, type Check, type ProbeStep, type Step } from '../flow/step.js';
import { PROBES, type ProbeResult } from '../model/probe.js';
import { combinations } from './combination.js';
import { distinct, type Senses } from './sense.js';

/** What stands for an option that the dialogue offers in a pattern. */
const OFFERED = '#offered';

/** Everything that a flow can be told where it stands, but of values that it cannot tell apart only one. */
export function eventsAt(
  step: Step,
  { slots }: FlowContext,
  senses: Senses,
  returned: Returned,
): FlowEvent[] {
  if ('ask' in step) {
    const fills = senses.answers(step).map((value): FlowEvent => ({
      type: 'fill',
      slots: { [step.slot]: value },
    }));
    const failed: FlowEvent[] = step.failed === undefined ? [] : [{ type: 'failed' }];
    return [...fills, { type: 'unknown' }, ...failed];
  }
  if ('choose' in step) {
    const values = step.options.map(({ value }) => value);
    const events = (step.offered === undefined ? values : [...values, OFFERED]).map((value): FlowEvent => ({
      type: 'choose',
      value,
    }));
    return step.unknown === undefined ? events : [...events, { type: 'unknown' }];
  }
  if ('confirm' in step) return [{ type: 'yes' }, { type: 'partly' }, { type: 'no' }];
  if ('probe' in step) return probed(step, slots, senses);
  if ('call' in step) {
    const keep = step.keep ?? [];
    const given = keep.map((slot) => {
      const values = returned(step.call)?.get(slot);
      return [...senses.values(slot, values), ...(values?.has(UNKNOWN) === false ? [] : [null])];
    });
    return combinations(given).map((values) => ({
      type: 'returned',
      slots: Object.fromEntries(
        keep.flatMap((slot, index): [string, string][] => {
          const value = values[index];
          return value == null ? [] : [[slot, value]];
        }),
      ),
    }));
  }
  if ('suggest' in step) return [{ type: 'solved' }, { type: 'unsolved' }];
  return 'wait' in step ? [{ type: 'elapsed' }] : [];
}

/** Results of the checks of a step: each verdict of each at least once, and of sorts of them all combinations. */
function probed({ probe }: ProbeStep, slots: FlowContext['slots'], senses: Senses): FlowEvent[] {
  const sorts = probe.map((check) => resultsOf(check, slots, senses, true));
  const alone = probe.flatMap((check, index) =>
    resultsOf(check, slots, senses, false).map((result) =>
      sorts.flatMap((results, other) => (other === index ? [result] : results.slice(0, 1))),
    ),
  );
  return [...combinations(sorts), ...alone].map((results) => ({ type: 'probed', results }));
}

/** What a check can come to. `sorted`: of results that the flow cannot tell apart only one. */
function resultsOf(
  check: Check,
  slots: FlowContext['slots'],
  senses: Senses,
  sorted: boolean,
): ProbeResult[] {
  const { check: probe, of, keep = {} } = check;
  const target = Object.hasOwn(slots, of) ? slots[of] : undefined;
  const bare = Object.fromEntries(PROBES[probe].facts.map((name) => [name, '—']));
  const result = (verdict: string, facts: Readonly<Record<string, string>>): ProbeResult => ({
    probe,
    target: target ?? '—',
    verdict,
    facts: { ...bare, ...facts },
    details: [],
  });
  // Where there is nothing to look at, nothing is found out.
  if (target === undefined) return [result('unknown', {})];
  const slot = verdictSlot(check);
  const all: readonly string[] = PROBES[probe].verdicts;
  const verdicts = sorted ? distinct(all, (verdict) => senses.sort(slot, verdict)) : all;
  const names = Object.keys(keep);
  const facts = names.map((name) => {
    const kept = keep[name] ?? '';
    const values = senses.values(kept);
    return sorted ? values : values.slice(0, 1);
  });
  return combinations([verdicts, ...facts]).map(([verdict = '', ...values]) =>
    result(verdict, Object.fromEntries(names.map((name, index) => [name, values[index] ?? '—']))),
  );
}
