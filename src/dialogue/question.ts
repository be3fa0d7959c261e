import type { CompiledFlow } from '../flow/compile.js';
import { resumeFlow } from '../flow/run.js';
import type { FlowTurn, Waiting, Work } from '../flow/turn.js';
import type { LocalText } from '../model/language.js';
import { fill, type RichText } from '../model/text.js';
import { flowOf, titleOf } from './content.js';
import { frameValues } from './frame.js';
import { phrase, phraseText } from './phrases.js';
import type { Scene } from './scene.js';
import { runningFrame, topicFrame } from './stack.js';
import type { DialogueState, Episode, Frame, Pending } from './state.js';

/** One thing to choose. */
export interface Option {
  value: string;
  label: LocalText;
}

/** The question that is open. */
export type Asked =
  | { kind: 'nothing' }
  /** One of the dialogue's own. */
  | { kind: 'pending'; pending: Pending; options: Option[] }
  /** What the running flow waits on. */
  | {
      kind: 'flow';
      frame: Frame;
      compiled: CompiledFlow;
      turn: FlowTurn;
      waiting: Waiting;
      options: Option[];
    }
  /** Nothing is asked: the running flow goes on once this is done. */
  | { kind: 'working'; frame: Frame; compiled: CompiledFlow; turn: FlowTurn; work: Work }
  /** A flow is under way, but the content no longer has it in this form. */
  | { kind: 'outdated' };

/** A question ready to be shown. */
export interface Question {
  text: RichText;
  /** `token` null: the option's number in this question. */
  choices: { label: string; token: string | null }[];
  longAnswer: boolean;
  /** The same for the same question put again; null for an aside that leaves the open question open. */
  key: string | null;
}

/** Finds the question that is open. */
export function askedNow(scene: Scene, state: DialogueState): Asked {
  const { pending } = state.episode;
  if (pending !== null) return { kind: 'pending', pending, options: pendingOptions(scene, pending) };
  return askedByFlow(scene, state);
}

/** Finds the question of the running flow, whatever the dialogue itself asks meanwhile. */
export function askedByFlow(scene: Scene, state: DialogueState): Asked {
  const stored = runningFrame(state.episode);
  if (stored === null) return { kind: 'nothing' };
  const compiled = flowOf(scene.content, stored.flow);
  const outcome = resumeFlow(compiled, stored.flow);
  if (compiled === undefined || outcome.kind === 'outdated') return { kind: 'outdated' };
  const { turn } = outcome;
  const { waiting, work } = turn;
  // In another version of the flow it stands at the step of the same id.
  const frame = { ...stored, flow: turn.snapshot };
  if (work !== null) return { kind: 'working', frame, compiled, turn, work };
  if (waiting === null) return { kind: 'outdated' };
  return { kind: 'flow', frame, compiled, turn, waiting, options: flowOptions(scene, waiting) };
}

/** The question as it is shown; null where nothing is open. */
export function questionOf(scene: Scene, state: DialogueState): Question | null {
  const asked = askedNow(scene, state);
  if (asked.kind !== 'pending' && asked.kind !== 'flow') return null;
  const choices = asked.options.map(({ label }) => ({ label: label[scene.language], token: null }));
  if (asked.kind === 'pending') {
    return {
      text: pendingText(scene, state.episode, asked.pending),
      choices,
      longAnswer: false,
      key: JSON.stringify(asked.pending),
    };
  }
  const { waiting, frame } = asked;
  return {
    text: fill(waiting.text[scene.language], frameValues(scene, frame)),
    choices,
    longAnswer: waiting.long,
    key: [state.episode.stack.length, frame.flow.flow, frame.issue ?? '', waiting.step].join(':'),
  };
}

function flowOptions(scene: Scene, waiting: Waiting): Option[] {
  if (waiting.kind !== 'confirm' && waiting.type !== 'yes-no') return waiting.options;
  const [yes, no] = yesAndNo(scene);
  return waiting.partly
    ? [yes, { value: 'partly', label: phraseText(scene, 'answers.partly') }, no]
    : [yes, no];
}

function yesAndNo(scene: Scene): [Option, Option] {
  return [
    { value: 'yes', label: phraseText(scene, 'answers.yes') },
    { value: 'no', label: phraseText(scene, 'answers.no') },
  ];
}

function pendingOptions(scene: Scene, pending: Pending): Option[] {
  switch (pending.kind) {
    case 'clarify':
    case 'open':
      return [];
    case 'candidates':
      return [
        ...pending.intents.map((intent) => ({ value: intent, label: titles(scene, intent) })),
        { value: 'else', label: phraseText(scene, 'clarify.something-else') },
      ];
    case 'digression':
      return [
        { value: 'switch', label: phraseText(scene, 'digression.switch') },
        { value: 'stay', label: phraseText(scene, 'digression.stay') },
      ];
    case 'next':
      return [
        { value: 'begin', label: phraseText(scene, 'several.begin') },
        { value: 'leave', label: phraseText(scene, 'several.leave') },
      ];
    case 'close-waiting':
      return [
        { value: 'close', label: phraseText(scene, 'cancel.waiting-close') },
        { value: 'keep', label: phraseText(scene, 'cancel.waiting-keep') },
      ];
  }
}

function titles(scene: Scene, intent: string): LocalText {
  const { content, context } = scene;
  return {
    ru: titleOf(content, context.audience, intent, 'ru'),
    en: titleOf(content, context.audience, intent, 'en'),
  };
}

function pendingText(scene: Scene, episode: Episode, pending: Pending): RichText {
  switch (pending.kind) {
    case 'clarify':
      return clarifyingText(scene, pending.variant);
    case 'candidates':
      if (allWait(episode, pending.intents)) return phrase(scene, 'several.which');
      return phrase(scene, pending.intents.length === 1 ? 'clarify.candidate' : 'clarify.candidates');
    case 'open':
      return phrase(scene, pending.variant === 'files' ? 'files.ask' : 'greet.open');
    case 'digression': {
      const title = (intent: string): string => titles(scene, intent)[scene.language];
      const current = topicFrame(episode)?.intent ?? pending.intent;
      return phrase(scene, 'digression.ask', { title: title(pending.intent), current: title(current) });
    }
    case 'next':
      return phrase(scene, 'several.next', { title: titles(scene, pending.intent)[scene.language] });
    case 'close-waiting':
      return phrase(scene, pending.resolution === 'replaced' ? 'cancel.waiting-new' : 'cancel.waiting');
  }
}

/** Whether these are the problems that were told together, and not what one of them may be. */
function allWait({ later }: Episode, intents: readonly string[]): boolean {
  return intents.length > 1 && intents.every((id) => later.some(({ intent }) => intent === id));
}

function clarifyingText(scene: Scene, variant: 'details' | 'area' | 'other-words'): RichText {
  switch (variant) {
    case 'details':
      return phrase(scene, 'clarify.details');
    case 'other-words':
      return phrase(scene, 'clarify.other-words');
    case 'area':
      return phrase(
        scene,
        scene.context.audience === 'staff' ? 'clarify.area-staff' : 'clarify.area-customer',
      );
  }
}
