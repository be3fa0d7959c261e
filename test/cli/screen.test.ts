import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { cardLines } from '../../src/cli/card.js';
import { createScreen } from '../../src/cli/screen.js';
import { shellLocale, shellUser } from '../../src/cli/shell.js';
import { wrap } from '../../src/cli/wrap.js';

describe('wrap', () => {
  it('breaks at spaces and keeps the lines there are', () => {
    expect(wrap('one two three\n\nfour', 8)).toEqual(['one two', 'three', '', 'four']);
  });

  it('keeps items of a list under each other', () => {
    expect(wrap('2. press and hold it', 12)).toEqual(['2. press and', '   hold it']);
    expect(wrap('• press and hold', 12)).toEqual(['• press and', '  hold']);
  });

  it('never breaks a command or a long word', () => {
    expect(wrap('run `df -h /var/lib` now', 10)).toEqual(['run', '`df -h /var/lib`', 'now']);
    expect(wrap('see https://example.com/a/long/path', 10)).toEqual([
      'see',
      'https://example.com/a/long/path',
    ]);
  });
});

const card = {
  caseId: 'c1',
  title: '#1 anna: Site',
  body: { text: 'Waiting\n\nIn their words\n• it is down', spans: [] },
  actions: [{ action: 'claim' as const, label: 'Claim' }],
};

it('frames a card with its buttons', () => {
  expect(cardLines(card, 40)).toEqual([
    '┌─ #1 anna: Site',
    '│ Waiting',
    '│',
    '│ In their words',
    '│ • it is down',
    '│',
    '│ [Claim]',
    '└─',
  ]);
});

describe('a screen over plain streams', () => {
  function screen(): { shown: () => string; screen: ReturnType<typeof createScreen> } {
    const output = new PassThrough();
    return {
      shown: () => String(output.read() ?? ''),
      screen: createScreen({ input: new PassThrough(), output }, 'en'),
    };
  }

  it('numbers choices', () => {
    const { screen: it, shown } = screen();
    it.show({ kind: 'say', text: 'Which?', choices: ['This', 'That'] });
    expect(shown()).toBe('Which?\n  1. This\n  2. That\n\n');
  });

  it('shows a card once, and of the thread only what the person adds', () => {
    const { screen: it, shown } = screen();
    it.show({ kind: 'card', card, again: false });
    expect(shown()).toContain('│ Waiting');
    it.show({ kind: 'card', card, again: true });
    it.show({ kind: 'post', author: null, text: 'The conversation so far' });
    expect(shown()).toBe('');
    it.show({ kind: 'post', author: 'anna', text: 'error 500' });
    expect(shown()).toBe('The agent sees: error 500\n\n');
  });
});

describe('the shell', () => {
  it.each([
    [{ LANG: 'ru_RU.UTF-8' }, 'ru-RU'],
    [{ LC_ALL: '', LC_MESSAGES: 'en_GB', LANG: 'ru_RU' }, 'en-GB'],
    [{ LC_ALL: 'ru_RU.KOI8-R@x', LANG: 'en_US' }, 'ru-RU'],
    [{ LANG: 'C.UTF-8' }, null],
    [{ LC_ALL: 'POSIX' }, null],
    [{}, null],
  ])('says its language by %j', (env, locale) => {
    expect(shellLocale(env)).toBe(locale);
  });

  it('says who is there', () => {
    expect(shellUser({ USER: '', USERNAME: 'anna' })).toBe('anna');
    expect(shellUser({})).toBe('you');
  });
});
