import { describe, expect, it } from 'vitest';
import { columnMapping } from '../../src/importing/from-csv.js';
import { imported, issues, onlyText, told } from './imports.js';

describe('CSV', () => {
  it.each([
    ['commas', ','],
    ['semicolons', ';'],
    ['tabs', '\t'],
  ])('is read with %s, quotes, line breaks within them and a mark of UTF-8', (_, sign) => {
    const cells = [
      ['Ключ', 'Вопрос', 'Ответ', 'Теги', 'Язык'],
      ['q1', '"Сайт ""лежит"", да?"', '"1. Раз, и; готово\n2. Два"', '"a, b"', 'ru'],
      ['q2', 'Second', 'Wait', '', 'en'],
    ];
    const text = `\uFEFF${cells.map((row) => row.join(sign)).join('\r\n')}\r\n`;
    const plan = imported({ 'faq.csv': text });
    expect(plan.faults).toEqual([]);
    expect(issues(plan)).toMatchObject({
      'src-q1': {
        tags: ['a', 'b'],
        ru: { problem: 'Сайт "лежит", да?', solution: ['Раз, и; готово', 'Два'] },
      },
      'src-q2': { en: { problem: 'Second', solution: ['Wait'] } },
    });
  });

  it('tells broken rows by their lines, and imports the others', () => {
    const text = [
      'key,title,solution',
      'a,First,"over',
      'two lines"',
      'b,Second',
      'c,"Third" x,Do',
      ',,',
      'd,Fourth,',
      'e,Fifth,Do it',
    ].join('\n');
    const plan = imported({ 'faq.csv': text });
    expect(Object.keys(issues(plan))).toEqual(['src-a', 'src-c', 'src-e']);
    expect(issues(plan)['src-c']?.en?.problem).toBe('"Third" x');
    expect(told(plan.faults)).toEqual(['syntax faq.csv:4', 'no-solution faq.csv:7']);
  });

  it('tells where a quote is never closed', () => {
    const plan = imported({ 'faq.csv': 'key,title,solution\na,Fine,Yes\nb,First,"never closed\nand on' });
    expect(Object.keys(issues(plan))).toEqual(['src-a']);
    expect(told(plan.faults)).toEqual(['syntax faq.csv:3']);
  });

  it.each([
    ['title,solution,title\na,b,c', ['header-twice faq.csv:1'], 'two columns are called `title`'],
    ['title,problem,solution\na,b,c', ['header-twice faq.csv:1'], 'both mean the title'],
    ['title,text\na,b', ['no-column faq.csv:1'], 'no column is the solution; there are `title`, `text`'],
    ['one,two\na,b', ['no-column faq.csv:1', 'no-column faq.csv:1'], 'no column is the title'],
  ])('refuses the headers of %j', (text, codes, message) => {
    const plan = imported({ 'faq.csv': text });
    expect(told(plan.faults)).toEqual(codes);
    expect(plan.faults[0]?.message).toContain(message);
    expect(plan.put).toEqual([]);
  });

  it('takes columns for what the mapping says', () => {
    const columns = new Map(
      [columnMapping('What happened=title'), columnMapping('a=b=solution')].flatMap((one) =>
        one === null ? [] : [one],
      ),
    );
    const text = 'What happened,a=b,Owner\nFirst thing,Do it,anna';
    const plan = imported({ 'faq.csv': text }, { columns });
    expect(onlyText(plan)).toMatchObject({ problem: 'First thing', solution: ['Do it'] });
    expect(told(plan.notes)).toEqual(['unused-field faq.csv']);
    const missing = imported(
      { 'faq.csv': 'title,solution\na,b' },
      { columns: new Map([['titel', 'title']]) },
    );
    expect(missing.faults.map(({ remedy }) => remedy).join()).toContain('title');
    expect(columnMapping('a=colour')).toBeNull();
    expect(columnMapping('=title')).toBeNull();
  });
});
