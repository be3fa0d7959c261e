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
    ['сайт не открывается 502', ['error-code 502']],
    ['на главной странице 403', ['error-code 403']],
    ['my shop gives a 503 every evening', ['error-code 503']],
    ['сайт за 500 рублей', ['number 500']],
    ['на сайте 500 товаров', ['number 500']],
    ['the page loads in 500 ms', ['number 500']],
    ['за сайт списали 500 р', ['number 500']],
    ['сайт открывается 500 раз', ['number 500']],
    ['сайт грузится 500 мс', ['number 500']],
    ['возвращается код 500 при входе', ['error-code 500']],
    ['DNS_PROBE_FINISHED_NXDOMAIN', ['error-code DNS_PROBE_FINISHED_NXDOMAIN']],
    ['оплатил 12.03.2024', ['date 2024-03-12']],
    ['since March 5, 2024', ['date 2024-03-05']],
    ['с 3 мая', ['date 05-03']],
    ['в /var/www/html/index.php', ['path /var/www/html/index.php']],
    ['PHP 8.1 и v3.2.1', ['version 8.1', 'version 3.2.1']],
    ['12 345,50 рублей', ['number 12345.50']],
    ['файл index.php и node.js', []],
    ['т.е. не работает', []],
    ['и т.д. и т.п.', []],
    ['не.знаю', []],
    ['Привет.Как дела', []],
    ['hello.how are you', []],
    ['not working.no mail', []],
    ['it went down.it is back', []],
    ['next.js и vue.js', []],
    ['asp.net core', []],
    ['backup.tar.gz, main.py, readme.md', []],
    ['Иванов И.И.', []],
    ['1.5 гб', ['number 1.5']],
    ['сайт site.ru.не работает', ['domain site.ru']],
    ['xn--e1afmkfd.xn--p1ai', ['domain пример.рф']],
    ['ПРИМЕР.РФ', ['domain пример.рф']],
    ['«shop.ru», (site.com)', ['domain shop.ru', 'domain site.com']],
    ['www.Site.ru', ['domain www.site.ru']],
    ['my-site.online', ['domain my-site.online']],
    ['_dmarc.example.ru', ['domain _dmarc.example.ru']],
    ['t.me/name', ['domain t.me']],
    ['site.com/path?x=1', ['domain site.com']],
    ['example.com:443', ['domain example.com']],
    ['https://пример.рф/вход', ['url https://пример.рф/вход']],
    ['mail@xn--e1afmkfd.xn--p1ai', ['email mail@пример.рф']],
    ['a.b+c@sub.example.co.uk,', ['email a.b+c@sub.example.co.uk']],
    ['Ivan <ivan@mail.ru>', ['email ivan@mail.ru']],
    ['192.168.0.1:8080', ['ip 192.168.0.1']],
    ['10.0.0.0/8', ['ip 10.0.0.0']],
    ['::1 и fe80::1', ['ip ::1', 'ip fe80::1']],
    ['std::vector, a::b, Foo::Bar', []],
    ['в 12:30:45, 24/7', []],
    ['+7 999 123-45-67 или 8 (800) 555-35-35', []],
    ['C:\\Users\\me\\file.txt', ['path C:\\Users\\me\\file.txt']],
    ['~/public_html/.htaccess', ['path ~/public_html/.htaccess']],
    ['место на /home', ['path /home']],
    ['и/или', []],
    ['502 Bad Gateway', ['error-code 502']],
    ['выдаёт 404', ['error-code 404']],
    ['у меня 404 товара', ['number 404']],
    ['500 рублей', ['number 500']],
    ['HTTP 429 too many requests', ['error-code 429']],
    ['nxdomain', ['error-code NXDOMAIN']],
    ['err_cert_date_invalid', ['error-code ERR_CERT_DATE_INVALID']],
    ['NET::ERR_CERT_AUTHORITY_INVALID', ['error-code ERR_CERT_AUTHORITY_INVALID']],
    ['550 5.7.1 Message rejected', ['error-code 550 5.7.1']],
    ['421-4.7.0 try again', ['error-code 421 4.7.0']],
    ['smtp ответ 554', ['error-code 554']],
    ['ERROR 1045 (28000): Access denied', ['error-code 1045']],
    ['#1045 - Access denied', ['error-code 1045']],
    ['SQLSTATE[HY000] [1049]', ['error-code SQLSTATE[HY000] [1049]']],
    ['ошибка №691', ['error-code 691']],
    ['exit code 137', ['error-code 137']],
    ['0x80070005', ['error-code 0x80070005']],
    ['ECONNREFUSED', ['error-code ECONNREFUSED']],
    ['EMAIL НЕ РАБОТАЕТ EVERY DAY', []],
    ['код из смс 4321', ['number 4321']],
    ['PHP8.2, MySQL 5.7.44, tls 1.3', ['version 8.2', 'version 5.7.44', 'version 1.3']],
    ['31.02.2024', ['version 31.02.2024']],
    ['you may 5 times', ['number 5']],
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
