import { DESK_PHRASES } from './desk/phrases.js';
import { giveUp } from './dialogue/handover.js';
import { REQUIRED_PHRASES } from './dialogue/phrases.js';
import { wordsBefore } from './dialogue/problem.js';
import { initialState, readState } from './dialogue/state.js';
import { inFlow, step } from './dialogue/step.js';
import type { Brain } from './engine/brain.js';
import { FirstlineError } from './errors.js';
import { loadContent, type Content } from './flow/content.js';
import { describeFault } from './flow/fault.js';
import { createUnderstanding } from './nlu/understand.js';

/** Every phrase that the bot or its desk says, with the placeholders each may use. */
export const ALL_PHRASES: Readonly<Record<string, readonly string[]>> = {
  ...REQUIRED_PHRASES,
  ...DESK_PHRASES,
};

/** More mistakes than this at once help nobody in a start-up message. */
const MOST_SHOWN = 20;

/** Reads the content under a folder. Throws `CONTENT_INVALID` with every mistake, by file and line. */
export function loadCheckedContent(root: string): Content {
  const outcome = loadContent(root, ALL_PHRASES);
  if (outcome.ok) return outcome.content;
  const shown = outcome.faults.slice(0, MOST_SHOWN).map(describeFault);
  const rest = outcome.faults.length - shown.length;
  throw new FirstlineError(
    'CONTENT_INVALID',
    `the content has ${String(outcome.faults.length)} mistakes\n${shown.join('\n')}${rest > 0 ? `\n… and ${String(rest)} more` : ''}`,
    'Mend them; `firstline check` shows them all.',
  );
}

/** What the engine thinks with, made from content that was checked. Takes a moment: the classifier is trained. */
export function createBrain(content: Content): Brain {
  const understanding = createUnderstanding(content);
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
