import { afterAll, describe, expect, it } from 'vitest';
import { cleanUp, FLOW, ISSUE } from './folder.js';
import {
  change,
  END,
  faultsOf,
  flow,
  intent,
  issue,
  other,
  phrases,
  steps,
  T,
  tells,
  type Files,
} from './faults.js';

afterAll(cleanUp);

describe('content: a fault is told for', () => {
  tells([
    // Ids and references
    {
      name: 'a step twice',
      code: 'duplicate-id',
      ...flow(['  - id: done', `  - id: done\n    resolve: ${T}\n  - id: @done`]),
      step: 'done',
    },
    {
      name: 'a flow twice',
      code: 'duplicate-id',
      path: 'flows/patterns/no-site.yml',
      text: FLOW.replace('./flow', '../flow').replace('id: no-site', 'id: @no-site'),
      remedy: /another id/,
    },
    {
      name: 'a next that does not exist',
      code: 'no-such-step',
      ...flow(['next: reload', 'next: @relaod']),
      step: 'seen',
      remedy: /Write `reload`/,
    },
    {
      name: 'an else that does not exist',
      code: 'no-such-step',
      ...steps(
        `{ id: a, ask: ${T}, slot: s, type: text, next: b }`,
        `{ id: b, branch: [{ slot: s, known: true, next: end }], else: @elsewhere }`,
        END,
      ),
      step: 'b',
    },
    {
      name: 'a flow that does not exist',
      code: 'no-such-flow',
      ...intent(['flow: no-site', 'flow: @no-sit']),
      remedy: /Write `no-site`/,
      with: { 'flows/no-site.yml': FLOW },
    },
    {
      name: 'an intent that does not exist',
      code: 'no-such-intent',
      ...issue(['intent: old-page', 'intent: @old-pages']),
      with: { 'data/issues/other.yml': change(ISSUE, ['id: no-site-cache', 'id: other']) },
      remedy: /Write `old-page`/,
    },
    {
      name: 'a slot that nothing fills',
      code: 'no-such-slot',
      ...steps(
        `{ id: a, ask: ${T}, slot: plan, type: text, next: b }`,
        `{ id: b, branch: [{ slot: @plam, known: true, next: end }], else: end }`,
        END,
      ),
      step: 'b',
      remedy: /Write `plan`/,
    },

    // Flows
    {
      name: 'a step that is never reached',
      code: 'unreachable',
      ...flow(['  - id: done', `  - id: @spare\n    say: ${T}\n    next: done\n  - id: done`]),
      step: 'spare',
    },
    {
      name: 'a loop of what is said',
      code: 'loop',
      ...steps(
        `{ id: a, choose: ${T}, slot: s, options: [{ value: x, label: { ru: б, en: b }, next: b }, { value: y, label: ${T}, next: b }] }`,
        `{ id: @b, say: ${T}, next: c }`,
        `{ id: c, branch: [{ slot: s, is: y, next: end }], else: b }`,
        END,
      ),
      step: 'b',
      remedy: /`choose` or a `confirm`/,
    },
    {
      name: 'a loop through an ask that is skipped on the second pass',
      code: 'loop',
      ...steps(
        `{ id: @a, ask: ${T}, slot: s, type: text, next: b }`,
        `{ id: b, branch: [{ slot: s, is: x, next: end }], else: a }`,
        END,
      ),
      step: 'a',
    },
    {
      name: 'a loop that only the second of two ways closes',
      code: 'loop',
      ...steps(
        `{ id: a, ask: ${T}, slot: s, type: text, next: b }`,
        `{ id: @b, branch: [{ slot: s, known: true, next: c }], else: end }`,
        `{ id: c, branch: [{ slot: s, is: y, next: e }], else: f }`,
        `{ id: e, say: ${T}, next: g }`,
        `{ id: f, say: ${T}, next: g }`,
        `{ id: g, branch: [{ slot: s, is: y, next: end }], else: b }`,
        END,
      ),
      step: 'b',
    },
    {
      name: 'a path without an end',
      code: 'no-end',
      ...steps(`{ id: a, confirm: ${T}, yes: end, no: b }`, `{ id: @b, confirm: ${T}, yes: b, no: b }`, END),
      step: 'b',
      remedy: /resolve/,
    },
    {
      name: 'an option with a value that another has',
      code: 'duplicate-option',
      ...flow(['value: error', 'value: @blank']),
      step: 'seen',
    },
    {
      name: 'an option with a label that another has',
      code: 'duplicate-option',
      ...flow(["ru: 'Ошибка'", "ru: @'пустая  страница'"]),
      step: 'seen',
    },
    {
      name: 'a condition that never holds',
      code: 'never-true',
      ...steps(
        `{ id: a, choose: ${T}, slot: s, options: [{ value: windows, label: { ru: б, en: b }, next: b }, { value: macos, label: ${T}, next: b }] }`,
        `{ id: b, branch: [{ slot: s, in: [macos, @widnows], next: end }], else: end }`,
        END,
      ),
      step: 'b',
      remedy: /Write `windows`/,
    },
    {
      name: 'a flow that no intent starts',
      code: 'unused-flow',
      path: 'flows/spare.yml',
      text: FLOW.replace('id: no-site', 'id: @spare'),
      remedy: /flow: spare/,
    },

    // Texts
    {
      name: 'a placeholder in one language only',
      code: 'placeholder-language',
      ...flow(["en: 'What is at {domain}?'", "en: @'What is there?'"]),
      step: 'seen',
      remedy: /both/,
    },
    {
      name: 'a placeholder that nothing fills',
      code: 'placeholder-unknown',
      ...flow(["ru: 'Хорошо', en: 'Good'", "ru: 'Хорошо', en: @'Good, {domian}'"]),
      step: 'done',
      remedy: /Write `domain`/,
    },
    {
      name: 'a placeholder that may be empty',
      code: 'placeholder-empty',
      ...flow([
        "ru: 'Передаю коллеге', en: 'A colleague takes over'",
        "ru: @'Передаю {domain}', en: 'A colleague takes over'",
      ]),
      step: 'agent',
      remedy: /unknown/,
    },
    {
      name: 'a placeholder that is known on one of two ways only',
      code: 'placeholder-empty',
      ...steps(
        `{ id: a, ask: ${T}, slot: s, type: text, unknown: b, next: end }`,
        `{ id: b, say: ${T}, next: end }`,
        `{ id: end, resolve: { ru: @'{s}', en: 'text' } }`,
      ),
      step: 'end',
    },
    {
      name: 'a placeholder of a form that is not filled',
      code: 'placeholder-form',
      ...flow(["en: 'Good'", "en: @'Good, { Domain }'"]),
      step: 'done',
    },
    {
      name: 'a placeholder in a label',
      code: 'placeholder-unknown',
      ...flow(["en: 'An error'", "en: @'An error at {domain}'"]),
      step: 'seen',
    },
    {
      name: 'a backtick without a partner',
      code: 'code-form',
      ...flow(["en: 'Good'", "en: @'Good `code'"]),
      step: 'done',
    },
    {
      name: 'a text that is too long',
      code: 'text-long',
      ...flow(["en: 'Good'", `en: @'${'x'.repeat(1001)}'`]),
      step: 'done',
    },
    {
      name: 'a label that is too long',
      code: 'label-long',
      ...flow(["en: 'An error'", `en: @'${'x'.repeat(41)}'`]),
      step: 'seen',
    },
    {
      name: 'a placeholder in a reply',
      code: 'placeholder-unknown',
      path: 'intents/other.yml',
      text: change(
        other,
        ['flow: no-site', "reply: { ru: 'см. {site}', en: @'see {site} {domain}' }"],
        ['audience: customer', 'audience: staff'],
      ),
    },
    {
      name: 'a placeholder in an issue',
      code: 'placeholder-unknown',
      ...issue(['cause: A cache', 'cause: @A cache of {provider}']),
      remedy: /Write it out/,
    },
    {
      name: 'a placeholder that a phrase may not use',
      code: 'placeholder-unknown',
      ...phrases([
        "ru: 'Здравствуйте, {name}', en: 'Hello, {name}'",
        "ru: 'Здравствуйте', en: @'Hello, {nane}'",
      ]),
      remedy: /Write `name`/,
    },

    // Intents, issues, phrases
    {
      name: 'an intent from which nothing follows',
      code: 'nothing-follows',
      path: 'intents/other.yml',
      text: change(
        other,
        ['id: other', 'id: @other'],
        ['flow: no-site\n', ''],
        ['сайт не открывается', 'а'],
        ["'сайт лежит'", "'б'"],
        ["'site is down', 'my site does not open'", "'a', 'b'"],
      ),
    },
    {
      name: 'a customer led through a flow for staff',
      code: 'audience',
      ...intent(['flow: no-site', 'flow: @no-site']),
      with: { 'flows/no-site.yml': FLOW.replace('audience: customer', 'audience: staff') },
    },
    {
      name: 'an issue for staff under an intent of customers',
      code: 'audience',
      ...issue(['audience: customer', 'audience: @staff']),
    },
    {
      name: 'too few examples',
      code: 'few-examples',
      ...intent(["en: ['site is down', 'my site does not open']", "en: @['site is down']"]),
      remedy: /at least 2/,
    },
    {
      name: 'an example twice',
      code: 'duplicate-example',
      ...intent(["'my site does not open'", "@'Site is DOWN!'"]),
      remedy: /Remove one/,
    },
    {
      name: 'an example under two intents',
      code: 'duplicate-example',
      path: 'intents/other.yml',
      text: change(
        other,
        ["['сайт не открывается', 'сайт лежит']", "['а', 'б']"],
        ["['site is down', 'my", "['a', @'my"],
      ),
      remedy: /where it belongs/,
    },
    {
      name: 'an example that is nearly another',
      code: 'examples-alike',
      ...intent([
        "'my site does not open'",
        "'my site does not open since noon', @'my site doesnt open since noon'",
      ]),
      remedy: /differs in what is told/,
    },
    {
      name: 'an example that is nearly one under another intent',
      code: 'examples-alike',
      path: 'intents/other.yml',
      text: change(
        other,
        ["['сайт не открывается', 'сайт лежит']", "['а', 'б']"],
        ["['site is down', 'my site does not open']", "['a', @'my site does not open now']"],
      ),
      remedy: /where it belongs/,
    },
    {
      name: 'a phrase that the bot never says',
      code: 'unused-phrase',
      ...phrases(['texts:', 'texts:\n  @welcom: { ru: а, en: a }']),
      remedy: /Write `hello\.welcome`/,
    },
  ]);
});

