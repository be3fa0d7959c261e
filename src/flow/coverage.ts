import { exits, type Exit } from './graph.js';
import type { Flow } from './schema.js';
import type { Visit } from './visit.js';

/** How many there are of something, how many of them were met, and those that were not. */
export interface Share<T> {
  all: number;
  met: number;
  missing: T[];
}

/** A way out of a step, with what it is called. */
export interface NamedWay {
  step: string;
  /** Its index in `exits(step)`. */
  exit: number;
  to: string;
  label: string;
}

/** Which steps and ways of a flow were met. */
export interface Coverage {
  flow: string;
  steps: Share<string>;
  ways: Share<NamedWay>;
}

/**
 * What of a flow the visits cover; those of other flows do not count, nor those of steps and ways that it does not have
 * (any more).
 */
export function coverageOf(flow: Flow, visits: Iterable<Visit>): Coverage {
  const met = new Set<string>();
  for (const { flow: id, step, exit } of visits) {
    if (id !== flow.id) continue;
    met.add(step);
    if (exit !== null) met.add(`${step} ${exit}`);
  }
  const ways = flow.steps.flatMap((step) =>
    exits(step).map(({ to, label }, exit): NamedWay => ({ step: step.id, exit, to, label })),
  );
  return {
    flow: flow.id,
    steps: share(
      flow.steps.map(({ id }) => id),
      (id) => met.has(id),
    ),
    ways: share(ways, ({ step, exit }) => met.has(`${step} ${exit}`)),
  };
}

/** Whether nothing is missing. */
export function isCovered({ steps, ways }: Coverage): boolean {
  return steps.missing.length === 0 && ways.missing.length === 0;
}

/** A way in words: `look → by-name`, `seen: blank → reload`. */
export function describeWay({
  step,
  label,
  to,
}: Pick<NamedWay, 'step' | 'to'> & Pick<Exit, 'label'>): string {
  return label === '' ? `${step} → ${to}` : `${step}: ${label} → ${to}`;
}

function share<T>(all: readonly T[], isMet: (one: T) => boolean): Share<T> {
  const missing = all.filter((one) => !isMet(one));
  return { all: all.length, met: all.length - missing.length, missing };
}
