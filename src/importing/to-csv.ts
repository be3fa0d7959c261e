import { LANGUAGES } from '../model/language.js';
import type { StoredIssue } from '../model/stored-issue.js';
import { FIELD_NAMES, type FieldName } from './fields.js';

/**
 * Issues as CSV for spreadsheets, a row for each language; it begins with the mark by which Excel knows UTF-8. Steps are
 * numbered lines, tags are parted by commas.
 */
export function toCsv(issues: readonly Pick<StoredIssue, 'issue' | 'key'>[]): string {
  const rows = issues.flatMap(({ issue, key }) =>
    LANGUAGES.flatMap((language) => {
      const text = issue[language];
      if (text === undefined) return [];
      const row: Record<FieldName, string> = {
        key,
        lang: language,
        title: text.problem,
        symptoms: text.symptoms.join('\n'),
        cause: text.cause ?? '',
        solution: numbered(text.solution),
        check: text.check ?? '',
        handover: text.handover ?? '',
        intent: issue.intent ?? '',
        audience: issue.audience,
        area: issue.area ?? '',
        tags: issue.tags.join(', '),
        date: issue.date ?? '',
      };
      return [FIELD_NAMES.map((name) => row[name])];
    }),
  );
  return `\uFEFF${[FIELD_NAMES, ...rows].map((cells) => `${cells.map(cell).join(',')}\r\n`).join('')}`;
}

function numbered(steps: readonly string[]): string {
  return steps.length === 1 ? steps.join('') : steps.map((step, at) => `${at + 1}. ${step}`).join('\n');
}

function cell(text: string): string {
  return /[",;\t\r\n]|^\s|\s$/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
