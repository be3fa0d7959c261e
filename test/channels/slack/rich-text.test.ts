import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { richBlock } from '../../../src/channels/slack/blocks.js';
import { readMrkdwn } from '../../../src/channels/slack/mrkdwn.js';
import { readBlocks } from '../../../src/channels/slack/rich-text.js';
import type { RichText } from '../../../src/model/text.js';

const BOT = 'U0BOT';

function drawn({ text, spans }: RichText): string[] {
  return spans.map(({ kind, offset, length }) => `${kind}:${text.slice(offset, offset + length)}`);
}

describe('what was typed, as Slack keeps it', () => {
  it('is read with its formatting, its lists and its signs, without mentions of the bot', () => {
    const text = (words: string, style: object = {}): object => ({ type: 'text', text: words, style });
    const elements = [
      {
        type: 'rich_text_section',
        elements: [
          ...[{ type: 'user', user_id: BOT }, text(' see '), text('this', { bold: true, strike: true })],
          ...[
            { type: 'link', url: 'https://a.example/x', text: 'page' },
            text(' '),
            { type: 'user', user_id: 'U1' },
          ],
          ...[{ type: 'link', url: 'http://b.example', text: 'b.example' }],
          ...[
            { type: 'emoji', name: 'flag-ru', unicode: '1f1f7-1f1fa' },
            { type: 'emoji', name: 'parrot' },
          ],
          ...[{ type: 'broadcast', range: 'here' }, { type: 'something_new', text: ' new' }, text('\n')],
        ],
      },
      {
        type: 'rich_text_list',
        style: 'ordered',
        elements: [
          { type: 'rich_text_section', elements: [text('one')] },
          { type: 'rich_text_section', elements: [text('two', { code: true })] },
        ],
      },
      { type: 'rich_text_quote', elements: [text('said '), text('so', { italic: true })] },
      { type: 'rich_text_preformatted', elements: [text('a\n  b')] },
      { type: 'rich_text_section', elements: [text('end ')] },
    ];
    const read = readBlocks([{ type: 'rich_text', elements }], BOT);
    expect(read?.text).toBe(
      'see thispage (https://a.example/x) @U1b.example🇷🇺:parrot:@here new\n1. one\n2. two\nsaid so\na\n  b\nend',
    );
    expect(read && drawn(read)).toEqual([
      ...['bold:this', 'strike:this', 'code:two', 'quote:said so', 'italic:so', 'pre:a\n  b'],
    ]);
  });

  it('is not read from what is no typed text', () => {
    expect(readBlocks(null, BOT)).toBeNull();
    expect(readBlocks([{ type: 'section' }, 5], BOT)).toBeNull();
  });

  it('comes back as it was sent', () => {
    const line = fc.stringMatching(/^[a-z]{1,8}$/);
    const kind = fc.constantFrom('bold', 'italic', 'strike', 'code', 'pre', 'quote', null);
    fc.assert(
      fc.property(fc.array(fc.tuple(line, kind), { minLength: 1, maxLength: 6 }), (lines) => {
        let text = '';
        const spans: RichText['spans'] = [];
        for (const [words, drawing] of lines) {
          if (text !== '') text += '\n';
          if (drawing !== null) spans.push({ kind: drawing, offset: text.length, length: words.length });
          text += words;
        }
        const read = readBlocks([richBlock({ text, spans })], BOT);
        expect(read).toEqual({ text, spans });
      }),
    );
  });
});

describe('what came without blocks', () => {
  it.each([
    ['*!claim*', '!claim', ['bold:!claim']],
    ['a *b _c_ d* ~e~ `f*g*`', 'a b c d e f*g*', ['bold:b c d', 'italic:c', 'strike:e', 'code:f*g*']],
    ['2*3*4 snake_case_name a ~ b', '2*3*4 snake_case_name a ~ b', []],
    ['<https://a.example/_x_|the *page*>', 'the *page* (https://a.example/_x_)', []],
    ['&gt; said\n&gt; so\nyes', 'said\nso\nyes', ['quote:said\nso']],
    ['see:\n```a &lt; *b*\n  c```\nend', 'see:\na < *b*\n  c\nend', ['pre:a < *b*\n  c']],
    [' <@U0BOT> help ', 'help', []],
  ])('%j reads as %j', (raw, text, spans) => {
    const read = readMrkdwn(raw, BOT);
    expect(read.text).toBe(text);
    expect(drawn(read)).toEqual(spans);
  });
});
