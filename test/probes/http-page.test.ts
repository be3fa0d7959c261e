import { describe, expect, it } from 'vitest';
import { knownPage, statusVerdict } from '../../src/probes/http-page.js';

describe('pages that say what is wrong', () => {
  it.each([
    [500, 'wordpress-error', '<p>There has been a critical error on this website.</p>'],
    [500, 'wordpress-error', '<p>На сайте возникла критическая ошибка.</p>'],
    [500, 'wordpress-error', '<p>На вашем сайте возникла критическая ошибка. Проверьте почту.</p>'],
    [503, 'wordpress-error', 'Briefly unavailable for scheduled maintenance. Check back in a minute.'],
    [500, 'database-error', '<h1>Error establishing a database connection</h1>'],
    [500, 'database-error', '<h1>Ошибка установки соединения с базой данных</h1>'],
    [200, 'database-error', 'SQLSTATE[HY000] [2002] Connection refused'],
    [200, 'database-error', 'mysqli_connect(): (HY000/1045): Access denied for user &#039;shop&#039;@'],
    [500, 'database-error', 'Could not connect to the database service'],
    [200, 'database-error', 'Не удалось подключиться к базе данных'],
    [200, 'parked', '<title>Домен припаркован</title>'],
    [200, 'parked', '<title>example.com</title> This domain is for sale'],
    [200, 'parked', 'Домен example.ru продаётся'],
    [200, 'placeholder', '<title>Apache2 Ubuntu Default Page: It works</title>'],
    [200, 'placeholder', '<html><body><h1>It works!</h1></body></html>'],
    [200, 'placeholder', '<title>Welcome to nginx!</title>'],
    [200, 'placeholder', "<title>Web Server's Default Page</title>"],
    [200, 'suspended', '<title>Account Suspended</title>'],
    [403, 'suspended', 'Сайт временно отключён'],
    [200, 'suspended', '<h1>Работа сайта приостановлена</h1>'],
  ])('%i %s: %s', (status, verdict, page) => expect(knownPage(status, page)?.verdict).toBe(verdict));

  it('a long page about an error is none', () => {
    const article = `<h1>Error establishing a database connection</h1>${'<p>How to mend it.</p>'.repeat(300)}`;
    expect(knownPage(200, article)).toBeNull();
    expect(knownPage(500, article)?.verdict).toBe('database-error');
  });

  it('a short text in a long page with scripts is one', () => {
    const page = `<style>${'a{}'.repeat(5_000)}</style><script>${'x();'.repeat(5_000)}</script>Сайт заблокирован`;
    expect(knownPage(200, page)?.verdict).toBe('suspended');
  });

  it.each(['<', '<script ', '<a ', 'apache ', 'домен ', '<h1> ', 'ненадолго закрыт ', '&', ' '])(
    '256 KB of %j take no time',
    (sign) => {
      const page = sign.repeat((256 * 1024) / sign.length);
      const began = performance.now();
      knownPage(200, page);
      knownPage(500, page);
      expect(performance.now() - began).toBeLessThan(3_000);
    },
  );
});

it('statuses', () => {
  const verdicts = [200, 204, 304, 401, 403, 404, 410, 418, 429, 451, 500, 502, 503, 520, 526, 530].map(
    (status) => `${status} ${statusVerdict(status) ?? '?'}`,
  );
  expect(verdicts).toEqual([
    '200 ok',
    '204 ok',
    '304 ?',
    '401 forbidden',
    '403 forbidden',
    '404 not-found',
    '410 not-found',
    '418 server-error',
    '429 ?',
    '451 forbidden',
    '500 server-error',
    '502 server-error',
    '503 server-error',
    '520 proxy-error',
    '526 proxy-error',
    '530 proxy-error',
  ]);
});
