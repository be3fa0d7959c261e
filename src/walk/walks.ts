import { compileFlow } from '../flow/compile.js';
import { readFlows } from '../flow/known.js';
import type { PatternSpecs } from '../flow/pattern.js';
import type { Flow } from '../flow/schema.js';
import type { Sources } from '../flow/sources.js';
import { walkFlow, type Walk } from './walk.js';

/**
 * Walks these flows of the content, or those that are named. `specs`: what patterns are given; flows that an intent
 * starts may be given nothing, all others have their inputs.
 *
 * @throws FirstlineError FLOW_BROKEN where a flow leads to a step that is not there.
 */
export function walksOf(
  { intents, flows, patterns }: Pick<Sources, 'intents' | 'flows' | 'patterns'>,
  specs: PatternSpecs,
  isWanted: (flow: Flow) => boolean = () => true,
): Walk[] {
  const all = [...flows.read, ...patterns.read].map(({ value }) => value);
  const started = new Set(intents.read.map(({ value }) => value.flow));
  const blank = ({ id, inputs }: Flow): ReadonlySet<string> => {
    const spec = Object.hasOwn(specs, id) ? specs[id] : undefined;
    return new Set(started.has(id) ? inputs : (spec?.blank ?? []));
  };
  const read = readFlows(all, blank);
  return all.filter(isWanted).map((flow) => {
    const missing = blank(flow);
    const sure = new Set(flow.inputs.filter((slot) => !missing.has(slot)));
    return walkFlow(compileFlow(flow), read(flow), sure);
  });
}