describe('content: no fault is told for', () => {
  it('is not told for what is right', () => {
    const right: Files[] = [
      // An ask in a circle that is asked again because the person did not know.
      {
        'flows/no-site.yml': steps(
          `{ id: a, ask: ${T}, slot: s, type: text, unknown: b, next: end }`,
          `{ id: b, say: ${T}, next: a }`,
          END,
        ).text,
      },
      // A circle that no values of the slots let anybody go round.
      {
        'flows/no-site.yml': steps(
          `{ id: a, ask: ${T}, slot: s, type: text, next: b }`,
          `{ id: b, branch: [{ slot: s, known: true, next: end }], else: a }`,
          END,
        ).text,
      },
      // A slot that a branch made sure of, and names of the deployment.
      {
        'flows/no-site.yml': steps(
          `{ id: a, ask: ${T}, slot: s, type: text, next: b }`,
          `{ id: b, branch: [{ slot: s, known: true, next: c }], else: end }`,
          `{ id: c, resolve: { ru: '{s} {provider}', en: '{s} {provider}' } }`,
          END,
        ).text,
      },
      // What staff and customers say alike is never confused.
      { 'intents/other.yml': change(other, ['audience: customer', 'audience: staff']) },
      // Braces that are code.
      { 'flows/no-site.yml': change(FLOW, ["en: 'Good'", "en: 'Good: `{ Domain }`'"]) },
    ];
    for (const files of right) expect(faultsOf(files)).toEqual([]);
  });
});
