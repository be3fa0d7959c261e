import type { Case, Dossier, Resolution } from './case.js';
import type { Effect } from './effect.js';

/** A case as an effect leaves it, at this moment (ms since the epoch): the one place where a case changes. */
export function caseAfter(subject: Case, effect: Effect, at: number): Case {
  switch (effect.kind) {
    case 'handover': {
      const { department, priority, dossier } = effect;
      // Whoever had the bot ask gets the case back, whatever the bot gave up for.
      if (subject.collector !== null) return { ...broughtBack(subject, dossier), priority };
      const waitingSince = subject.waitingSince ?? at;
      return { ...subject, owner: 'queue', agent: null, department, priority, dossier, waitingSince };
    }
    case 'claim':
    case 'assign':
      return { ...subject, owner: 'agent', agent: effect.agent, collector: null, waitingSince: null };
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
    case 'collect':
      return { ...subject, owner: 'bot', agent: null, collector: effect.agent, snoozedUntil: null };
    case 'bring-back':
      return broughtBack(subject, effect.dossier);
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
    case 'outcome':
      return subject;
  }
}

function broughtBack(subject: Case, dossier: Dossier): Case {
  const { collector } = subject;
  return { ...subject, owner: 'agent', agent: collector, collector: null, dossier };
}

function ended(subject: Case, resolution: Resolution, at: number): Case {
  return {
    ...subject,
    owner: 'nobody',
    collector: null,
    waitingSince: null,
    snoozedUntil: null,
    closedAt: at,
    resolution,
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
