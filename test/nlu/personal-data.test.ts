import { describe, expect, it } from 'vitest';
import { createVeil } from '../../src/nlu/personal-data.js';

const veilOf = (...names: string[]) =>
  createVeil({ names, own: ['https://panel.hoster.ru/login', 'Control Panel', 'hoster.ru'] });

describe('a veil', () => {
  it.each([
    ['пишите на ivan.petrov@romashka.ru', 'пишите на name@example.com'],
    ['my site shop.romashka.ru is down', 'my site example.com is down'],
    ['www.romashka.ru и romashka.ru', 'www.example.com и example.com'],
    ['romashka.ru ведёт на lutik.ru', 'example.com ведёт на example.net'],
    ['https://u:secret1@romashka.ru:8443/wp-admin/?token=1#x', 'https://example.com:8443/wp-admin/'],
    ['сервер 91.200.40.7 и 91.200.40.8', 'сервер 203.0.113.10 и 203.0.113.11'],
    ['ping 2a00:1450:4010:c0f::71', 'ping 2001:db8::10'],
    ['http://91.200.40.7/', 'http://203.0.113.10/'],
    ['звоните +7 (912) 345-67-89', 'звоните +0 000 000-00-00'],
    ['8 912 345 67 89 или 89123456789', '+0 000 000-00-00 или +0 000 000-00-00'],
    ['call +44 20 7946 0958', 'call +0 000 000-00-00'],
    ['пароль: Qwerty123!', 'пароль: •••'],
    ['Добрый день, меня зовут Пётр Сергеевич Кац', 'Добрый день, меня зовут'],
    ['It is fixed. Best regards, John Smith', 'It is fixed. Best regards'],
  ])('hides %s', (text, shown) => {
    expect(veilOf()(text)).toBe(shown);
  });

  it.each([
    'Откройте https://panel.hoster.ru/dns и ns1.hoster.ru',
    'Gmail: see https://support.google.com/mail/answer/81126',
    'PHP 8.1.27, заказ 1234567890, порт 8080, 127.0.0.1, 192.168.0.1, 10.0.0.5, 8.8.8.8',
    '`AH01071: Got error` 550 5.7.1 in error.log on 2026-11-29 at 12:30:45',
    'example.com has no SPF record; name@example.com, 203.0.113.10, +0 000 000-00-00',
    'Анна Каренина — книга',
  ])('leaves %s', (text) => {
    expect(veilOf()(text)).toBe(text);
  });

  it('takes the names of the people out, in any case of Russian', () => {
    const veil = veilOf('Анна Петрова', 'olga');
    expect(veil('Анне Петровой помогла Ольга, аннотация на месте')).toBe('помогла Ольга, аннотация на месте');
    expect(veil('Olga renewed it; Анна, спасибо')).toBe('renewed it; спасибо');
    const others = 'Верно: Левый столбец, Романс, Марианна';
    expect(veilOf('Вера Лев Рома Мария')(others)).toBe(others);
    const names = 'Дмитрию Достоевскому, Марией, Игорем, Льву, Олегом';
    expect(veilOf('Дмитрий Достоевский', 'Мария Игорь Олег')(names)).toBe('Льву');
    expect(veilOf('The Site')('The site of Site B')).toBe('The site of Site B');
    expect(veilOf('<b>_*[ (x--', '😀', '.*', 'Anna-Maria \ud800')('all of .* is here')).toBe(
      'all of .* is here',
    );
  });

  it('comes to the same again', () => {
    const text = 'romashka.ru, lutik.ru, 91.200.40.7, a@b.ru, +79123456789, пароль: Qwerty123!';
    const once = veilOf()(text);
    expect(veilOf()(once)).toBe(once);
    expect(once).not.toMatch(/romashka|lutik|91\.200|b\.ru|7912|Qwerty/);
  });
});
