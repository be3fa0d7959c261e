import { isMap, isScalar, isSeq, parseDocument, stringify, type Document, type YAMLSeq } from 'yaml';
import { z } from 'zod';
import type { Audience, Language } from '../model/language.js';
import { LANGUAGES } from '../model/language.js';

/** Examples by language. */
export type ExamplesByLanguage = Readonly<Record<Language, readonly string[]>>;

/**
 * The text of `intents/ID.yml` with more examples at the end of its lists. All else stays as it is, to the byte.
 * Null where the file has no such lists: then it is no intent, or is written in a way that only a person can go on with.
 */
export function withMoreExamples(text: string, more: ExamplesByLanguage): string | null {
  const document = parseDocument(text);
  if (document.errors.length > 0) return null;
  const edits: Edit[] = [];
  for (const language of LANGUAGES) {
    if (more[language].length === 0) continue;
    const edit = editOf(text, document, language, more[language]);
    if (edit === null) return null;
    edits.push(edit);
  }
  const edited = edits
    .sort((a, b) => b.at - a.at)
    .reduce((rest, { at, to, put }) => rest.slice(0, at) + put + rest.slice(to), text);
  return saysMore(text, edited, more) ? edited : null;
}

const listsSchema = z.looseObject({
  examples: z.looseObject({ ru: z.array(z.string()), en: z.array(z.string()) }),
});

/** The examples in a file's text, whatever else is wrong with it; null where it has no lists of them. */
export function examplesInFile(text: string): ExamplesByLanguage | null {
  const document = parseDocument(text);
  const read = listsSchema.safeParse(document.errors.length > 0 ? null : document.toJS());
  return read.success ? read.data.examples : null;
}

/** Whether a text says what another one says, and these examples. */
function saysMore(before: string, after: string, more: ExamplesByLanguage): boolean {
  const document = parseDocument(before);
  for (const language of LANGUAGES) {
    for (const example of more[language]) document.addIn(['examples', language], example);
  }
  const [expected, found] = [document, parseDocument(after)].map((one) =>
    listsSchema.safeParse(one.errors.length > 0 ? null : one.toJS()),
  );
  return found?.success === true && JSON.stringify(expected?.data) === JSON.stringify(found.data);
}

/** What stands from `at` to `to` becomes this. */
interface Edit {
  at: number;
  to: number;
  put: string;
}

function editOf(
  text: string,
  document: Document.Parsed,
  language: Language,
  more: readonly string[],
): Edit | null {
  const list = document.getIn(['examples', language], true);
  if (!isSeq(list) || list.range == null) return null;
  const end = text.includes('\r\n') ? '\r\n' : '\n';
  const items = list.items.length > 0;
  if (list.flow === true) return items ? inFlow(list, more) : inPlace(text, document, list, more, end);
  const last = list.items.at(-1);
  if (!isScalar(last) || last.range == null) return null;
  const first = text.slice(0, list.range[0]);
  const indent = first.slice(first.lastIndexOf('\n') + 1);
  if (!/^ *$/u.test(indent)) return null;
  const lines = more.map((example) => `${indent}- ${scalar(example)}`).join(end);
  const [, valueEnd] = last.range;
  // A text in block form has the line's end in it; behind another one there may be a comment.
  if (text[valueEnd - 1] === '\n') return insert(valueEnd, `${lines}${end}`);
  const rest = text.slice(valueEnd);
  const lineEnd = rest.search(/\r?\n/u);
  if (lineEnd >= 0) return insert(valueEnd + lineEnd, `${end}${lines}`);
  return insert(text.length, `${end}${lines}`);
}

function insert(at: number, put: string): Edit {
  return { at, to: at, put };
}

/** `[a, b]`: behind the last of them. */
function inFlow({ items }: YAMLSeq, more: readonly string[]): Edit | null {
  const last = items.at(-1);
  if (!isScalar(last) || last.range == null) return null;
  return insert(last.range[1], more.map((example) => `, ${JSON.stringify(example)}`).join(''));
}

/** `[]`: becomes a list of lines, indented as its key and two more. */
function inPlace(
  text: string,
  document: Document.Parsed,
  { range }: YAMLSeq,
  more: readonly string[],
  end: string,
): Edit | null {
  const examples = document.get('examples', true);
  if (range == null || !isMap(examples)) return null;
  if (examples.flow === true) {
    return {
      at: range[0],
      to: range[1],
      put: `[${more.map((example) => JSON.stringify(example)).join(', ')}]`,
    };
  }
  const before = text.slice(0, range[0]);
  const key = /^ */u.exec(before.slice(before.lastIndexOf('\n') + 1))?.[0] ?? '';
  const at = before.trimEnd().length;
  return { at, to: range[1], put: more.map((example) => `${end}${key}  - ${scalar(example)}`).join('') };
}

/** A text as YAML writes it on a line: without quotes where it needs none. */
function scalar(text: string): string {
  return stringify(text, { lineWidth: 0, singleQuote: true }).trimEnd();
}

/** The file of an intent that somebody proposed: what is still to be written is empty, and the check tells of it. */
export function intentStub(id: string, audience: Audience, examples: ExamplesByLanguage): string {
  const list = (language: Language): string[] =>
    examples[language].length === 0
      ? [`  ${language}: []`]
      : [`  ${language}:`, ...examples[language].map((example) => `    - ${scalar(example)}`)];
  return [
    '# yaml-language-server: $schema=./intent.schema.json',
    '# Proposed from messages that the bot did not understand. Still to be written: the titles, what follows from it',
    '# (a flow, a reply, an action, or a solved issue that names it), and more examples in both languages.',
    `id: ${id}`,
    `audience: ${audience}`,
    'title:',
    "  ru: ''",
    "  en: ''",
    'examples:',
    ...list('ru'),
    ...list('en'),
    '',
  ].join('\n');
}
