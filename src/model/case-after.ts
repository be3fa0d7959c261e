import type { Case, Dossier, Resolution } from './case.js';
import type { Effect } from './effect.js';
import {
  answered,
  heard,
  reminded,
  running,
  startedClock,
  stopped,
  type ServiceClock,
} from './service-clock.js';

/** A case as an effect leaves it, at this moment (ms since the epoch): the one place where a case changes. */
export function caseAfter(subject: Case, effect: Effect, at: number): Case {
  switch (effect.kind) {
    case 'handover': {
      const { department, priority, dossier } = effect;
      // Whoever had the bot ask gets the case back, whatever the bot gave up for.
      if (subject.collector !== null) return { ...broughtBack(subject, dossier, at), priority };
      const waitingSince = subject.waitingSince ?? at;
      const serviceClock = startedClock(waitingSince);
      const queued = { ...subject, owner: 'queue' as const, agent: null, waitingSince, serviceClock };
      // What an agent said stays said when the case comes to people again.
      const meant = subject.dossier?.meant;
      return {
        ...{ ...queued, department, priority },
        dossier: meant === undefined ? dossier : { ...dossier, meant },
      };
    }
    case 'claim':
    case 'assign': {
      // Whoever takes a case takes it up.
      const awake = subject.snoozedUntil === null ? subject : clocked(subject, (clock) => running(clock, at));
      return {
        ...awake,
        ...{ owner: 'agent', agent: effect.agent, collector: null, waitingSince: null, snoozedUntil: null },
      };
    }
    case 'release':
      return { ...subject, owner: 'queue', agent: null, waitingSince: at };
    case 'snooze':
      return {
        ...clocked(subject, (clock) => (effect.until === null ? running(clock, at) : stopped(clock, at))),
        snoozedUntil: effect.until,
      };
    case 'route': {
      const { department, priority } = effect;
      return { ...subject, department, priority };
    }
    case 'move':
      return {
        ...clocked(subject, (clock) => (subject.snoozedUntil === null ? clock : running(clock, at))),
        ...{ owner: 'queue', agent: null, waitingSince: subject.waitingSince ?? at, snoozedUntil: null },
      };
    case 'reopen-by-agent':
      return { ...opened(subject), owner: 'agent', agent: effect.agent, serviceClock: startedClock(at) };
    case 'hand-back':
      return {
        ...subject,
        ...{ owner: 'bot', agent: null, waitingSince: null, serviceClock: null, snoozedUntil: null },
      };
    case 'collect':
      return {
        ...clocked(subject, (clock) => answered(clock, at)),
        ...{ owner: 'bot', agent: null, collector: effect.agent, waitingSince: null, snoozedUntil: null },
      };
    case 'bring-back':
      return broughtBack(subject, effect.dossier, at);
    case 'close':
      return ended(subject, effect.resolution, at);
    case 'merge':
      return { ...ended(subject, 'merged', at), mergedInto: effect.into.number };
    case 'reopen':
      return { ...opened(subject), owner: 'bot', agent: null };
    case 'intent': {
      const { intent, department, priority } = effect;
      return { ...subject, intent, department, priority };
    }
    case 'meant': {
      const { intent, title, agent } = effect;
      const meant = { intent, title, agent: agent.name };
      return {
        ...subject,
        intent,
        dossier: subject.dossier === null ? null : { ...subject.dossier, meant },
      };
    }
    case 'language':
      return { ...subject, language: effect.language };
    case 'ask-solution':
      return { ...subject, awaitingSolution: true };
    case 'solution':
    case 'solved-as':
      return { ...subject, awaitingSolution: false };
    case 'satisfaction':
      return { ...subject, satisfaction: effect.satisfaction };
    case 'follow-up':
      return { ...subject, followUp: effect.followUp };
    case 'relay':
    case 'answer':
      return clocked(subject, (clock) => answered(clock, at));
    case 'post':
      if (effect.author === null) return subject;
      return clocked(subject, (clock) => heard(clock, at, subject.snoozedUntil !== null));
    case 'reminded':
      return clocked(subject, (clock) => reminded(clock, effect.reminders, at));
    case 'helped':
    case 'say':
    case 'revise':
    case 'withdraw':
    case 'not-delivered':
    case 'timers':
    case 'probe':
    case 'note':
    case 'ban':
    case 'languages':
    case 'outcome':
    case 'decide-draft':
    case 'rewrite-draft':
      return subject;
  }
}

/** Whoever had the bot ask goes on: it is the agent who is waited for again. */
function broughtBack(subject: Case, dossier: Dossier, at: number): Case {
  const { collector } = subject;
  const heardOf = clocked(subject, (clock) => heard(clock, at, false));
  return { ...heardOf, owner: 'agent', agent: collector, collector: null, dossier };
}

/** A case with its clocks changed; without clocks it stays as it is. */
function clocked(subject: Case, change: (clock: ServiceClock) => ServiceClock): Case {
  const { serviceClock } = subject;
  return serviceClock === null ? subject : { ...subject, serviceClock: change(serviceClock) };
}

function ended(subject: Case, resolution: Resolution, at: number): Case {
  return {
    ...subject,
    ...{ owner: 'nobody', waitingSince: null, serviceClock: null, snoozedUntil: null },
    ...{ collector: null, closedAt: at, resolution },
  };
}

/** Whoever has it now is not asked what helped before. */
function opened(subject: Case): Case {
  return {
    ...subject,
    waitingSince: null,
    awaitingSolution: false,
    closedAt: null,
    resolution: null,
    mergedInto: null,
  };
}
