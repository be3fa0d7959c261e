import { beforeAll, describe, expect, it } from 'vitest';
import type { Intent } from '../../src/model/intent.js';
import { LANGUAGES, mayShow, type Audience, type Language } from '../../src/model/language.js';
import type { Understanding } from '../../src/model/understanding.js';
import { createUnderstanding, type Understander } from '../../src/nlu/understand.js';
import { shippedContent } from '../support/shipped.js';
import { around, AROUND, FURTHER } from './story.js';

const { intents, issues, validation } = shippedContent();
const isHeld = (_: string, at: number): boolean => at % 5 === 0;
const seer = ({ audience }: Intent): Audience => (mayShow(audience, 'customer') ? 'customer' : 'staff');
const share = (holds: readonly boolean[]): number => holds.filter(Boolean).length / holds.length;

describe('examples left out, alone and told in long messages', { timeout: 60_000 }, () => {
  let nlu: Understander;
  beforeAll(() => {
    const kept = intents.map((intent) => ({
      ...intent,
      examples: {
        ru: intent.examples.ru.filter((text, at) => !isHeld(text, at)),
        en: intent.examples.en.filter((text, at) => !isHeld(text, at)),
      },
    }));
    nlu = createUnderstanding({ intents: kept, issues, validation });
  }, 60_000);

  const held = (language: Language): { intent: Intent; text: string }[] =>
    intents
      .filter(({ reply, action }) => reply === undefined && action === undefined)
      .flatMap((intent) =>
        intent.examples[language]
          .filter(isHeld)
          .map((text) => ({ intent, text: text.replace(/[.!?…]+$/u, '') })),
      );
  const understood = (text: string, audience: Audience, language: Language): Understanding =>
    nlu.understand(text, { audience, language, inFlow: false });
  const isRight = (intent: Intent, { intents: [best] }: Understanding): boolean => best?.intent === intent.id;

  it('are guessed as well in one language as in the other', () => {
    const right = (language: Language): number =>
      share(
        held(language).map(({ intent, text }) => isRight(intent, understood(text, seer(intent), language))),
      );
    expect(right('ru')).toBeGreaterThan(0.78);
    expect(right('en')).toBeGreaterThan(0.78);
    expect(Math.abs(right('ru') - right('en'))).toBeLessThan(0.06);
  });

  it.each(LANGUAGES)(
    'are found in the middle nearly as often as alone, and as precisely (%s)',
    (language) => {
      const asked = held(language).filter((_, at) => at % 3 === 0);
      const told = asked.map(({ intent, text }, at) => ({
        intent,
        alone: understood(text, seer(intent), language),
        found: understood(
          `${around(language, at)} ${text}. ${around(language, at + 2)}`,
          seer(intent),
          language,
        ),
      }));
      const alone = share(told.map(({ intent, alone: own }) => isRight(intent, own)));
      const found = share(told.map(({ intent, found: own }) => isRight(intent, own)));
      expect(found).toBeGreaterThan(alone - 0.12);
      const answered = told.filter(({ found: own }) => own.decision === 'answer');
      expect(answered.length / told.length).toBeGreaterThan(0.25);
      expect(share(answered.map(({ intent, found: own }) => isRight(intent, own)))).toBeGreaterThan(0.88);
      const taken = told.filter(({ alone: own, found: long }) => own.problems ?? long.problems);
      expect(taken.length / told.length).toBeLessThan(0.01);
    },
  );

  it.each(LANGUAGES)('what is told around them alone is not answered (%s)', (language) => {
    const told = AROUND[language].map((_, at) =>
      understood(`${around(language, at)} ${around(language, at + 2)}`, 'customer', language),
    );
    expect(share(told.map(({ decision }) => decision === 'answer'))).toBeLessThan(0.1);
  });

  it.each(LANGUAGES)(
    'two of different intents are told apart, mostly right where at all (%s)',
    (language) => {
      const all = held(language);
      const pairs = all.flatMap((one, at) => {
        const other = all[(at * 7 + 11) % all.length];
        if (other === undefined || other.intent === one.intent || seer(other.intent) !== seer(one.intent))
          return [];
        const text = `${one.text}${FURTHER[language]}${other.text}`;
        return [
          { ids: [one.intent.id, other.intent.id], found: understood(text, seer(one.intent), language) },
        ];
      });
      const apart = pairs.filter(({ found }) => found.problems !== undefined);
      expect(pairs.length).toBeGreaterThan(30);
      expect(apart.length / pairs.length).toBeGreaterThan(0.2);
      const right = apart.map(
        ({ ids, found }) => found.problems?.map((own) => own.intents[0]?.intent).join() === ids.join(),
      );
      expect(share(right)).toBeGreaterThan(0.8);
    },
  );
});
