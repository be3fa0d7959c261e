import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findEntities } from '../../src/nlu/entity.js';

const found = (text: string): string[] => findEntities(text).map(({ kind, value }) => `${kind} ${value}`);

describe('findEntities', () => {
  const cases: [string, string[]][] = [
    ['Сайт Example.RU. не открывается', ['domain example.ru']],
    ['домен пример.рф и sub.shop.example.com', ['domain пример.рф', 'domain sub.shop.example.com']],
    ['http://Example.com/Path?q=1, вот', ['url http://example.com/Path?q=1']],
    ['пишу с Info@Example.com', ['email info@example.com']],
    ['сервер 10.0.0.12 и 2001:db8::1', ['ip 10.0.0.12', 'ip 2001:db8::1']],
    ['ошибка 502', ['error-code 502']],
    ['пропало 500 писем', ['number 500']],
    ['DNS_PROBE_FINISHED_NXDOMAIN', ['error-code DNS_PROBE_FINISHED_NXDOMAIN']],
    ['оплатил 12.03.2024', ['date 2024-03-12']],
    ['since March 5, 2024', ['date 2024-03-05']],
    ['с 3 мая', ['date 05-03']],
    ['в /var/www/html/index.php', ['path /var/www/html/index.php']],
    ['PHP 8.1 и v3.2.1', ['version 8.1', 'version 3.2.1']],
    ['12 345,50 рублей', ['number 12345.50']],
    ['файл index.php и node.js', []],
    ['т.е. не работает', []],
    ['сайт.не открывается', []],
  ];
  for (const [text, expected] of cases) {
    it(`reads «${text}»`, () => {
      expect(found(text)).toEqual(expected);
    });
  }

  it('gives places that lie in the text, in order and apart', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            fc.string({ unit: 'binary', maxLength: 12 }),
            fc.constantFrom('a.ru ', '1.2.3.4', ' 502 ', 'x@y.com', '«пример.рф»'),
          ),
        ),
        (parts) => {
          const text = parts.join('');
          let end = 0;
          for (const entity of findEntities(text)) {
            expect(entity.offset).toBeGreaterThanOrEqual(end);
            expect(entity.length).toBeGreaterThan(0);
            end = entity.offset + entity.length;
            expect(end).toBeLessThanOrEqual(text.length);
          }
        },
      ),
    );
  });
});
