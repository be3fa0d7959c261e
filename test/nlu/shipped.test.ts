import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { intentSchema, type Intent } from '../../src/model/intent.js';
import { writtenIssueSchema, type WrittenIssue } from '../../src/model/issue.js';
import { LANGUAGES, mayShow, type Audience, type Language } from '../../src/model/language.js';
import type { Understanding } from '../../src/model/understanding.js';
import type { Example } from '../../src/nlu/classify.js';
import { learn } from '../../src/nlu/learn.js';
import { createLexicon } from '../../src/nlu/lexicon.js';
import { read } from '../../src/nlu/reading.js';
import { createUnderstanding, type TextContext, type Understander } from '../../src/nlu/understand.js';
import { OFF_TOPIC } from './off-topic.js';

const documents = (folder: string): unknown[] =>
  existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => name.endsWith('.yml'))
        .sort()
        .map((name): unknown => parse(readFileSync(join(folder, name), 'utf8')))
    : [];

const intents: Intent[] = documents('intents').map((document) => intentSchema.parse(document));
const issues: WrittenIssue[] = documents('data/issues').map((document) => writtenIssueSchema.parse(document));
const context = (audience: Audience, language: Language): TextContext => ({
  audience,
  language,
  inFlow: false,
});
const seer = (intent: Intent): Audience => (mayShow(intent.audience, 'customer') ? 'customer' : 'staff');
const share = (holds: readonly boolean[]): number => holds.filter(Boolean).length / holds.length;

describe.skipIf(intents.length === 0)(
  'the shipped content (skipped while intents/ is empty)',
  { timeout: 60_000 },
  () => {
    let nlu: Understander;
    let told: { intent: Intent; language: Language; text: string; found: Understanding }[];
    beforeAll(() => {
      nlu = createUnderstanding({ intents, issues });
      told = intents.flatMap((intent) =>
        LANGUAGES.flatMap((language) =>
          intent.examples[language].map((text) => ({
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

    it('guesses examples it was not trained on, as well in one language as in the other', () => {
      const lexicon = createLexicon();
      const examples: Example[] = intents.flatMap(({ id, examples: texts }) =>
        LANGUAGES.flatMap((language) =>
          texts[language].map((text) => ({
            intent: id,
            language,
            text,
            tokens: read(text, lexicon, language).tokens,
            said: true,
          })),
        ),
      );
      const audiences = new Map(intents.map(({ id, audience }) => [id, audience]));
      const trials = learn(examples, audiences).trials.filter(({ meant }) => meant !== null);
      const right = (language: Language): number =>
        share(
          trials
            .filter((trial) => trial.language === language)
            .map(({ evidence, meant }) => evidence.guesses[0]?.intent === meant),
        );
      expect(right('ru')).toBeGreaterThan(0.78);
      expect(right('en')).toBeGreaterThan(0.72);
      expect(Math.abs(right('ru') - right('en'))).toBeLessThan(0.12);
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
      const staffIntents = new Set(
        intents.filter(({ audience }) => audience === 'staff').map(({ id }) => id),
      );
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

    it.skipIf(issues.length === 0)('finds each solved issue by its own problem, in either language', () => {
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
  },
);
