import { checkBranches } from './check-branch.js';
import { checkFlowTexts } from './check-flow-text.js';
import { checkNames } from './check-id.js';
import { checkProbes } from './check-probe.js';
import { checkQuestions } from './check-question.js';
import { checkSlots } from './check-slot.js';
import { checkWays } from './check-way.js';
import type { Fault } from './fault.js';
import type { FlowView } from './view.js';

/** Everything that can be wrong inside one flow. */
export function checkFlow(view: FlowView): Fault[] {
  return [
    ...checkNames(view),
    ...checkWays(view),
    ...checkSlots(view),
    ...checkQuestions(view),
    ...checkProbes(view),
    ...checkBranches(view),
    ...checkFlowTexts(view),
  ];
}
