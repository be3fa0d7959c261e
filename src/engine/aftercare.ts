import { askScore, askWhetherFine, followUpDue, inDaytime, whenToRate } from '../desk/aftercare.js';
import type { AfterContext } from '../desk/aftercare.js';
import { dayInWords } from '../desk/moment.js';
import type { AfterQuestion } from '../model/aftercare.js';
import type { Case } from '../model/case.js';
import { caseAfter } from '../model/case-after.js';
import type { InboundTimer } from '../model/inbound.js';
import type { Intent } from '../model/intent.js';
import type { NewTimer } from '../store/store.js';
import type { TurnDeps } from './deps.js';
import { isOpen, keep, setTimers, type Draft } from './draft.js';
import { applyEffects } from './effects.js';
import { NOTHING_HEARD, type Heard } from './report.js';

/** A timer of what comes after a case's end. */
type AfterTimer = InboundTimer & { timer: 'rate' | 'follow-up' };

/** Whether a timer is one of what comes after a case's end. */
export function isAfterTimer(inbound: InboundTimer): inbound is AfterTimer {
  return inbound.timer === 'rate' || inbound.timer === 'follow-up';
}

/**
 * Plans what comes after the end of every case that a turn has ended, and stops it for those that it has opened again:
 * a question how satisfied the person is, and a follow-up. What an agent ended asks at once whether it helped.
 */
export function planAftercare(draft: Draft, deps: TurnDeps): void {
  if (isOpen(draft.subject)) draft.memory = { ...draft.memory, after: null };
  for (const subject of [...draft.cases.values()]) {
    const before = draft.before.get(subject.id) ?? null;
    const wasOpen = before?.owner !== 'nobody';
    if (subject.owner !== 'nobody') {
      if (!wasOpen) setTimers(draft, { caseId: subject.id, group: 'aftercare', timers: [] });
    } else if (wasOpen) {
      planEnd(draft, before, subject, deps);
    } else if (subject.followUp?.dueAt !== before.followUp?.dueAt) {
      setAfterTimers(draft, subject, rateAt(subject, draft.at, deps), deps);
    }
  }
}

function planEnd(draft: Draft, before: Case | null, ended: Case, deps: TurnDeps): void {
  const { closedAt, followUp, resolution } = ended;
  const dueAt = followUpDue(ended, intentOf(ended, deps));
  const effect = { kind: 'follow-up', agent: null, followUp: { dueAt: dueAt ?? 0, askedAt: null } } as const;
  const subject = dueAt === null || followUp !== null ? ended : caseAfter(ended, effect, draft.at);
  keep(draft, before, subject);
  if (draft.subject?.id === subject.id) draft.subject = subject;
  setAfterTimers(draft, subject, rateAt(subject, closedAt ?? draft.at, deps), deps);
  if (resolution === 'by-agent') ask(draft, subject, 'help');
}

/** When to ask for a score at the earliest, as it looks at a moment; null: never. */
function rateAt(subject: Case, now: number, deps: TurnDeps): number | null {
  const { ratingAfterMs: afterMs } = deps;
  if (afterMs === null) return null;
  const when = whenToRate(subject, intentOf(subject, deps), { now, heardAt: null, afterMs });
  if (when === 'never') return null;
  return when === 'now' ? now + afterMs : when;
}

/** Sets a case's timers after its end, all of them: they are one group. */
function setAfterTimers(draft: Draft, subject: Case, scoreAt: number | null, deps: TurnDeps): void {
  const due = followUpDue(subject, intentOf(subject, deps));
  const timers: NewTimer[] = [];
  if (scoreAt !== null) timers.push({ id: deps.ids.next(), name: 'rate', dueAt: scoreAt });
  if (due !== null) {
    const dueAt = inDaytime(deps.hours, Math.max(due, draft.at));
    timers.push({ id: deps.ids.next(), name: 'follow-up', dueAt });
  }
  setTimers(draft, { caseId: subject.id, group: 'aftercare', timers });
}

/**
 * The time has come to ask about a case that has ended: once, and only where it is still the person's latest one. Of
 * whoever has begun something else meanwhile nothing is asked.
 */
export async function onAfterTimer(draft: Draft, inbound: AfterTimer, deps: TurnDeps): Promise<Heard> {
  const late = { ...NOTHING_HEARD, move: 'late-timer' };
  const { latest } = draft.input;
  if (latest?.id !== inbound.caseId || latest.owner !== 'nobody') return late;
  const { channel, account } = draft.address;
  if (await deps.store.isBanned(channel, account, latest.person.id)) return late;
  draft.subject = latest;
  return inbound.timer === 'rate' ? onRate(draft, latest, deps) : onFollowUp(draft, latest, deps);
}

function onRate(draft: Draft, subject: Case, deps: TurnDeps): Heard {
  const { ratingAfterMs: afterMs } = deps;
  const { at, memory } = draft;
  const when =
    afterMs === null
      ? 'never'
      : whenToRate(subject, intentOf(subject, deps), { now: at, heardAt: memory.heardAt, afterMs });
  if (when === 'never') return { ...NOTHING_HEARD, move: 'late-timer' };
  if (when !== 'now') {
    setAfterTimers(draft, subject, when, deps);
    return { ...NOTHING_HEARD, move: 'rate-later' };
  }
  applyEffects(draft, askScore(subject, at, afterContext(draft, deps)), deps);
  ask(draft, subject, 'score');
  return { ...NOTHING_HEARD, move: 'rate' };
}

function onFollowUp(draft: Draft, subject: Case, deps: TurnDeps): Heard {
  const due = followUpDue(subject, intentOf(subject, deps));
  if (due === null) return { ...NOTHING_HEARD, move: 'late-timer' };
  const { at, memory } = draft;
  // The bot may have stood still up to the night.
  if (inDaytime(deps.hours, at) > at) {
    setAfterTimers(draft, subject, null, deps);
    return { ...NOTHING_HEARD, move: 'follow-up-later' };
  }
  const { language } = memory;
  const title = intentOf(subject, deps)?.title[language] ?? null;
  const date = dayInWords(subject.openedAt, language, deps.hours.timeZone);
  applyEffects(draft, askWhetherFine(subject, { title, date, at }, afterContext(draft, deps)), deps);
  ask(draft, subject, 'follow-up');
  return { ...NOTHING_HEARD, move: 'follow-up' };
}

/** Keeps what was asked: words that follow may be an answer to it. */
export function ask(draft: Draft, { id }: Case, asks: AfterQuestion): void {
  draft.memory = { ...draft.memory, after: { caseId: id, asks, askedAt: draft.at } };
}

/** What is said after the end is said with. */
export function afterContext({ memory: { language } }: Draft, deps: TurnDeps): AfterContext {
  return { phrases: deps.brain().phrases, language, deskLanguage: deps.deskLanguage };
}

function intentOf({ intent }: Case, { brain }: TurnDeps): Intent | null {
  return intent === null ? null : brain().intent(intent);
}
