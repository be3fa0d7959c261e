import type { TrialResult } from '../model/history-event.js';
import type { CaseRow } from '../model/case-row.js';
import { ENOUGH, estimate, type Estimate } from './interval.js';

/** Misleads: of those who said what came of it, fewer than this share were helped at all, and surely fewer than the other. */
const HELPED_SHARE = 1 / 3;
const HELPED_SURELY = 1 / 2;

/** What came of a solved issue; each case counts once, as it came out last. */
export interface IssueFigures {
  issue: string;
  /** Cases in which its solution was shown, by itself or as a step of a flow. */
  suggested: number;
  /** What the person said of it: adds up to `suggested` with `unanswered`. */
  results: Record<TrialResult, number>;
  /** Nothing was said of it. */
  unanswered: number;
  /** How often it helped, at least partly; of those who said something. */
  helped: Estimate;
  /** Cases of which an agent said that what helped was the same: it speaks for the issue, whoever was shown it. */
  named: number;
  /** Goes by what people said alone. */
  misleads: boolean;
}

/** Adds up what came of solved issues, case by case. */
export function createIssueTally(): { add(row: CaseRow): void; figures(): IssueFigures[] } {
  const counts = new Map<string, Pick<IssueFigures, 'suggested' | 'results' | 'unanswered' | 'named'>>();
  const of = (issue: string) => {
    const results = { helped: 0, partly: 0, 'did-not-help': 0 };
    const known = counts.get(issue) ?? { suggested: 0, results, unanswered: 0, named: 0 };
    counts.set(issue, known);
    return known;
  };
  return {
    add(row) {
      for (const [issue, result] of resultsOf(row)) {
        const count = of(issue);
        count.suggested += 1;
        if (result === null) count.unanswered += 1;
        else count.results[result] += 1;
      }
      for (const issue of namedIn(row)) of(issue).named += 1;
    },
    figures: () =>
      Array.from(counts, ([issue, { results, ...count }]) => {
        const said = count.suggested - count.unanswered;
        const helped = estimate(results.helped + results.partly, said);
        return { issue, ...count, results: { ...results }, helped, misleads: misleads(helped) };
      }).sort(byUse),
  };
}

/** The most suggested first, then those that agents named most. */
function byUse(one: IssueFigures, other: IssueFigures): number {
  return other.suggested - one.suggested || other.named - one.named || (one.issue < other.issue ? -1 : 1);
}

function namedIn({ lines }: CaseRow): Set<string> {
  return new Set(lines.flatMap(({ event }) => (event?.kind === 'solved-as' ? [event.issue] : [])));
}

function misleads({ of, share, high }: Estimate): boolean {
  return of >= ENOUGH && share !== null && share < HELPED_SHARE && high < HELPED_SURELY;
}

function resultsOf({ lines }: CaseRow): Map<string, TrialResult | null> {
  const results = new Map<string, TrialResult | null>();
  let helped: string | null = null;
  let isBack = false;
  for (const { event } of lines) {
    if (event?.kind === 'suggested') results.set(event.issue, results.get(event.issue) ?? null);
    if (event?.kind === 'tried') {
      results.set(event.issue, event.result);
      if (event.result === 'helped') helped = event.issue;
    }
    if (event?.kind === 'reopen') isBack = true;
    // It is still broken after all: what seemed to help did not.
    if (event?.kind === 'handover' && event.reason === 'steps-failed' && isBack && helped !== null) {
      results.set(helped, 'did-not-help');
    }
  }
  return results;
}
