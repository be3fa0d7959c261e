import { giveUp } from './dialogue/handover.js';
import { wordsBefore } from './dialogue/problem.js';
import { initialState, readState } from './dialogue/state.js';
import { inFlow, step } from './dialogue/step.js';
import type { Brain } from './engine/brain.js';
import type { Content } from './flow/content.js';
import { createUnderstanding, type UnderstandingOptions } from './nlu/understand.js';

export { loadCheckedContent } from './content.js';

/**
 * What the engine thinks with, made from content that was checked. Takes a moment where no model is given: then the
 * classifier is trained.
 */
export function createBrain(content: Content, options: UnderstandingOptions = {}): Brain {
  const understanding = createUnderstanding(content, options);
  return {
    phrases: content.phrases,
    understand: (text, context) => understanding.understand(text, context),
    step: (state, event, context) => step(state, event, context, content),
    readState,
    initialState,
    inFlow,
    wordsBefore,
    giveUp: (reason, problem, context) => giveUp(reason, problem, context, content),
  };
}
