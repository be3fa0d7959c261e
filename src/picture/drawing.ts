import { exits, type Exit } from '../flow/graph.js';
import type { Flow } from '../flow/schema.js';
import { kindOf } from '../flow/standing.js';
import { verdictSlot, type Check, type Step, type StepKind } from '../flow/step.js';
import type { Language } from '../model/language.js';
import { PARTS, WAYS } from './words.js';

/** What is to be drawn of a flow, in one language; where, and how it looks, is for others. */
export interface Drawing {
  title: string;
  language: Language;
  boxes: Box[];
  ways: Way[];
}

/** A step. */
export interface Box {
  id: string;
  kind: StepKind;
  /** What it does besides saying something: checks, another flow, minutes, a department. */
  does: string[];
  /** What it says, or null. */
  says: string | null;
}

/** The ways from one step to another; several are drawn as one. */
export interface Way {
  from: string;
  to: string;
  labels: string[];
}

/** What is to be drawn of a flow. Placeholders stay as they are written. */
export function drawingOf(flow: Flow, language: Language): Drawing {
  return {
    title: flow.title[language],
    language,
    boxes: flow.steps.map((step) => ({
      id: step.id,
      kind: kindOf(step),
      does: doings(step, language),
      says: words(step, language),
    })),
    ways: flow.steps.flatMap((step) => waysFrom(step, language)),
  };
}

function words(step: Step, language: Language): string | null {
  if ('say' in step) return step.say[language];
  if ('ask' in step) return step.ask[language];
  if ('choose' in step) return step.choose[language];
  if ('confirm' in step) return step.confirm[language];
  if ('suggest' in step) return step.suggest[language];
  if ('wait' in step) return step.wait[language];
  if ('resolve' in step) return step.resolve[language];
  return 'handover' in step ? step.handover[language] : null;
}

function doings(step: Step, language: Language): string[] {
  if ('ask' in step) return [`{${step.slot}}: ${step.type}`];
  if ('choose' in step) return step.slot === undefined ? [] : [`{${step.slot}}`];
  if ('probe' in step) return step.probe.map(describeCheck);
  if ('call' in step) return [`→ ${step.call}`];
  if ('goto' in step) return [`→ ${step.goto}`];
  if ('set' in step) return Object.entries(step.set).map(([slot, value]) => `{${slot}} = ${value}`);
  if ('suggest' in step) return step.issues ?? [];
  if ('wait' in step) return [duration(step.minutes, language)];
  if ('then' in step) return [step.then];
  if (!('handover' in step)) return [];
  const to = [step.department, step.priority].filter((part) => part !== undefined);
  return to.length === 0 ? [] : [`→ ${to.join(', ')}`];
}

/** `dns {domain}`, `http {domain} → {site}`, `port 993 {host}`. */
function describeCheck(check: Check): string {
  const { check: name, of, port, direction } = check;
  const which = [
    name,
    ...(port === undefined ? [] : [port]),
    ...(direction === undefined ? [] : [direction]),
  ];
  const as = verdictSlot(check);
  return `${which.join(' ')} {${of}}${as === name ? '' : ` → {${as}}`}`;
}

function duration(minutes: number, language: Language): string {
  const day = 24 * 60;
  if (minutes % day === 0) return `${String(minutes / day)} ${PARTS.days[language]}`;
  if (minutes % 60 === 0) return `${String(minutes / 60)} ${PARTS.hours[language]}`;
  return `${String(minutes)} ${PARTS.minutes[language]}`;
}

function waysFrom(step: Step, language: Language): Way[] {
  const ways = new Map<string, Way>();
  for (const exit of exits(step)) {
    // That a known slot is not asked for is so at every question; that nothing is known is, where it has no way of its own.
    if (exit.when.kind === 'known') continue;
    if ('ask' in step && exit.label === 'unknown' && step.unknown === undefined) continue;
    const label = labelOf(step, exit, language);
    const way = ways.get(exit.to) ?? { from: step.id, to: exit.to, labels: [] };
    ways.set(exit.to, { ...way, labels: label === '' ? way.labels : [...way.labels, label] });
  }
  return [...ways.values()];
}

function labelOf(step: Step, exit: Exit, language: Language): string {
  const [part, index] = exit.path;
  if ('choose' in step && part === 'options' && typeof index === 'number') {
    return step.options[index]?.label[language] ?? exit.label;
  }
  if ('branch' in step && part === 'branch') return exit.label;
  const named = Object.entries(WAYS).find(([key]) => key === exit.label);
  return named === undefined ? exit.label : named[1][language];
}
