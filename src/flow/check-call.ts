import type { ContentAudience } from '../model/language.js';
import { nearestRemedy } from '../model/spelling.js';
import type { Fault } from './fault.js';
import type { Path } from './path.js';
import type { Flow } from './schema.js';
import type { Sources } from './sources.js';
import type { Step } from './step.js';
import { isSure, stepsOf, type FlowView, type StepView } from './view.js';

type CallStep = Extract<Step, { call: unknown }>;

/** How many flows may be under way below one another by calls alone. */
const DEPTH_LIMIT = 5;

/** What flows start and show of other content: the flows they call, and the solved issues they suggest. */
export function checkCalls(views: readonly FlowView[], sources: Sources): Fault[] {
  const byId = new Map<string, FlowView>();
  for (const view of views) if (!byId.has(view.value.id)) byId.set(view.value.id, view);
  return [
    ...views.flatMap((view) =>
      stepsOf(view).flatMap(({ step, ...place }) => {
        const path: Path = ['steps', place.index];
        if ('suggest' in step) {
          return (step.issues ?? []).flatMap((id, at) =>
            checkIssue(view, id, [...path, 'issues', at], sources),
          );
        }
        if (('confirm' in step || 'choose' in step) && step.issue !== undefined) {
          return checkIssue(view, step.issue, [...path, 'issue'], sources);
        }
        return 'call' in step ? checkCall(view, { step, ...place }, byId, sources) : [];
      }),
    ),
    ...checkCircles(byId),
    ...checkDepth(byId),
  ];
}

function checkCall(
  view: FlowView,
  place: StepView<CallStep>,
  byId: ReadonlyMap<string, FlowView>,
  { flows, patterns }: Sources,
): Fault[] {
  const { source, value, reading } = view;
  const { call, keep = [] } = place.step;
  const path: Path = ['steps', place.index, 'call'];
  const called = byId.get(call);
  if (called === undefined) {
    if (flows.named.has(call) || patterns.named.has(call)) return [];
    const remedy = nearestRemedy(call, flows.named, `Write flows/${call}.yml or name another`);
    return [source.fault(path, 'no-such-flow', `there is no flow \`${call}\``, remedy)];
  }
  if (patterns.read.some((pattern) => pattern.value === called.value)) {
    const message = `\`${call}\` is a pattern, which only the dialogue starts`;
    return [source.fault(path, 'pattern-started', message, 'Call a flow of `flows/`')];
  }
  const faults: Fault[] = [];
  if (!suits(called.value.audience, value.audience)) {
    const message = `\`${call}\` is for ${called.value.audience} only, this flow for ${value.audience}`;
    faults.push(source.fault(path, 'audience', message, 'Give both the same audience, or call another flow'));
  }
  for (const input of called.value.inputs) {
    if (reading.domains.has(input) && isSure(place, input)) continue;
    const message = `\`${call}\` is given \`${input}\`, which can be without a value here`;
    faults.push(
      source.fault(path, 'slot-unset', message, `Ask for \`${input}\` before, or branch on \`known\``),
    );
  }
  keep.forEach((slot, index) => {
    const slots = called.reading.domains;
    if (slots.has(slot)) return;
    const remedy = nearestRemedy(slot, slots.keys(), `Keep one of ${[...slots.keys()].join(', ')}`);
    const message = `\`${call}\` has no slot \`${slot}\``;
    faults.push(source.fault(['steps', place.index, 'keep', index], 'no-such-slot', message, remedy));
  });
  return faults;
}

function checkIssue({ source, value }: FlowView, id: string, path: Path, { issues }: Sources): Fault[] {
  const issue = issues.read.find((one) => one.value.id === id)?.value;
  if (issue === undefined) {
    if (issues.named.has(id)) return [];
    const remedy = nearestRemedy(id, issues.named, `Write data/issues/${id}.yml or name another`);
    return [source.fault(path, 'no-such-issue', `there is no solved issue \`${id}\``, remedy)];
  }
  if (suits(issue.audience, value.audience)) return [];
  const message = `\`${id}\` is for ${issue.audience} only, this flow for ${value.audience}`;
  return [source.fault(path, 'audience', message, 'Give both the same audience, or name another')];
}

/** Whether everybody who is led through a flow may see a piece of content. */
function suits(content: ContentAudience, flow: ContentAudience): boolean {
  return content === 'both' || content === flow;
}

/** Flows that come back to themselves by calls, each circle once. */
function checkCircles(byId: ReadonlyMap<string, FlowView>): Fault[] {
  const told = new Set<string>();
  return [...byId.values()].flatMap((view) => {
    const circle = told.has(view.value.id) ? null : circleOf(view.value.id, byId);
    if (circle === null) return [];
    circle.forEach((id) => told.add(id));
    const way = [...circle, view.value.id].join(' → ');
    const path = callPath(view.value, circle[1] ?? view.value.id);
    const remedy = 'Take one of the calls out, or hand over instead';
    return [view.source.fault(path, 'call-loop', `${way} calls itself for ever`, remedy)];
  });
}

/** The shortest circle of calls from a flow to itself, or null. */
function circleOf(start: string, byId: ReadonlyMap<string, FlowView>): string[] | null {
  const from = new Map<string, string>();
  const open = [start];
  for (let id = open.shift(); id !== undefined; id = open.shift()) {
    for (const to of callsOf(byId.get(id)?.value)) {
      if (to === start) {
        const circle = [id];
        for (let at = id; at !== start; circle.unshift(at)) at = from.get(at) ?? start;
        return circle;
      }
      if (!from.has(to)) open.push(to);
      if (!from.has(to)) from.set(to, id);
    }
  }
  return null;
}

/** Calls below calls, told where one more than is allowed begins. */
function checkDepth(byId: ReadonlyMap<string, FlowView>): Fault[] {
  const depths = new Map<string, number>();
  const depth = (id: string, above: readonly string[]): number => {
    const known = depths.get(id);
    // A circle has a fault of its own.
    if (known !== undefined || above.includes(id)) return known ?? 0;
    const below = callsOf(byId.get(id)?.value).map((to) => 1 + depth(to, [...above, id]));
    const most = Math.max(0, ...below);
    depths.set(id, most);
    return most;
  };
  return [...byId.values()].flatMap(({ source, value }) => {
    if (depth(value.id, []) !== DEPTH_LIMIT + 1) return [];
    const deepest = callsOf(value).find((to) => depth(to, []) === DEPTH_LIMIT) ?? '';
    const message = `calls lie ${DEPTH_LIMIT + 1} deep below this one; the limit is ${DEPTH_LIMIT}`;
    const remedy = 'Put the steps of one of the flows into the one that calls it';
    return [source.fault(callPath(value, deepest), 'call-deep', message, remedy)];
  });
}

function callsOf(flow: Flow | undefined): string[] {
  return flow?.steps.flatMap((step) => ('call' in step ? [step.call] : [])) ?? [];
}

function callPath({ steps }: Flow, called: string): Path {
  return ['steps', steps.findIndex((step) => 'call' in step && step.call === called), 'call'];
}
