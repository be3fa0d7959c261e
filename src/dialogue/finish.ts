import type { Effect } from '../model/effect.js';
import { LANGUAGES } from '../model/language.js';
import { join, slice } from '../model/text.js';
import type { Draft } from './draft.js';
import type { DialogueStep } from './event.js';
import { languageToken, optionToken } from './offer.js';
import { phrase } from './phrases.js';
import { askedNow, questionOf, type Asked, type Question } from './question.js';
import { newEpisode, type DialogueState } from './state.js';

/**
 * Ends a turn: puts the question that is open, makes one message of all that was said, and sets or stops the
 * silence timers. What closes or hands over is said as a notice, which is sent whoever owns the case by then.
 */
export function finish(draft: Draft): DialogueStep {
  const owner = draft.scene.context.owner;
  const question = draft.outcome === 'going-on' ? putAgain(draft, openQuestion(draft)) : null;
  const opensCase =
    owner === 'nobody' &&
    (draft.outcome === 'handed-over' || (draft.outcome === 'going-on' && underWay(draft.state)));
  const waits = draft.outcome === 'going-on' && (owner === 'bot' || opensCase);
  const numbered = withNumber(draft.state, question);
  const state = afterwards(numbered, draft.outcome, opensCase);
  const asked = draft.outcome === 'going-on' ? askedNow(draft.scene, state) : null;
  return {
    state,
    effects: [
      ...draft.effects.filter((effect) => !comesAfterWords(effect)),
      ...spoken(draft, numbered, question, waits),
      ...draft.effects.filter(comesAfterWords),
      ...timers(draft, waits, asked),
    ],
    move: draft.move,
    ...(asked === null ? { flow: null, step: null } : placeOf(asked)),
  };
}

/** What ends the bot's part, and what is done while the person waits, comes after the words that go with it. */
function comesAfterWords(effect: Effect): boolean {
  return (
    effect.kind === 'close' ||
    effect.kind === 'handover' ||
    effect.kind === 'bring-back' ||
    effect.kind === 'probe'
  );
}

/** The running flow and the step it waits on. */
function placeOf(asked: Asked): Pick<DialogueStep, 'flow' | 'step'> {
  switch (asked.kind) {
    case 'flow':
      return { flow: asked.frame.flow.flow, step: asked.waiting.step };
    case 'working':
      return { flow: asked.frame.flow.flow, step: asked.work.step };
    case 'nothing':
    case 'pending':
    case 'outdated':
      return { flow: null, step: null };
  }
}

/** The languages that were just offered, else whatever is open. */
function openQuestion({ scene, state }: Draft): Question | null {
  if (!state.offeredLanguages) return questionOf(scene, state);
  return {
    text: phrase(scene, 'language.ask'),
    choices: LANGUAGES.map((language) => ({
      label: phrase(scene, `language.${language}`).text,
      token: languageToken(language),
    })),
    longAnswer: false,
    key: null,
  };
}

/** A question that was only just put is not repeated with all its steps: its last line asks. */
function putAgain(draft: Draft, question: Question | null): Question | null {
  if (question === null || draft.move !== 'ask-again') return question;
  const { text } = question;
  return { ...question, text: slice(text, text.text.trimEnd().lastIndexOf('\n') + 1) };
}

/** Whether the dialogue is in the middle of a problem. */
function underWay(state: DialogueState): boolean {
  return state.episode.pending !== null || state.episode.stack.length > 0;
}

function withNumber(state: DialogueState, question: Question | null): DialogueState {
  const { episode } = state;
  const key = question?.key ?? null;
  if (key === null || episode.asked?.key === key) return state;
  const offer = state.offers + 1;
  return { ...state, offers: offer, episode: { ...episode, asked: { key, offer } } };
}

/** A hand-over parks the episode, so that an agent can give it back; a new problem forgets what was parked. */
function afterwards(state: DialogueState, outcome: Draft['outcome'], opensCase: boolean): DialogueState {
  if (outcome === 'handed-over') return { ...state, episode: newEpisode(), parked: state.episode };
  return opensCase ? { ...state, parked: null } : state;
}

function spoken(draft: Draft, state: DialogueState, question: Question | null, waits: boolean): Effect[] {
  const texts = question === null ? draft.said : [...draft.said, question.text];
  if (texts.length === 0 || draft.outcome === 'quiet') return [];
  const offer = state.episode.asked?.offer ?? 0;
  return [
    {
      kind: 'say',
      weight: waits ? 'question' : 'notice',
      text: join(texts, '\n\n'),
      choices: [
        ...(question?.choices ?? []).map(({ label, token }, index) => ({
          label,
          token: token ?? optionToken(offer, index),
        })),
        ...draft.choices,
      ],
      longAnswer: question?.longAnswer ?? false,
    },
  ];
}

/** A reminder does not start the timers anew, or it would come for ever. */
function timers(draft: Draft, waits: boolean, asked: Asked | null): Effect[] {
  if (draft.outcome === 'closed' || draft.outcome === 'handed-over') return [{ kind: 'timers', on: false }];
  if (!waits || draft.move === 'remind') return [];
  const run = asked?.kind === 'working' && asked.work.kind === 'wait' ? asked.frame.run : null;
  if (asked?.kind !== 'working' || asked.work.kind !== 'wait' || run === null) {
    return [{ kind: 'timers', on: true }];
  }
  return [{ kind: 'timers', on: true, wait: { run, minutes: asked.work.minutes } }];
}
