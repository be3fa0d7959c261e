import { takeAnswer, unclear } from './answer.js';
import { answerRunning, endWell, goBack } from './answering.js';
import { cancel } from './cancel.js';
import { noneOfThese, reject } from './clarify.js';
import { correct } from './correction.js';
import { stayHere } from './digression.js';
import { botHasCase, close, named, sayPhrase, withEpisode, type Draft } from './draft.js';
import type { DialogueEvent } from './event.js';
import { handOver } from './handover.js';
import { leaveNext } from './later.js';
import { keepWords } from './problem.js';
import { askedByFlow, type Asked } from './question.js';
import { sayMeanwhile } from './meanwhile.js';
import { tell } from './pattern.js';
import type { Move } from './route.js';
import { runningFrame } from './stack.js';
import { goOn } from './running.js';

/** Short replies that mean the same in every state. */
export function takeAct(
  draft: Draft,
  asked: Asked,
  event: DialogueEvent,
  act: Extract<Move, { kind: 'act' }>['act'],
): Draft {
  const flow = askedByFlow(draft.scene, draft.state);
  const underWay = flow.kind === 'flow' || flow.kind === 'working' ? flow : null;
  switch (act) {
    case 'cancel':
      return cancel(draft);
    case 'repeat':
      if (asked.kind === 'working') return sayMeanwhile(named(draft, 'repeat'), asked.work);
      return tell(named(draft, 'repeat'), 'repeat', { open: asked.kind === 'nothing' ? 'no' : 'yes' });
    case 'back':
      if (asked.kind === 'pending' && asked.pending.kind === 'digression') return stayHere(draft);
      if (underWay !== null) return goBack(draft, underWay);
      return sayPhrase(named(draft, 'back'), asked.kind === 'nothing' ? 'greet.idle' : 'answers.back-none');
    case 'works-now':
      if (underWay !== null) {
        return endWell(draft, underWay, { text: '', choice: null, act, entities: [] });
      }
      return botHasCase(draft)
        ? close(sayPhrase(named(draft, 'works-now'), 'resolve.done'), 'confirmed')
        : sayPhrase(named(draft, 'works-now'), 'resolve.idle');
    case 'still-broken':
      return stillBroken(draft, event);
    case 'not-that':
      return notThat(draft, asked);
    case 'correction': {
      const corrected = event.kind === 'message' ? correct(draft, event) : null;
      if (corrected !== null) return corrected;
      return event.kind === 'message' ? takeAnswer(draft, event) : draft;
    }
  }
}

/** Said while something else is asked: goes on once; then, or when the case was closed already, a person takes over. */
function stillBroken(draft: Draft, event: DialogueEvent): Draft {
  const { episode, parked } = draft.state;
  if (draft.scene.context.owner === 'nobody' && parked !== null) {
    const reopened = { ...draft, state: { ...draft.state, episode: { ...parked, pending: null } } };
    return handOver(event.kind === 'message' ? keepWords(reopened, event.text) : reopened, 'steps-failed');
  }
  if (episode.stillBroken > 0) return handOver(draft, 'steps-failed');
  const asked = askedByFlow(draft.scene, draft.state);
  // Whoever says so while a wait goes on has looked already.
  if (asked.kind === 'working' && asked.work.kind === 'wait') {
    return goOn(named(draft, 'still-broken'), { kind: 'elapsed' });
  }
  const counted = withEpisode(named(draft, 'still-broken'), {
    stillBroken: episode.stillBroken + 1,
    pending: null,
  });
  return sayPhrase(counted, 'answers.still-broken');
}

function notThat(draft: Draft, asked: Asked): Draft {
  if (asked.kind === 'working') return reject(draft);
  if (asked.kind === 'flow') {
    // Of a solved issue that a flow suggests, it says that it does not fit.
    const frame = runningFrame(draft.state.episode);
    if (frame?.called !== true || frame.issue === null) return reject(draft);
    const answered = answerRunning(draft, asked, { text: '', choice: 'no', act: 'no', entities: [] });
    return answered.kind === 'taken' ? answered.draft : reject(draft);
  }
  if (asked.kind !== 'pending') return sayPhrase(named(draft, 'not-that'), 'greet.idle');
  const { pending } = asked;
  if (pending.kind === 'candidates') return noneOfThese(draft, pending.intents);
  if (pending.kind === 'next') return leaveNext(draft, pending);
  return pending.kind === 'digression' ? stayHere(draft) : unclear(draft, asked);
}
