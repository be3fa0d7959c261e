import { PROBES } from '../model/probe.js';
import { nearestRemedy } from '../model/spelling.js';
import type { Fault } from './fault.js';
import type { Path } from './path.js';
import { verdictSlot, type Check } from './step.js';
import { isSure, stepsOf, type FlowView } from './view.js';

/** Checks that have nothing to look at, keep what they do not find, or say what is not theirs. */
export function checkProbes(view: FlowView): Fault[] {
  return stepsOf(view).flatMap((place) => {
    const { step, index } = place;
    if (!('probe' in step)) return [];
    const kept = new Map<string, string>();
    return step.probe.flatMap((check, number) => {
      const path: Path = ['steps', index, 'probe', number];
      return [
        ...checkTarget(view, check, path, isSure(place, check.of)),
        ...checkFacts(view, check, path),
        ...checkSettings(view, check, path),
        ...checkKept(view, check, path, kept),
      ];
    });
  });
}

function checkTarget({ source, reading }: FlowView, { of }: Check, path: Path, sure: boolean): Fault[] {
  const place = [...path, 'of'];
  if (!reading.domains.has(of)) {
    const remedy = nearestRemedy(of, reading.domains.keys(), 'Ask for it first or list it under `inputs`');
    return [source.fault(place, 'no-such-slot', `nothing fills the slot \`${of}\``, remedy)];
  }
  if (sure) return [];
  const message = `\`${of}\` can be without a value when it is to be looked at`;
  const remedy = 'Lead whoever does not know it elsewhere (`unknown`, or a branch on `known`)';
  return [source.fault(place, 'slot-unset', message, remedy)];
}

function checkFacts({ source }: FlowView, { check, keep = {} }: Check, path: Path): Fault[] {
  const facts: readonly string[] = PROBES[check].facts;
  return Object.keys(keep).flatMap((fact) => {
    if (facts.includes(fact)) return [];
    const remedy = nearestRemedy(fact, facts, `Keep one of ${facts.join(', ')}`);
    const message = `\`${check}\` finds no \`${fact}\``;
    return [source.fault([...path, 'keep', fact], 'no-such-fact', message, remedy, 'key')];
  });
}

/** Settings that belong to one check only. */
function checkSettings({ source }: FlowView, check: Check, path: Path): Fault[] {
  const faults: Fault[] = [];
  if (check.check === 'port' && check.port === undefined) {
    const remedy = 'Add `port` with its number';
    faults.push(source.fault([...path, 'check'], 'probe-option', 'no port is named to look at', remedy));
  }
  const owners = { port: 'port', direction: 'mail', selectors: 'mail' } as const;
  for (const name of ['port', 'direction', 'selectors'] as const) {
    if (check[name] === undefined || check.check === owners[name]) continue;
    const message = `\`${name}\` says nothing to the check \`${check.check}\``;
    const remedy = `Remove it, or check \`${owners[name]}\``;
    faults.push(source.fault([...path, name], 'probe-option', message, remedy, 'key'));
  }
  return faults;
}

/** Two things that one step would keep in one slot. */
function checkKept({ source }: FlowView, check: Check, path: Path, kept: Map<string, string>): Fault[] {
  const keeps = [
    { slot: verdictSlot(check), what: `the verdict of \`${check.check}\``, at: verdictPath(check) },
    ...Object.entries(check.keep ?? {}).map(([fact, slot]) => ({
      ...{ slot, what: `\`${fact}\` of \`${check.check}\``, at: ['keep', fact] },
    })),
  ];
  return keeps.flatMap(({ slot, what, at }) => {
    const before = kept.get(slot);
    kept.set(slot, what);
    if (before === undefined) return [];
    const message = `\`${slot}\` is to keep both ${before} and ${what}`;
    return [source.fault([...path, ...at], 'slot-meaning', message, 'Keep one of them under another name')];
  });
}

/** Where the slot of a check's verdict is named. */
export function verdictPath({ as }: Check): Path {
  return [as === undefined ? 'check' : 'as'];
}
