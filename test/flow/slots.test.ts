import { describe, expect, it } from 'vitest';
import type { SlotType } from '../../src/flow/slot-type.js';
import { readSlot, TEXT_LIMIT } from '../../src/flow/slots.js';
import { does, presses, says } from './sample.js';

describe('readSlot reads the text', () => {
  const cases: readonly (readonly [type: SlotType, text: string, value: string | null])[] = [
    ['domain', 'Example.COM.', 'example.com'],
    ['domain', 'https://www.example.com:8080/wp-admin?x=1', 'www.example.com'],
    ['domain', 'ann@example.org', 'example.org'],
    ['domain', 'домен «пример.рф», вроде', 'пример.рф'],
    ['domain', 'it is example.co.uk!', 'example.co.uk'],
    ['domain', 'xn--e1afmkfd.xn--p1ai', 'xn--e1afmkfd.xn--p1ai'],
    ['domain', '203.0.113.7', null],
    ['domain', 'v3.2.1', null],
    ['domain', 'my site', null],
    ['domain', `${'a'.repeat(64)}.com`, null],
    ['url', 'https://example.com/a?b=1', 'https://example.com/a?b=1'],
    ['url', 'example.com/wp-admin', 'https://example.com/wp-admin'],
    ['url', 'ann@example.com', null],
    ['email', 'it is <Ann.Lee+x@Example.com>', 'Ann.Lee+x@example.com'],
    ['email', 'ann@localhost', null],
    ['ip', 'адрес 203.0.113.7', '203.0.113.7'],
    ['ip', '203.0.113.999', null],
    ['ip', '2001:DB8::1', '2001:db8::1'],
    ['ip', '12:30', null],
    ['number', 'около 12,5 ГБ', '12.5'],
    ['number', '1 000', '1000'],
    ['number', '3 из 10', null],
    ['number', 'много', null],
    ['date', 'с 2026-02-28', '2026-02-28'],
    ['date', '1.3.2026', '2026-03-01'],
    ['date', '30.02.2026', null],
    ['date', '2026-01-01 – 2026-01-05', null],
    ['text', '  два слова ', 'два слова'],
    ['error-text', ' \n ', null],
  ];
  it.each(cases)('%s: %j → %j', (type, text, value) => {
    expect(readSlot(type, says(text))).toBe(value);
  });
});

describe('readSlot', () => {
  it('prefers what the understanding found', () => {
    const answer = says('на site.example, почта ann@example.org', {
      domain: 'site.example',
      email: 'ann@example.org',
    });
    expect(readSlot('domain', answer)).toBe('site.example');
    expect(readSlot('email', answer)).toBe('ann@example.org');
    expect(readSlot('domain', says('x', { url: 'https://shop.example/cart' }))).toBe('shop.example');
    expect(readSlot('domain', says('x', { email: 'ann@example.org' }))).toBe('example.org');
    expect(readSlot('number', says('five', { number: '5' }))).toBe('5');
    expect(readSlot('date', says('first of March', { date: '2026-03-01' }))).toBe('2026-03-01');
  });

  it('reads yes and no by the act or the button, and nothing else', () => {
    expect(readSlot('yes-no', does('yes'))).toBe('yes');
    expect(readSlot('yes-no', does('works-now'))).toBe('yes');
    expect(readSlot('yes-no', does('no'))).toBe('no');
    expect(readSlot('yes-no', does('still-broken'))).toBe('no');
    expect(readSlot('yes-no', presses('no'))).toBe('no');
    expect(readSlot('yes-no', does('unknown'))).toBeNull();
    expect(readSlot('yes-no', says('perhaps'))).toBeNull();
  });

  it('cuts free text at the limit and never through a character', () => {
    expect(readSlot('error-text', says('x'.repeat(TEXT_LIMIT + 1)))).toHaveLength(TEXT_LIMIT);
    expect(readSlot('text', says(`${'x'.repeat(TEXT_LIMIT - 1)}😀`))).toBe('x'.repeat(TEXT_LIMIT - 1));
  });

  it('answers hostile input at once', () => {
    const long = `${'a.'.repeat(50_000)}!`;
    const started = process.hrtime.bigint();
    const types: SlotType[] = ['domain', 'url', 'email', 'ip', 'number', 'date'];
    for (const type of types) {
      expect(readSlot(type, says(long))).toBeNull();
      expect(readSlot(type, says(`${'1 000'.repeat(20_000)}x`))).not.toBe('');
      readSlot(type, says('-'.repeat(100_000)));
    }
    expect(Number(process.hrtime.bigint() - started) / 1e6).toBeLessThan(1_000);
  });
});
