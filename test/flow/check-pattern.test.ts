import { afterAll, describe, expect, it } from 'vitest';
import { loadContent } from '../../src/flow/content.js';
import type { PatternSpec } from '../../src/flow/pattern.js';
import { cleanUp, folder, GOOD } from './folder.js';
import { faultsOf, fits, REQUIRED, T, tells } from './faults.js';

afterAll(cleanUp);

const SPEC: PatternSpec = {
  inputs: ['title', 'name'],
  blank: ['name'],
  outcomes: ['close', 'stay', 'hand-over'],
  must: ['close'],
  asks: true,
  offers: true,
};
const PLAY = { patterns: { leave: SPEC }, quiet: { leave: { ...SPEC, asks: false, offers: false } } };

const HEAD = `# yaml-language-server: $schema=../flow.schema.json
id: leave
audience: both
title: ${T}
`;
const CHOICE = `{ id: a, choose: ${T}, offered: { next: close }, options: [{ value: x, label: ${T}, next: stay }] }`;
const ENDS = ['{ id: close, then: close }', '{ id: stay, then: stay }'];
/** The pattern of these steps. */
const leave = (lines: readonly string[], inputs = '[title, name]') => ({
  path: 'flows/patterns/leave.yml',
  text: `${HEAD}inputs: ${inputs}\nsteps:\n${lines.map((line) => `  - ${line}\n`).join('')}`,
});

describe('patterns: a fault is told for', () => {
  tells(
    [
      {
        name: 'an input that is not given',
        code: 'pattern-input',
        ...leave([CHOICE, ...ENDS], '[@titel, name]'),
        remedy: /Write `title`/,
      },
      {
        name: 'an input that is not taken',
        code: 'pattern-input',
        path: 'flows/patterns/leave.yml',
        text: leave([CHOICE, ...ENDS], '[title]').text.replace('inputs', '@inputs'),
        remedy: /inputs: \[title, name\]/,
      },
      {
        name: 'an outcome that means nothing',
        code: 'pattern-outcome',
        ...leave([CHOICE, '{ id: close, then: @clsoe }', '{ id: stay, then: stay }']),
        step: 'close',
        remedy: /Write `close`/,
      },
      {
        name: 'an outcome that must be and is not',
        code: 'pattern-outcome',
        path: 'flows/patterns/leave.yml',
        text: leave([CHOICE, '{ id: close, then: hand-over }', '{ id: stay, then: stay }']).text.replace(
          'steps:',
          '@steps:',
        ),
        remedy: /then: close/,
      },
      {
        name: 'a step that a pattern has not',
        code: 'pattern-step',
        ...leave([CHOICE, '{ id: close, then: close }', `{ id: stay, @resolve: ${T} }`]),
        step: 'stay',
      },
      {
        name: 'nothing offered of what there is',
        code: 'pattern-offer',
        path: 'flows/patterns/leave.yml',
        text: leave([
          `{ id: a, ask: ${T}, slot: s, type: yes-no, unknown: stay, next: close }`,
          ...ENDS,
        ]).text.replace('steps:', '@steps:'),
        remedy: /`offered`/,
      },
      {
        name: 'a blank input in a text',
        code: 'placeholder-empty',
        path: 'flows/patterns/leave.yml',
        text: leave([
          CHOICE.replace('close', 's'),
          `{ id: s, say: { ru: @'текст {name}', en: 'text' }, next: close }`,
          ...ENDS,
        ]).text,
        step: 's',
      },
      {
        name: 'a pattern that is not for everybody',
        code: 'audience',
        path: 'flows/patterns/leave.yml',
        text: leave([CHOICE, ...ENDS]).text.replace('audience: both', 'audience: @customer'),
      },
    ],
    PLAY.patterns,
  );
  describe('of one that puts no question', () => {
    tells(
      [
        {
          name: 'a question',
          code: 'pattern-step',
          ...leave([`{ id: a, @ask: ${T}, slot: s, type: text, next: close }`, '{ id: close, then: close }']),
          step: 'a',
          remedy: /`say`/,
        },
      ],
      PLAY.quiet,
    );
    tells(
      [
        {
          name: 'something offered',
          code: 'pattern-offer',
          path: 'flows/patterns/leave.yml',
          text: leave([CHOICE.replace('offered', '@offered'), ...ENDS]).text,
          step: 'a',
        },
      ],
      { leave: { ...SPEC, offers: false } },
    );
  });

  it('a pattern that is missing, and a flow of that folder that nobody starts', () => {
    expect(faultsOf({}, REQUIRED, PLAY.patterns)).toMatchObject([
      { code: 'no-such-flow', file: 'flows/patterns/leave.yml', line: 1 },
    ]);
    const { path, text } = leave([CHOICE, ...ENDS]);
    expect(faultsOf({ [path]: text })).toMatchObject([{ code: 'unused-flow', file: path, line: 2 }]);
  });

  it('an intent that starts a pattern', () => {
    const { path, text } = leave([CHOICE, ...ENDS]);
    const intent = (GOOD['intents/no-site.yml'] ?? '').replace('flow: no-site', 'flow: leave');
    const faults = faultsOf({ [path]: text, 'intents/no-site.yml': intent }, REQUIRED, PLAY.patterns);
    expect(faults.map(({ code }) => code)).toContain('pattern-started');
  });
});

describe('patterns: no fault is told for', () => {
  fits(
    [
      { name: 'what the dialogue can play', ...leave([CHOICE, ...ENDS]) },
      {
        name: 'a blank input where it is known',
        ...leave([
          CHOICE.replace('close', 'b'),
          '{ id: b, branch: [{ slot: name, known: true, next: s }], else: close }',
          `{ id: s, say: { ru: 'текст {name}', en: 'text {name}' }, next: close }`,
          ...ENDS,
        ]),
      },
    ],
    PLAY.patterns,
  );

  it('patterns of which the code demands nothing', () => {
    const { path, text } = leave([CHOICE, ...ENDS]);
    expect(loadContent(folder({ ...GOOD, [path]: text })).ok).toBe(true);
  });
});
