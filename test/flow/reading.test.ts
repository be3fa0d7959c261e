import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { checkFlow } from '../../src/flow/check-flow.js';
import { compileFlow, type CompiledFlow } from '../../src/flow/compile.js';
import { OTHER, UNKNOWN, type Slots } from '../../src/flow/domain.js';
import { readingOf } from '../../src/flow/known.js';
import { readFlow } from '../../src/flow/read.js';
import { answerFlow, startFlow, workFlow } from '../../src/flow/run.js';
import type { Flow } from '../../src/flow/schema.js';
import type { FlowTurn } from '../../src/flow/turn.js';
import { parseYaml } from '../../src/flow/yaml.js';
import { PROBES } from '../../src/model/probe.js';
import { does, presses, says } from './sample.js';

const T = { ru: 'слово', en: 'word' };
const { verdicts } = PROBES.port;
/** What conditions may name, by slot: some of it never comes. */
const NAMED = {
  plan: ['vps', 'shared'],
  sure: ['yes', 'no'],
  words: ['one', 'two'],
  domain: ['a.example.com', 'example.org'],
  port: ['open', 'timeout'],
  round: ['one', 'two'],
} as const;
const SLOTS = ['plan', 'sure', 'words', 'domain', 'port', 'round'] as const;

/** Numbers that decide about one step. */
const draws = fc.record({ kind: fc.nat(9), ways: fc.array(fc.nat(99), { minLength: 6, maxLength: 6 }) });

/** Any flow that can be read, right or wrong: every way leads somewhere, and that is all. */
const written = fc.array(draws, { minLength: 2, maxLength: 8 }).map((all) => {
  const names = [...all.map((_, index) => `s${index}`), 'end'];
  const steps = all.map(({ kind, ways }, index) => {
    const id = `s${index}`;
    const [a = 0, b = 0, c = 0, d = 0, e = 0] = ways;
    const to = (draw: number): string => names[draw % names.length] ?? 'end';
    const condition = (draw: number, way: number) => {
      const slot = SLOTS[draw % SLOTS.length] ?? 'plan';
      const test = [
        ...[{ is: NAMED[slot][0] }, { in: [...NAMED[slot]] }, { known: true }, { known: false }],
        ...(slot === 'domain' ? [{ guard: 'subdomain' }] : []),
      ];
      return { slot, ...test[way % test.length], next: to(way) };
    };
    const option = (value: string, way: number) => ({ value, label: T, next: to(way) });
    if (kind === 0) return { id, say: T, next: to(a) };
    if (kind === 1) return { id, ask: T, slot: 'sure', type: 'yes-no', unknown: to(b), next: to(a) };
    if (kind === 2) return { id, ask: T, slot: 'words', type: 'text', failed: to(b), next: to(a) };
    if (kind === 3) return { id, ask: T, slot: 'domain', type: 'domain', unknown: to(b), next: to(a) };
    if (kind === 4) {
      return {
        id,
        choose: T,
        slot: 'plan',
        options: [option('vps', a), option('shared', b)],
        unknown: to(c),
      };
    }
    if (kind === 5) {
      return {
        id,
        probe: [{ check: 'port', of: 'domain', port: 25, keep: { address: 'words' } }],
        next: to(a),
      };
    }
    if (kind === 6) {
      const value = ['one', 'two', '{words}', 'x{domain}', '{plan}'][b % 5] ?? 'one';
      return { id, set: { round: value, ...(c % 4 === 0 && { words: '{round}' }) }, next: to(a) };
    }
    if (kind === 7) return { id, wait: T, minutes: 5, next: to(a) };
    const branch = [condition(a, b), ...(d % 2 === 0 ? [condition(c, d)] : [])];
    return { id, branch, ...(e % 2 === 0 && { else: to(e) }) };
  });
  return { id: 'any', audience: 'both', title: T, steps: [...steps, { id: 'end', resolve: T }] };
});

const moves = fc.array(
  fc.oneof(
    fc.constantFrom('vps', 'shared', 'unknown').map(presses),
    fc.constantFrom('yes', 'no', 'unknown').map((act) => does(act)),
    fc.constantFrom('one', 'a.example.com', 'words', 'other.example').map((text) => says(text)),
  ),
  { minLength: 1, maxLength: 15 },
);

/** The turns of a run, until it ends or breaks; `broken`: whether it broke. */
function run(
  compiled: CompiledFlow,
  given: readonly ReturnType<typeof says>[],
  begin: Record<string, string>,
) {
  const turns: FlowTurn[] = [];
  try {
    // The problem's words give values only to what is asked for.
    const asked = compiled.flow.steps.some((step) => 'ask' in step && step.slot === 'domain');
    turns.push(startFlow(compiled, asked ? begin : {}));
    given.forEach((answer, index) => {
      const turn = turns.at(-1);
      if (turn?.end !== null) return;
      if (turn.waiting !== null) {
        const outcome = answerFlow(compiled, turn.snapshot, answer);
        const next = outcome.kind === 'taken' ? outcome.turn : outcome.failed;
        if (next !== null) turns.push(next);
      } else {
        const verdict = verdicts[index % verdicts.length] ?? 'open';
        const result = { probe: 'port' as const, target: 'x', verdict, facts: {}, details: [] };
        const next =
          turn.work?.kind === 'probe'
            ? workFlow(compiled, turn.snapshot, { kind: 'probed', results: [result] })
            : workFlow(compiled, turn.snapshot, { kind: 'elapsed' });
        if (next !== null) turns.push(next);
      }
    });
    return { turns, broken: false };
  } catch {
    return { turns, broken: true };
  }
}

function read(flow: unknown): { flow: Flow; codes: Set<string>; at: ReadonlyMap<string, Slots> } {
  const parsed = parseYaml(
    'flows/any.yml',
    new TextEncoder().encode(stringify(flow, { aliasDuplicateObjects: false })),
  );
  const outcome = parsed.ok ? readFlow(parsed.source) : parsed;
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.faults));
  const reading = readingOf(outcome.read.value, () => null, new Set());
  const faults = checkFlow({ ...outcome.read, reading, pattern: false });
  return { flow: outcome.read.value, codes: new Set(faults.map(({ code }) => code)), at: reading.at };
}

const begins = fc.constantFrom<Record<string, string>>({}, { domain: 'a.example.com' });

describe('what is said of slots without running a flow', () => {
  it('holds on every run', () => {
    fc.assert(
      fc.property(written, moves, begins, (any, given, begin) => {
        const { flow, at, codes } = read(any);
        // What goes in a circle has no turns to speak of.
        if (codes.has('loop')) return;
        for (const { slots, waiting, work, end } of run(compileFlow(flow), given, begin).turns) {
          const here = at.get((waiting ?? work ?? end)?.step ?? '');
          expect(here).toBeDefined();
          for (const [slot, values] of here ?? []) {
            const value = slots[slot];
            if (value === undefined) expect(values).toContain(UNKNOWN);
            else expect(values.has(value) || values.has(OTHER)).toBe(true);
          }
        }
      }),
      { numRuns: 400 },
    );
  });

  it('foresees every run that breaks, in a circle or at a branch', () => {
    fc.assert(
      fc.property(written, moves, begins, (any, given, begin) => {
        const { flow, codes } = read(any);
        const told = ['uncovered', 'loop', 'never-true', 'slot-unset', 'no-such-slot'];
        if (told.some((code) => codes.has(code))) return;
        expect(run(compileFlow(flow), given, begin).broken).toBe(false);
      }),
      { numRuns: 400 },
    );
  });
});
