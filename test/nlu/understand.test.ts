import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { createUnderstanding, type TextContext, type Understander } from '../../src/nlu/understand.js';
import { intent, issue, INTENTS, ISSUES } from './content.js';

const CUSTOMER: TextContext = { audience: 'customer', language: null, inFlow: false };
const STAFF: TextContext = { ...CUSTOMER, audience: 'staff' };

describe('createUnderstanding', () => {
  let nlu: Understander;
  beforeAll(() => {
    nlu = createUnderstanding({ intents: INTENTS, issues: ISSUES });
  });

  it.each([
    ['у меня сайт не открывается', 'site-unavailable', 'ru'],
    ['my site is down, help', 'site-unavailable', 'en'],
    ['cfqn yt jnrhsdftncz', 'site-unavailable', 'ru'],
    ['oplata ne prohodit', 'payment-failed', 'ru'],
    ['пмсьма попадают в спам', 'mail-to-spam', 'ru'],
    ['Здравствуйте! Подскажите, письма попадают в спам', 'mail-to-spam', 'ru'],
  ])('answers «%s»', (text, intentId, language) => {
    const found = nlu.understand(text, CUSTOMER);
    expect(found).toMatchObject({ language, decision: 'answer', act: null });
    expect(found.intents[0]?.intent).toBe(intentId);
    expect(found.p).toBe(found.intents[0]?.p);
    expect(found.reasons.join(' ')).toContain('nearest example');
  });

  it.each([
    'какая сегодня погода',
    'recommend a restaurant',
    'ывапролд фыва',
    'qwrtp zxcvb',
    'кто выиграл чемпионат мира',
  ])('does not answer «%s»', (text) => {
    expect(['clarify', 'handover']).toContain(nlu.understand(text, CUSTOMER).decision);
  });

  it('keeps what is for staff from customers: intents, issues, reasons', () => {
    const texts = INTENTS.concat().flatMap(({ examples }) => [...examples.ru, ...examples.en]);
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...texts, 'vpn', 'впн', 'сертификат сотрудника'), {
          minLength: 1,
          maxLength: 3,
        }),
        (parts) => {
          const found = nlu.understand(parts.join(' '), CUSTOMER);
          expect(found.intents.map((candidate) => candidate.intent)).not.toContain('staff-vpn');
          expect(found.issues.map((match) => match.issue)).not.toContain('staff-vpn-token');
          expect(found.reasons.join(' ')).not.toContain('staff-vpn');
        },
      ),
    );
    const staff = nlu.understand('впн не подключается', STAFF);
    expect(staff.intents[0]?.intent).toBe('staff-vpn');
    expect(staff.issues[0]?.issue).toBe('staff-vpn-token');
    expect(staff.intents.map((candidate) => candidate.intent)).not.toContain('payment-failed');
  });

  it('gives probabilities: best first, between 0 and 1, at most 1 together; the same each time', () => {
    const again = createUnderstanding({ intents: INTENTS, issues: ISSUES });
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('сайт', 'письма', 'оплата', 'spam', 'down', 'погода', 'не', 'карта', 'x'), {
          maxLength: 6,
        }),
        (words) => {
          const text = words.join(' ');
          const found = nlu.understand(text, CUSTOMER);
          const ps = found.intents.map(({ p }) => p);
          expect(ps.length).toBeLessThanOrEqual(5);
          expect([...ps].sort((a, b) => b - a)).toEqual(ps);
          for (const p of ps) expect(p >= 0 && p <= 1).toBe(true);
          expect(ps.reduce((sum, p) => sum + p, 0)).toBeLessThanOrEqual(1 + 1e-9);
          expect(again.understand(text, CUSTOMER)).toEqual(found);
        },
      ),
    );
  });

  it('takes its limits from the promise, in order', () => {
    const { thresholds } = nlu.understand('сайт', CUSTOMER);
    expect(thresholds.answer).toBeGreaterThanOrEqual(thresholds.clarify);
    expect(thresholds.answer).toBeGreaterThanOrEqual(0.5);
  });

  it('asks what is wrong where a single word names a topic, but not where it is an example itself', () => {
    const taught = createUnderstanding({
      intents: INTENTS.map((one) =>
        one.id === 'mail-to-spam'
          ? { ...one, examples: { ...one.examples, en: [...one.examples.en, 'spam!'] } }
          : one,
      ),
      issues: [],
    });
    expect(taught.understand('gmail', CUSTOMER).decision).not.toBe('answer');
    expect(taught.understand('gmail puts mail into spam', CUSTOMER).decision).toBe('answer');
    expect(taught.understand('Spam', CUSTOMER).decision).toBe('answer');
    expect(nlu.understand('Spam', CUSTOMER).decision).not.toBe('answer');
  });

  it('takes a word inside a flow for an answer, outside for a problem', () => {
    expect(nlu.understand('site unavailable', CUSTOMER).decision).toBe('answer');
    expect(nlu.understand('site unavailable', { ...CUSTOMER, inFlow: true }).decision).not.toBe('answer');
    expect(nlu.understand('нет', { ...CUSTOMER, inFlow: true })).toMatchObject({
      act: 'no',
      decision: 'clarify',
    });
    expect(nlu.understand('ytn', { ...CUSTOMER, language: 'ru', inFlow: true }).act).toBe('no');
  });

  it('finds a solved issue in the other language, through a typo, and as soon as it is put or removed', () => {
    const own = createUnderstanding({ intents: INTENTS, issues: ISSUES });
    expect(own.understand('site after changing name servers', CUSTOMER).issues[0]?.issue).toBe(
      'site-unavailable-dns',
    );
    expect(own.understand('сайт недоступен лимит процесов', CUSTOMER).issues[0]?.issue).toBe(
      'site-unavailable-limit',
    );
    const found = (): string[] =>
      own.understand('корзина теряет товары', CUSTOMER).issues.map((match) => match.issue);
    expect(found()).toEqual([]);
    own.putIssue(
      issue(
        'cart-loses-goods',
        'site-unavailable',
        'customer',
        'Корзина теряет товары',
        'The cart loses goods',
      ),
    );
    expect(found()).toEqual(['cart-loses-goods']);
    expect(own.understand('cart loses goods', CUSTOMER).issues[0]?.issue).toBe('cart-loses-goods');
    own.putIssue(issue('cart-loses-goods', 'site-unavailable', 'customer', 'Другое', 'Else'));
    expect(found()).toEqual([]);
    own.putIssue(
      issue('cart-loses-goods', 'site-unavailable', 'staff', 'Корзина теряет товары', 'The cart loses goods'),
    );
    expect(found()).toEqual([]);
    own.removeIssue('cart-loses-goods');
    own.removeIssue('never-was');
    expect(own.understand('корзина теряет товары', STAFF).issues).toEqual([]);
  });

  it('knows an issue that is tried for as long as that takes, and nothing of it afterwards', () => {
    const own = createUnderstanding({ intents: INTENTS, issues: ISSUES });
    const texts = ['квазикорзина теряет товары', 'квазикорзины', 'сайт недоступен лимит процесов'];
    const all = (): unknown[] => texts.map((text) => own.understand(text, CUSTOMER));
    const found = (): (string | undefined)[] =>
      texts.map((text) => own.understand(text, CUSTOMER).issues[0]?.issue);
    const before = all();
    const cart = issue('cart', 'site-unavailable', 'customer', 'Квазикорзина теряет товары', 'Lost goods');
    expect(own.trying(cart, found)).toEqual(['cart', 'cart', 'site-unavailable-limit']);
    expect(all()).toEqual(before);
    const other = issue('site-unavailable-limit', 'site-unavailable', 'customer', 'Квазикорзина', 'Cart');
    expect(own.trying(other, found).slice(0, 2)).toEqual(Array(2).fill('site-unavailable-limit'));
    expect(() =>
      own.trying(cart, () => {
        throw new Error('halfway');
      }),
    ).toThrow('halfway');
    expect(all()).toEqual(before);
  });

  it('never throws, and takes bounded time, whatever the text', () => {
    const texts = [
      '',
      '   \n\t ',
      '🙂🙃',
      '\u200b\u200e\u202e',
      '\u0000\u0001\uffff\ud800',
      'مرحبا بالعالم',
      '!!!???...',
      'а'.repeat(100_000),
      'сайт не открывается '.repeat(5_000),
      'a.'.repeat(50_000),
      '1 '.repeat(50_000),
      'x@'.repeat(50_000),
      '/a'.repeat(50_000),
      'http://'.repeat(15_000),
    ];
    for (const text of texts) {
      const started = performance.now();
      const found = nlu.understand(text, CUSTOMER);
      expect(performance.now() - started).toBeLessThan(2_000);
      expect(found.p >= 0 && found.p <= 1).toBe(true);
    }
    for (const text of texts.slice(0, 5)) expect(nlu.understand(text, CUSTOMER).decision).toBe('clarify');
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        expect(nlu.understand(text, CUSTOMER).thresholds.answer).toBeGreaterThan(0);
      }),
    );
  });
});

