import { afterAll, describe } from 'vitest';
import { cleanUp } from './folder.js';
import { ASK, CHOOSE, END, fits, steps, T, tells } from './faults.js';

afterAll(cleanUp);

const YES_NO = (next: string): string => `{ id: yes-no, ask: ${T}, slot: sure, type: yes-no, next: ${next} }`;
const PROBE = '{ id: look, probe: [{ check: port, of: domain, port: 25 }], next: b }';

describe('branches: a fault is told for', () => {
  tells([
    {
      name: 'an option without a way',
      code: 'uncovered',
      ...steps(CHOOSE('b'), '{ id: b, @branch: [{ slot: plan, is: vps, next: end }] }', END),
      step: 'b',
      remedy: /`else`/,
    },
    {
      name: 'an answer that was not given, without a way',
      code: 'uncovered',
      ...steps(YES_NO('b'), '{ id: b, @branch: [{ slot: sure, in: ["yes", "no"], next: end }] }', END),
      step: 'b',
    },
    {
      name: 'verdicts without a way',
      code: 'uncovered',
      ...steps(
        ASK('look'),
        PROBE,
        '{ id: b, @branch: [{ slot: port, in: [open, refused, timeout], next: end }] }',
        END,
      ),
      step: 'b',
    },
    {
      name: 'free answers that a guard does not cover',
      code: 'uncovered',
      ...steps(ASK('b'), '{ id: b, @branch: [{ slot: domain, guard: subdomain, next: end }] }', END),
      step: 'b',
    },
    {
      name: 'two slots of which one is not covered where the other is not',
      code: 'uncovered',
      ...steps(
        CHOOSE('yes-no'),
        YES_NO('b'),
        '{ id: b, @branch: [{ slot: plan, is: vps, next: end }, { slot: sure, known: true, next: end }] }',
        END,
      ),
      step: 'b',
    },
    {
      name: 'a verdict that the check does not have',
      code: 'never-true',
      ...steps(
        ASK('look'),
        PROBE,
        '{ id: b, branch: [{ slot: port, is: @opened, next: end }], else: end }',
        END,
      ),
      step: 'b',
      remedy: /Write `open`/,
    },
    {
      name: 'yes and no otherwise than they are called',
      code: 'never-true',
      ...steps(YES_NO('b'), '{ id: b, branch: [{ slot: sure, is: @true-ish, next: end }], else: end }', END),
      step: 'b',
      remedy: /yes, no/,
    },
    {
      name: 'a condition that one before has left nothing for',
      code: 'never-true',
      ...steps(
        CHOOSE('b'),
        '{ id: b, branch: [{ slot: plan, in: [vps], next: end }, @{ slot: plan, is: vps, next: end }], else: end }',
        END,
      ),
      step: 'b',
      remedy: /before/,
    },
    {
      name: 'an else that nothing is left for',
      code: 'never-true',
      ...steps(
        CHOOSE('b'),
        '{ id: b, branch: [{ slot: plan, in: [vps, shared], next: end }], else: @end }',
        END,
      ),
      step: 'b',
      remedy: /Remove the `else`/,
    },
    {
      name: 'a value that never comes this way',
      code: 'never-true',
      ...steps(
        CHOOSE('b'),
        '{ id: b, branch: [{ slot: plan, is: vps, next: c }], else: end }',
        '{ id: c, branch: [@{ slot: plan, is: shared, next: end }], else: end }',
        END,
      ),
      step: 'c',
    },
    {
      name: 'a slot that is asked for later only',
      code: 'slot-unset',
      ...steps('{ id: b, branch: [@{ slot: plan, is: vps, next: end }], else: choose }', CHOOSE('end'), END),
      step: 'b',
      remedy: /before this step/,
    },
  ]);
});

