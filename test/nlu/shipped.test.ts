import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Intent } from '../../src/model/intent.js';
import { LANGUAGES, mayShow, type Audience, type Language } from '../../src/model/language.js';
import type { Understanding } from '../../src/model/understanding.js';
import { createUnderstanding, type TextContext, type Understander } from '../../src/nlu/understand.js';
import { shippedContent, shippedModel } from '../support/shipped.js';
import { OFF_TOPIC } from './off-topic.js';

const { intents, issues } = shippedContent();
const context = (audience: Audience, language: Language): TextContext => ({
  audience,
  language,
  inFlow: false,
});
const seer = (intent: Intent): Audience => (mayShow(intent.audience, 'customer') ? 'customer' : 'staff');
/** Every fourth example says as much as all of them. */
const isAsked = (_: string, at: number): boolean => at % 4 === 0;
const share = (holds: readonly boolean[]): number => holds.filter(Boolean).length / holds.length;

describe('the shipped content', { timeout: 60_000 }, () => {
  let nlu: Understander;
  let told: { intent: Intent; language: Language; text: string; found: Understanding }[];
  beforeAll(() => {
    nlu = createUnderstanding({ intents, issues }, { model: shippedModel() });
    told = intents.flatMap((intent) =>
      LANGUAGES.flatMap((language) =>
        intent.examples[language].filter(isAsked).map((text) => ({
          intent,
          language,
          text,
          found: nlu.understand(text, context(seer(intent), language)),
        })),
      ),
    );
  }, 120_000);

  it('gives every example its own intent', () => {
    const wrong = told.filter(({ intent, found }) => found.intents[0]?.intent !== intent.id);
    expect(wrong.length / told.length, wrong.map(({ text }) => text).join('\n')).toBeLessThanOrEqual(0.01);
  });

  it.each(LANGUAGES)('answers little of what is off topic (%s)', (language) => {
    expect(OFF_TOPIC[language]).toHaveLength(40);
    const answered = OFF_TOPIC[language].filter(
      (text) => nlu.understand(text, context('customer', language)).decision === 'answer',
    );
    expect(answered.length, answered.join('\n')).toBeLessThanOrEqual(6);
  });

  it('answers most examples at once', () => {
    for (const language of LANGUAGES) {
      const answered = told
        .filter((row) => row.language === language)
        .map(({ found }) => found.decision === 'answer');
      expect(share(answered)).toBeGreaterThan(0.85);
    }
  });

  it('never lets a customer reach what is for staff', () => {
    const staffIntents = new Set(intents.filter(({ audience }) => audience === 'staff').map(({ id }) => id));
    const staffIssues = new Set(issues.filter(({ audience }) => audience === 'staff').map(({ id }) => id));
    const texts = [
      ...intents.flatMap(({ examples }) => [...examples.ru, ...examples.en]),
      ...issues.flatMap(({ ru, en }) => [ru.problem, en.problem]),
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...texts), { minLength: 1, maxLength: 2 }), (parts) => {
        const found = nlu.understand(parts.join('. '), context('customer', 'ru'));
        expect(found.intents.some(({ intent }) => staffIntents.has(intent))).toBe(false);
        expect(found.issues.some(({ issue }) => staffIssues.has(issue))).toBe(false);
      }),
      { numRuns: 200 },
    );
  });

  it('finds each solved issue by its own problem, in either language', () => {
    const found = issues.flatMap((issue) =>
      LANGUAGES.map((language) =>
        nlu
          .understand(
            issue[language].problem,
            context(mayShow(issue.audience, 'customer') ? 'customer' : 'staff', language),
          )
          .issues.slice(0, 3)
          .some((match) => match.issue === issue.id),
      ),
    );
    expect(share(found)).toBeGreaterThan(0.95);
  });
});
