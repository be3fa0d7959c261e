import { describe, expect, it } from 'vitest';
import { decode, MOST_BYTES } from '../../src/importing/decode.js';
import { formatOf } from '../../src/importing/format.js';
import { imported, onlyText, told } from './imports.js';

/** Russian text as Windows writes it. */
function windows1251(text: string): Uint8Array {
  return Uint8Array.from(text, (letter) => {
    const code = letter.charCodeAt(0);
    return code >= 0x410 && code <= 0x44f ? code - 0x410 + 0xc0 : code;
  });
}

describe('a file that cannot be imported', () => {
  it.each<[string, Record<string, string | Uint8Array>, string, string]>([
    ['is empty', { 'a.csv': '' }, 'empty a.csv', 'Export it again'],
    ['has nothing but white space', { 'a.jsonl': '\uFEFF \n\n' }, 'empty a.jsonl', 'Export it again'],
    ['is binary', { 'a.csv': Uint8Array.of(1, 0, 2, 200) }, 'binary a.csv', 'Export it as'],
    ['is in UTF-16', { 'a.csv': Uint8Array.of(0xff, 0xfe, 0x41, 0) }, 'encoding a.csv', 'UTF-8'],
    [
      'is in Windows-1251',
      { 'a.csv': windows1251('title,solution\nСайт не работает,Подождите') },
      'encoding a.csv',
      'UTF-8',
    ],
    ['is of no known form', { 'a.txt': 'hello' }, 'unknown-format a.txt', '--format'],
    ['is another JSON', { 'a.json': '[1, 2, 3]' }, 'unknown-format a.json', '--format'],
  ])('that %s is told with what to do', (_, files, code, remedy) => {
    const plan = imported(files);
    expect(told(plan.faults)).toEqual([code]);
    expect(plan.faults[0]?.remedy).toContain(remedy);
    expect(plan.put).toEqual([]);
  });

  it('names Windows-1251 where it looks like it', () => {
    const decoded = decode('a.csv', windows1251('Сайт не открывается'));
    expect(decoded.ok ? '' : decoded.fault.message).toContain('Windows-1251');
    const mixed = decode('a.csv', Uint8Array.of(...new TextEncoder().encode('Сайт '), 0x81, 0x99, 0xff));
    expect(mixed.ok ? '' : mixed.fault.message).toBe('the file is not in UTF-8');
  });

  it('is refused beyond its size before it is read', () => {
    const decoded = decode('a.csv', new Uint8Array(MOST_BYTES + 1));
    expect(decoded.ok ? null : decoded.fault).toMatchObject({
      code: 'too-large',
      message: 'the file has 50 MB; the limit is 50 MB',
    });
  });

  it('is told where JSON is wanted by hand', () => {
    expect(told(imported({ 'a.json': '{"articles": [' }, { format: 'zendesk' }).faults)).toEqual([
      'syntax a.json',
    ]);
  });
});

describe('the form of a file', () => {
  it.each([
    ['a.CSV', 'x', 'csv'],
    ['a.tsv', 'x', 'csv'],
    ['a.md', 'x', 'markdown'],
    ['a.ndjson', 'x', 'jsonl'],
    ['a.json', '{"articles": []}', 'zendesk'],
    ['a.json', '[{"id": 1, "title": "t", "body": "b"}]', 'zendesk'],
    ['a.json', '{"payload": []}', 'chatwoot'],
    ['a.json', '[{"id": 1, "title": "t", "content": "b"}]', 'chatwoot'],
    ['a.json', '{"title": "t"}\n{"title": "u"}\n', 'jsonl'],
    ['a', '{"title": "t"}', 'jsonl'],
    ['a', 'title', null],
  ])('%s with %s is %s', (file, text, format) => {
    expect(formatOf(file, text)).toBe(format);
  });
});

describe('a field that cannot be taken', () => {
  const line = (row: object): Record<string, string> => ({ 'kb.jsonl': `${JSON.stringify(row)}\n` });

  it('is as good as missing where its markup holds no words', () => {
    const plan = imported(line({ title: 'A', solution: 'b', cause: '<p></p>', check: '<br/>' }));
    expect(plan.faults).toEqual([]);
    expect(onlyText(plan)).toEqual({ problem: 'A', symptoms: [], solution: ['b'] });
  });

  it('is told where two names mean the same; an empty one means nothing', () => {
    const both = imported(line({ title: 'A', question: 'B', solution: 'c' }));
    expect(both.faults[0]?.message).toBe('`title` and `question` both mean the title');
    expect(both.put).toEqual([]);
    expect(onlyText(imported(line({ title: 'A', question: ' ', solution: 'c' }))).problem).toBe('A');
  });

  it('counts towards the length, whichever it is', () => {
    for (const field of ['cause', 'check', 'handover']) {
      const plan = imported(line({ title: 'A', solution: 'b', [field]: 'x'.repeat(100_001) }));
      expect(told(plan.faults), field).toEqual(['too-long kb.jsonl:1']);
    }
  });

  it('costs its own article only where it is a date that there is not, or an alias', () => {
    const articles = [
      { id: 1, title: 'A', content: 'b', locale: 'en', updated_at: 1e20 },
      { id: 2, title: 'C', content: 'd', locale: 'en', updated_at: 1_700_000_000 },
    ];
    const chatwoot = imported({ 'a.json': JSON.stringify({ payload: articles }) });
    expect(told(chatwoot.faults)).toEqual(['field a.json#1']);
    expect(chatwoot.put).toHaveLength(1);
    const aliased = { 'a.md': '---\ntitle: &t A\ntags: [*t]\n---\nDo it', 'b.md': '# B\n\nDo it' };
    const markdown = imported(aliased);
    expect(told(markdown.faults)).toEqual(['syntax a.md:1']);
    expect(markdown.put).toHaveLength(1);
  });
});

describe('a secret in a title', () => {
  it('is neither in the id nor in the key, nor told', () => {
    const plan = imported({
      'kb.jsonl': JSON.stringify({ title: 'My password: Hunter2secret! is refused', solution: 'Reset it' }),
    });
    expect(told(plan.notes)).toEqual(['masked kb.jsonl:1']);
    expect(JSON.stringify(plan).toLowerCase()).not.toContain('hunter2');
  });
});
