import type { CompiledFlow } from '../flow/compile.js';
import { resumeFlow } from '../flow/run.js';
import type { FlowTurn, Waiting, Work } from '../flow/turn.js';
import type { LocalText } from '../model/language.js';
import { fill, join, type RichText } from '../model/text.js';
import { flowOf } from './content.js';
import { frameValues } from './frame.js';
import { filled } from './pattern.js';
import type { Pending } from './pending.js';
import { phraseText } from './phrases.js';
import { patternOf, type PendingPattern } from './playing.js';
import type { Scene } from './scene.js';
import { runningFrame } from './stack.js';
import type { DialogueState, Frame } from './state.js';

/** One thing to choose. */
export interface Option {
  value: string;
  label: LocalText;
}

/** The question that is open. */
export type Asked =
  | { kind: 'nothing' }
  /** One of the dialogue's own. */
  | { kind: 'pending'; pending: Pending; pattern: PendingPattern; options: Option[] }
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
  if (pending === null) return askedByFlow(scene, state);
  const pattern = patternOf(scene, state.episode, pending);
  const { waiting } = pattern.turn;
  const options = waiting === null ? [] : flowOptions(scene, waiting);
  const offered = waiting?.offers === true ? pattern.offered : [];
  return { kind: 'pending', pending, pattern, options: [...offered, ...options] };
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
    const { pattern, pending } = asked;
    const { waiting, said } = pattern.turn;
    const key = JSON.stringify(pending);
    // What leads to the question is said once, and not again with it.
    const first = pending.flow === null && state.episode.asked?.key !== key;
    const texts = [
      ...(first ? said.map(({ text }) => text) : []),
      ...(waiting === null ? [] : [waiting.text]),
    ];
    return {
      text: join(
        texts.map((text) => filled(scene, pattern, text)),
        '\n\n',
      ),
      choices,
      longAnswer: waiting?.long ?? false,
      key,
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
