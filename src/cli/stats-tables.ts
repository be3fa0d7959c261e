import { percent, table } from '../eval/table.js';
import type { Estimate } from '../stats/interval.js';
import { share } from '../stats/figures.js';
import type { FlowFigures } from '../stats/flows.js';
import type { IntentFigures } from '../stats/intents.js';
import type { IssueFigures } from '../stats/issues.js';
import type { Group } from '../stats/stats.js';

const NO_KEY = '(none)';
/** Steps at which a flow is left that are named. */
const STEPS = 2;

/** Shares are of the cases of the row; from `confirmed` to `abandoned` they are those that people never had. */
export function groupTable(name: string, groups: readonly Group[]): string[] {
  return table([
    [name, 'cases', 'confirmed', 'answered', 'assumed', 'abandoned', 'handed over', 'first words'],
    ...groups.map(({ key, figures: { cases, alone, handedOver: given, firstAnswer } }) => [
      key ?? NO_KEY,
      String(cases),
      ...[alone.confirmed, alone.answered, alone.assumed, alone.abandoned, given.cases].map((count) =>
        percent(share(count, cases), 0),
      ),
      length(firstAnswer.medianMs),
    ]),
  ]);
}

/** Shares are of the cases in which the bot began with the intent. */
export function intentTable(intents: readonly IntentFigures[]): string[] {
  return table([
    ['intent', 'begun', 'confirmed', 'answered', 'assumed', 'abandoned', 'handed over', 'wrong', ''],
    ...intents.map(({ intent, begun, fates, wrong, misleads }) => [
      intent,
      String(begun),
      ...(['confirmed', 'answered', 'assumed', 'abandoned', 'handed-over'] as const).map((fate) =>
        percent(share(fates[fate], begun), 0),
      ),
      between(wrong),
      misleads ? 'misleads' : '',
    ]),
  ]);
}

/** What became of solved issues whose solution was shown, and which ones agents named. */
export function issueTable(issues: readonly IssueFigures[]): string[] {
  return table([
    ['issue', 'suggested', 'helped', 'partly', 'did not help', 'no answer', 'of use', 'agents named it', ''],
    ...issues.map(({ issue, suggested, results, unanswered, helped, named, misleads }) => [
      issue,
      ...[suggested, results.helped, results.partly, results['did-not-help'], unanswered].map(String),
      between(helped),
      String(named),
      misleads ? 'misleads' : '',
    ]),
  ]);
}

/** What became of flows, and where they were left. */
export function flowTable(flows: readonly FlowFigures[]): string[] {
  return table([
    ['flow', 'begun', 'ended well', 'handed over', 'left', 'open', 'left most at'],
    ...flows.map(({ flow, begun, resolved, handedOver, left, open, leftAt }) => [
      flow,
      ...[begun, resolved, handedOver, left, open].map(String),
      leftAt
        .slice(0, STEPS)
        .map(({ step, cases }) => `${step} (${String(cases)})`)
        .join(', '),
    ]),
  ]);
}

/** `40 % (22–61)`: a share and what it may be in truth; a dash for what there is not. */
function between({ share: part, low, high }: Estimate): string {
  const whole = (one: number): string => String(Math.round(one * 100));
  return part === null ? '—' : `${percent(part, 0)} (${whole(low)}–${whole(high)})`;
}

/** `45 s`, `12 min`, `3 h 20 min`, `2 d 4 h`: what is less than the second part is dropped; a dash for what there is not. */
export function length(ms: number | null): string {
  if (ms === null) return '—';
  const seconds = Math.floor(ms / 1000);
  const minutes = Math.floor(seconds / 60);
  const hours = Math.floor(minutes / 60);
  const days = Math.floor(hours / 24);
  if (minutes === 0) return `${String(seconds)} s`;
  if (hours === 0) return `${String(minutes)} min`;
  return days === 0
    ? `${String(hours)} h ${String(minutes % 60)} min`
    : `${String(days)} d ${String(hours % 24)} h`;
}
