import type { Fault } from './fault.js';
import { endless, exits, reachable } from './graph.js';
import { loops } from './loop.js';
import { nearestRemedy } from '../model/spelling.js';
import type { Path } from './path.js';
import type { FlowView } from './view.js';

/** Steps that lead nowhere, are never reached, go round for ever or never end. */
export function checkWays({ source, value, reading }: FlowView): Fault[] {
  const ids = new Set(value.steps.map(({ id }) => id));
  const places = new Map(value.steps.map(({ id }, index) => [id, index]));
  const at = (id: string): Path => ['steps', places.get(id) ?? 0, 'id'];

  const lost = value.steps.flatMap((step, index) => {
    const told = new Set<string>();
    return exits(step).flatMap(({ to, path }) => {
      if (ids.has(to) || told.has(path.join('.'))) return [];
      told.add(path.join('.'));
      const remedy = nearestRemedy(to, ids, 'Add a step with this id or name another');
      return [source.fault(['steps', index, ...path], 'no-such-step', `there is no step \`${to}\``, remedy)];
    });
  });
  // With ways that lead nowhere, what cannot be reached or does not end is a consequence.
  if (lost.length > 0) return lost;

  const reached = reachable(value);
  const unreached = [...ids]
    .filter((id) => !reached.has(id))
    .map((id) =>
      source.fault(at(id), 'unreachable', 'no way leads to this step', 'Lead a step to it or remove it'),
    );
  const without = endless(value);
  const [first] = value.steps.map(({ id }) => id).filter((id) => without.has(id) && reached.has(id));
  const message = 'from here on nothing is resolved and nothing handed over';
  const open =
    first === undefined
      ? []
      : [source.fault(at(first), 'no-end', message, 'Lead to a `resolve` or a `handover`')];
  const circles = loops(value, reading).map((circle) => {
    const way = [...circle, circle[0] ?? ''].join(' → ');
    const remedy = 'Put a `choose` or a `confirm` into the circle or lead out of it';
    return source.fault(at(circle[0] ?? ''), 'loop', `${way} goes round without a question`, remedy);
  });
  return [...unreached, ...open, ...circles];
}
