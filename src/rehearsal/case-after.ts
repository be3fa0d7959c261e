import type { Case } from '../model/case.js';
import type { Effect } from '../model/effect.js';

/** A case as an effect leaves it, at this moment; the engine does the same to the case that is stored. */
export function caseAfter(subject: Case, effect: Effect, at: number): Case {
  switch (effect.kind) {
    case 'handover': {
      const { department, priority, dossier } = effect;
      const waitingSince = subject.waitingSince ?? at;
      return { ...subject, owner: 'queue', agent: null, department, priority, dossier, waitingSince };
    }
    case 'claim':
      return { ...subject, owner: 'agent', agent: effect.agent, waitingSince: null };
    case 'release':
      return { ...subject, owner: 'queue', agent: null, waitingSince: at };
    case 'route': {
      const { department, priority } = effect;
      return { ...subject, department, priority };
    }
    case 'reopen-by-agent':
      return { ...opened(subject), owner: 'agent', agent: effect.agent };
    case 'hand-back':
      return { ...subject, owner: 'bot', agent: null, waitingSince: null };
    case 'close': {
      const { resolution } = effect;
      return { ...subject, owner: 'nobody', waitingSince: null, closedAt: at, resolution };
    }
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
    case 'post':
    case 'timers':
    case 'probe':
    case 'note':
      return subject;
  }
}

function opened(subject: Case): Case {
  return { ...subject, waitingSince: null, awaitingSolution: false, closedAt: null, resolution: null };
}
