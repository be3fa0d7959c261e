import { describe, expect, it } from 'vitest';
import { readHost, readUrl, registrable } from '../../src/probes/target.js';

describe('the host that a person names', () => {
  it.each([
    ['example.com', 'example.com', 'example.com'],
    ['  EXAMPLE.com. ', 'example.com', 'example.com'],
    ['https://www.example.com/path?q=1#part', 'www.example.com', 'www.example.com'],
    ['http://name:secret@example.com:8080/', 'example.com', 'example.com'],
    ['Пример.РФ', 'xn--e1afmkfd.xn--p1ai', 'пример.рф'],
    ['xn--e1afmkfd.xn--p1ai', 'xn--e1afmkfd.xn--p1ai', 'пример.рф'],
    ['почта@пример.рф', 'xn--e1afmkfd.xn--p1ai', 'пример.рф'],
    ['_dmarc.example.com', '_dmarc.example.com', '_dmarc.example.com'],
    ['8.8.8.8', '8.8.8.8', '8.8.8.8'],
    ['2606:4700:4700::1111', '2606:4700:4700::1111', '2606:4700:4700::1111'],
    ['http://[2606:4700:4700::1111]/', '2606:4700:4700::1111', '2606:4700:4700::1111'],
  ])('%s', (text, name, shown) => expect(readHost(text)).toEqual({ name, shown }));

  it.each([
    '',
    ' ',
    'localhost',
    'router',
    'nas.local',
    'db.internal',
    'api.localhost',
    'box.home.arpa',
    '4.3.2.1.in-addr.arpa',
    'site.onion',
    'shop.test',
    'shop.example',
    'wiki.corp',
    'pc.lan',
    'com',
    'co.uk',
    'name.nosuchending',
    '-bad.example.com',
    'exa mple.com',
    'exam\0ple.com',
    `${'a'.repeat(64)}.com`,
    `${'a.'.repeat(130)}com`,
    'ftp://example.com/',
    'javascript:alert(1)',
    'file:///etc/passwd',
    'http://2130706433/',
    'http://0177.0.0.1/',
    'http://0x7f.1/',
    'http://127.1/',
    'http://[::ffff:169.254.169.254]/',
    'http://[::1]/',
    'http://１２７.０.０.１/',
    'http://localhost./',
    'http://example.com:99999/',
  ])('%s: none', (text) => expect(readHost(text)).toBeNull());

  it('leaves out who somebody is, and the fragment', () => {
    expect(readUrl('https://name:secret@example.com/a?b#c')?.href).toBe('https://example.com/a?b');
  });

  it('counts the names below a domain together', () => {
    expect(registrable('a.b.example.co.uk')).toBe('example.co.uk');
    expect(registrable('8.8.8.8')).toBe('8.8.8.8');
  });
});
