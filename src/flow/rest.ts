import type { ProbeRequest } from '../model/probe.js';
import type { Check, Step } from './step.js';
import type { FlowEnd, Waiting, Work } from './turn.js';

/** The question that a step puts, or null. */
export function waitingAt(step: Step): Waiting | null {
  const base = {
    step: step.id,
    options: [],
    offers: false,
    partly: false,
    type: null,
    slot: null,
    long: false,
    example: null,
    times: null,
  };
  if ('ask' in step) {
    const { type, slot, long, options = [], example = null, times = null } = step;
    return { ...base, kind: 'ask', text: step.ask, type, slot, long, options, example, times };
  }
  if ('choose' in step) {
    const options = step.options.map(({ value, label }) => ({ value, label }));
    const { slot = null, offered } = step;
    return { ...base, kind: 'choose', text: step.choose, options, slot, offers: offered !== undefined };
  }
  if (!('confirm' in step)) return null;
  return { ...base, kind: 'confirm', text: step.confirm, partly: step.partly !== undefined };
}

/** What the bot does at a step before the flow goes on, or null. */
export function workAt(step: Step, slots: Readonly<Record<string, string>>): Work | null {
  if ('probe' in step) {
    const checks = step.probe.map((check) => ({ probe: check.check, request: requestOf(check, slots) }));
    return { kind: 'probe', step: step.id, checks };
  }
  if ('call' in step) return { kind: 'call', step: step.id, flow: step.call };
  if ('suggest' in step) {
    return { kind: 'suggest', step: step.id, text: step.suggest, issues: step.issues ?? null };
  }
  if ('wait' in step) return { kind: 'wait', step: step.id, text: step.wait, minutes: step.minutes };
  return null;
}

/** How a flow ends at a step, or null where it does not. */
export function endAt(step: Step): FlowEnd | null {
  if ('resolve' in step) return { kind: 'resolve', step: step.id, text: step.resolve };
  if ('then' in step) return { kind: 'then', step: step.id, outcome: step.then };
  if (!('handover' in step)) return null;
  const { department = null, priority = null, reason = null } = step;
  return { kind: 'handover', step: step.id, text: step.handover, department, priority, reason };
}

function requestOf(check: Check, slots: Readonly<Record<string, string>>): ProbeRequest | null {
  const target = Object.hasOwn(slots, check.of) ? slots[check.of] : undefined;
  if (target === undefined) return null;
  const { check: probe, port, direction, selectors } = check;
  return {
    probe,
    target,
    ...(port !== undefined && { port }),
    ...(direction !== undefined && { direction }),
    ...(selectors !== undefined && { selectors }),
  };
}
