import type { HandoverReason, Resolution } from '../model/case.js';
import type { Standing } from '../model/case-row.js';
import type { Course } from './course.js';

/** How a case can stand that people never had. */
export const ALONE = [
  'confirmed',
  'answered',
  'assumed',
  'abandoned',
  'silence',
  'cancelled',
  'replaced',
  'bot',
] as const;
export type Alone = (typeof ALONE)[number];

/** A case that is opened again later than this after its end is not counted as opened again. */
export const REOPENED_WITHIN_MS = 7 * 24 * 60 * 60_000;

/**
 * Figures of cases, as they stand when they are read. Each case is counted once in each of them: it is either in
 * `alone` or in `people`, under one standing, so that those two add up to `cases`.
 */
export interface Figures {
  cases: number;
  /**
   * People never had it: neither handed over nor opened again by an agent. `confirmed`: the person said that it is
   * solved. `answered`: a reply, or a flow that ended well without asking. Where the person fell silent: `assumed`, after
   * the bot had asked whether what it gave to try has helped; `abandoned`, while it asked anything else; `silence`: an
   * older history, which does not tell. `cancelled`: by the person. `replaced`: the person began anew. `bot`: open.
   */
  alone: Record<Alone, number>;
  /** People have it or had it. `confirmed`, `answered`, `silence`: the bot had it again by then. */
  people: Record<Standing, number>;
  handedOver: {
    /** Handed over at least once. */
    cases: number;
    /** Of all cases. */
    share: number | null;
    /** More than once. */
    again: number;
    /** Why, the first time: adds up to `cases`. */
    reasons: Record<HandoverReason, number>;
  };
  handedBack: {
    /** Given back to the bot by an agent at least once. */
    cases: number;
    /** Of them, those that have ended since with the bot, and how. */
    confirmed: number;
    answered: number;
    silence: number;
  };
  reopened: {
    /** Have ended at least once. */
    ended: number;
    /** Opened again, by the person or an agent, within 7 days of their first end. */
    reopened: number;
    share: number | null;
    /** Not opened again, but the 7 days are not over. */
    undecided: number;
    /** How they ended the first time: adds up to `ended`. */
    firstEnds: Record<Resolution, number>;
    /** How those had ended that were opened again: adds up to `reopened`. */
    reopenedAfter: Record<Resolution, number>;
  };
  /** From the first hand-over to the first words of an agent. Adds up to `handedOver.cases` with the other two. */
  firstAnswer: Spread & {
    /** Ended, or was given back to the bot, before an agent had written anything. */
    without: number;
    /** Nobody has written yet. */
    waiting: number;
  };
  /** From the first hand-over to the first end after it, whoever ended it. */
  end: Spread;
  /** Ended by an agent, and the person said that it helped. */
  helped: number;
  /** What persons gave their case, from 1 to 5, where they were asked and said so. */
  satisfaction: Satisfaction & {
    /** Of cases that people never had, and of those that they have or had. */
    alone: Satisfaction;
    people: Satisfaction;
  };
  /** Cases whose history goes back in time: lengths of time that would be below nought are nought. */
  clockWentBack: number;
}

/** Scores from 1 to 5. */
export interface Satisfaction {
  answers: number;
  mean: number | null;
  /** How many gave 1, 2, 3, 4 and 5. */
  scores: number[];
}

/** Lengths of wall-clock time: nights and weekends count. */
export interface Spread {
  /** How many were measured. */
  cases: number;
  /** At least half, and at least nine in ten, took no longer than this; always one that was measured. */
  medianMs: number | null;
  p90Ms: number | null;
}

/** Adds up cases, one after another. */
export interface Tally {
  add(course: Course): void;
  figures(): Figures;
}

