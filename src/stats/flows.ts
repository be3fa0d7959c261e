import type { HistoryEvent } from '../model/history-event.js';
import type { CaseRow } from '../model/case-row.js';

/** What became of a flow; each case in which it was begun counts once, as it came out last. */
export interface FlowFigures {
  flow: string;
  begun: number;
  /** Came to a good end of its own. Adds up to `begun` with the next three. */
  resolved: number;
  /** Came to an end of its own that gives the case to a person. */
  handedOver: number;
  /** Left in between: by silence, a call for a person, "not that", a cancellation, an answer that never fitted. */
  left: number;
  open: number;
  /** The steps that it stood at when it was left, the most frequent first. */
  leftAt: { step: string; cases: number }[];
}

const ENDS: ReadonlySet<HistoryEvent['kind']> = new Set<HistoryEvent['kind']>(['handover', 'close', 'merge']);

type Outcome = { kind: 'open' | 'resolved' | 'handedOver' } | { kind: 'left'; step: string | null };

/** Adds up what became of flows, case by case. */
export function createFlowTally(): { add(row: CaseRow): void; figures(): FlowFigures[] } {
  const counts = new Map<string, Omit<FlowFigures, 'flow' | 'leftAt'> & { steps: Map<string, number> }>();
  const of = (flow: string) => {
    const none = { begun: 0, resolved: 0, handedOver: 0, left: 0, open: 0 };
    const known = counts.get(flow) ?? { ...none, steps: new Map<string, number>() };
    counts.set(flow, known);
    return known;
  };
  return {
    add(row) {
      for (const [flow, outcome] of outcomesOf(row)) {
        const count = of(flow);
        count.begun += 1;
        count[outcome.kind] += 1;
        if (outcome.kind === 'left' && outcome.step !== null) {
          count.steps.set(outcome.step, (count.steps.get(outcome.step) ?? 0) + 1);
        }
      }
    },
    figures: () =>
      Array.from(counts, ([flow, { steps, ...count }]) => ({
        flow,
        ...count,
        leftAt: Array.from(steps, ([step, cases]) => ({ step, cases })).sort(
          (one, other) => other.cases - one.cases || (one.step < other.step ? -1 : 1),
        ),
      })).sort((one, other) => other.begun - one.begun || (one.flow < other.flow ? -1 : 1)),
  };
}

function outcomesOf({ lines }: CaseRow): Map<string, Outcome> {
  const outcomes = new Map<string, Outcome>();
  for (const { event } of lines) {
    if (event?.kind === 'flow') outcomes.set(event.flow, { kind: 'open' });
    if (event?.kind === 'flow-end') {
      outcomes.set(event.flow, { kind: event.how === 'resolve' ? 'resolved' : 'handedOver' });
    }
    if (event?.kind === 'flow-left') outcomes.set(event.flow, { kind: 'left', step: event.step });
    if (event !== null && ENDS.has(event.kind)) leaveOpen(outcomes);
  }
  return outcomes;
}

/** Begun and left within one turn: such a flow stood nowhere. */
function leaveOpen(outcomes: Map<string, Outcome>): void {
  for (const [flow, { kind }] of outcomes) {
    if (kind === 'open') outcomes.set(flow, { kind: 'left', step: null });
  }
}
