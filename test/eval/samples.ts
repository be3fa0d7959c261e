import type { Decision, Understanding } from '../../src/model/understanding.js';
import type { Prediction } from '../../src/eval/prediction.js';

export const parameters = { seed: Number(process.env.FC_SEED ?? 20_261_122) };

/** A message that means `meant` and was taken for `intent`. */
export function prediction(
  meant: string | null,
  intent: string | null,
  p: number,
  decision: Decision,
  more: Partial<Prediction> = {},
): Prediction {
  return {
    text: `${meant ?? 'none'} ${p}`,
    language: 'en',
    label: meant ?? 'oos',
    meant,
    intent,
    p,
    belongs: Math.max(p, meant === null ? 0.1 : 0.9),
    margin: p,
    decision,
    read: 'en',
    open: true,
    nearest: null,
    ...more,
  };
}

/** Nothing was made of a text. */
export const NOTHING: Understanding = {
  language: 'en',
  act: null,
  intents: [],
  issues: [],
  decision: 'handover',
  p: 0,
  belongs: 0,
  margin: 0,
  thresholds: { answer: 0.8, clarify: 0.2 },
  entities: [],
  signals: { human: false, anger: false, urgent: false },
  reasons: [],
};

/** Rows as JSON Lines. */
export function lines(...rows: readonly object[]): string {
  return rows.map((row) => `${JSON.stringify(row)}\n`).join('');
}
