import { afterAll, describe, expect, it } from 'vitest';
import { cleanUp, FLOW } from './folder.js';
import {
  ASK,
  change,
  CHOOSE,
  END,
  faultsOf,
  fits,
  steps,
  T,
  STAFF_ISSUE,
  tells,
  type Files,
} from './faults.js';

afterAll(cleanUp);

/** A flow of these steps under another name, for the `no-site` that an intent starts to call. */
const called = (id: string, lines: readonly string[], inputs = '[]', audience = 'customer'): string =>
  change(
    steps(...lines).text,
    ['id: no-site', `id: ${id}`],
    ['audience: customer', `audience: ${audience}`],
    ['steps:', `inputs: ${inputs}\nsteps:`],
  );
const helper: Files = { 'flows/helper.yml': called('helper', [CHOOSE('end'), END]) };
const calling = (id: string): string => `{ id: a, call: ${id}, next: end }`;

describe('calls: a fault is told for', () => {
  tells([
    {
      name: 'a flow that does not exist',
      code: 'no-such-flow',
      ...steps('{ id: a, call: @helpr, next: end }', END),
      step: 'a',
      remedy: /Write `helper`/,
      with: helper,
    },
    {
      name: 'a flow that calls itself',
      code: 'call-loop',
      ...steps('{ id: a, call: @no-site, next: end }', END),
      step: 'a',
      remedy: /hand over/,
    },
    {
      name: 'flows that call each other',
      code: 'call-loop',
      path: 'flows/helper.yml',
      text: called('helper', ['{ id: a, call: @no-site, next: end }', END]),
      step: 'a',
      with: { 'flows/no-site.yml': steps(calling('helper'), END).text },
    },
    {
      name: 'a flow for staff',
      code: 'audience',
      ...steps('{ id: a, call: @helper, next: end }', END),
      step: 'a',
      with: { 'flows/helper.yml': called('helper', [END], '[]', 'staff') },
    },
    {
      name: 'an input that may be empty',
      code: 'slot-unset',
      ...steps(ASK('a').replace('unknown: end', 'unknown: a'), '{ id: a, call: @helper, next: end }', END),
      step: 'a',
      remedy: /`domain`/,
      with: { 'flows/helper.yml': called('helper', [END], '[domain]') },
    },
    {
      name: 'a slot to keep that the other flow does not have',
      code: 'no-such-slot',
      ...steps('{ id: a, call: helper, keep: [@plam], next: end }', END),
      step: 'a',
      remedy: /Write `plan`/,
      with: helper,
    },
    {
      name: 'a value that the other flow does not bring back',
      code: 'never-true',
      ...steps(
        '{ id: a, call: helper, keep: [plan], next: b }',
        '{ id: b, branch: [{ slot: plan, is: @cloud, next: end }], else: end }',
        END,
      ),
      step: 'b',
      remedy: /vps, shared/,
      with: helper,
    },
    {
      name: 'an input that nobody gives, since an intent starts the flow',
      code: 'placeholder-empty',
      path: 'flows/no-site.yml',
      text: change(steps(`{ id: end, resolve: { ru: @'текст {domain}', en: 'text' } }`).text, [
        'steps:',
        'inputs: [domain]\nsteps:',
      ]),
      step: 'end',
    },
    {
      name: 'a solved issue that does not exist',
      code: 'no-such-issue',
      ...steps(`{ id: a, suggest: ${T}, issues: [@no-site-cash], solved: end, unsolved: end }`, END),
      step: 'a',
      remedy: /Write `no-site-cache`/,
    },
    {
      name: 'a solved issue that the flow is not for',
      code: 'audience',
      ...steps(`{ id: a, suggest: ${T}, issues: [@vpn], solved: end, unsolved: end }`, END),
      step: 'a',
      with: STAFF_ISSUE,
    },
  ]);

  it('a pattern that is called', () => {
    const pattern = change(
      FLOW,
      ['./flow', '../flow'],
      ['id: no-site', 'id: hello-flow'],
      ['audience: customer', 'audience: both'],
    );
    const faults = faultsOf({
      'flows/no-site.yml': steps(calling('hello-flow'), END).text,
      'flows/patterns/hello-flow.yml': pattern,
    });
    expect(faults.map(({ code, step }) => [code, step])).toEqual([['pattern-started', 'a']]);
  });

  it('calls that lie too deep, once', () => {
    const chain = (length: number): Files =>
      Object.fromEntries(
        Array.from({ length }, (_, n) => [
          `flows/f${n}.yml`,
          called(`f${n}`, n === length - 1 ? [END] : [calling(`f${n + 1}`), END]),
        ]),
      );
    const start = steps(calling('f0'), END);
    expect(faultsOf({ ...chain(5), [start.path]: start.text })).toEqual([]);
    expect(faultsOf({ ...chain(6), [start.path]: start.text })).toMatchObject([
      { code: 'call-deep', file: 'flows/no-site.yml', step: 'a' },
    ]);
    expect(faultsOf({ ...chain(8), [start.path]: start.text })).toHaveLength(1);
  });
});

describe('calls: no fault is told for', () => {
  fits([
    {
      name: 'a flow that is given what it needs, and whose values are kept and covered',
      ...steps(
        ASK('a'),
        '{ id: a, call: helper, keep: [plan], next: b }',
        '{ id: b, branch: [{ slot: plan, is: vps, next: end }, { slot: plan, is: shared, next: end }] }',
        END,
      ),
      with: { 'flows/helper.yml': called('helper', [CHOOSE('end'), END], '[domain]') },
    },
    {
      name: 'a flow for both',
      ...steps(calling('helper'), END),
      with: { 'flows/helper.yml': called('helper', [END], '[]', 'both') },
    },
    {
      name: 'an input that is asked for, should nobody give it',
      path: 'flows/no-site.yml',
      text: change(steps(ASK('end'), END).text, ['steps:', 'inputs: [domain]\nsteps:']),
    },
    {
      name: 'solved issues that the flow is for',
      ...steps(`{ id: a, suggest: ${T}, issues: [no-site-cache], solved: end, unsolved: end }`, END),
    },
  ]);
});
