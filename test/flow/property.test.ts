import fc from 'fast-check';
import { getShortestPaths, getSimplePaths } from 'xstate/graph';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { checkFlow } from '../../src/flow/check-flow.js';
import { compileFlow, type CompiledFlow } from '../../src/flow/compile.js';
import type { FlowEvent } from '../../src/flow/context.js';
import { reachable } from '../../src/flow/graph.js';
import { readFlow } from '../../src/flow/read.js';
import { answerFlow, backFlow, resumeFlow, startFlow } from '../../src/flow/run.js';
import { flowSchema, type Flow } from '../../src/flow/schema.js';
import type { FlowAnswer } from '../../src/flow/turn.js';
import type { Sourced } from '../../src/flow/sources.js';
import { readingOf } from '../../src/flow/known.js';
import type { FlowView } from '../../src/flow/view.js';
import { parseYaml } from '../../src/flow/yaml.js';
import { does, presses, says, stored } from './sample.js';

const words = (text: string) => ({ ru: `${text} ру`, en: text });
const SLOTS = ['alpha', 'beta', 'gamma'];
const VALUES = ['one', 'two', 'three'];

/** Numbers that decide about one step: its kind, its ways, its slot. */
const draws = fc.record({
  kind: fc.nat(5),
  ways: fc.array(fc.nat(100), { minLength: 4, maxLength: 4 }),
  slot: fc.nat(SLOTS.length - 1),
  back: fc.boolean(),
});

/**
 * Any flow that is right: what passes on leads to a later step only, answers may lead anywhere, two steps end,
 * and steps that are not reached are left out.
 */
const flows: fc.Arbitrary<Flow> = fc.array(draws, { minLength: 1, maxLength: 5 }).map((all) => {
  const name = (index: number) => `s${index}`;
  const steps = all.map(({ kind, ways, slot: number, back }, index) => {
    const [a = 0, b = 0, c = 0, d = 0] = ways;
    const id = name(index);
    const later = (draw: number) => name(index + 1 + (draw % (all.length + 1 - index)));
    const anywhere = (draw: number) => (back ? name(draw % (all.length + 2)) : later(draw));
    const slot = SLOTS[number] ?? '';
    if (kind === 0) return { id, say: words(id), next: later(a) };
    if (kind === 1) return { id, goto: later(a) };
    if (kind === 2) return { id, ask: words(id), slot, type: 'text', next: later(a), unknown: anywhere(b) };
    if (kind === 3) return { id, confirm: words(id), yes: later(a), no: anywhere(b) };
    if (kind === 4) {
      return {
        id,
        branch: [
          { slot, is: 'one', next: later(a) },
          { slot, known: true, next: later(b) },
        ],
        else: later(c),
      };
    }
    const options = VALUES.map((value, place) => ({
      ...{ value, label: words(value) },
      next: place === 0 ? later(a) : anywhere(place === 1 ? b : c),
    }));
    return { id, choose: words(id), slot, options, unknown: anywhere(d) };
  });
  const flow = flowSchema.parse({
    id: 'any',
    audience: 'both',
    title: words('any'),
    inputs: SLOTS,
    steps: [
      ...steps,
      { id: name(all.length), resolve: words('well') },
      { id: name(all.length + 1), handover: words('agent') },
    ],
  });
  const reached = reachable(flow);
  return { ...flow, steps: flow.steps.filter(({ id }) => reached.has(id)) };
});

const answers: fc.Arbitrary<FlowAnswer[]> = fc.array(
  fc.oneof(
    fc.constantFrom(...VALUES, 'unknown', 'nothing').map(presses),
    fc.constantFrom('yes', 'no', 'unknown', 'skip', 'works-now', 'back').map((act) => does(act)),
    fc.string({ maxLength: 5 }).map((text) => says(text)),
  ),
  { maxLength: 12 },
);

describe('any flow that is right', () => {
  it('is found right when it is read from YAML, and compiles to the same version', () => {
    fc.assert(
      fc.property(flows, (flow) => {
        const parsed = parseYaml('flows/any.yml', new TextEncoder().encode(stringify(flow)));
        const outcome = parsed.ok ? readFlow(parsed.source) : parsed;
        if (!outcome.ok) throw new Error(JSON.stringify(outcome.faults));
        const faults = checkFlow(viewOf(outcome.read));
        expect(faults.filter(({ code }) => code !== 'never-true' && code !== 'slot-unset')).toEqual([]);
        expect(compileFlow(outcome.read.value).hash).toBe(compileFlow(flow).hash);
      }),
      { numRuns: 200 },
    );
  });

  it('comes from every state on a simple path to an end', () => {
    fc.assert(
      fc.property(flows, (flow) => {
        const compiled = compileFlow(flow);
        const paths = getSimplePaths(compiled.machine, traversal(compiled));
        expect(paths.length).toBeGreaterThan(0);
        const seen = new Map(paths.map(({ state }) => [keyOf(state), state]));
        for (const state of seen.values()) {
          const ends = getShortestPaths(compiled.machine, {
            ...traversal(compiled),
            fromState: state,
            toState: ({ status }) => status === 'done',
          });
          expect(ends.length).toBeGreaterThan(0);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('is the same walked at a stretch and stored between any two answers, and can be taken back', () => {
    fc.assert(
      fc.property(flows, answers, (flow, given) => {
        const compiled = compileFlow(flow);
        // The same flow after a restart.
        const again = compileFlow(flowSchema.parse(JSON.parse(JSON.stringify(flow))));
        let turn = startFlow(compiled, {});
        for (const answer of given) {
          expect(resumeFlow(again, stored(turn))).toEqual({ kind: 'resumed', turn });
          if (turn.end !== null) break;
          const outcome = answerFlow(compiled, turn.snapshot, answer);
          expect(answerFlow(again, stored(turn), answer)).toEqual(outcome);
          if (outcome.kind === 'misfit') {
            expect(outcome.waiting).toEqual(turn.waiting);
            continue;
          }
          const { waiting, slots, tried } = turn;
          expect(backFlow(again, stored(outcome.turn))).toMatchObject({ waiting, slots, tried, said: [] });
          expect([outcome.turn.waiting, outcome.turn.end].filter((state) => state !== null)).toHaveLength(1);
          turn = outcome.turn;
        }
      }),
      { numRuns: 300 },
    );
  });
});

function viewOf(flow: Sourced<Flow>): FlowView {
  return { ...flow, reading: readingOf(flow.value, () => null, new Set()), pattern: false };
}

/** How a machine is walked: every answer a state takes, states told apart by step and slots. */
function traversal({ steps }: CompiledFlow) {
  return {
    input: {},
    serializeState: keyOf,
    events: (state: { value: unknown }): FlowEvent[] => {
      const step = typeof state.value === 'string' ? steps.get(state.value) : undefined;
      if (step === undefined) return [];
      if ('ask' in step) return [{ type: 'fill', slots: { [step.slot]: 'one' } }, { type: 'unknown' }];
      if ('confirm' in step) return [{ type: 'yes' }, { type: 'no' }];
      if (!('choose' in step)) return [];
      return [
        ...step.options.map(({ value }): FlowEvent => ({ type: 'choose', value })),
        { type: 'unknown' },
      ];
    },
  };
}

function keyOf(state: { value: unknown; context: { slots: Readonly<Record<string, string>> } }): string {
  return JSON.stringify([state.value, Object.entries(state.context.slots).sort()]);
}
