import { answerFlow } from '../flow/run.js';
import type { FlowAnswer } from '../flow/turn.js';
import type { Intent } from '../model/intent.js';
import { decideWaiting } from './cancel.js';
import { noneOfThese } from './clarify.js';
import { intentFor } from './content.js';
import { stayHere, switchTo } from './digression.js';
import { withEpisode, type Draft } from './draft.js';
import type { DialogueEvent } from './event.js';
import { handOverNow } from './handover.js';
import { actOn } from './intent.js';
import { leaveNext } from './later.js';
import { withOutcome } from './outcome.js';
import { saySaid } from './pattern.js';
import type { PendingHandover } from './pending.js';
import type { PendingPattern } from './playing.js';
import { takeProblem } from './problem.js';
import { askedNow, type Asked } from './question.js';
import { beginNext } from './several.js';

type AskedPending = Extract<Asked, { kind: 'pending' }>;

/**
 * Gives the pattern that puts the dialogue's own question an answer; once it has come to its end, does what that
 * says. Null: the answer does not fit, and nothing has changed.
 */
export function answerPending(
  draft: Draft,
  { pending, pattern }: AskedPending,
  answer: FlowAnswer,
  event: DialogueEvent,
): Draft | null {
  if (pattern.turn.waiting === null) return draft;
  const outcome = answerFlow(pattern.compiled, pattern.turn.snapshot, answer);
  if (outcome.kind === 'misfit') return null;
  const moved = withEpisode(draft, { pending: { ...pending, flow: outcome.turn.snapshot }, misfits: 0 });
  const told = saySaid(moved, { ...pattern, turn: outcome.turn });
  return concluded(told, event);
}

/** Does what the pattern of the dialogue's own question says, where it has come to its end. */
export function concluded(before: Draft, event: DialogueEvent): Draft {
  if (before.outcome !== 'going-on') return before;
  const asked = askedNow(before.scene, before.state);
  if (asked.kind !== 'pending' || asked.pattern.turn.end?.kind !== 'then') return before;
  const { pending, pattern } = asked;
  // A pattern that asks nothing has come to its end unheard.
  const draft = pending.flow === null ? saySaid(before, pattern) : before;
  const { outcome } = asked.pattern.turn.end;
  switch (pending.kind) {
    case 'candidates': {
      const { content, context } = draft.scene;
      const chosen = pattern.turn.slots.chosen ?? '';
      const intent = outcome === 'chosen' ? intentFor(content, context.audience, chosen) : null;
      return intent === null
        ? noneOfThese(draft, pending.intents)
        : takeUp(
            withOutcome(withEpisode(draft, { pending: null }), { kind: 'chosen', intent: intent.id }),
            intent,
          );
    }
    case 'digression':
      return outcome === 'switch' ? switchTo(draft, pending.intent, pending.issues) : stayHere(draft);
    case 'next':
      return outcome === 'begin' ? beginNext(draft, pending.intent) : leaveNext(draft, pending);
    case 'close-waiting':
      return decideWaiting(draft, pending.resolution, outcome === 'close');
    case 'clarify':
    case 'open':
      return event.kind === 'message' ? takeProblem(draft, event) : draft;
    case 'handing-over':
      return handOverNow(withAnswers(draft, pattern), pending.reason, whereTo(pending));
  }
}

/** What was chosen: one of the problems that wait, or what the problem is. */
function takeUp(draft: Draft, intent: Intent): Draft {
  const waits = draft.state.episode.later.some((later) => later.intent === intent.id);
  return waits ? beginNext(draft, intent.id) : actOn(draft, intent, false);
}

function whereTo({ department, priority, note, saidWhy }: PendingHandover) {
  return { department, priority, note, saidWhy };
}

/** Keeps for the agent what a pattern asked. */
function withAnswers(draft: Draft, { turn, inputs }: PendingPattern): Draft {
  const { found } = draft.state.episode;
  const told = Object.entries(turn.slots).filter(([slot]) => !Object.hasOwn(inputs, slot));
  const answers = told.map(([slot, value]) => ({ slot, question: null, value }));
  return withEpisode(draft, { found: { ...found, answers: [...found.answers, ...answers] } });
}
