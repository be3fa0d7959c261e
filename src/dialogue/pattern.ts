import type { CompiledFlow } from '../flow/compile.js';
import { startFlow } from '../flow/run.js';
import type { FlowTurn } from '../flow/turn.js';
import { FirstlineError } from '../errors.js';
import type { LocalText } from '../model/language.js';
import { fill, plain, type RichText } from '../model/text.js';
import { say, type Draft } from './draft.js';
import type { PatternName } from './patterns.js';
import { namesOf } from './phrases.js';
import type { Scene } from './scene.js';

/** What a pattern is given. */
export type PatternInputs = Readonly<Record<string, string | RichText>>;

/** A pattern that was begun. */
export interface Pattern {
  compiled: CompiledFlow;
  inputs: PatternInputs;
  turn: FlowTurn;
}

/** @throws FirstlineError PATTERN_MISSING; `firstline check` finds that before anything starts. */
export function compiledPattern(scene: Scene, name: PatternName): CompiledFlow {
  const compiled = scene.content.flows.get(name);
  if (compiled !== undefined) return compiled;
  throw new FirstlineError(
    'PATTERN_MISSING',
    `The pattern ${name} is missing.`,
    `Put flows/patterns/${name}.yml back and run firstline check.`,
  );
}

/** Begins a pattern: what it says until its first question or its end. */
export function beginPattern(scene: Scene, name: PatternName, inputs: PatternInputs): Pattern {
  const compiled = compiledPattern(scene, name);
  const slots = Object.entries(inputs).map(([slot, value]): [string, string] => [slot, textOf(value)]);
  return { compiled, inputs, turn: startFlow(compiled, Object.fromEntries(slots)) };
}

/** Says what a pattern says that asks nothing. */
export function tell(draft: Draft, name: PatternName, inputs: PatternInputs): Draft {
  return saySaid(draft, beginPattern(draft.scene, name, inputs));
}

/** Says what a pattern said on its way. */
export function saySaid(draft: Draft, pattern: Pattern): Draft {
  return pattern.turn.said.reduce((told, { text }) => say(told, filled(draft.scene, pattern, text)), draft);
}

/** A text of a pattern, with its values: what it was given keeps its form, the rest is taken literally. */
export function filled(scene: Scene, { turn, inputs }: Pattern, text: LocalText): RichText {
  const slots = Object.entries(turn.slots).map(([slot, value]): [string, RichText] => [slot, plain(value)]);
  return fill(text[scene.language], { ...namesOf(scene), ...Object.fromEntries(slots), ...inputs });
}

function textOf(value: string | RichText): string {
  return typeof value === 'string' ? value : value.text;
}
