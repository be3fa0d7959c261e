import type { FlowAnswer } from '../flow/turn.js';
import { cancel, decideWaiting } from './cancel.js';
import { clarify, noneOfThese, reject } from './clarify.js';
import { obey } from './command.js';
import { intentFor, type DialogueContent } from './content.js';
import { correct } from './correction.js';
import { mayDigress, offerDigression, stayHere, switchTo } from './digression.js';
import {
  botHasCase,
  close,
  named,
  newDraft,
  sayPhrase,
  withEffect,
  withEpisode,
  type Draft,
} from './draft.js';
import type { DialogueContext, DialogueEvent, DialogueStep } from './event.js';
import { takeFiles } from './files.js';
import { finish } from './finish.js';
import { handOver, takeBack } from './handover.js';
import { actOn, reply } from './intent.js';
import { chooseLanguage, languageOf } from './language.js';
import { askAgain } from './misfit.js';
import { keepWords, note, takeProblem, type MessageEvent } from './problem.js';
import { askedByFlow, askedNow, type Asked } from './question.js';
import { route, sureIntent, type Move } from './route.js';
import { answerRunning, endWell, goBack, retryOf } from './running.js';
import { onSilence } from './silence.js';
import { newEpisode, type DialogueState } from './state.js';
import { sayStatus } from './status.js';
import { warnOfSecrets } from './secret.js';

/**
 * Takes the dialogue one event further. Pure: the same state, event, context and content give the same step, and
 * nothing outside is read or changed. What the bot says is one message, and it ends in at most one question.
 *
 * @throws FirstlineError PHRASE_MISSING or FLOW_MISSING where the content lacks what the dialogue needs;
 * `firstline check` finds both.
 */
export function step(
  state: DialogueState,
  event: DialogueEvent,
  context: DialogueContext,
  content: DialogueContent,
): DialogueStep {
  const before = prepared(state, context, event);
  const scene = { context, content, language: context.language };
  const asked = askedNow(scene, before);
  const language = languageOf(before, event, context, quotes(asked));
  const there = { ...scene, language };
  const move = route(there, before, asked, event);
  const draft = newDraft(there, { ...before, offeredLanguages: false });
  const switched =
    language === context.language || move.kind === 'nothing'
      ? draft
      : withEffect(draft, { kind: 'language', language });
  const warned =
    event.kind === 'message' && move.kind !== 'nothing' ? warnOfSecrets(switched, event.masked) : switched;
  return finish(perform(warned, asked, event, move));
}

/** Whether a flow is under way, so that a short "no" is an answer. */
export function inFlow(state: DialogueState): boolean {
  return state.episode.stack.length > 0;
}

/** Where no case is open, nothing of an earlier one goes on (an agent may have closed it). */
function prepared(state: DialogueState, context: DialogueContext, event: DialogueEvent): DialogueState {
  return context.owner === 'nobody' && event.kind !== 'handed-back'
    ? { ...state, episode: newEpisode() }
    : state;
}

/** Whether what is written now may be a quotation in any language. */
function quotes(asked: Asked): boolean {
  return asked.kind === 'flow' && (asked.waiting.type === 'text' || asked.waiting.type === 'error-text');
}

function perform(draft: Draft, asked: Asked, event: DialogueEvent, move: Move): Draft {
  switch (move.kind) {
    case 'nothing':
      return { ...draft, outcome: 'quiet' };
    case 'command':
      return obey(draft, move.name, move.argument);
    case 'silence':
      return onSilence(draft, move.timer);
    case 'handed-back':
      return takeBack(draft);
    case 'outdated':
      return handOver(event.kind === 'message' ? keepWords(draft, event.text) : draft, 'upgrade');
    case 'stale':
      return stale(draft, asked);
    case 'language':
      return chooseLanguage(draft, move.language);
    case 'option':
      return takeOption(draft, asked, move.value, move.text, event);
    case 'handover':
      return handOver(heard(draft, event), move.reason);
    case 'intent':
      return actOn(heard(draft, event), move.intent, false);
    case 'aside':
      return move.intent.reply === undefined ? sayStatus(draft) : reply(draft, move.intent);
    case 'act':
      return takeAct(draft, asked, event, move.act);
    case 'idle':
      return sayPhrase(named(draft, 'idle'), 'greet.idle');
    case 'secret-only':
      return secretOnly(draft, asked);
    case 'files':
      return takeFiles(draft);
    case 'answer':
      return event.kind === 'message' ? takeAnswer(draft, event) : draft;
    case 'unclear':
      return unclear(draft, asked);
    case 'problem':
      return event.kind === 'message' ? takeProblem(draft, event) : draft;
  }
}

/** Keeps what a message said, where it is acted on without being understood as a problem. */
function heard(draft: Draft, event: DialogueEvent): Draft {
  if (event.kind !== 'message') return draft;
  const kept = note(keepWords(draft, event.text), event.understanding, event.understanding);
  // Asking for a person in the middle of a problem says nothing new about what it is near to.
  const { nearest, candidates, problem } = draft.state.episode;
  return problem.length === 0 ? kept : withEpisode(kept, { nearest, candidates });
}

function stale(draft: Draft, asked: Asked): Draft {
  const late = named(draft, 'stale');
  const { owner } = draft.scene.context;
  if (owner === 'queue' || owner === 'agent') return sayPhrase(late, 'stale.waiting');
  return sayPhrase(late, asked.kind === 'nothing' ? 'stale.idle' : 'stale.question');
}

