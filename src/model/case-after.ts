import type { Case, Resolution } from './case.js';
import type { Effect } from './effect.js';

/** A case as an effect leaves it, at this moment (ms since the epoch): the one place where a case changes. */
export function caseAfter(subject: Case, effect: Effect, at: number): Case {
  switch (effect.kind) {
    case 'handover': {
      const { department, priority, dossier } = effect;
      const waitingSince = subject.waitingSince ?? at;
      // What an agent said stays said when the case comes to people again.
      const meant = subject.dossier?.meant;
      return {
        ...{ ...subject, owner: 'queue', agent: null, department, priority, waitingSince },
        dossier: meant === undefined ? dossier : { ...dossier, meant },
      };
    }
    case 'claim':
    case 'assign':
      return { ...subject, owner: 'agent', agent: effect.agent, waitingSince: null };
    case 'release':
      return { ...subject, owner: 'queue', agent: null, waitingSince: at };
    case 'snooze':
      return { ...subject, snoozedUntil: effect.until };
    case 'route': {
      const { department, priority } = effect;
      return { ...subject, department, priority };
    }
    case 'reopen-by-agent':
      return { ...opened(subject), owner: 'agent', agent: effect.agent };
    case 'hand-back':
      return { ...subject, owner: 'bot', agent: null, waitingSince: null, snoozedUntil: null };
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
      return { ...subject, awaitingSolution: false };
    case 'say':
    case 'relay':
    case 'answer':
    case 'post':
    case 'timers':
    case 'probe':
    case 'note':
    case 'ban':
      return subject;
  }
}

function ended(subject: Case, resolution: Resolution, at: number): Case {
  return { ...subject, owner: 'nobody', waitingSince: null, snoozedUntil: null, closedAt: at, resolution };
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
