import { transition } from 'xstate';
import { getSimplePaths } from 'xstate/graph';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { PATTERNS } from '../../src/dialogue/patterns.js';
import { compileFlow, type CompiledFlow } from '../../src/flow/compile.js';
import { flowContextSchema, type FlowEvent } from '../../src/flow/context.js';
import { describeWay } from '../../src/flow/coverage.js';
import { readSources } from '../../src/flow/folder.js';
import { readFlows } from '../../src/flow/known.js';
import { startFlow } from '../../src/flow/run.js';
import { flowSchema, type Flow } from '../../src/flow/schema.js';
import { standingAfter, turnOf } from '../../src/flow/standing.js';
import type { FlowTurn } from '../../src/flow/turn.js';
import { visitsOf } from '../../src/flow/visit.js';
import { PROBES } from '../../src/model/probe.js';
import { atlasOf, placeKeys } from '../../src/walk/atlas.js';
import { combinations } from '../../src/walk/combination.js';
import { walkLines } from '../../src/walk/report.js';
import { sensesOf } from '../../src/walk/sense.js';
import { isSound, walkFlow, type Walk } from '../../src/walk/walk.js';
import { walksOf } from '../../src/walk/walks.js';
import { seeded } from '../bench/random.js';
import { PROJECT } from '../support/shipped.js';
import { siteFlow } from './sample.js';

const both = (text: string) => ({ ru: `${text} по-русски`, en: text });

function flowOf(steps: readonly object[], inputs: readonly string[] = []): Flow {
  return flowSchema.parse({ id: 'made', audience: 'both', title: both('Made'), inputs, steps });
}

/** Walks a flow by itself; what it is given is sure to be known. */
function walk(flow: Flow): Walk {
  const read = readFlows([flow], () => new Set());
  return walkFlow(compileFlow(flow), read(flow), new Set(flow.inputs));
}

function missing({ coverage }: Walk): { steps: string[]; ways: string[] } {
  return { steps: coverage.steps.missing, ways: coverage.ways.missing.map(describeWay) };
}

const WELL = { id: 'well', resolve: both('Good') };
const HAND = { id: 'hand', handover: both('A person') };
const NOTHING = { steps: [], ways: [] };

