import type { HandoverReason, Resolution } from '../model/case.js';
import type { HistoryEvent } from '../model/history-event.js';
import type { CaseRow } from '../model/case-row.js';
import { ENOUGH, estimate, type Estimate } from './interval.js';

/** What became of an intent that the bot began with. */
export const FATES = [
  'confirmed',
  'answered',
  'assumed',
  'abandoned',
  'silence',
  'cancelled',
  'not-that',
  'handed-over',
  'open',
] as const;
export type Fate = (typeof FATES)[number];

/** Where a case goes to a person because it was not understood, what was understood was not it. */
const NOT_IT: ReadonlySet<HandoverReason> = new Set<HandoverReason>(['not-understood', 'out-of-scope']);

/** Misleads: of what came to an end, more than this share was not it, and surely more than the other. */
const WRONG_SHARE = 1 / 3;
const WRONG_SURELY = 1 / 5;

/** What became of the cases in which the bot began with an intent; each counts once for it, as it came out last. */
export interface IntentFigures {
  intent: string;
  /** Cases in which the bot began with it. */
  begun: number;
  /** Adds up to `begun`. */
  fates: Record<Fate, number>;
  /** Cases in which it was one of those to choose from, and in which it was chosen. */
  offered: number;
  chosen: number;
  /**
   * How often it was not it: the person said so, or the case went to a person as not understood while the bot was at it. Of
   * those that are not open any more.
   */
  wrong: Estimate;
  misleads: boolean;
}

/** Adds up what became of intents, case by case. */
export function createIntentTally(): { add(row: CaseRow): void; figures(): IntentFigures[] } {
  const counts = new Map<string, Omit<IntentFigures, 'intent' | 'wrong' | 'misleads'> & { wrong: number }>();
  const of = (intent: string) => {
    const known = counts.get(intent) ?? { begun: 0, fates: noFates(), offered: 0, chosen: 0, wrong: 0 };
    counts.set(intent, known);
    return known;
  };
  return {
    add(row) {
      for (const [intent, { fate, notIt }] of fatesOf(row)) {
        const count = of(intent);
        count.begun += 1;
        count.fates[fate] += 1;
        if (notIt) count.wrong += 1;
      }
      for (const kind of ['offered', 'chosen'] as const) {
        for (const intent of named(row, kind)) of(intent)[kind] += 1;
      }
    },
    figures: () =>
      Array.from(counts, ([intent, { wrong: part, ...count }]) => {
        const wrong = estimate(part, count.begun - count.fates.open);
        return { intent, ...count, fates: { ...count.fates }, wrong, misleads: misleads(wrong) };
      }).sort((one, other) => other.begun - one.begun || (one.intent < other.intent ? -1 : 1)),
  };
}

function misleads({ of, share, low }: Estimate): boolean {
  return of >= ENOUGH && share !== null && share > WRONG_SHARE && low > WRONG_SURELY;
}

function named(row: CaseRow, kind: 'offered' | 'chosen'): Set<string> {
  return new Set(row.lines.flatMap(({ event }) => (event?.kind === kind ? [event.intent] : [])));
}

/**
 * What became of each intent of a case. A case from before its history told of intents has the one that it is about.
 */
function fatesOf(row: CaseRow): Map<string, { fate: Fate; notIt: boolean }> {
  const fates = new Map<string, { fate: Fate; notIt: boolean }>();
  let underWay = new Set<string>();
  let ended = new Set<string>();
  let finished: string | null = null;
  let silence: Fate = 'silence';

  function become(intents: Iterable<string>, fate: Fate, notIt = false): void {
    for (const intent of intents) fates.set(intent, { fate, notIt });
  }
  function begin(intent: string): void {
    underWay.add(intent);
    become([intent], 'open');
  }
  function finish(intent: string, fate: Fate, notIt = false): void {
    become([intent], fate, notIt);
    underWay.delete(intent);
    finished = notIt ? null : intent;
  }
  /** Opened again, the case goes on about what it ended with. */
  function goOn(): void {
    underWay = ended;
    become(underWay, 'open');
  }
  function end(resolution: Resolution): void {
    const fate = resolution === 'silence' ? silence : ENDS[resolution];
    for (const intent of underWay) {
      // What was handed over as not understood stays so, whoever ends it.
      const notIt = fate === 'handed-over' && fates.get(intent)?.notIt === true;
      become([intent], fate, notIt);
    }
    ended = underWay.size > 0 || finished === null ? underWay : new Set([finished]);
    underWay = new Set();
    finished = null;
  }

  function take(event: HistoryEvent): void {
    if (event.kind === 'intent') begin(event.intent);
    if (event.kind === 'not-that') finish(event.intent, 'not-that', true);
    if (event.kind === 'finished') finish(event.intent, event.how);
    if (event.kind === 'handover') become(underWay, 'handed-over', NOT_IT.has(event.reason));
    if (event.kind === 'hand-back') become(underWay, 'open');
    if (event.kind === 'silence') silence = event.after === 'solution' ? 'assumed' : 'abandoned';
    if (event.kind === 'close') end(event.resolution);
    if (event.kind === 'merge') end('merged');
    if (event.kind === 'reopen') goOn();
  }

  const told = row.lines.some(({ event }) => event?.kind === 'intent');
  if (!told && row.intent !== null) begin(row.intent);
  for (const { event } of row.lines) if (event !== null) take(event);
  const { standing } = row;
  if (standing !== 'bot' && standing !== 'queue' && standing !== 'agent') end(standing);
  return fates;
}

/** What agents end counts as theirs. */
const ENDS: Readonly<Record<Exclude<Resolution, 'silence'>, Fate>> = {
  confirmed: 'confirmed',
  answered: 'answered',
  cancelled: 'cancelled',
  replaced: 'cancelled',
  'by-agent': 'handed-over',
  merged: 'handed-over',
  spam: 'handed-over',
};

function noFates(): Record<Fate, number> {
  return {
    confirmed: 0,
    answered: 0,
    assumed: 0,
    abandoned: 0,
    silence: 0,
    cancelled: 0,
    'not-that': 0,
    'handed-over': 0,
    open: 0,
  };
}