function secretOnly(draft: Draft, asked: Asked): Draft {
  const warned = named(draft, 'secret');
  return asked.kind === 'nothing'
    ? withEpisode(warned, { pending: { kind: 'open', variant: 'help' } })
    : warned;
}

function takeOption(draft: Draft, asked: Asked, value: string, text: string, event: DialogueEvent): Draft {
  if (asked.kind === 'flow') {
    const entities = event.kind === 'message' ? event.understanding.entities : [];
    const answer: FlowAnswer = { text, choice: value, act: yesOrNo(asked, value), entities };
    return answerRunning(draft, asked, answer) ?? askAgain(draft, asked, null);
  }
  if (asked.kind !== 'pending') return draft;
  const { pending } = asked;
  switch (pending.kind) {
    case 'candidates': {
      if (value === 'else') return noneOfThese(draft, pending.intents);
      const intent = intentFor(draft.scene.content, draft.scene.context.audience, value);
      return intent === null
        ? noneOfThese(draft, pending.intents)
        : actOn(withEpisode(draft, { pending: null }), intent, false);
    }
    case 'digression':
      return value === 'switch' ? switchTo(draft, pending.intent, pending.issues) : stayHere(draft);
    case 'close-waiting':
      return decideWaiting(draft, pending.resolution, value === 'close');
    case 'clarify':
    case 'open':
      return draft;
  }
}

function yesOrNo(asked: Extract<Asked, { kind: 'flow' }>, value: string): 'yes' | 'no' | null {
  if (asked.waiting.kind === 'choose') return null;
  return value === 'yes' || value === 'no' ? value : null;
}

function takeAct(
  draft: Draft,
  asked: Asked,
  event: DialogueEvent,
  act: Extract<Move, { kind: 'act' }>['act'],
): Draft {
  const flow = askedByFlow(draft.scene, draft.state);
  switch (act) {
    case 'cancel':
      return cancel(draft);
    case 'repeat':
      return asked.kind === 'nothing'
        ? sayPhrase(named(draft, 'repeat'), 'greet.idle')
        : named(draft, 'repeat');
    case 'back':
      if (asked.kind === 'pending' && asked.pending.kind === 'digression') return stayHere(draft);
      if (flow.kind === 'flow') return goBack(draft, flow);
      return sayPhrase(named(draft, 'back'), asked.kind === 'nothing' ? 'greet.idle' : 'answers.back-none');
    case 'works-now':
      if (flow.kind === 'flow') return endWell(draft, flow, { text: '', choice: null, act, entities: [] });
      return botHasCase(draft)
        ? close(sayPhrase(named(draft, 'works-now'), 'resolve.done'), 'confirmed')
        : sayPhrase(named(draft, 'works-now'), 'resolve.idle');
    case 'still-broken':
      return stillBroken(draft, event);
    case 'not-that':
      return notThat(draft, asked);
    case 'correction': {
      const corrected = event.kind === 'message' ? correct(draft, event.understanding.entities) : null;
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
  const counted = withEpisode(named(draft, 'still-broken'), {
    stillBroken: episode.stillBroken + 1,
    pending: null,
  });
  return sayPhrase(counted, 'answers.still-broken');
}

function notThat(draft: Draft, asked: Asked): Draft {
  if (asked.kind === 'nothing') return sayPhrase(named(draft, 'not-that'), 'greet.idle');
  if (asked.kind === 'flow') return reject(draft);
  switch (asked.kind === 'pending' ? asked.pending.kind : 'open') {
    case 'candidates':
      return noneOfThese(
        draft,
        asked.kind === 'pending' && asked.pending.kind === 'candidates' ? asked.pending.intents : [],
      );
    case 'digression':
      return stayHere(draft);
    default:
      return unclear(draft, asked);
  }
}

/** A short reply that says nothing to the question: asks differently, or again. */
function unclear(draft: Draft, asked: Asked): Draft {
  if (asked.kind !== 'pending') return sayPhrase(named(draft, 'idle'), 'greet.idle');
  switch (asked.pending.kind) {
    case 'clarify':
    case 'open':
      return clarify(draft, []);
    case 'candidates':
    case 'digression':
    case 'close-waiting':
      return askAgain(draft, asked, null);
  }
}

/**
 * An answer to the running flow: taken if it fits; else another problem is offered, or answered in passing; else
 * the question is put again.
 */
function takeAnswer(draft: Draft, event: MessageEvent): Draft {
  const { scene, state } = draft;
  const flow = askedByFlow(scene, state);
  if (flow.kind === 'outdated') return handOver(keepWords(draft, event.text), 'upgrade');
  if (flow.kind !== 'flow') return takeProblem(draft, event);
  const { act, entities } = event.understanding;
  const answered = answerRunning(draft, flow, { text: event.text, choice: null, act, entities });
  if (answered !== null) return answered;
  const sure = sureIntent(scene, event.understanding);
  if (sure !== null && sure.reply !== undefined) return reply(draft, sure);
  if (sure?.action === 'status') return sayStatus(draft);
  if (sure !== null && mayDigress(draft, sure)) return offerDigression(draft, sure, event);
  const corrected = act === null ? correct(draft, entities) : null;
  if (corrected !== null) return corrected;
  const asked = askedNow(scene, state);
  return askAgain(keepWords(draft, event.text), asked, asked.kind === 'flow' ? retryOf(asked) : null);
}
