import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { reliability } from '../../src/eval/calibration.js';
import { guessesOf } from '../../src/eval/figures.js';
import { picture } from '../../src/eval/picture.js';
import type { Prediction } from '../../src/eval/prediction.js';
import { xmlFault } from '../support/xml.js';
import { parameters, prediction } from './samples.js';

const draw = (title: string, predictions: readonly Prediction[], cameTrue: number | null = 0.9): string =>
  picture(title, predictions, {
    bins: reliability(guessesOf(predictions)),
    promises: [{ promised: 0.95, cameTrue, answered: 0.5 }],
  });

const PREDICTIONS = [
  prediction('a', 'a', 0.97, 'answer'),
  prediction('a', 'a', 0.8, 'answer'),
  prediction('a', 'b', 0.4, 'choose'),
  prediction(null, 'b', 0.1, 'handover'),
];

describe(`the picture (FC_SEED=${parameters.seed})`, () => {
  it('is drawn of more messages than a call takes arguments', () => {
    const many = Array.from({ length: 200_000 }, (_, at) => prediction('a', 'a', at / 200_000, 'answer'));
    expect(xmlFault(draw('set.jsonl', many))).toBeNull();
  });

  it('is one document with its axes named, and both fields', () => {
    const svg = draw('set.jsonl', PREDICTIONS);
    expect(xmlFault(svg)).toBeNull();
    for (const words of [
      'set.jsonl',
      'share of all messages answered',
      'share of the answers that is wrong',
      'probability of the best guess',
      'share that is right',
      '4 messages',
    ]) {
      expect(svg).toContain(words);
    }
    expect(svg).toContain('prefers-color-scheme: dark');
    expect(svg).not.toMatch(/NaN|Infinity|undefined|<script|href/);
  });

  it('draws a bar for each bin that holds a guess', () => {
    expect(draw('x', PREDICTIONS).match(/class="bar"/g)).toHaveLength(4 + 1);
    expect(
      draw('x', [...PREDICTIONS, prediction('a', 'a', 0.98, 'answer')]).match(/class="bar"/g),
    ).toHaveLength(5);
  });

  it('leaves out a promise by which nothing was answered', () => {
    expect(draw('x', PREDICTIONS, null).match(/<circle/g)).toHaveLength(1);
    expect(draw('x', PREDICTIONS).match(/<circle/g)).toHaveLength(2);
  });

  it('writes a name that looks like markup as it is', () => {
    const svg = draw('<b>&"amp;\u0000\uD800', PREDICTIONS);
    expect(xmlFault(svg)).toBeNull();
    expect(svg.isWellFormed()).toBe(true);
    expect(svg).toContain('>&lt;b&gt;&amp;&quot;amp;<');
  });

  it('is well-formed whatever it is called and whatever was measured', () => {
    const one = fc
      .record({ right: fc.boolean(), p: fc.double({ min: 0, max: 1, noNaN: true }) })
      .map(({ right, p }) => prediction('a', right ? 'a' : 'b', p, 'answer'));
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.array(one), (title, predictions) => {
        const svg = draw(title, predictions);
        expect(xmlFault(svg)).toBeNull();
        expect(svg).not.toMatch(/NaN|Infinity|[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/);
        expect(svg.isWellFormed()).toBe(true);
      }),
      { ...parameters, numRuns: 40 },
    );
  });
});
