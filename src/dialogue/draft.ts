import type { Effect } from '../model/effect.js';
import type { Resolution } from '../model/case.js';
import type { RichText } from '../model/text.js';
import { phrase, type PhraseKey } from './phrases.js';
import type { Scene } from './scene.js';
import type { NewPending } from './pending.js';
import { newEpisode, type DialogueState, type Episode } from './state.js';

/**
 * A turn in the making. Moves take a draft and give another; `finish` (finish.ts) puts the open question, sets the
 * timers and makes one message of what was said.
 */
export interface Draft {
  scene: Scene;
  state: DialogueState;
  said: readonly RichText[];
  effects: readonly Effect[];
  move: string;
  /** Where it leads: on with the question that is open; an end of the case; a person; or nothing is to be said. */
  outcome: 'going-on' | 'closed' | 'handed-over' | 'quiet';
  /** Buttons below what is said, where no question is open. */
  choices: readonly { label: string; token: string }[];
}

/** A turn in which nothing has happened yet. */
export function newDraft(scene: Scene, state: DialogueState): Draft {
  return { scene, state, said: [], effects: [], move: 'none', outcome: 'going-on', choices: [] };
}

/** Changes fields of the episode. */
export function withEpisode(draft: Draft, changes: Partial<Episode>): Draft {
  return { ...draft, state: { ...draft.state, episode: { ...draft.state.episode, ...changes } } };
}

/** Puts a question of the dialogue's own: its pattern begins with the end of this turn. */
export function ask(draft: Draft, pending: NewPending): Draft {
  return withEpisode(draft, { pending: { ...pending, flow: null } });
}

/** Says a text. */
export function say(draft: Draft, text: RichText): Draft {
  return text.text === '' ? draft : { ...draft, said: [...draft.said, text] };
}

/** Says a phrase. */
export function sayPhrase(
  draft: Draft,
  key: PhraseKey,
  values: Readonly<Record<string, string | RichText>> = {},
): Draft {
  return say(draft, phrase(draft.scene, key, values));
}

/** Adds an effect. */
export function withEffect(draft: Draft, effect: Effect): Draft {
  return { ...draft, effects: [...draft.effects, effect] };
}

/** Names the kind of move, for the log. The first name given stays. */
export function named(draft: Draft, move: string): Draft {
  return draft.move === 'none' ? { ...draft, move } : draft;
}

/** Ends the case. Its episode is parked: the person may come back to it, or say that it is still broken after all. */
export function close(draft: Draft, resolution: Resolution): Draft {
  const closed = withEffect(draft, { kind: 'close', resolution });
  const comesBack = resolution === 'confirmed' || resolution === 'answered' || resolution === 'silence';
  const parked = comesBack ? draft.state.episode : null;
  return { ...closed, state: { ...closed.state, episode: newEpisode(), parked }, outcome: 'closed' };
}

/** Whether a case is open before this turn, and it is the bot's. */
export function botHasCase(draft: Draft): boolean {
  return draft.scene.context.owner === 'bot';
}
