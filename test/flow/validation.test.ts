import { afterAll, describe, expect, it } from 'vitest';
import { loadContent } from '../../src/flow/content.js';
import { faultsOf } from './faults.js';
import { cleanUp, folder, GOOD } from './folder.js';

afterAll(cleanUp);

const FILE = 'data/validation.jsonl';
const message = (given: object): object => ({
  ...{ text: 'the site is down again', intent: 'no-site', lang: 'en', audience: 'customer' },
  ...given,
});
/** As many messages of both languages as are enough. */
const ENOUGH = (['ru', 'en'] as const).flatMap((lang) =>
  Array.from({ length: 100 }, (_, at) => message({ text: `message ${String(at)}`, lang, intent: null })),
);
const file = (...lines: readonly (object | string)[]): Record<string, string> => ({
  [FILE]: lines.map((line) => `${typeof line === 'string' ? line : JSON.stringify(line)}\n`).join(''),
});
/** What is told of lines that stand above enough good ones. */
const told = (...lines: readonly (object | string)[]): unknown[] =>
  faultsOf(file(...lines, ...ENOUGH)).map(({ file: path, line, code }) => [path, line, code]);

describe('messages by which confidence is fitted', () => {
  it('are read with the content, and none need be there', () => {
    const outcome = loadContent(folder({ ...GOOD, ...file('', ...ENOUGH, message({})) }));
    expect(outcome.ok && outcome.content.validation).toHaveLength(201);
    expect(loadContent(folder(GOOD))).toMatchObject({ ok: true, content: { validation: [] } });
  });

  it('may begin with the mark of Windows, and end their lines like it', () => {
    const text = `\uFEFF${ENOUGH.map((line) => JSON.stringify(line)).join('\r\n')}`;
    expect(faultsOf({ [FILE]: text })).toEqual([]);
  });

  it.each<[string, object | string, string]>([
    ['is no JSON', '{"text": "cut', 'syntax'],
    ['has no language', message({ lang: undefined }), 'value'],
    ['has a field too many', message({ note: 'x' }), 'value'],
    ['has no words', message({ text: ' ' }), 'value'],
    ['names an intent that there is not', message({ intent: 'no-sight' }), 'no-such-intent'],
    ['names an intent of others', message({ audience: 'staff' }), 'audience'],
  ])('are told by their line where one %s', (_, line, code) => {
    expect(told(message({ text: 'good' }), line)).toEqual([[FILE, 2, code]]);
  });

  it('are told where one stands twice, though not for another audience', () => {
    expect(told(message({ intent: null }), message({}))).toEqual([[FILE, 2, 'duplicate-example']]);
    expect(told(message({ intent: null }), message({ intent: null, audience: 'staff' }))).toEqual([]);
  });

  it('are told where they are too few, or no text', () => {
    expect(faultsOf(file(message({}))).map(({ code, message: why }) => [code, why])).toEqual([
      ['few-examples', '0 messages in `ru` are too few to go by'],
      ['few-examples', '1 messages in `en` are too few to go by'],
    ]);
    expect(faultsOf({ [FILE]: Uint8Array.of(0xff, 0xfe, 0x41, 0) }).map(({ code }) => code)).toEqual([
      'unreadable',
    ]);
  });
});

describe('remarks', () => {
  it('keep no content from being used', () => {
    const flow = GOOD['flows/no-site.yml']?.replace("en: 'Good'", "en: 'Good!! Is it? Is it not?'");
    const outcome = loadContent(folder({ ...GOOD, 'flows/no-site.yml': flow ?? '' }));
    expect(outcome.ok).toBe(true);
    expect(outcome.remarks().map(({ code }) => code)).toEqual(['exclamation', 'several-questions']);
  });
});
