import { afterAll, describe } from 'vitest';
import { cleanUp } from './folder.js';
import { ASK, CHOOSE, END, fits, steps, tells } from './faults.js';

afterAll(cleanUp);

/** A flow that asks for the domain, runs these checks and goes on. */
const checks = (...all: readonly string[]) =>
  steps(ASK('look'), `{ id: look, probe: [${all.join(', ')}], next: end }`, END);

describe('checks: a fault is told for', () => {
  tells([
    {
      name: 'a check of a slot that nothing fills',
      code: 'no-such-slot',
      ...checks('{ check: dns, of: @domian }'),
      step: 'look',
      remedy: /Write `domain`/,
    },
    {
      name: 'a check of a slot that may be empty',
      code: 'slot-unset',
      ...steps(
        ASK('look').replace('unknown: end', 'unknown: look'),
        '{ id: look, probe: [{ check: dns, of: @domain }], next: end }',
        END,
      ),
      step: 'look',
      remedy: /`known`/,
    },
    {
      name: 'a fact that the check does not find',
      code: 'no-such-fact',
      ...checks('{ check: tls, of: domain, keep: { @unitl: until } }'),
      step: 'look',
      remedy: /Write `until`/,
    },
    {
      name: 'a port check without a port',
      code: 'probe-option',
      ...checks('{ check: @port, of: domain }'),
      step: 'look',
      remedy: /Add `port`/,
    },
    {
      name: 'a port for another check',
      code: 'probe-option',
      ...checks('{ check: dns, of: domain, @port: 53 }'),
      step: 'look',
    },
    {
      name: 'a direction for another check',
      code: 'probe-option',
      ...checks('{ check: dns, of: domain, @direction: sending }'),
      step: 'look',
      remedy: /check `mail`/,
    },
    {
      name: 'selectors for another check',
      code: 'probe-option',
      ...checks('{ check: http, of: domain, @selectors: [default] }'),
      step: 'look',
    },
    {
      name: 'two checks of one step that keep one verdict',
      code: 'slot-meaning',
      ...checks('{ check: dns, of: domain }', '{ check: http, of: domain, as: @dns }'),
      step: 'look',
      remedy: /another name/,
    },
    {
      name: 'a fact where the same step keeps a verdict',
      code: 'slot-meaning',
      ...checks('{ check: dns, of: domain }', '{ check: tls, of: domain, keep: { until: @dns } }'),
      step: 'look',
    },
    {
      name: 'a verdict in place of the answer to a question',
      code: 'slot-meaning',
      ...checks('{ check: @domain, of: domain }'),
      step: 'look',
      remedy: /as: domain_check/,
    },
    {
      name: 'a verdict in place of a choice',
      code: 'slot-meaning',
      ...steps(
        ASK('choose'),
        CHOOSE('look'),
        '{ id: look, probe: [{ check: dns, of: domain, as: @plan }], next: end }',
        END,
      ),
      step: 'look',
    },
  ]);
});

describe('checks: no fault is told for', () => {
  fits([
    {
      name: 'all settings where they belong',
      ...checks(
        '{ check: mail, of: domain, direction: sending, selectors: [default], keep: { spf: record } }',
        '{ check: port, of: domain, port: 25 }',
        '{ check: domain, of: domain, as: registration, keep: { until: until, days: days } }',
      ),
    },
    {
      name: 'the same check once more, and what it found in a text',
      ...steps(
        ASK('look'),
        '{ id: look, probe: [{ check: dns, of: domain, keep: { addresses: addresses } }], next: c }',
        `{ id: c, confirm: { ru: 'Проверка: {dns}, {addresses}', en: '{dns} {addresses}' }, yes: again, no: end }`,
        '{ id: again, probe: [{ check: dns, of: domain }], next: end }',
        END,
      ),
    },
    {
      name: 'a slot that a branch made sure of',
      ...steps(
        ASK('b').replace('unknown: end', 'unknown: b'),
        '{ id: b, branch: [{ slot: domain, known: true, next: look }], else: end }',
        '{ id: look, probe: [{ check: dns, of: domain }], next: end }',
        END,
      ),
    },
  ]);
});

describe('values that are set: a fault is told for', () => {
  tells([
    {
      name: 'a value made of a slot that nothing fills',
      code: 'no-such-slot',
      ...steps(ASK('a'), "{ id: a, set: { host: @'www.{domian}' }, next: end }", END),
      step: 'a',
      remedy: /Write `domain`/,
    },
    {
      name: 'a value made of a slot that may be empty',
      code: 'slot-unset',
      ...steps(
        ASK('a').replace('unknown: end', 'unknown: a'),
        "{ id: a, set: { host: @'www.{domain}' }, next: end }",
        END,
      ),
      step: 'a',
    },
    {
      name: 'a value that is none of the options',
      code: 'never-true',
      ...steps(CHOOSE('a'), '{ id: a, set: { plan: @vsp }, next: end }', END),
      step: 'a',
      remedy: /Write `vps`/,
    },
    {
      name: 'a free answer where only options are',
      code: 'never-true',
      ...steps(ASK('choose'), CHOOSE('a'), "{ id: a, set: { plan: @'{domain}' }, next: end }", END),
      step: 'a',
      remedy: /another slot/,
    },
  ]);
});

describe('values that are set: no fault is told for', () => {
  fits([
    {
      name: 'a value made of what is known, compared with, and shown',
      ...steps(
        ASK('a'),
        "{ id: a, set: { host: 'www.{domain}', round: one }, next: b }",
        '{ id: b, branch: [{ slot: round, is: one, next: c }] }',
        `{ id: c, say: { ru: 'текст {host}', en: 'text {host}' }, next: end }`,
        END,
      ),
    },
    {
      name: 'an option that another question offers as well',
      ...steps(CHOOSE('a'), "{ id: a, set: { plan: shared, kept: '{plan}' }, next: end }", END),
    },
  ]);
});
