import { parseDocument } from 'yaml';
import { messageOf } from '../errors.js';
import { partsOf } from './article.js';
import { isNamed, takeFields, unusedFields, type FieldName } from './fields.js';
import { finding, wholeFile, type Fault, type Place } from './finding.js';
import { blocksOfMarkdown } from './prose.js';
import { emptyReading, unread, type Reading } from './row.js';
import { namedTongue } from './tongue.js';

/** What front matter may say; the article itself says the rest. */
const OF_FRONT_MATTER: readonly FieldName[] = [
  'key',
  'lang',
  'title',
  'intent',
  'audience',
  'area',
  'tags',
  'date',
];

/**
 * Reads an article in Markdown, with front matter in YAML or without. Its key is its path without the language, so that
 * `vpn.ru.md` and `vpn.en.md`, or `ru/vpn.md` and `en/vpn.md`, are one issue.
 */
export function readMarkdown(file: string, text: string): Reading {
  const place: Place = { ...wholeFile(file), line: 1 };
  const front = frontMatterOf(text.replace(/^\uFEFF/u, ''), place);
  if ('code' in front) return unread(front);
  const taken = takeFields(front.entries, place, (name) => {
    const field = isNamed(name);
    return field !== null && OF_FRONT_MATTER.includes(field) ? field : null;
  });
  if ('code' in taken) return unread(taken);
  const { row, unused } = taken;
  const blocks = blocksOfMarkdown(front.body);
  const heading = blocks.findIndex(({ kind }) => kind === 'heading');
  const first = blocks[heading];
  if (row.title === '' && first?.kind === 'heading') {
    row.title = first.text;
    blocks.splice(heading, 1);
  } else if (first?.kind === 'heading' && first.text === row.title) blocks.splice(heading, 1);
  const { key, language } = fromPath(file);
  const reading = emptyReading();
  reading.rows.push({
    ...row,
    ...partsOf(blocks),
    key: row.key ?? key,
    language: row.language ?? language,
  });
  if (unused.length > 0) reading.notes.push(unusedFields(place, unused, 'field'));
  return reading;
}

function frontMatterOf(
  text: string,
  place: Place,
): { entries: (readonly [string, unknown])[]; body: string } | Fault {
  const match = /^---[ \t]*\r?\n([\s\S]*?)(?:^---[ \t]*(?:\r?\n|$))/mu.exec(text);
  if (match?.index !== 0) return { entries: [], body: text };
  const read = readYaml(match[1] ?? '');
  if (!read.ok) {
    const message = `the front matter is no YAML (${read.why.split('\n')[0] ?? ''})`;
    return finding(place, 'syntax', message, 'Mend it, or put texts with signs into quotes');
  }
  const { value } = read;
  if (value === null || value === undefined) return { entries: [], body: text.slice(match[0].length) };
  if (typeof value !== 'object' || Array.isArray(value)) {
    return finding(
      place,
      'syntax',
      'the front matter is no list of names and values',
      'Write `name: value` lines',
    );
  }
  return { entries: Object.entries(value), body: text.slice(match[0].length) };
}

/** Aliases are no use in front matter, and a few of them can make gigabytes: they are refused. */
function readYaml(text: string): { ok: true; value: unknown } | { ok: false; why: string } {
  const document = parseDocument(text);
  const [error] = document.errors;
  if (error !== undefined) return { ok: false, why: error.message };
  try {
    const value: unknown = document.toJS({ maxAliasCount: 0 });
    return { ok: true, value };
  } catch (thrown) {
    return { ok: false, why: messageOf(thrown) };
  }
}

/** The key and the language that a path tells: of a folder or before the ending. */
function fromPath(file: string): { key: string; language: string | null } {
  const parts = file
    .replaceAll('\\', '/')
    .replace(/\.(?:md|markdown)$/iu, '')
    .split('/');
  const name = parts.pop() ?? '';
  const ending = /^(.+)[._]([a-z]{2}(?:[-_][a-z]{2})?)$/iu.exec(name);
  const named = ending?.[2] ?? null;
  const afterDot = named !== null && name.at(-named.length - 1) === '.';
  const isLanguage = named !== null && (namedTongue(named) !== 'other' || afterDot);
  const folder = parts.find((part) => /^(?:ru|en)(?:[-_][a-z]{2})?$/iu.test(part)) ?? null;
  const rest = parts.filter((part) => part !== folder);
  return {
    key: [...rest, isLanguage ? (ending?.[1] ?? name) : name].join('/'),
    language: isLanguage ? named : folder,
  };
}