describe('branches: no fault is told for', () => {
  fits([
    {
      name: 'every option with a way',
      ...steps(
        CHOOSE('b'),
        '{ id: b, branch: [{ slot: plan, is: vps, next: end }, { slot: plan, is: shared, next: end }] }',
        END,
      ),
    },
    {
      name: 'every answer and none',
      ...steps(
        YES_NO('b'),
        '{ id: b, branch: [{ slot: sure, in: ["yes", "no"], next: end }, { slot: sure, known: false, next: end }] }',
        END,
      ),
    },
    {
      name: 'every verdict',
      ...steps(
        ASK('look'),
        PROBE,
        '{ id: b, branch: [{ slot: port, is: open, next: end }, { slot: port, in: [refused, timeout, no-address, unknown], next: end }] }',
        END,
      ),
    },
    {
      name: 'a slot that the problem may have named before it is asked for',
      ...steps('{ id: b, branch: [{ slot: domain, known: true, next: end }], else: ask }', ASK('end'), END),
    },
    {
      name: 'only what is left on this way',
      ...steps(
        CHOOSE('b'),
        '{ id: b, branch: [{ slot: plan, is: vps, next: end }], else: c }',
        '{ id: c, branch: [{ slot: plan, is: shared, next: end }] }',
        END,
      ),
    },
    {
      name: 'two slots that cover each what the other leaves',
      ...steps(
        CHOOSE('yes-no'),
        YES_NO('b'),
        '{ id: b, branch: [{ slot: sure, known: true, next: end }, { slot: plan, known: true, next: end }] }',
        END,
      ),
    },
  ]);
});

describe('circles: a fault is told for', () => {
  const probe = (next: string): string => `{ id: look, probe: [{ check: dns, of: domain }], next: ${next} }`;
  tells([
    {
      name: 'a check that is run until it is well',
      code: 'loop',
      ...steps(
        ASK('look'),
        probe('b').replace('id: ', 'id: @'),
        '{ id: b, branch: [{ slot: dns, is: ok, next: end }], else: look }',
        END,
      ),
      step: 'look',
    },
    {
      name: 'a circle that only waits',
      code: 'loop',
      ...steps(
        ASK('look'),
        probe('b').replace('id: ', 'id: @'),
        '{ id: b, branch: [{ slot: dns, is: ok, next: end }], else: later }',
        `{ id: later, wait: ${T}, minutes: 5, next: look }`,
        END,
      ),
      step: 'look',
    },
    {
      name: 'a circle through suggestions, which there may be none of',
      code: 'loop',
      ...steps(`{ id: @a, suggest: ${T}, solved: end, unsolved: a }`, END),
      step: 'a',
    },
    {
      name: 'values that are exchanged for ever',
      code: 'loop',
      ...steps(
        ASK('choose'),
        CHOOSE('b'),
        '{ id: @b, branch: [{ slot: domain, guard: subdomain, next: end }, { slot: plan, is: vps, next: c }], else: d }',
        '{ id: c, set: { plan: shared }, next: b }',
        '{ id: d, set: { plan: vps }, next: b }',
        END,
      ),
      step: 'b',
    },
  ]);
});

describe('circles: no fault is told for', () => {
  fits([
    {
      name: 'a check that is run once more and then given up',
      ...steps(
        ASK('first'),
        '{ id: first, set: { round: one }, next: look }',
        '{ id: look, probe: [{ check: dns, of: domain }], next: b }',
        '{ id: b, branch: [{ slot: dns, is: ok, next: end }, { slot: round, is: two, next: end }], else: again }',
        '{ id: again, set: { round: two }, next: later }',
        `{ id: later, wait: ${T}, minutes: 5, next: look }`,
        END,
      ),
    },
    {
      name: 'a check that the person asks for again',
      ...steps(
        ASK('look'),
        '{ id: look, probe: [{ check: dns, of: domain }], next: b }',
        '{ id: b, branch: [{ slot: dns, is: ok, next: end }], else: c }',
        `{ id: c, confirm: ${T}, yes: look, no: end }`,
        END,
      ),
    },
  ]);
});
