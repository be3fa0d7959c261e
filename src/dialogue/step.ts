import { takeAct } from './acts.js';
import { takeAside } from './aside.js';
import { goOnWithArrived, takeArrival } from './arrival.js';
import { takeAnswer, takeOption, takeWords, unclear } from './answer.js';
import { bringBack } from './bring-back.js';
import { collect } from './collect.js';
import { concluded } from './conclude.js';
import { obey } from './command.js';
import type { DialogueContent } from './content.js';
import { ask, named, newDraft, sayPhrase, withEffect, withEpisode, type Draft } from './draft.js';
import type { DialogueContext, DialogueEvent, DialogueStep } from './event.js';
import { takeFiles } from './files.js';
import { finish } from './finish.js';
import { goOnWithBot, handedBack } from './hand-back.js';
import { handOver } from './handover.js';
import { actOn } from './intent.js';
import { chooseLanguage, languageOf } from './language.js';
import { keepWords, note, takeProblem } from './problem.js';
import { withLeft } from './outcome.js';
import { askedNow, type Asked } from './question.js';
import { route, type Move } from './route.js';
import { warnOfSecrets, warnQuietly } from './secret.js';
import { noteSeveral, takeSeveral } from './several.js';
import { workAgain } from './running.js';
import { onSilence } from './silence.js';
import { runningFrame } from './stack.js';
import { beginAgain, reopenedContext, reopenedDraft, reopenedState, reopening } from './reopen.js';
import { newEpisode, type DialogueState } from './state.js';

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
  const how = reopening({ context, content, language: context.language }, state, event);
  const scene = {
    context: how === null ? context : reopenedContext(context),
    content,
    language: context.language,
  };
  const before = how === null ? prepared(state, context, event) : reopenedState(state, how);
  const asked = askedNow(scene, before);
  const language = languageOf(before, event, context, quotes(asked));
  const there = { ...scene, language };
  const move: Move = how === 'failed' ? { kind: 'failed-after-all' } : route(there, before, asked, event);
  const plain = { ...before, offeredLanguages: false };
  const draft = how === null ? newDraft(there, plain) : reopenedDraft(there, plain, how);
  const silent = move.kind === 'nothing' || move.kind === 'overtaken';
  const switched =
    language === context.language || silent ? draft : withEffect(draft, { kind: 'language', language });
  const masked = event.kind === 'message' ? event.masked : [];
  const warned = silent ? warnQuietly(switched, masked) : warnOfSecrets(switched, masked);
  const moved = goOnWithArrived(concluded(perform(warned, asked, event, move), event));
  return finish(withLeft(neverNowhere(neverIdle(moved)), before.episode));
}

/** Whether a flow is under way, so that a short "no" is an answer. */
export function inFlow(state: DialogueState): boolean {
  return state.episode.stack.length > 0;
}

/** A flow that waits for work of which nothing runs any more has it begun: after an upgrade, a hand-back, a reopening. */
function neverIdle(draft: Draft): Draft {
  const frame = runningFrame(draft.state.episode);
  const idle = frame !== null && frame.run === null && draft.outcome === 'going-on';
  const busy = draft.scene.context.owner === 'bot' || draft.scene.context.owner === 'nobody';
  return idle && busy ? workAgain(draft) : draft;
}

/** A case that the bot has always has something open: where the last of it was answered in passing, it asks on. */
function neverNowhere(draft: Draft): Draft {
  const { pending, stack } = draft.state.episode;
  const nowhere = pending === null && stack.length === 0 && draft.outcome === 'going-on';
  return nowhere && draft.scene.context.owner === 'bot'
    ? ask(draft, { kind: 'open', variant: 'help' })
    : draft;
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
    case 'failed-after-all':
      return handOver(event.kind === 'message' ? keepWords(draft, event.text) : draft, 'steps-failed');
    case 'overtaken':
      return { ...withEpisode(named(draft, 'overtaken'), { pending: null, asked: null }), outcome: 'quiet' };
    case 'command':
      return obey(draft, move.name, move.argument);
    case 'silence':
      return onSilence(draft, move.timer);
    case 'handed-back':
      return handedBack(draft);
    case 'collect':
      return collect(draft, move.flow);
    case 'taken-back':
      return bringBack(draft, false);
    case 'go-on-with-bot':
      return goOnWithBot(draft);
    case 'came-back':
      return beginAgain(draft, move.intent);
    case 'arrival':
      return takeArrival(draft, move.run, move.results);
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
      return takeAside(draft, move.intent, event.kind === 'message' ? event : null);
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
    case 'problems':
      return event.kind === 'message' ? takeSeveral(draft, event) : draft;
    case 'problem':
      if (event.kind !== 'message') return draft;
      return asked.kind === 'pending' ? takeWords(draft, asked, event) : takeProblem(draft, event);
  }
}

/** Keeps what a message said, where it is acted on without being understood as a problem. */
function heard(draft: Draft, event: DialogueEvent): Draft {
  if (event.kind !== 'message') return draft;
  const kept = noteSeveral(
    note(keepWords(draft, event.text), event.understanding, event.understanding),
    event,
  );
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
  return asked.kind === 'nothing' ? ask(warned, { kind: 'open', variant: 'help' }) : warned;
}