/** A tally of cases as they stand at a moment, ms since the epoch. */
export function createTally(at: number): Tally {
  const alone: Figures['alone'] = {
    confirmed: 0,
    answered: 0,
    assumed: 0,
    abandoned: 0,
    silence: 0,
    cancelled: 0,
    replaced: 0,
    bot: 0,
  };
  const people: Figures['people'] = { ...noEnds(), bot: 0, queue: 0, agent: 0 };
  const reasons = noReasons();
  const ended = noEnds();
  const reopened = noEnds();
  const back = { cases: 0, confirmed: 0, answered: 0, silence: 0 };
  const answers: number[] = [];
  const ends: number[] = [];
  const given: { alone: number[]; people: number[] } = { alone: [], people: [] };
  let helped = 0;
  let again = 0;
  let undecided = 0;
  let without = 0;
  let waiting = 0;
  let clockWentBack = 0;

  function countEnd({ how, at: endedAt, reopenedAfterMs }: NonNullable<Course['firstEnd']>): void {
    ended[how] += 1;
    if (reopenedAfterMs === null) {
      if (at - endedAt < REOPENED_WITHIN_MS) undecided += 1;
    } else if (reopenedAfterMs <= REOPENED_WITHIN_MS) reopened[how] += 1;
  }

  function countWait({ first, endMs }: NonNullable<Course['wait']>): void {
    if (first.kind === 'answered') answers.push(first.ms);
    else if (first.kind === 'without') without += 1;
    else waiting += 1;
    if (endMs !== null) ends.push(endMs);
  }

  return {
    add(course) {
      const { standing, reason, firstEnd, wait } = course;
      const single = course.people ? null : aloneAs(standing, course.silentAfter);
      if (single === null) people[standing] += 1;
      else alone[single] += 1;
      if (course.satisfaction !== null)
        (course.people ? given.people : given.alone).push(course.satisfaction);
      if (standing === 'by-agent' && course.helped) helped += 1;
      if (reason !== null) reasons[reason] += 1;
      if (course.handovers > 1) again += 1;
      if (course.handedBack) {
        back.cases += 1;
        if (standing === 'confirmed' || standing === 'answered' || standing === 'silence')
          back[standing] += 1;
      }
      if (firstEnd !== null) countEnd(firstEnd);
      if (wait !== null) countWait(wait);
      if (course.clockWentBack) clockWentBack += 1;
    },
    figures() {
      const cases = sum(alone) + sum(people);
      const handedOver = sum(reasons);
      return {
        cases,
        alone: { ...alone },
        people: { ...people },
        handedOver: { cases: handedOver, share: share(handedOver, cases), again, reasons: { ...reasons } },
        handedBack: { ...back },
        reopened: {
          ended: sum(ended),
          reopened: sum(reopened),
          share: share(sum(reopened), sum(ended)),
          undecided,
          firstEnds: { ...ended },
          reopenedAfter: { ...reopened },
        },
        firstAnswer: { ...spreadOf(answers), without, waiting },
        end: spreadOf(ends),
        helped,
        satisfaction: {
          ...satisfactionOf([...given.alone, ...given.people]),
          alone: satisfactionOf(given.alone),
          people: satisfactionOf(given.people),
        },
        clockWentBack,
      };
    },
  };
}

function satisfactionOf(given: readonly number[]): Satisfaction {
  const total = given.reduce((all, one) => all + one, 0);
  const scores = [1, 2, 3, 4, 5].map((score) => given.filter((one) => one === score).length);
  return { answers: given.length, mean: share(total, given.length), scores };
}

/** A part of a whole; null where there is no whole. */
export function share(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}

/** What counts add up to. */
export function sum(counts: Readonly<Record<string, number>>): number {
  return Object.values(counts).reduce((total, count) => total + count, 0);
}

/** Null: how people alone can leave it. */
function aloneAs(standing: Standing, silentAfter: Course['silentAfter']): Alone | null {
  if (standing === 'silence' && silentAfter !== null) {
    return silentAfter === 'solution' ? 'assumed' : 'abandoned';
  }
  return ALONE.find((one) => one === standing) ?? null;
}

function spreadOf(lengths: readonly number[]): Spread {
  const sorted = lengths.toSorted((a, b) => a - b);
  const at = (tenths: number): number | null => sorted[Math.ceil((tenths * sorted.length) / 10) - 1] ?? null;
  return { cases: sorted.length, medianMs: at(5), p90Ms: at(9) };
}

function noEnds(): Record<Resolution, number> {
  return {
    confirmed: 0,
    answered: 0,
    silence: 0,
    cancelled: 0,
    replaced: 0,
    merged: 0,
    spam: 0,
    'by-agent': 0,
  };
}

function noReasons(): Record<HandoverReason, number> {
  return {
    'asked-for-person': 0,
    'not-understood': 0,
    'out-of-scope': 0,
    anger: 0,
    dangerous: 0,
    flow: 0,
    'steps-failed': 0,
    'answer-failed': 0,
    'files-only': 0,
    upgrade: 0,
    error: 0,
    collected: 0,
  };
}
