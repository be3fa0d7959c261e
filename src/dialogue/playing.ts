import { resumeFlow } from '../flow/run.js';
import type { LocalText } from '../model/language.js';
import { titleOf } from './content.js';
import { beginPattern, type Pattern, type PatternInputs } from './pattern.js';
import type { PatternName } from './patterns.js';
import type { Scene } from './scene.js';
import { topicFrame } from './stack.js';
import type { Pending } from './pending.js';
import type { Episode } from './state.js';

/** What the dialogue offers in a pattern's choice. */
export interface Offered {
  value: string;
  label: LocalText;
}

/** A question of the dialogue's own, with the pattern that puts it. */
export interface PendingPattern extends Pattern {
  offered: Offered[];
}

/** The pattern that puts a question of the dialogue's own, as far as it has come. */
export function patternOf(scene: Scene, episode: Episode, pending: Pending): PendingPattern {
  const { name, inputs, offered } = playing(scene, episode, pending);
  const begun = beginPattern(scene, name, inputs);
  const resumed = pending.flow === null ? null : resumeFlow(begun.compiled, pending.flow);
  // What cannot be picked up is put anew.
  const turn = resumed === null || resumed.kind === 'outdated' ? begun.turn : resumed.turn;
  return { ...begun, turn, offered };
}

interface Playing {
  name: PatternName;
  inputs: PatternInputs;
  offered: Offered[];
}

function playing(scene: Scene, episode: Episode, pending: Pending): Playing {
  const title = (intent: string): string => titles(scene, intent)[scene.language];
  const { audience } = scene.context;
  const play = (name: PatternName, inputs: PatternInputs, offered: Offered[] = []): Playing => ({
    name,
    inputs,
    offered,
  });
  switch (pending.kind) {
    case 'clarify':
      return play('clarify', { variant: pending.variant, audience });
    case 'open':
      return pending.variant === 'files'
        ? play('file-without-words', { open: 'no' })
        : play('clarify', { variant: 'help', audience });
    case 'candidates': {
      const { intents } = pending;
      const variant = allWait(episode, intents) ? 'told' : intents.length === 1 ? 'one' : 'several';
      const offered = intents.map((intent) => ({ value: intent, label: titles(scene, intent) }));
      return play('choose-between', { variant }, offered);
    }
    case 'digression': {
      const current = topicFrame(episode)?.intent ?? pending.intent;
      return play('digress', { title: title(pending.intent), current: title(current) });
    }
    case 'next':
      return play('two-problems', { state: 'next', title: title(pending.intent), titles: '' });
    case 'close-waiting': {
      const what = pending.resolution === 'replaced' ? 'waiting-new' : 'waiting';
      return play('cancel', { what, title: '' });
    }
    case 'handing-over':
      return play('human', humanInputs(scene, pending.saidWhy ? 'said' : pending.reason));
  }
}

/** What the pattern is given that says that a person takes over. */
export function humanInputs(scene: Scene, why: string): PatternInputs {
  return { why, desk: scene.context.deskOpen ? 'open' : 'closed' };
}

function titles(scene: Scene, intent: string): LocalText {
  const { content, context } = scene;
  return {
    ru: titleOf(content, context.audience, intent, 'ru'),
    en: titleOf(content, context.audience, intent, 'en'),
  };
}

/** Whether these are the problems that were told together, and not what one of them may be. */
function allWait({ later }: Episode, intents: readonly string[]): boolean {
  return intents.length > 1 && intents.every((id) => later.some(({ intent }) => intent === id));
}
