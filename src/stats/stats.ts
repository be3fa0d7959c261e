import type { CaseRow } from '../model/case-row.js';
import { courseOf } from './course.js';
import { createTally, type Figures, type Tally } from './figures.js';
import { createFlowTally, type FlowFigures } from './flows.js';
import { createIntentTally, type IntentFigures } from './intents.js';
import { createIssueTally, type IssueFigures } from './issues.js';
import { dayIn, isWithin, type Period } from './period.js';

/** What cases are told apart by: the day they were opened on, or how they are kept now. */
export const GROUPINGS = ['day', 'channel', 'intent', 'language', 'department'] as const;
export type Grouping = (typeof GROUPINGS)[number];

/** What figures can be told by: cases in groups, or what became of solved issues or flows. */
export const VIEWS = [...GROUPINGS, 'issue', 'flow'] as const;
export type View = (typeof VIEWS)[number];

/** The figures of some cases; `key` null: those of which no intent is known. */
export interface Group {
  key: string | null;
  figures: Figures;
}

/** Figures of the cases that were opened in a period. */
export interface Stats {
  all: Figures;
  /** What became of each intent, solved issue and flow that came up, the most frequent first. */
  intents: IntentFigures[];
  issues: IssueFigures[];
  flows: FlowFigures[];
  /** As asked for; days in order, everything else the most frequent first. Null: was not asked for. */
  groups: Group[] | null;
}

/** Takes rows of cases, in whatever order, and gives figures. */
export interface Statistics {
  /** Rows outside the period are left out. */
  add(row: CaseRow): void;
  stats(): Stats;
}

/** Adds up the cases of a period, its days by the clock of the time zone, as they stand `at` a moment. */
export function createStatistics(options: {
  period: Period;
  timeZone: string;
  by: View | null;
  /** Ms since the epoch. */
  at: number;
}): Statistics {
  const { period, at } = options;
  const by = GROUPINGS.find((grouping) => grouping === options.by) ?? null;
  const day = dayIn(options.timeZone);
  const all = createTally(at);
  const parts = { intents: createIntentTally(), issues: createIssueTally(), flows: createFlowTally() };
  const groups = new Map<string | null, Tally>();
  return {
    add(row) {
      const opened = day(row.openedAt);
      if (!isWithin(period, opened)) return;
      const course = courseOf(row);
      all.add(course);
      parts.intents.add(row);
      parts.issues.add(row);
      parts.flows.add(row);
      if (by !== null) of(groups, by === 'day' ? opened : row[by], at).add(course);
    },
    stats: () => ({
      all: all.figures(),
      intents: parts.intents.figures(),
      issues: parts.issues.figures(),
      flows: parts.flows.figures(),
      groups: by === null ? null : sorted(groups, by === 'day' ? byKey : byCases),
    }),
  };
}

function of(tallies: Map<string | null, Tally>, key: string | null, at: number): Tally {
  const known = tallies.get(key);
  if (known !== undefined) return known;
  const tally = createTally(at);
  tallies.set(key, tally);
  return tally;
}

function sorted(
  tallies: ReadonlyMap<string | null, Tally>,
  order: (one: Group, other: Group) => number,
): Group[] {
  return Array.from(tallies, ([key, tally]) => ({ key, figures: tally.figures() })).sort(order);
}

function byCases(one: Group, other: Group): number {
  return other.figures.cases - one.figures.cases || byKey(one, other);
}

function byKey({ key: one }: Group, { key: other }: Group): number {
  const [first, second] = [one ?? '', other ?? ''];
  return first < second ? -1 : Number(first > second);
}
