import type { Measured, SystemName } from './job.js';
import { percentRight, type Outcome } from './outcome.js';
import { laidOut } from './table.js';

/** A figure to be reached: at least (or at most) `least`, and aimed for `aim`. */
interface Goal {
  what: string;
  set: string;
  of(measured: Measured): number | null;
  digits: number;
  better: 'more' | 'less';
  least: number;
  aim: number;
}

const seconds = ({ trainSeconds }: Measured): number => trainSeconds;

const GOALS: readonly Goal[] = [
  more('BANKING77, all training data, % right', 'banking77', 91.8, 93.7),
  more('BANKING77, ten examples an intent, % right', 'banking77-10', 76, 85),
  more('nlu-ru, % right', 'nlu-ru', 77.5, 82),
  less('training on BANKING77, s', 'banking77', seconds, 6, 2),
  less('training on 60 × 50 of BANKING77, s', 'banking77-60x50', seconds, 0.6, 0.2),
  less('training on 60 × 50 in both languages, s', 'both-60x50', seconds, 0.6, 0.2),
  less('a message, 73 intents and 500 issues, median, ms', 'messages', ({ medianMs }) => medianMs, 1, 0.3),
  less('a message, 73 intents and 500 issues, p99, ms', 'messages', ({ p99Ms }) => p99Ms, 4, 1),
  less('a message of 100 KB, the slowest kind, ms', 'messages', ({ longest }) => longest?.ms ?? null, 50, 50),
];

function more(what: string, set: string, least: number, aim: number): Goal {
  return { what, set, of: percentRight, digits: 2, better: 'more', least, aim };
}

function less(what: string, set: string, of: Goal['of'], least: number, aim: number): Goal {
  return { what, set, of, digits: 2, better: 'less', least, aim };
}

/** The goals on the sets that were measured, by all of understanding and by the classifier alone. */
export function goalsOf(outcomes: readonly Outcome[]): string {
  const found = (set: string, system: SystemName): Measured | null => {
    const outcome = outcomes.find((other) => other.set === set && other.system === system);
    return outcome?.result.ok === true ? outcome.result.measured : null;
  };
  const rows = GOALS.flatMap(({ what, set, of, digits, better, least, aim }) => {
    const ours = found(set, 'firstline');
    const value = ours === null ? null : of(ours);
    if (value === null) return [];
    const alone = found(set, 'classifier');
    const reaches = (limit: number): boolean => (better === 'more' ? value >= limit : value <= limit);
    const verdict = reaches(aim) ? 'aim' : reaches(least) ? 'reached' : 'missed';
    const aside = alone === null ? '–' : (of(alone)?.toFixed(digits) ?? '–');
    return [[what, value.toFixed(digits), aside, String(least), String(aim), verdict]];
  });
  return rows.length === 0
    ? ''
    : laidOut([['what', 'firstline', 'classifier alone', 'limit', 'aim', 'verdict'], ...rows]);
}
