import type { FlowAnswer } from '../flow/turn.js';
import type { Intent } from '../model/intent.js';
import type { Understanding } from '../model/understanding.js';
import { answerRunning } from './answering.js';
import { isAside, likelyAside, takeAside } from './aside.js';
import { clarify } from './clarify.js';
import { answerPending } from './conclude.js';
import { intentFor, isCourtesy } from './content.js';
import { correct } from './correction.js';
import { mayDigress, offerDigression } from './digression.js';
import { named, sayPhrase, type Draft } from './draft.js';
import type { DialogueEvent, MessageEvent } from './event.js';
import { handOver } from './handover.js';
import { matchOption } from './match.js';
import { askAgain } from './misfit.js';
import { takeMeanwhile } from './meanwhile.js';
import { keepWords, takeProblem } from './problem.js';
import { askedByFlow, askedNow, type Asked } from './question.js';
import { sureIntent } from './route.js';
import type { Scene } from './scene.js';

/** Takes one of the options of the open question, pressed or named. */
export function takeOption(
  draft: Draft,
  asked: Asked,
  value: string,
  text: string,
  event: DialogueEvent,
): Draft {
  if (asked.kind === 'flow') {
    const entities = event.kind === 'message' ? event.understanding.entities : [];
    const answer: FlowAnswer = { text, choice: value, act: yesOrNo(asked, value), entities };
    const answered = answerRunning(draft, asked, answer);
    return answered.kind === 'taken' ? answered.draft : askAgain(draft, asked, answered);
  }
  if (asked.kind !== 'pending') return draft;
  const answer: FlowAnswer = { text, choice: value, act: null, entities: [] };
  return answerPending(draft, asked, answer, event) ?? askAgain(draft, asked, null);
}

function yesOrNo(asked: Extract<Asked, { kind: 'flow' }>, value: string): 'yes' | 'no' | null {
  if (asked.waiting.kind === 'choose') return null;
  return value === 'yes' || value === 'no' ? value : null;
}

/** A short reply that says nothing to the question: asks differently, or again. */
export function unclear(draft: Draft, asked: Asked): Draft {
  if (asked.kind !== 'pending') return sayPhrase(named(draft, 'idle'), 'greet.idle');
  switch (asked.pending.kind) {
    case 'clarify':
    case 'open':
      return clarify(draft, []);
    case 'candidates':
    case 'digression':
    case 'next':
    case 'close-waiting':
    case 'handing-over':
      return askAgain(draft, asked, null);
  }
}

/** The option of the flow's question that is named while the dialogue asks something before it. */
function chosenBelow({ options }: Extract<Asked, { kind: 'flow' }>, text: string): string | null {
  const met = matchOption(
    text,
    options.map(({ label }) => label),
  );
  return met === null ? null : (options[met.index]?.value ?? null);
}

/**
 * The intent that words likely have: a word or two are never surely one in a flow ("reset the password"), but where
 * they answer nothing, likely is enough to offer it.
 */
function likelyIntent(scene: Scene, { intents, thresholds }: Understanding): Intent | null {
  const best = intents[0];
  if (best === undefined || best.p < thresholds.answer || isCourtesy(best.intent)) return null;
  const intent = intentFor(scene.content, scene.context.audience, best.intent);
  return intent?.action === undefined ? intent : null;
}

/** Words for a question of the dialogue's own: what its pattern asked for, or the problem in other words. */
export function takeWords(
  draft: Draft,
  asked: Extract<Asked, { kind: 'pending' }>,
  event: MessageEvent,
): Draft {
  if (asked.pattern.turn.waiting?.kind !== 'ask') {
    return asked.pending.kind === 'handing-over'
      ? askAgain(keepWords(draft, event.text), asked, null)
      : takeProblem(draft, event);
  }
  const { act, entities } = event.understanding;
  const answer: FlowAnswer = { text: event.text, choice: null, act, entities, files: event.files };
  return answerPending(draft, asked, answer, event) ?? askAgain(keepWords(draft, event.text), asked, null);
}

/**
 * An answer to the running flow: taken if it fits; else another problem is offered, or answered in passing; else
 * the question is put again.
 */
export function takeAnswer(draft: Draft, event: MessageEvent): Draft {
  const { scene, state } = draft;
  const own = askedNow(scene, state);
  if (own.kind === 'pending' && own.pending.kind !== 'digression') return takeWords(draft, own, event);
  const flow = askedByFlow(scene, state);
  if (flow.kind === 'outdated') return handOver(keepWords(draft, event.text), 'upgrade');
  if (flow.kind === 'working') return takeMeanwhile(draft, flow, event);
  if (flow.kind !== 'flow') return takeProblem(draft, event);
  const { act, entities } = event.understanding;
  const choice = own.kind === 'pending' ? chosenBelow(flow, event.text) : null;
  const answer: FlowAnswer = { text: event.text, choice, act, entities, files: event.files };
  const answered = answerRunning(draft, flow, answer);
  if (answered.kind === 'taken') return answered.draft;
  const sure = sureIntent(scene, event.understanding);
  const aside = sure ?? likelyAside(scene, event);
  if (aside !== null && isAside(aside)) return takeAside(draft, aside, event);
  const other = sure ?? likelyIntent(scene, event.understanding);
  if (other !== null && own.kind !== 'pending' && mayDigress(draft, other)) {
    return offerDigression(draft, other, event);
  }
  const corrected = act === null ? correct(draft, event) : null;
  if (corrected !== null) return corrected;
  const asked = askedNow(scene, state);
  return askAgain(keepWords(draft, event.text), asked, asked.kind === 'flow' ? answered : null);
}
