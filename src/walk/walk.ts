import type { CompiledFlow } from '../flow/compile.js';
import { coverageOf, isCovered, type Coverage } from '../flow/coverage.js';
import type { FlowReading } from '../flow/known.js';
import { atlasOf, MOST_PLACES, type Atlas } from './atlas.js';
import { pathsThrough, shortestToEnd, type Paths } from './path.js';

/** What came of walking a flow. */
export interface Walk {
  flow: string;
  /** How many states there are, of those that go on alike one. */
  places: number;
  paths: number;
  /** Whether these are all paths that come to no place twice, or only so many that every way is gone. */
  all: boolean;
  ends: Paths['ends'];
  coverage: Coverage;
  /** What must not be: moves that come to nothing, places from which no end can be reached. */
  troubles: Trouble[];
}

export interface Trouble {
  /** Where; null: at the start. */
  step: string | null;
  message: string;
}

/**
 * Walks a flow on every path from its start to an end, told everything that it can be told. `sure`: inputs that it is
 * never started without.
 */
export function walkFlow(compiled: CompiledFlow, reading: FlowReading, sure: ReadonlySet<string>): Walk {
  const atlas = atlasOf(compiled, reading, sure);
  const { ends, roads, all } = pathsThrough(atlas);
  return {
    flow: compiled.flow.id,
    places: atlas.places.size,
    paths: Object.values(ends).reduce((sum, count) => sum + count, 0),
    all,
    ends,
    coverage: coverageOf(
      compiled.flow,
      [...roads].flatMap(({ visits }) => visits),
    ),
    troubles: troublesOf(atlas),
  };
}

/** Whether a flow goes as it should: every step and way is on a path, and every path ends. */
export function isSound({ coverage, troubles }: Walk): boolean {
  return troubles.length === 0 && isCovered(coverage);
}

function troublesOf({ places, wrecks, whole }: Atlas): Trouble[] {
  if (!whole) {
    const message = `there are more than ${String(MOST_PLACES)} states: not all of them were looked at`;
    return [...wrecks, { step: null, message }];
  }
  const ahead = shortestToEnd(places);
  const stranded = new Set([...places].filter(([key]) => !ahead.has(key)).map(([, { step }]) => step));
  return [...wrecks, ...[...stranded].map((step) => ({ step, message: 'from here no end can be reached' }))];
}
