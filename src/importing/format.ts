import { messageOf } from '../errors.js';
import { decode } from './decode.js';
import { finding, wholeFile, type Fault } from './finding.js';
import { readChatwoot } from './from-chatwoot.js';
import { readCsv, type ColumnMap } from './from-csv.js';
import { readJsonLines } from './from-json-lines.js';
import { readMarkdown } from './from-markdown.js';
import { readZendesk } from './from-zendesk.js';
import { unread, type Reading } from './row.js';

/** The forms that knowledge comes in. */
export const FORMATS = ['jsonl', 'csv', 'markdown', 'zendesk', 'chatwoot'] as const;
export type Format = (typeof FORMATS)[number];

/** Reads a file of whatever form. `file` is what findings call it. */
export function readImport(
  file: string,
  bytes: Uint8Array,
  { format = null, columns }: { format?: Format | null; columns?: ColumnMap } = {},
): Reading & { format: Format | null } {
  const decoded = decode(file, bytes);
  if (!decoded.ok) return { ...unread(decoded.fault), format };
  const text = decoded.text.replace(/^\uFEFF/u, '');
  const found = format ?? formatOf(file, text);
  switch (found) {
    case null:
      return { ...unread(unknown(file)), format: found };
    case 'jsonl':
      return { ...readJsonLines(file, text), format: found };
    case 'csv':
      return { ...readCsv(file, text, columns), format: found };
    case 'markdown':
      return { ...readMarkdown(file, text), format: found };
    case 'zendesk':
    case 'chatwoot': {
      const json = parsed(file, text);
      if ('code' in json) return { ...unread(json), format: found };
      const read = found === 'zendesk' ? readZendesk : readChatwoot;
      return { ...read(file, json.value), format: found };
    }
  }
}

/** The form of a text by its file's name and how it begins, or null. */
export function formatOf(file: string, text: string): Format | null {
  const [ending = ''] = /\.[a-z]+$/u.exec(file.toLowerCase()) ?? [];
  if (['.csv', '.tsv'].includes(ending)) return 'csv';
  if (['.md', '.markdown'].includes(ending)) return 'markdown';
  if (['.jsonl', '.ndjson'].includes(ending)) return 'jsonl';
  const json = parsed(file, text);
  if ('value' in json) return formOf(json.value) ?? (isObject(json.value) ? 'jsonl' : null);
  // Several objects, a line each, are no JSON as a whole.
  const first = parsed(file, text.split('\n', 1)[0] ?? '');
  return 'value' in first && isObject(first.value) ? 'jsonl' : null;
}

function formOf(value: unknown): Format | null {
  const first: unknown = Array.isArray(value) ? value[0] : value;
  if (!isObject(first)) return null;
  if (Object.hasOwn(first, 'articles')) return 'zendesk';
  if (Object.hasOwn(first, 'payload')) return 'chatwoot';
  if (!Object.hasOwn(first, 'id') || !Object.hasOwn(first, 'title')) return null;
  if (Object.hasOwn(first, 'body')) return 'zendesk';
  return Array.isArray(value) && Object.hasOwn(first, 'content') ? 'chatwoot' : null;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parsed(file: string, text: string): { value: unknown } | Fault {
  try {
    const value: unknown = JSON.parse(text);
    return { value };
  } catch (thrown) {
    const message = `the file is no JSON (${messageOf(thrown)})`;
    return finding(wholeFile(file), 'syntax', message, 'Export it again; name another form with --format');
  }
}

function unknown(file: string): Fault {
  const message = 'what form this file has cannot be told from its name or its text';
  return finding(wholeFile(file), 'unknown-format', message, `Say it with --format ${FORMATS.join('|')}`);
}
