import { describe, expect, it } from 'vitest';
import { createProgressBook, messagesOf, progressKey } from '../../src/channels/progress.js';
import type { Address } from '../../src/model/address.js';
import type { Delivery } from '../../src/model/delivery.js';
import { plain } from '../../src/model/text.js';

const HOUR = 3_600_000;

describe('half-sent deliveries', () => {
  it('are remembered for an hour after the last attempt, and then begun anew', () => {
    let now = 0;
    const book = createProgressBook(() => now);
    book.of('a').done.push('1', null, '2');
    now = HOUR - 1;
    expect(messagesOf(book.of('a'))).toEqual(['1', '2']);
    now += HOUR - 1;
    expect(book.of('a').done).toHaveLength(3);
    now += HOUR;
    expect(book.of('a')).toEqual({ thread: null, done: [], missing: null });
  });

  it('are forgotten when they have ended, and the oldest when there are very many', () => {
    const book = createProgressBook(() => 0);
    book.of('ended').done.push('1');
    book.forget('ended');
    expect(book.of('ended').done).toEqual([]);
    book.of('oldest').done.push('1');
    book.of('next').done.push('1');
    for (let count = 0; count < 999; count += 1) book.of(`other-${count}`);
    expect(book.of('next').done).toEqual(['1']);
    expect(book.of('oldest').done).toEqual([]);
  });

  it('are told apart by what they say and where to', () => {
    const place: Address = { channel: 'slack', account: 'T', chat: 'D', thread: '' };
    const post = (text: string): Delivery => ({
      kind: 'post',
      author: null,
      text: plain(text),
      attachments: [],
    });
    const key = progressKey(post('a'), place);
    expect(progressKey(post('a'), { ...place })).toBe(key);
    expect(progressKey(post('b'), place)).not.toBe(key);
    expect(progressKey(post('a'), { ...place, thread: '1' })).not.toBe(key);
  });
});
