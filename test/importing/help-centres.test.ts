import { describe, expect, it } from 'vitest';
import { imported, issues, told } from './imports.js';

const json = (value: unknown): string => JSON.stringify(value);

const zendesk = (id: number, fields: object = {}): object => ({
  ...{
    id,
    title: `Article ${id}`,
    body: `<p>Do ${id}</p>`,
    locale: 'en-us',
    source_locale: 'en-us',
    draft: false,
  },
  ...{
    label_names: ['Photos'],
    section_id: 7,
    updated_at: '2026-02-10T12:00:00Z',
    html_url: 'https://x.zendesk.com/1',
  },
  ...fields,
});

describe('a Zendesk help centre', () => {
  it('is read as pages of its API, with translations beside articles or in them', () => {
    const page = {
      articles: [
        zendesk(1, {
          body: '<h2>Symptoms</h2><ul><li>slow</li></ul><h2>Solution</h2><ol><li>Open</li><li>Run <code>x</code></li></ol>',
        }),
        zendesk(2, {
          translations: [{ locale: 'ru', title: 'Статья', body: '<p>Сделайте&nbsp;так</p>', draft: false }],
        }),
        zendesk(3, { draft: true }),
      ],
      translations: [
        { source_id: 1, locale: 'ru', title: 'Первая', body: '<p>Решение</p>', draft: false },
        { source_id: 1, locale: 'en-us', title: 'Article 1 anew', body: '<p>Do anew</p>', draft: false },
        { source_id: 2, locale: 'de', title: 'Zwei', body: '<p>Tu es</p>', draft: true },
      ],
      count: 3,
      next_page: null,
    };
    const plan = imported({ 'help.json': json([page, { articles: [zendesk(4, { locale: 'fr' })] }]) });
    expect(plan.faults).toEqual([]);
    expect(told(plan.notes)).toEqual([
      'draft help.json#2',
      'draft help.json#3',
      'other-language help.json#4',
    ]);
    expect(issues(plan)).toMatchObject({
      'src-1': {
        tags: ['photos'],
        date: '2026-02-10',
        ru: { problem: 'Первая' },
        en: { problem: 'Article 1 anew' },
      },
      'src-2': { ru: { problem: 'Статья', solution: ['Сделайте так'] }, en: { solution: ['Do 2'] } },
    });
  });

  it('shows nothing that HTML could do, and all that it says', () => {
    const body = `<div onclick="x()"><p>Go to <a href="javascript:alert(1)">the page</a>, <a href="https://e.com">https://e.com</a>
      or <a href="https://e.com/b">there</a></p><script>steal()</script><style>p{}</style><iframe src="x">no</iframe>
      <pre><code>first
  second \`x\`</code></pre><p><img src="a" alt="A picture"> &lt;b&gt; &amp; <b>bold<p>unclosed</div>`;
    const plan = imported({ 'help.json': json({ articles: [zendesk(1, { body })] }) });
    expect(plan.put[0]?.issue.en?.solution).toEqual([
      [
        'Go to the page, https://e.com or there (https://e.com/b)',
        '`first`',
        '  second `x`',
        'A picture <b> & bold',
        'unclosed',
      ].join('\n'),
    ]);
  });

  it('tells articles that are none, by their number', () => {
    const plan = imported({
      'help.json': json({ articles: [zendesk(1), { title: 'x' }, 5, zendesk(2, { body: null })] }),
    });
    expect(told(plan.faults)).toEqual(['field help.json#2', 'field help.json#3', 'no-solution help.json#4']);
    expect(Object.keys(issues(plan))).toEqual(['src-1']);
  });

  it.each(['<b>', '<pre><b>', '<code>', '<a href="http://x">', '<div>', '<table><tr><td>', '<host>'])(
    'is not brought down by %s within itself without end',
    (tag) => {
      const articles = [zendesk(1, { body: `${tag.repeat(30_000)}deep` }), zendesk(2)];
      const plan = imported({ 'help.json': json({ articles }) });
      expect(Object.keys(issues(plan))).toContain('src-2');
      expect(plan.put.length + plan.faults.length).toBe(2);
    },
  );

  it('does not fall for lists in lists in lists', () => {
    const body = '<ul><li>'.repeat(20_000) + 'deep';
    const plan = imported({ 'help.json': json({ articles: [zendesk(1, { body: `<p>Do it</p>${body}` })] }) });
    expect(plan.put).toHaveLength(1);
  });
});

describe('a Chatwoot help centre', () => {
  const article = (id: number, fields: object = {}): object => ({
    ...{
      id,
      title: `Article ${id}`,
      content: `Do **${id}**`,
      status: 'published',
      slug: `a-${id}`,
      locale: 'en',
    },
    ...{
      description: '',
      category: { id: 1, name: 'c', slug: 'c', locale: 'en' },
      meta: { tags: ['Mail'] },
      views: 2,
    },
    ...fields,
  });

  it('is read as pages of its API; translations belong to what they translate', () => {
    const payload = [
      article(1, { updated_at: 1770724800, description: 'What it is about' }),
      article(2, {
        locale: undefined,
        category: { locale: 'ru' },
        title: 'Статья',
        content: 'Сделайте:\n\n1. Раз\n2. Два',
        associated_article_id: 1,
      }),
      article(3, { status: 'draft' }),
      article(4, { status: 2 }),
      article(5, { status: 1, locale: 'pt_BR' }),
    ];
    const plan = imported({
      'portal.json': json({ payload, meta: { current_page: '1', articles_count: 5 } }),
    });
    expect(plan.faults).toEqual([]);
    expect(told(plan.notes)).toEqual([
      'draft portal.json#3',
      'draft portal.json#4',
      'other-language portal.json#5',
    ]);
    expect(issues(plan)).toEqual({
      'src-1': {
        ...{ id: 'src-1', intent: null, audience: 'staff', tags: ['mail'], related: [], date: '2026-02-10' },
        en: { problem: 'Article 1', symptoms: ['What it is about'], solution: ['Do 1'] },
        ru: { problem: 'Статья', symptoms: [], solution: ['Сделайте:\nРаз', 'Два'] },
      },
    });
  });

  it('ends where translations go round in a circle', () => {
    const payload = [article(1, { associated_article_id: 2 }), article(2, { associated_article_id: 1 })];
    expect(imported({ 'portal.json': json({ payload }) }).put).toHaveLength(2);
  });
});