describe('walking a flow', () => {
  it('goes every way, and tells where paths end', () => {
    const walked = walk(siteFlow);
    expect(walked.troubles).toEqual([]);
    expect(missing(walked)).toEqual(NOTHING);
    expect(walked.ends.resolve).toBeGreaterThan(0);
    expect(walked.ends.handover).toBeGreaterThan(0);
    expect(walked.paths).toBe(walked.ends.resolve + walked.ends.handover);
    expect(isSound(walked)).toBe(true);
  });

  it('finds the same paths as XState, which searches anew for each state', () => {
    const flow = flowOf([
      { id: 'one', confirm: both('One'), yes: 'two', partly: 'three', no: 'hand' },
      { id: 'two', confirm: both('Two'), yes: 'well', partly: 'one', no: 'three' },
      { id: 'three', confirm: both('Three'), yes: 'well', partly: 'two', no: 'hand' },
      WELL,
      HAND,
    ]);
    const events: FlowEvent[] = [{ type: 'yes' }, { type: 'partly' }, { type: 'no' }];
    const expected = getSimplePaths(compileFlow(flow).machine, {
      input: {},
      events,
      serializeState: ({ value }) => JSON.stringify(value),
      toState: ({ status }) => status === 'done',
    });
    const walked = walk(flow);
    // And one more for the way that leads back.
    expect(walked.paths).toBe(expected.length + 1);
    expect(missing(walked)).toEqual(NOTHING);
  });

  it('tells where no end can be reached', () => {
    const flow = flowOf([
      { id: 'one', confirm: both('One'), yes: 'well', no: 'round' },
      { id: 'round', confirm: both('Round'), yes: 'again', no: 'round' },
      { id: 'again', wait: both('Wait'), minutes: 5, next: 'round' },
      WELL,
    ]);
    const walked = walk(flow);
    expect(walked.troubles).toEqual([
      { step: 'round', message: 'from here no end can be reached' },
      { step: 'again', message: 'from here no end can be reached' },
    ]);
    expect(missing(walked).steps).toEqual(['round', 'again']);
    expect(isSound(walked)).toBe(false);
  });

  it('tells what goes round without a stop, and what stops where nothing waits', () => {
    const loop = walk(
      flowOf([
        { id: 'one', confirm: both('One'), yes: 'well', no: 'a' },
        { id: 'a', say: both('A'), next: 'b' },
        { id: 'b', goto: 'a' },
        WELL,
      ]),
    );
    expect(loop.troubles).toEqual([{ step: 'one', message: 'from here it goes round without a stop' }]);
    const stuck = walk(
      flowOf([
        {
          id: 'pick',
          choose: both('Pick'),
          slot: 'picked',
          options: [
            { value: 'x', label: both('X'), next: 'sort' },
            { value: 'y', label: both('Y'), next: 'sort' },
          ],
        },
        { id: 'sort', branch: [{ slot: 'picked', is: 'x', next: 'well' }] },
        WELL,
      ]),
    );
    expect(stuck.troubles.map(({ step }) => step)).toEqual(['pick']);
    expect(missing(stuck)).toEqual({ steps: [], ways: ['pick: y → sort'] });
  });

  it('names a branch that nobody can take', () => {
    const walked = walk(
      flowOf([
        {
          id: 'pick',
          choose: both('Pick'),
          slot: 'picked',
          options: [
            { value: 'x', label: both('X'), next: 'sort' },
            { value: 'y', label: both('Y'), next: 'hand' },
          ],
        },
        {
          id: 'sort',
          branch: [
            { slot: 'picked', is: 'x', next: 'well' },
            { slot: 'picked', is: 'y', next: 'never' },
          ],
          else: 'hand',
        },
        { id: 'never', say: both('Never'), next: 'hand' },
        WELL,
        HAND,
      ]),
    );
    expect(missing(walked)).toEqual({
      steps: ['never'],
      ways: ['sort: picked is y → never', 'sort: else → hand', 'never → hand'],
    });
    expect(walkLines([{ ...walked, conversations: null }]).slice(1)).toEqual([
      '  no path comes to never',
      '  no path goes sort: picked is y → never',
      '  no path goes sort: else → hand',
      '1 flow, 2 paths: 1 flow to be mended',
    ]);
  });

  it('goes by each verdict of each check, and by those that meet in branches', () => {
    const steps = [
      { id: 'which', ask: both('Which?'), slot: 'domain', type: 'domain', failed: 'hand', next: 'look' },
      {
        id: 'look',
        probe: [
          { check: 'dns', of: 'domain', keep: { addresses: 'addresses' } },
          { check: 'http', of: 'domain' },
          { check: 'tls', of: 'domain', as: 'certificate' },
        ],
        next: 'sort',
      },
      { id: 'sort', branch: [{ slot: 'dns', is: 'elsewhere', next: 'elsewhere' }], else: 'hand' },
      {
        id: 'elsewhere',
        branch: [
          { slot: 'http', is: 'parked', next: 'parked' },
          { slot: 'addresses', is: '192.0.2.1', next: 'well' },
        ],
        else: 'hand',
      },
      { id: 'parked', branch: [{ slot: 'certificate', is: 'expired', next: 'well' }], else: 'hand' },
      WELL,
      HAND,
    ];
    expect(missing(walk(flowOf(steps)))).toEqual(NOTHING);
    // Where there is nothing to look at, a check finds nothing out.
    const blind = walk(flowOf(steps.slice(1)));
    expect(missing(blind).steps).toEqual(['elsewhere', 'parked', 'well']);
  });

  it('gives answers of every sort that the flow can tell apart, within what is valid', () => {
    const walked = walk(
      flowOf([
        {
          id: 'age',
          ask: both('How old?'),
          slot: 'age',
          type: 'number',
          valid: { min: 3, max: 9 },
          next: 'site',
        },
        { id: 'site', ask: both('Which?'), slot: 'site', type: 'domain', next: 'sort' },
        {
          id: 'sort',
          branch: [
            { slot: 'site', known: false, next: 'hand' },
            { slot: 'site', guard: 'national-domain', next: 'national' },
            { slot: 'site', guard: 'subdomain', next: 'well' },
            { slot: 'age', is: '99', next: 'never' },
          ],
          else: 'hand',
        },
        { id: 'national', branch: [{ slot: 'site', guard: 'subdomain', next: 'well' }], else: 'hand' },
        { id: 'never', say: both('Never'), next: 'hand' },
        WELL,
        HAND,
      ]),
    );
    expect(missing(walked).steps).toEqual(['never']);
  });

  it('takes what is kept, copied, returned and offered as it may be', () => {
    const walked = walk(
      flowOf(
        [
          { id: 'call', call: 'made', keep: ['state'], next: 'copy' },
          { id: 'copy', set: { kept: '{state}' }, next: 'offer' },
          {
            id: 'offer',
            choose: both('Which?'),
            slot: 'chosen',
            offered: { next: 'sort' },
            options: [{ value: 'else', label: both('Else'), next: 'then' }],
            unknown: 'suggest',
          },
          {
            id: 'sort',
            branch: [
              { slot: 'state', known: false, next: 'hand' },
              { slot: 'kept', is: 'found', next: 'suggest' },
            ],
            else: 'then',
          },
          { id: 'suggest', suggest: both('These'), solved: 'well', unsolved: 'hand' },
          { id: 'then', then: 'else' },
          WELL,
          HAND,
        ],
        ['given'],
      ),
    );
    expect(walked.troubles).toEqual([]);
    expect(missing(walked)).toEqual(NOTHING);
    expect(walked.ends.then).toBeGreaterThan(0);
  });

  it('goes every way at least once where there are too many paths', () => {
    const rooms = Array.from({ length: 24 }, (_, index) => ({
      id: `room-${String(index)}`,
      choose: both('Where to?'),
      options: Array.from({ length: 8 }, (_, door) => ({
        value: `door-${String(door)}`,
        label: both('There'),
        next: `room-${String((index * 3 + door * 5 + 1) % 24)}`,
      })),
      unknown: 'hand',
    }));
    const walked = walk(flowOf([...rooms, HAND]));
    expect(walked.all).toBe(false);
    expect(missing(walked)).toEqual(NOTHING);
    expect(walked.paths).toBeLessThan(300);
    expect(walkLines([{ ...walked, conversations: null }])[0]).toContain('too many to go all');
  });

  it('combines all values, or all pairs where those are too many', () => {
    expect(combinations([['a', 'b'], ['c']])).toEqual([
      ['a', 'c'],
      ['b', 'c'],
    ]);
    expect(combinations([])).toEqual([[]]);
    const made = combinations(Array.from({ length: 6 }, () => [0, 1, 2, 3])).map((one) => one.join(''));
    expect(made.length).toBeLessThan(400);
    expect(made).toEqual(expect.arrayContaining(['000000', '300000', '000023', '020003']));
  });
});

