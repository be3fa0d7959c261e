import type { Draft } from './draft.js';
import { sayPhrase } from './draft.js';
import { GO_ON_TOKEN } from './offer.js';
import { phrase } from './phrases.js';

/** Says when somebody begins, where nobody is at work; nothing where that is not known. */
export function sayBeginning(draft: Draft): Draft {
  const { deskOpensAt } = draft.scene.context;
  if (deskOpensAt === null) return draft;
  return sayPhrase(draft, 'handover.begins', { when: deskOpensAt[draft.scene.language] });
}

/**
 * Says how many come before, where somebody is at work and serves them. That nobody does is not said: who is urgent may
 * still come before.
 */
export function sayPlace(draft: Draft): Draft {
  const { deskOpen, queuePlace } = draft.scene.context;
  if (!deskOpen || queuePlace === null || queuePlace === 0) return draft;
  return sayPhrase(draft, 'handover.place', { count: String(queuePlace) });
}

/** Offers to go on with the bot for as long as nobody has the case. */
export function offerToGoOn(draft: Draft): Draft {
  const { text: label } = phrase(draft.scene, 'handover.go-on');
  return { ...draft, choices: [...draft.choices, { label, token: GO_ON_TOKEN }] };
}
