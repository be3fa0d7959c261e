import { describe, expect, it } from 'vitest';
import type { SecretKind } from '../../src/model/inbound.js';
import { maskSecrets, SECRET_MARK } from '../../src/nlu/secrets.js';

/** Put together here, so that no scanner takes the tests for a leak. */
const joined = (...parts: string[]): string => parts.join('');

describe('maskSecrets', () => {
  const secrets: [SecretKind, string, string][] = [
    ['password', 'пароль: Qwerty123!', 'Qwerty123!'],
    ['password', 'логин admin пароль zX9#kk21', 'zX9#kk21'],
    ['password', 'Пароль от почты: hunter2', 'hunter2'],
    ['password', 'мой пароль это Vasya1990', 'Vasya1990'],
    ['password', 'password is S3cret!pass', 'S3cret!pass'],
    ['password', 'my password: correcthorse9', 'correcthorse9'],
    ['password', 'pwd=abc12345', 'abc12345'],
    ['password', 'mysql://root:topsecret@db.example.com/base', 'topsecret'],
    ['card', 'карта 4111 1111 1111 1111 не проходит', '4111 1111 1111 1111'],
    ['card', 'card 5500-0000-0000-0004', '5500-0000-0000-0004'],
    ['card', 'мир 2200000000000004', '2200000000000004'],
    [
      'private-key',
      '-----BEGIN OPENSSH PRIVATE KEY-----\nabc\ndef\n-----END OPENSSH PRIVATE KEY-----',
      'abc\ndef',
    ],
    ['private-key', '-----BEGIN PRIVATE KEY-----\nMIIEvQ', 'MIIEvQ'],
    ['token', joined('xoxb', '-123456789012-abcdefghij'), '123456789012-abcdefghij'],
    ['token', joined('токен 123456789:', 'AAE', 'x'.repeat(32)), 'xxxxxxxx'],
    ['token', joined('AKIA', 'ABCDEFGHIJKLMNOP'), 'ABCDEFGHIJKLMNOP'],
    [
      'token',
      joined('eyJhbGciOiJIUzI1NiJ9', '.eyJzdWIiOiIxMjM0In0', '.c2lnbmF0dXJlMTIz'),
      'c2lnbmF0dXJlMTIz',
    ],
    ['token', joined('ghp', '_', 'a1'.repeat(18)), 'a1a1a1'],
  ];
  for (const [kind, text, secret] of secrets) {
    it(`hides ${kind} in «${text.slice(0, 32)}»`, () => {
      const result = maskSecrets(text);
      expect(result.text).not.toContain(secret);
      expect(result.text).toContain(SECRET_MARK);
      expect(result.masked).toContain(kind);
    });
  }

  it('keeps what is no secret', () => {
    const texts = [
      'мой телефон +7 912 345-67-89',
      'звоните 8 (912) 345-67-89 или 4957771234567',
      'заказ 20240312000123',
      'версия 10.11.12',
      'адрес 192.168.100.200',
      'коммит 9fceb02d0ae598e95dc970b74767f19372d61af8',
      'пароль не подходит',
      'пароль: не подходит',
      'забыл пароль',
      'forgot my password',
      'password reset does not work',
      'password is wrong',
      'пароль от почты не принимает',
      'reset password for info@example.com',
      'ссылка https://example.com/path?id=4111',
      'time 12:34:56 on 2024-03-12',
      'сбросьте пароль пользователю user123 пожалуйста'.replace('user123', 'Иванову'),
      'токен не принимается',
      '1111 1111 1111 1111 1112',
      'ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABAQ user@host',
    ];
    expect(texts.map((text) => maskSecrets(text))).toEqual(texts.map((text) => ({ text, masked: [] })));
  });

  it('hides every secret of a text, names each kind once, and changes nothing the second time', () => {
    const once = maskSecrets('пароль: Abc12345, второй пароль: Xyz98765, карта 4111111111111111');
    expect(once.masked).toEqual(['password', 'card']);
    expect(once.text).not.toMatch(/Abc12345|Xyz98765|4111/u);
    expect(maskSecrets(once.text)).toEqual({ text: once.text, masked: [] });
  });

  it('takes bounded time on long junk', () => {
    const started = performance.now();
    for (const part of ['1 ', 'пароль ', 'a:', '-----BEGIN PRIVATE KEY-----', 'http://a:', '4', 'login / ']) {
      maskSecrets(part.repeat(Math.ceil(100_000 / part.length)));
    }
    expect(performance.now() - started).toBeLessThan(3_000);
  });
});
