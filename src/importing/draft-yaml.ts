import { stringify } from 'yaml';
import type { IssueText, SolvedIssue } from '../model/issue.js';
import { LANGUAGES } from '../model/language.js';

/** What stands in the place of a text that is to be written. */
const TO_WRITE: Required<IssueText> = {
  ...{ problem: '', symptoms: [''], cause: '', solution: [''], check: '', handover: '' },
};

/**
 * An issue in the form of `data/issues/ID.yml`, with empty texts where somebody has to write; `remarks` are comments on
 * top.
 */
export function toDraftYaml(issue: SolvedIssue, remarks: readonly string[]): string {
  const { id, intent, audience, area, tags, date } = issue;
  const value = {
    ...{ id, intent: intent ?? '', audience, area: area ?? '', tags, date },
    ...{ ru: written(issue.ru), en: written(issue.en) },
  };
  const comments = remarks.flatMap((remark) => remark.split('\n')).map((line) => `# ${line}`);
  return [
    '# yaml-language-server: $schema=../issue.schema.json',
    ...comments,
    stringify(value, { lineWidth: 0, singleQuote: true }),
  ].join('\n');
}

function written(text: IssueText | undefined): IssueText {
  if (text === undefined) return TO_WRITE;
  const { problem, symptoms, cause = '', solution, check = '', handover = '' } = text;
  return {
    ...{ problem, symptoms: orToWrite(symptoms), cause },
    ...{ solution: orToWrite(solution), check, handover },
  };
}

function orToWrite(texts: string[]): string[] {
  return texts.length === 0 ? [''] : texts;
}

/** What was read of such a file, without what was left empty: texts, languages, the intent and the area. */
export function withoutUnwritten(value: unknown): unknown {
  if (!isRecord(value)) return value;
  const members = Object.entries(value).flatMap(([name, member]): [string, unknown][] => {
    if (name === 'intent') return [[name, isUnwritten(member) ? null : member]];
    if (name === 'area' && isUnwritten(member)) return [];
    if (!LANGUAGES.some((language) => language === name)) return [[name, member]];
    if (isUnwritten(member)) return [];
    return [[name, isRecord(member) ? writtenPart(member) : member]];
  });
  return Object.fromEntries(members);
}

const OPTIONAL: ReadonlySet<string> = new Set(['cause', 'check', 'handover'] satisfies (keyof IssueText)[]);

function writtenPart(text: Readonly<Record<string, unknown>>): object {
  const members = Object.entries(text).flatMap(([name, member]): [string, unknown][] => {
    if (!isUnwritten(member)) return [[name, member]];
    if (OPTIONAL.has(name)) return [];
    return [[name, Array.isArray(member) ? [] : member]];
  });
  return Object.fromEntries(members);
}

/** Whether nothing is written anywhere in it. */
function isUnwritten(value: unknown): boolean {
  if (value === null) return true;
  if (typeof value === 'string') return value.trim() === '';
  if (Array.isArray(value)) return value.every(isUnwritten);
  return isRecord(value) && Object.values(value).every(isUnwritten);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
