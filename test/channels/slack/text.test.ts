import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { richBlock } from '../../../src/channels/slack/blocks.js';
import { createScrub } from '../../../src/channels/slack/client.js';
import { cut, escape, fallback, readText, unescape } from '../../../src/channels/slack/text.js';
import type { RichText } from '../../../src/model/text.js';
import { checkBlocks, textOf } from '../../support/slack/block-kit.js';

const BOT = 'U0BOT';

const richText = fc
  .tuple(
    fc.string({ unit: 'binary', minLength: 1, maxLength: 400 }),
    fc.array(
      fc.tuple(fc.constantFrom('code', 'bold', 'italic'), fc.nat(300), fc.integer({ min: 1, max: 100 })),
      { maxLength: 6 },
    ),
  )
  .map(([text, spans]): RichText => ({
    text,
    spans: spans.map(([kind, offset, length]) => ({
      kind,
      offset: Math.min(offset, text.length - 1),
      length,
    })),
  }));

describe('reading Slack texts', () => {
  it.each([
    ['<@U0BOT> help', 'help'],
    ['help <@U0BOT|firstline> me', 'help  me'],
    ['ask <@U1> or <@U2|anna>', 'ask @U1 or @anna'],
    ['in <#C1|general>', 'in #general'],
    ['<!here> <!subteam^S1|@ops> <!channel>', '@here @ops @channel'],
    ['<http://example.com|example.com>', 'example.com'],
    ['<https://example.com/a?b=1&amp;c=2>', 'https://example.com/a?b=1&c=2'],
    ['<mailto:a@example.com|a@example.com>', 'a@example.com'],
    ['<https://example.com|our site>', 'our site (https://example.com)'],
    ['a &lt;b&gt; &amp;amp; c', 'a <b> &amp; c'],
    ['1 < 2 > 1', '1 < 2 > 1'],
    ['<>', '<>'],
  ])('reads %s as %s', (raw, text) => {
    expect(readText(raw, BOT)).toBe(text.trim());
  });

  it('reads back whatever was escaped', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(unescape(escape(text))).toBe(text);
        expect(readText(escape(text), BOT)).toBe(text.trim());
      }),
      { verbose: true },
    );
  });
});

describe('writing Slack texts', () => {
  it('makes blocks that Slack takes and that read as the text', () => {
    fc.assert(
      fc.property(richText, (rich) => {
        const checked = checkBlocks([richBlock(rich)]);
        expect(checked.ok).toBe(true);
        if (checked.ok) expect(textOf(checked.value)).toBe(rich.text);
      }),
      { verbose: true },
    );
  });

  it('keeps addresses apart from what stands around them', () => {
    const text = 'см. (https://a.example/x_(y)), «http://b.example»; http:// и https://[ тоже';
    const checked = checkBlocks([richBlock({ text, spans: [] })]);
    expect(checked.ok && textOf(checked.value)).toBe(text);
    expect(JSON.stringify(checked)).toContain('"url":"http://b.example"');
  });

  it('cuts the plain text to its limit after escaping, never inside an entity', () => {
    const long = fallback('&'.repeat(3000), 4000);
    expect(long.length).toBeLessThanOrEqual(4000);
    expect(long).toMatch(/^(?:&amp;)+…$/);
    expect(cut('👍👍', 3)).toBe('👍…');
  });
});

describe('scrubbing', () => {
  it('takes out what was given and what looks like a token', () => {
    const scrub = createScrub(['secret-of-mine', null]);
    const line = 'a secret-of-mine b xoxb-123-abcdef c xapp-1-A1-abcdef wss://x/link?ticket=abc-1&app_id=2';
    expect(scrub(line)).toBe('a *** b *** c *** wss://x/link?ticket=***&app_id=***');
  });
});
