import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addBayes, fitBayes, fitBayesWithout } from '../../src/nlu/bayes.js';
import { featuresOf } from '../../src/nlu/feature.js';
import { collectModel, score, weightOf } from '../../src/nlu/linear.js';
import { scoreVector, trainMachines, TRAINING_DEFAULTS } from '../../src/nlu/machine.js';
import { modelSchema, type Model } from '../../src/nlu/model.js';
import { wordsOf } from '../../src/nlu/normalize.js';
import { train } from '../../src/nlu/train.js';
import { createUnderstanding } from '../../src/nlu/understand.js';
import { createVectorSpace } from '../../src/nlu/space.js';
import { openVectorSpace, type Rows } from '../../src/nlu/vector.js';
import { INTENTS, issue, ISSUES } from './content.js';

const parameters = { seed: Number(process.env.FC_SEED ?? 20_261_122) };
const TEXTS = [
  'mailbox full',
  'mailbox is full',
  'full inbox',
  'site down',
  'down goes the site',
  'site is down',
];
const LABELS = Int32Array.from([0, 0, 0, 1, 1, 1]);

/** Naive Bayes as its formula says it, for one text of a vector space. */
function bayesByHand(rows: Rows, text: number, label: number, kept: readonly number[]): number {
  const smoothing = 50;
  const own = new Map<number, number>();
  const all = new Map<number, number>();
  let ownSum = 0;
  let sum = 0;
  for (const place of kept) {
    for (let at = rows.starts[place] ?? 0; at < (rows.starts[place + 1] ?? 0); at += 1) {
      const id = rows.ids[at] ?? 0;
      const value = rows.values[at] ?? 0;
      all.set(id, (all.get(id) ?? 0) + value);
      sum += value;
      if (LABELS[place] !== label) continue;
      own.set(id, (own.get(id) ?? 0) + value);
      ownSum += value;
    }
  }
  let total = 0;
  for (let at = rows.starts[text] ?? 0; at < (rows.starts[text + 1] ?? 0); at += 1) {
    const id = rows.ids[at] ?? 0;
    const share = (all.get(id) ?? 0) / sum;
    if (share === 0) continue;
    const likelihood = ((own.get(id) ?? 0) + smoothing * share) / (ownSum + smoothing);
    total += (rows.values[at] ?? 0) * Math.log(likelihood / share);
  }
  return total;
}

describe(`what is learned (FC_SEED=${parameters.seed})`, () => {
  const { space, rows } = createVectorSpace(TEXTS.map((text) => featuresOf(wordsOf(text))));
  const vectorOf = (text: number): { ids: Int32Array; values: Float32Array } => ({
    ids: rows.ids.subarray(rows.starts[text], rows.starts[text + 1]),
    values: rows.values.subarray(rows.starts[text], rows.starts[text + 1]),
  });

  it('naive Bayes says what its formula says, with all texts and without some', () => {
    const without = fitBayesWithout(rows, space.size, LABELS, 2);
    for (const kept of [
      [0, 1, 2, 3, 4, 5],
      [0, 2, 3, 5],
      [0, 1, 2, 3, 4, 5],
    ]) {
      const left = Int32Array.from(TEXTS.keys()).filter((text) => !kept.includes(text));
      const bayes = without(left);
      if (left.length === 0) expect(bayes).toMatchObject(fitBayes(rows, space.size, LABELS, 2));
      TEXTS.forEach((_, text) => {
        const said = new Float64Array(2);
        addBayes(bayes, vectorOf(text), 0.5, said);
        said.forEach((one, label) => expect(one).toBeCloseTo(0.5 * bayesByHand(rows, text, label, kept), 5));
      });
    }
  });

  it('the linear model scores as its machines do, and what is one text’s alone by that text', () => {
    const lesson = { rows, shared: space.shared, labels: LABELS, classes: 2 };
    const { model, take } = collectModel(lesson, space.size);
    const shared: number[][] = [];
    trainMachines(lesson, TRAINING_DEFAULTS, (label, machine) => {
      take(label, machine);
      shared.push(
        TEXTS.map((_, text) =>
          scoreVector(machine, {
            ids: rows.ids.subarray(rows.starts[text], rows.shared[text]),
            values: rows.values.subarray(rows.starts[text], rows.shared[text]),
          }),
        ),
      );
    });
    let pushed = 0;
    TEXTS.forEach((_, text) => {
      const { ids, values } = vectorOf(text);
      const scores = new Float64Array(2);
      score(model, { ids, values }, scores);
      scores.forEach((total, label) => {
        const summed = ids.reduce((sum, id, at) => sum + (values[at] ?? 0) * weightOf(model, id, label), -1);
        expect(total).toBeCloseTo(summed, 5);
        const alone = ids.reduce(
          (sum, id, at) => (id < space.shared ? sum : sum + (values[at] ?? 0) * weightOf(model, id, label)),
          0,
        );
        expect(total - alone).toBeCloseTo(shared[label]?.[text] ?? NaN, 5);
        // What is its own never speaks against a text's own class.
        expect(alone * (LABELS[text] === label ? 1 : -1)).toBeGreaterThanOrEqual(0);
        pushed += Math.abs(alone);
      });
    });
    expect(pushed).toBeGreaterThan(0);
  });

  it('a space opened again gives the same vectors', () => {
    const again = openVectorSpace(structuredClone(space.data));
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('mailbox', 'full', 'site', 'down', 'inbox', 'new'), { maxLength: 8 }),
        (words) => {
          const features = featuresOf(wordsOf(words.join(' ')));
          expect(again.vector(features)).toEqual(space.vector(features));
        },
      ),
      parameters,
    );
  });

  it('a model is what its schema says, the same each time', () => {
    const model = train({ intents: INTENTS, issues: ISSUES });
    expect(modelSchema.parse(model)).toEqual(model);
    expect(train({ intents: INTENTS, issues: ISSUES })).toEqual(model);
  });

  it('titles are learned from', () => {
    const titled = INTENTS.map((intent) =>
      intent.id === 'mail-to-spam' ? { ...intent, title: { ru: 'Полиграф', en: 'Zebra crossing' } } : intent,
    );
    const model = train({ intents: titled, issues: [] });
    expect(model.texts).toContain('Zebra crossing');
    expect(model.intents[model.labels[model.texts.indexOf('Zebra crossing')] ?? -1]).toBe('mail-to-spam');
  });

  it('solved issues teach how their intent is put, but to those who may not see them', () => {
    const put = (of: string, audience: 'customer' | 'staff' | 'both'): Model =>
      train({
        intents: INTENTS,
        issues: [issue('an-issue', of, audience, 'Полиграф сломан', 'The zebra is gone')],
      });
    const learned = put('mail-to-spam', 'customer');
    const at = learned.texts.indexOf('The zebra is gone');
    expect(learned.intents[learned.labels[at] ?? -1]).toBe('mail-to-spam');
    const nlu = createUnderstanding({ intents: INTENTS, issues: [] }, { model: learned });
    const [best] = nlu.understand('the zebra is gone', {
      audience: 'customer',
      language: 'en',
      inFlow: false,
    }).intents;
    expect(best?.intent).toBe('mail-to-spam');
    expect(put('mail-to-spam', 'staff').texts).not.toContain('The zebra is gone');
    expect(put('staff-vpn', 'both').texts).toContain('The zebra is gone');
  });
});
