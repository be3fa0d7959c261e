import { resolutionSchema, type HandoverReason, type Resolution } from '../model/case.js';
import type { HistoryEvent } from '../model/history-event.js';
import type { CaseRow, Standing } from '../model/case-row.js';

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
  /** What the silence came after that ended it last; null: none did, or its history does not tell. */
  silentAfter: 'solution' | 'question' | null;
  /** Whether the person said that what an agent did has helped. */
  helped: boolean;
  /** What the person gave it, from 1 to 5. */
  satisfaction: number | null;
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

/** Tells the course of a case from what is stored of it. */
export function courseOf({ standing, closedAt, satisfaction, lines }: CaseRow): Course {
  const course: Course = {
    standing,
    people: standing === 'queue' || standing === 'agent' || standing === 'by-agent',
    handovers: 0,
    reason: null,
    handedBack: false,
    firstEnd: null,
    silentAfter: null,
    helped: false,
    satisfaction,
    wait: null,
    clockWentBack: false,
  };
  const now = { waitsSince: 0, ended: false, last: -Infinity };

  function pass(at: number): void {
    if (at < now.last) course.clockWentBack = true;
    now.last = at;
  }

  function hear(at: number): void {
    const { wait } = course;
    if (wait?.first.kind === 'waiting') wait.first = { kind: 'answered', ms: span(now.waitsSince, at) };
  }

  function handOver(reason: HandoverReason, at: number): void {
    course.people = true;
    course.handovers += 1;
    if (course.wait !== null) return;
    course.reason = reason;
    course.wait = { first: { kind: 'waiting' }, endMs: null };
    now.waitsSince = at;
  }

  function reopen(byAgent: boolean, at: number): void {
    const { firstEnd } = course;
    if (byAgent) course.people = true;
    if (now.ended && firstEnd?.reopenedAfterMs === null) firstEnd.reopenedAfterMs = span(firstEnd.at, at);
    now.ended = false;
  }

  function end(how: Resolution, at: number): void {
    const { wait } = course;
    now.ended = true;
    course.firstEnd ??= { at, how, reopenedAfterMs: null };
    goWithout();
    if (wait?.endMs === null) wait.endMs = span(now.waitsSince, at);
  }

  function goWithout(): void {
    const { wait } = course;
    if (wait?.first.kind === 'waiting') wait.first = { kind: 'without' };
  }

  function take(event: HistoryEvent, byAgent: boolean, at: number): void {
    if (event.kind === 'handover') handOver(event.reason, at);
    if (event.kind === 'claim') course.people = true;
    if (event.kind === 'reopen') reopen(byAgent, at);
    if (event.kind === 'silence') course.silentAfter = event.after;
    if (event.kind === 'close') end(event.resolution, at);
    if (event.kind === 'helped') course.helped = true;
    if (event.kind === 'merge') end('merged', at);
    if (event.kind !== 'hand-back') return;
    course.handedBack ||= byAgent;
    goWithout();
  }

  for (const { at, kind, byAgent, event } of lines) {
    if (kind === 'agent' || event !== null) pass(at);
    if (kind === 'agent') hear(at);
    else if (event !== null) take(event, byAgent, at);
  }
  // Where a chat moves into another that has a case of its own, the case ends without a line.
  const how = resolutionSchema.safeParse(standing).data;
  if (!now.ended && how !== undefined && closedAt !== null) {
    pass(closedAt);
    end(how, closedAt);
  }
  return course;
}

/** How long from one moment to another; where the clock was put back in between, no time at all. */
function span(from: number, to: number): number {
  return Math.max(0, to - from);
}
