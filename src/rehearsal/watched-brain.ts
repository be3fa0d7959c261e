import type { DialogueContent } from '../dialogue/content.js';
import type { DialogueEvent, DialogueStep } from '../dialogue/event.js';
import type { DialogueState } from '../dialogue/state.js';
import { step } from '../dialogue/step.js';
import type { Brain } from '../engine/brain.js';
import type { Understood } from './conversation.js';
import type { Seen } from './observed.js';
import { overridden } from './understood.js';

/** A brain that is told what to understand, can be upgraded, and whose steps are seen. */
export interface WatchedBrain extends Brain {
  /** What the next messages are understood as; null: as they are. */
  tell(understood: Understood | null): void;
  upgrade(content: DialogueContent): void;
  content(): DialogueContent;
  /** The steps taken since this was asked last. */
  collect(): Seen[];
}

export function watchedBrain(brain: Brain, content: DialogueContent): WatchedBrain {
  let told: Understood | null = null;
  let current = content;
  let seen: (Seen & { event: DialogueEvent | null })[] = [];

  function saw(before: DialogueState, event: DialogueEvent | null, taken: DialogueStep): DialogueStep {
    // A step that opens a case is taken twice, the second time with its number.
    const again = seen.at(-1);
    if (again?.before === before && again.event === event) seen.pop();
    seen.push({ before, event, step: taken });
    return taken;
  }

  return {
    ...brain,
    understand: (text, context) => overridden(brain.understand(text, context), told),
    wordsBefore: (state) => (told === null ? brain.wordsBefore(state) : null),
    step: (state, event, context) => saw(state, event, step(state, event, context, current)),
    giveUp: (reason, problem, context) =>
      saw(brain.initialState(), null, brain.giveUp(reason, problem, context)),
    tell(understood) {
      told = understood;
    },
    upgrade(newer) {
      current = newer;
    },
    content: () => current,
    collect() {
      const collected = seen;
      seen = [];
      return collected;
    },
  };
}
