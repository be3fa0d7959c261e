import { describe, expect, it } from 'vitest';
import { compileFlow } from '../../src/flow/compile.js';
import { coverageOf, describeWay, isCovered } from '../../src/flow/coverage.js';
import { exits } from '../../src/flow/graph.js';
import { answerFlow, startFlow, workFlow } from '../../src/flow/run.js';
import { flowSchema } from '../../src/flow/schema.js';
import { watchedFlows, type Visit } from '../../src/flow/visit.js';
import { does, presses, says, siteFlow, stored } from './sample.js';

const both = (text: string) => ({ ru: `${text} по-русски`, en: text });

/** A flow whose visits are kept, and those visits in words: `step`, `step > next step`. */
function watched(flow: typeof siteFlow) {
  const visits: Visit[] = [];
  const [compiled] = watchedFlows(new Map([[flow.id, compileFlow(flow)]]), (visit) =>
    visits.push(visit),
  ).values();
  if (compiled === undefined) throw new Error('no flow');
  const told = (): string[] =>
    visits.splice(0).map(({ step: id, exit }) => {
      const step = compiled.steps.get(id);
      const way = step === undefined || exit === null ? undefined : exits(step)[exit];
      return way === undefined ? id : describeWay({ step: id, ...way });
    });
  return { compiled, visits, told };
}

describe('visits', () => {
  it('name every step that is passed and the way that is gone, stops last', () => {
    const { compiled, told } = watched(siteFlow);
    let turn = startFlow(compiled, { mailbox: 'anna@example.com' });
    expect(told()).toEqual(['hello → which', 'which']);
    const take = (...given: Parameters<typeof presses>) => {
      const outcome = answerFlow(compiled, stored(turn), presses(...given));
      if (outcome.kind === 'taken') ({ turn } = outcome);
    };
    const outcome = answerFlow(compiled, stored(turn), says('example.com', { domain: 'example.com' }));
    if (outcome.kind !== 'taken') throw new Error('not taken');
    ({ turn } = outcome);
    expect(told()).toEqual(['which → seen', 'seen']);
    take('other');
    expect(told()).toEqual(['seen: other → again', 'again → seen', 'seen']);
    take('error');
    expect(told()).toEqual(['seen: error → error', 'error']);
    const answered = answerFlow(compiled, stored(turn), says('It says 42'));
    if (answered.kind !== 'taken') throw new Error('not taken');
    expect(told()).toEqual(['error → mail', 'mail: known → sort', 'sort: error known → restart', 'restart']);
    answerFlow(compiled, stored(answered.turn), does('no'));
    expect(told()).toEqual(['restart: no → nobody', 'nobody']);
    answerFlow(compiled, stored(answered.turn), does('partly'));
    expect(told()).toEqual(['restart: no → nobody', 'nobody']);
  });

  it('do not hold what an answer that does not fit might lead to, until that way is gone', () => {
    const flow = flowSchema.parse({
      id: 'number',
      audience: 'both',
      title: both('Number'),
      steps: [
        { id: 'ask', ask: both('How many?'), slot: 'many', type: 'number', failed: 'hand', next: 'wait' },
        { id: 'wait', wait: both('Wait'), minutes: 1, next: 'hand' },
        { id: 'hand', handover: both('A person') },
      ],
    });
    const { compiled, told } = watched(flow);
    const turn = startFlow(compiled, {});
    const outcome = answerFlow(compiled, stored(turn), says('several'));
    expect(told()).toEqual(['ask']);
    expect(outcome.kind === 'misfit' && outcome.failed?.end?.step).toBe('hand');
    expect(told()).toEqual(['ask: failed → hand', 'hand']);
    expect(workFlow(compiled, stored(turn), { kind: 'elapsed' })).toBeNull();
    expect(told()).toEqual([]);
  });
});

describe('coverage', () => {
  it('names the steps and ways that were not met, whatever else was', () => {
    const { compiled, visits } = watched(siteFlow);
    const { snapshot } = startFlow(compiled, {});
    answerFlow(compiled, snapshot, does('unknown'));
    const odd: Visit[] = [
      { flow: 'site-down', step: 'gone', exit: 3 },
      { flow: 'another', step: 'seen', exit: 0 },
    ];
    const { steps, ways } = coverageOf(siteFlow, [...visits, ...odd]);
    expect(steps).toMatchObject({ all: siteFlow.steps.length, met: 4 });
    expect(steps.missing).not.toContain('explain');
    expect(steps.missing).toContain('seen');
    expect(ways.met).toBe(3);
    expect(ways.missing.map(describeWay)).toContain('which → seen');
    expect(ways.missing.map(describeWay)).not.toContain('which: unknown → explain');
    expect(isCovered(coverageOf(siteFlow, visits))).toBe(false);
    const all = siteFlow.steps.flatMap((step): Visit[] =>
      [null, ...exits(step).keys()].map((exit) => ({ flow: siteFlow.id, step: step.id, exit })),
    );
    expect(isCovered(coverageOf(siteFlow, all))).toBe(true);
  });
});
