import type { DialogueEvent, DialogueContext, DialogueStep } from '../dialogue/event.js';
import type { DialogueState } from '../dialogue/state.js';
import type { Audience, Language } from '../model/language.js';
import type { AskableFlow, ReadyIssue } from '../desk/canned.js';
import type { NamedIntent } from '../desk/intent-order.js';
import type { Knowledge } from '../review/knowledge.js';
import type { Phrases } from '../desk/phrases.js';
import type { Intent } from '../model/intent.js';
import type { Template } from '../model/template.js';
import type { IssueTrial, Tried } from '../replay/trial.js';
import type { Understanding } from '../model/understanding.js';

/**
 * What the engine thinks with: one version of the content and everything made from it. Pure, so that it can be
 * exchanged for a newer one between two turns.
 */
export interface Brain {
  phrases: Phrases;
  /** What a case can be about, as agents name it. */
  intents: readonly NamedIntent[];
  understand(
    text: string,
    context: { audience: Audience; language: Language | null; inFlow: boolean },
  ): Understanding;
  step(state: DialogueState, event: DialogueEvent, context: DialogueContext): DialogueStep;
  /** A stored state, read; null where it has a format that this version does not know. */
  readState(stored: unknown): DialogueState | null;
  initialState(): DialogueState;
  /** The state without anything of a case: another one than the last is open again. */
  withoutCase(state: DialogueState): DialogueState;
  /** Whether a flow is under way, so that "no" is an answer. */
  inFlow(state: DialogueState): boolean;
  /** What the next message is to be understood together with, because it answers a clarifying question. */
  wordsBefore(state: DialogueState): string | null;
  /** What the bot can be asked to go through with somebody of this audience. */
  askable(audience: Audience): readonly AskableFlow[];
  /** Answers that agents have ready. */
  templates: readonly Template[];
  /**
   * A solved issue as an agent may send it to somebody of this audience; null where there is none of this id that they
   * may see.
   */
  readyIssue(id: string, audience: Audience, language: Language): ReadyIssue | null;
  /** The intent of this id; null where the content no longer has it. */
  intent(id: string): Intent | null;
  /** The product area that most solved issues of an intent are of; null where there are none. */
  areaOf(intent: string): string | null;
  /** The solved issues in force, as whoever reviews a draft sees them. */
  knowledge: Knowledge;
  /** A solved issue tried on messages; what is in force stays as it is. */
  trial(tried: Tried): IssueTrial;
  /** The step for a state that cannot be read, or a turn that failed: a person takes over. */
  giveUp(reason: 'upgrade' | 'error', problem: readonly string[], context: DialogueContext): DialogueStep;
}
