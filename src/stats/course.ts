import {
  handoverReasonSchema,
  resolutionSchema,
  type HandoverReason,
  type Resolution,
} from '../model/case.js';
import type { CaseLine, CaseRow, Standing } from '../model/case-row.js';

/** What became of one case: all that figures count. */
export interface Course {
  /** How it stands now. */
  standing: Standing;
  /** Whether people ever had it: handed over, or opened again by an agent. */
  people: boolean;
  /** How often the bot handed it over. */
  handovers: number;
  /** Why it was handed over the first time; null: never. */
  reason: HandoverReason | null;
  /** Whether an agent ever gave it back to the bot. */
  handedBack: boolean;
  /** How and when it ended the first time, and how long after that it was opened again, ms; null: not (yet). */
  firstEnd: { at: number; how: Resolution; reopenedAfterMs: number | null } | null;
  /** The wait that began with the first hand-over; null: there was none. */
  wait: Wait | null;
  /** Whether a later line of its history bears an earlier time: then no length of time is below nought. */
  clockWentBack: boolean;
}

/** What a person waited for who was handed over, in wall-clock time: nights and weekends count. */
export interface Wait {
  /**
   * Until the first words of an agent; or it ended without any, by an end or a hand-back; or it goes on. What the bot
   * says of it, such as who has claimed the case, is no answer.
   */
  first: { kind: 'answered'; ms: number } | { kind: 'without' } | { kind: 'waiting' };
  /** Until the case ended for the first time after the hand-over, whoever ended it; null: it has not. */
  endMs: number | null;
}

type CaseEvent =
  | { kind: 'handover'; reason: HandoverReason }
  | { kind: 'claim' | 'words' | 'reopen' | 'hand-back'; byAgent: boolean }
  | { kind: 'close'; how: Resolution };

/** Tells the course of a case from what is stored of it. */
export function courseOf({ standing, closedAt, lines }: CaseRow): Course {
  const course: Course = {
    standing,
    people: standing === 'queue' || standing === 'agent' || standing === 'by-agent',
    handovers: 0,
    reason: null,
    handedBack: false,
    firstEnd: null,
    wait: null,
    clockWentBack: false,
  };
  const now = { waitsSince: 0, ended: false, last: -Infinity };

  function take(event: CaseEvent, at: number): void {
    if (at < now.last) course.clockWentBack = true;
    now.last = at;
    const { wait, firstEnd } = course;
    switch (event.kind) {
      case 'handover':
        course.people = true;
        course.handovers += 1;
        if (wait !== null) return;
        course.reason = event.reason;
        course.wait = { first: { kind: 'waiting' }, endMs: null };
        now.waitsSince = at;
        return;
      case 'words':
        if (wait?.first.kind === 'waiting') wait.first = { kind: 'answered', ms: span(now.waitsSince, at) };
        return;
      case 'hand-back':
        course.handedBack ||= event.byAgent;
        if (wait?.first.kind === 'waiting') wait.first = { kind: 'without' };
        return;
      case 'claim':
        course.people = true;
        return;
      case 'reopen':
        if (event.byAgent) course.people = true;
        if (now.ended && firstEnd?.reopenedAfterMs === null) firstEnd.reopenedAfterMs = span(firstEnd.at, at);
        now.ended = false;
        return;
      case 'close':
        now.ended = true;
        course.firstEnd ??= { at, how: event.how, reopenedAfterMs: null };
        if (wait?.first.kind === 'waiting') wait.first = { kind: 'without' };
        if (wait?.endMs === null) wait.endMs = span(now.waitsSince, at);
        return;
    }
  }

  for (const line of lines) {
    const event = eventOf(line);
    if (event !== null) take(event, line.at);
  }
  // Where a chat moves into another that has a case of its own, the case ends without a line.
  const how = resolutionSchema.safeParse(standing).data;
  if (!now.ended && how !== undefined && closedAt !== null) take({ kind: 'close', how }, closedAt);
  return course;
}

/** What a line tells; null: nothing that is counted. */
function eventOf({ kind, byAgent, event }: CaseLine): CaseEvent | null {
  if (kind === 'agent') return { kind: 'words', byAgent };
  const [name = '', told = ''] = (event ?? '').split(': ', 2);
  switch (name) {
    case 'handover': {
      const reason = handoverReasonSchema.safeParse(told).data;
      return reason === undefined ? null : { kind: 'handover', reason };
    }
    case 'close': {
      const how = resolutionSchema.safeParse(told).data;
      return how === undefined ? null : { kind: 'close', how };
    }
    case 'claim':
    case 'reopen':
    case 'hand-back':
      return { kind: name, byAgent };
    default:
      return null;
  }
}

/** How long from one moment to another; where the clock was put back in between, no time at all. */
function span(from: number, to: number): number {
  return Math.max(0, to - from);
}
