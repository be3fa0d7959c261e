import { describe, expect, it } from 'vitest';
import { normalize } from '../../src/nlu/normalize.js';
import { createTalkCheck } from '../../src/nlu/small-talk.js';

const check = createTalkCheck(['что ты умеешь', 'расскажи о себе, бот', 'what can this bot do']);
const checked = (text: string, best: string) =>
  check(
    {
      candidates: [
        { intent: best, p: 0.9 },
        { intent: 'thanks', p: 0.04 },
        { intent: 'mail', p: 0.02 },
      ],
      belongs: 0.96,
    },
    normalize(text).tokens,
  );

describe('small talk', () => {
  it.each([
    'что ты умеешь',
    'Здравствуйте! Расскажите, что умеет ваш бот',
    'what can the bot do',
    'что умеешь, дружище',
  ])('stays what it is: %s', (text) => {
    expect(checked(text, 'capabilities').candidates[0]).toEqual({ intent: 'capabilities', p: 0.9 });
  });

  it.each(['расскажи о квантовой физике', 'what can a platypus eat', 'что ты умеешь варить кроме борща'])(
    'is unlikely with words that no small talk has: %s',
    (text) => {
      const { candidates, belongs } = checked(text, 'capabilities');
      expect(candidates[0]?.p).toBeGreaterThan(0.02);
      expect(candidates[0]?.p).toBeLessThan(0.6);
      expect(candidates.find(({ intent }) => intent === 'thanks')?.p).toBeLessThan(0.03);
      expect(candidates.find(({ intent }) => intent === 'mail')?.p).toBe(0.02);
      expect(belongs).toBeCloseTo(candidates.reduce((sum, { p }) => sum + p, 0));
    },
  );

  it('is what is checked; nothing else is', () => {
    expect(checked('письма клиентам попадают куда-то', 'mail-to-spam').candidates[0]?.p).toBe(0.9);
  });

  it('gives candidates in order, best first', () => {
    const p = check(
      {
        candidates: [
          { intent: 'greeting', p: 0.5 },
          { intent: 'mail', p: 0.4 },
        ],
        belongs: 0.9,
      },
      normalize('квантовая физика элементарных частиц').tokens,
    ).candidates.map(({ intent }) => intent);
    expect(p).toEqual(['mail', 'greeting']);
  });
});