describe('the shipped flows', () => {
  const { sources } = readSources(PROJECT);
  const walks = walksOf(sources, PATTERNS);

  it.each(walks)('$flow: every step and way is on a path, and every path ends', (walked) => {
    expect({ ...missing(walked), troubles: walked.troubles }).toEqual({ ...NOTHING, troubles: [] });
  });

  const flows = sources.flows.read.map(({ value }) => value);
  it.each(flows)(
    '$id: whatever happens is on a road, and states that are walked as one go on alike',
    (flow) => {
      const compiled = compileFlow(flow);
      const reading = readFlows(flows, ({ inputs }) => new Set(inputs))(flow);
      const atlas = atlasOf(compiled, reading, new Set());
      const keyOf = placeKeys(flow, sensesOf(flow, reading.domains));
      const random = seeded(20_261_129);
      const pick = <T>(all: readonly T[]): T | undefined => all[Math.floor(random() * all.length)];

      for (let round = 0; round < 150; round += 1) {
        const given = flow.inputs.filter(() => random() < 0.5);
        const known = given.map((slot): [string, string] => [slot, pick(SOMETHING) ?? '']);
        let turn = startFlow(compiled, Object.fromEntries<string>(known));
        for (let moves = 0; turn.end === null && moves < 40; moves += 1) {
          const { value, context } = standing.parse(turn.snapshot.machine);
          const event = pick(anything(turn, compiled));
          if (event === undefined) break;
          const told = { kind: 'told' as const, step: value, context, event };
          const before = compiled.machine.resolveState({ value, context });
          const visits = visitsOf(compiled, told);
          const stands = standingAfter(compiled, () => transition(compiled.machine, before, event)[0]);
          const road = { to: keyOf(stands.step.id, stands.context), visits };
          const roads = atlas.places
            .get(keyOf(value, context))
            ?.roads.map(({ to, visits }) => ({ to, visits }));
          expect(roads).toContainEqual(road);
          turn = turnOf(compiled, stands);
        }
      }
    },
  );
});

const standing = z.object({ value: z.string(), context: flowContextSchema });
const SOMETHING = [
  'a',
  'example.com',
  'shop.example.com',
  'gmail.com',
  'пример.рф',
  'here',
  'site',
  '2001:db8::1',
];

/** What a flow may be told at a step, whether or not it can tell the values apart. */
function anything({ waiting, work, slots }: FlowTurn, { steps }: CompiledFlow): FlowEvent[] {
  const step = steps.get(waiting?.step ?? work?.step ?? '');
  if (step === undefined) return [];
  if ('ask' in step) {
    const values =
      step.options?.map(({ value }) => value) ?? (step.type === 'yes-no' ? ['yes', 'no'] : SOMETHING);
    return [
      ...values.map((value): FlowEvent => ({ type: 'fill', slots: { [step.slot]: value } })),
      { type: 'unknown' },
    ];
  }
  if ('choose' in step) return step.options.map(({ value }): FlowEvent => ({ type: 'choose', value }));
  if ('confirm' in step) return [{ type: 'yes' }, { type: 'partly' }, { type: 'no' }];
  if ('suggest' in step) return [{ type: 'solved' }, { type: 'unsolved' }];
  if ('call' in step) return [{ type: 'returned', slots: {} }];
  if ('wait' in step) return [{ type: 'elapsed' }];
  if (!('probe' in step)) return [];
  // Each verdict of each check, in step with those of the others at several distances.
  return [0, 1, 2, 3, 5].flatMap((shift) =>
    Array.from({ length: 18 }, (_, place): FlowEvent => ({
      type: 'probed',
      results: step.probe.map(({ check, of }, index) => {
        const { verdicts, facts } = PROBES[check];
        const blind = !Object.hasOwn(slots, of);
        const verdict = blind
          ? 'unknown'
          : (verdicts[(place + index * shift) % verdicts.length] ?? 'unknown');
        const values = Object.fromEntries(
          facts.map((name) => [name, blind || place % 2 === 0 ? '—' : '198.51.100.7']),
        );
        return { probe: check, target: slots[of] ?? '—', verdict, facts: values, details: [] };
      }),
    })),
  );
}