describe('little content', () => {
  it('recognises nothing without examples, and still finds issues', () => {
    const nlu = createUnderstanding({ intents: [], issues: ISSUES });
    const found = nlu.understand('письма в спаме', CUSTOMER);
    expect(found).toMatchObject({ intents: [], decision: 'handover', p: 0, margin: 0 });
    expect(found.issues[0]?.issue).toBe('mail-to-spam-spf');
    expect(createUnderstanding({ intents: [], issues: [] }).understand('привет', CUSTOMER).issues).toEqual(
      [],
    );
  });

  it('lives with one intent and with one example', () => {
    for (const intents of [
      INTENTS.slice(0, 1),
      [intent('one', 'both', ['сайт не открывается'], [])],
      [intent('one', 'both', ['сайт не открывается'], []), intent('two', 'both', [], ['the mail is lost'])],
      [intent('one', 'both', ['сайт'], []), intent('two', 'both', ['сайт'], [])],
      [intent('none', 'both', [], [])],
    ]) {
      const nlu = createUnderstanding({ intents, issues: [] });
      for (const text of ['сайт не открывается', 'погода на марсе', 'wzxq']) {
        const { p } = nlu.understand(text, CUSTOMER);
        expect(p >= 0 && p <= 1).toBe(true);
      }
      expect(nlu.understand('погода на марсе', CUSTOMER).decision).not.toBe('answer');
    }
  });

  it('goes by likeness alone where too little was left out to tell, and so still knows its examples', () => {
    const nlu = createUnderstanding({
      intents: [
        intent('site', 'both', ['сайт не открывается'], []),
        intent('mail', 'both', [], ['the mail is lost']),
      ],
      issues: [],
    });
    const known = nlu.understand('сайт не открывается', CUSTOMER);
    expect(known.intents[0]?.intent).toBe('site');
    expect(['answer', 'choose']).toContain(known.decision);
    const like = nlu.understand('сайт совсем не работает', CUSTOMER);
    expect(like.p).toBeLessThan(known.p);
    expect(nlu.understand('погода на марсе', CUSTOMER).p).toBeLessThan(0.1);
  });

  it('takes no messages kept apart as none given', () => {
    const alone = createUnderstanding({ intents: INTENTS, issues: [] }, { validation: [] });
    const without = createUnderstanding({ intents: INTENTS, issues: [] });
    const text = 'сайт не открывается';
    expect(alone.understand(text, CUSTOMER)).toEqual(without.understand(text, CUSTOMER));
  });

  it('refuses options out of range and two intents of one id, saying what to do', () => {
    expect(() => createUnderstanding({ intents: [], issues: [] }, { answerPrecision: 1.2 })).toThrow(
      expect.objectContaining({ code: 'NLU_OPTIONS' }),
    );
    expect(() => createUnderstanding({ intents: [...INTENTS, ...INTENTS.slice(0, 1)], issues: [] })).toThrow(
      expect.objectContaining({ code: 'NLU_DUPLICATE' }),
    );
  });
});
