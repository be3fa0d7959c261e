import { resumeFlow } from '../flow/run.js';
import type { CaseOutcome } from '../model/history-event.js';
import { flowOf } from './content.js';
import { withEffect, type Draft } from './draft.js';
import type { Asked } from './question.js';
import type { Scene } from './scene.js';
import type { Episode, Frame } from './state.js';

/** Keeps in the case's history what the dialogue came to. */
export function withOutcome(draft: Draft, outcome: CaseOutcome): Draft {
  return withEffect(draft, { kind: 'outcome', outcome });
}

/** What the person was asked to try, or said of it, since the frame was as before, where a solved issue stands behind it. */
export function withTrials(draft: Draft, before: Frame, after: Frame): Draft {
  return after.tried.reduce((told, { step, result }, index) => {
    const issue = issueBehind(draft.scene, after, step);
    if (issue === null) return told;
    const earlier = before.tried[index];
    const same = earlier?.step === step ? earlier : null;
    const shown = same === null ? withOutcome(told, { kind: 'suggested', issue }) : told;
    return result === null || same?.result === result
      ? shown
      : withOutcome(shown, { kind: 'tried', issue, result });
  }, draft);
}

/** The topic of a frame is over, while the case may go on with another. */
export function withFinished(
  draft: Draft,
  { intent }: Pick<Frame, 'intent'>,
  how: Extract<CaseOutcome, { kind: 'finished' }>['how'],
): Draft {
  return intent === null ? draft : withOutcome(draft, { kind: 'finished', intent, how });
}

/** Tells of flows that were under way and are no more, without having come to an end of their own. */
export function withLeft(draft: Draft, before: Episode): Draft {
  const { scene, state, effects, outcome } = draft;
  const stack = outcome === 'handed-over' ? [] : state.episode.stack;
  const ended = effects.flatMap((effect) =>
    effect.kind === 'outcome' && effect.outcome.kind === 'flow-end' ? [effect.outcome.flow] : [],
  );
  return before.stack.reduce((told, frame, index) => {
    const { flow } = frame.flow;
    const goesOn = stack[index]?.flow.flow === flow;
    if (goesOn || frame.issue !== null || ended.includes(flow)) return told;
    const step = standsAt(scene, frame);
    return step === null ? told : withOutcome(told, { kind: 'flow-left', flow, step });
  }, draft);
}

/** What silence that ends a case came after. */
export function silenceAfter(asked: Asked): Extract<CaseOutcome, { kind: 'silence' }>['after'] {
  const tries = asked.kind === 'flow' && asked.waiting.kind === 'confirm';
  const next = asked.kind === 'pending' && asked.pending.kind === 'next';
  return tries || next ? 'solution' : 'question';
}

function issueBehind({ content }: Scene, frame: Frame, id: string): string | null {
  if (frame.issue !== null) return frame.issue;
  const step = flowOf(content, frame.flow)?.steps.get(id);
  return step !== undefined && 'confirm' in step ? (step.issue ?? null) : null;
}

function standsAt({ content }: Scene, { flow }: Frame): string | null {
  const outcome = resumeFlow(flowOf(content, flow), flow);
  if (outcome.kind === 'outdated') return null;
  return (outcome.turn.waiting ?? outcome.turn.work)?.step ?? null;
}
