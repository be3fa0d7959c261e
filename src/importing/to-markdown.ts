import { stringify } from 'yaml';
import type { IssueText } from '../model/issue.js';
import { LANGUAGES, type Language } from '../model/language.js';
import type { StoredIssue } from '../model/stored-issue.js';

const HEADINGS = {
  ru: {
    symptoms: 'Симптомы',
    cause: 'Причина',
    solution: 'Решение',
    check: 'Проверка',
    handover: 'Если не помогло',
  },
  en: { symptoms: 'Symptoms', cause: 'Cause', solution: 'Solution', check: 'Check', handover: 'Handover' },
} as const satisfies Record<Language, Record<Exclude<keyof IssueText, 'problem'>, string>>;

/** Issues as articles in Markdown, a file for each language: `ID.ru.md`. */
export function toMarkdown(
  issues: readonly Pick<StoredIssue, 'issue' | 'key'>[],
): { file: string; text: string }[] {
  return issues.flatMap(({ issue, key }) =>
    LANGUAGES.flatMap((language) => {
      const text = issue[language];
      if (text === undefined) return [];
      const { intent, audience, area, tags, date } = issue;
      const front = stringify({
        ...{ key, lang: language, title: text.problem, ...(intent === null ? {} : { intent }), audience },
        ...{ ...(area === undefined ? {} : { area }), tags, ...(date === undefined ? {} : { date }) },
      });
      return [{ file: `${issue.id}.${language}.md`, text: `---\n${front}---\n\n${article(text, language)}` }];
    }),
  );
}

function article(
  { problem, symptoms, cause, solution, check, handover }: IssueText,
  language: Language,
): string {
  const names = HEADINGS[language];
  const section = (name: string, body: string): string[] => (body === '' ? [] : [`## ${name}`, body]);
  const steps = solution.length === 1 ? escaped(solution.join('')) : list(solution, (at) => `${at + 1}. `);
  const parts = [
    `# ${escaped(problem)}`,
    ...section(
      names.symptoms,
      list(symptoms, () => '- '),
    ),
    ...section(names.cause, escaped(cause ?? '')),
    ...section(names.solution, steps),
    ...section(names.check, escaped(check ?? '')),
    ...section(names.handover, escaped(handover ?? '')),
  ];
  return `${parts.join('\n\n')}\n`;
}

function list(items: readonly string[], mark: (at: number) => string): string {
  return items
    .map((item, at) => mark(at) + escaped(item).replaceAll('\n', `\n${' '.repeat(mark(at).length)}`))
    .join('\n');
}

/** A text that Markdown shows as it is; `code` and addresses stay, and lines stay lines. */
function escaped(text: string): string {
  return text
    .split('\n')
    .map((line) =>
      line
        .split(/(`[^`]+`|https?:\/\/[^\s)]+)/u)
        .map((part, at) => (at % 2 === 1 ? part : part.replace(/[\\*_[\]<>&~|`]/gu, '\\$&')))
        .join('')
        .replace(/^(\s*)([#+=-])/u, '$1\\$2')
        .replace(/^(\s*\d+)([.)])/u, '$1\\$2'),
    )
    .join('  \n');
}
