import {
  CST,
  Parser,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  visit,
  type Document,
  type Node,
} from 'yaml';
import type { Fault, FaultCode } from './fault.js';

/** The largest content file, in bytes: far beyond what anybody writes by hand. */
export const SIZE_LIMIT = 1_000_000;

/** Far beyond what any schema asks for. */
const DEPTH_LIMIT = 50;

export type Path = readonly PropertyKey[];

/** A YAML file that could be read: its value, and where each part of it stands. */
export interface YamlSource {
  file: string;
  text: string;
  value: unknown;
  /**
   * A fault at a path of the value: at the value itself or, with `'key'`, at its key. Where the path leads
   * nowhere, at the nearest part around it. The step is found by the path.
   */
  fault(path: Path, code: FaultCode, message: string, remedy: string, part?: 'key' | 'value'): Fault;
}

export type YamlOutcome = { ok: true; source: YamlSource } | { ok: false; faults: Fault[] };

/** Reads one YAML document out of a file's bytes. Tabs, anchors, tags and further documents are refused. */
export function parseYaml(file: string, bytes: Uint8Array): YamlOutcome {
  const lines = new LineCounter();
  const at = (offset: number, code: FaultCode, message: string, remedy: string): Fault => {
    const { line, col } = lines.linePos(offset);
    return { file, line: Math.max(1, line), column: Math.max(1, col), step: null, code, message, remedy };
  };
  const refuse = (...faults: Fault[]): YamlOutcome => ({ ok: false, faults });

  if (bytes.length > SIZE_LIMIT) {
    const size = `${(bytes.length / 1_000_000).toFixed(1)} MB`;
    return refuse(
      at(0, 'too-large', `the file has ${size}; the limit is 1 MB`, 'Split it into several files'),
    );
  }
  const text = decode(bytes);
  if (text === null) {
    return refuse(at(0, 'not-text', 'the file is not UTF-8 text', 'Save it as UTF-8, without binary data'));
  }
  /** Before the document is parsed, the line counter knows no lines. */
  const countLines = (end: number): void => {
    lines.addNewLine(0);
    for (const { index } of text.slice(0, end).matchAll(/\n/g)) lines.addNewLine(index + 1);
  };
  const tab = /^[ ]*\t/m.exec(text);
  if (tab !== null) {
    countLines(tab.index);
    return refuse(
      at(tab.index + tab[0].length - 1, 'tab', 'a line is indented with a tab', 'Indent with spaces'),
    );
  }

  const deep = tooDeep(text);
  if (deep !== null) {
    countLines(deep);
    return refuse(at(deep, 'syntax', `values are nested more than ${DEPTH_LIMIT} deep`, 'Nest less deeply'));
  }
  const options = { lineCounter: lines, stringKeys: true, prettyErrors: false, version: '1.2' as const };
  const document = parseDocument(text, options);
  const faults = [...document.errors, ...document.warnings].map(({ code, pos: [offset], message }) => {
    if (code === 'DUPLICATE_KEY') {
      return at(offset, 'duplicate-key', 'a key stands here twice', 'Remove one of the two');
    }
    if (code === 'MULTIPLE_DOCS') {
      return at(offset, 'documents', 'a second document begins here', 'Move it to a file of its own');
    }
    return at(offset, 'syntax', oneLine(message), 'Mend the YAML here; quotes around a text often help');
  });
  visit(document, {
    Node: (_, node) => {
      if (isAlias(node) || node.anchor !== undefined) {
        const name = isAlias(node) ? `*${node.source}` : `&${node.anchor ?? ''}`;
        faults.push(
          at(start(node) ?? 0, 'alias', `\`${name}\` refers to another part`, 'Write the value out'),
        );
      }
    },
  });
  // What follows the first mistake in the syntax is mostly a consequence of it.
  const [first] = faults.filter(({ code }) => code === 'syntax');
  const told = first === undefined ? faults : [...faults.filter(({ code }) => code !== 'syntax'), first];
  if (told.length > 0) return refuse(...told);

  const value: unknown = document.toJS();
  return {
    ok: true,
    source: {
      file,
      text,
      value,
      fault: (path, code, message, remedy, part = 'value') => ({
        ...at(offsetAt(document, path, part), code, message, remedy),
        step: stepAt(value, path),
      }),
    },
  };
}

/**
 * The offset of the first collection nested deeper than the limit, or null. The library's parser walks with a
 * stack of its own, but its composer recurses: on a file of brackets it brings the whole process down.
 */
function tooDeep(text: string): number | null {
  const open: { token: CST.Token | null | undefined; depth: number }[] = [];
  for (const token of new Parser().parse(text)) {
    if (token.type === 'document') open.push({ token: token.value, depth: 1 });
  }
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { token, depth } = next;
    if (!CST.isCollection(token)) continue;
    if (depth > DEPTH_LIMIT) return token.offset;
    for (const { key, value } of token.items) {
      open.push({ token: key, depth: depth + 1 }, { token: value, depth: depth + 1 });
    }
  }
  return null;
}

/** The text of UTF-8 bytes without a byte order mark, or null when they are something else. */
function decode(bytes: Uint8Array): string | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return text.includes('\0') ? null : text;
  } catch {
    return null;
  }
}

function oneLine(message: string): string {
  return message.replace(/\s+/g, ' ').replace(/\.$/, '');
}

function start(node: Node | null): number | null {
  return node?.range?.[0] ?? null;
}

/** Where in the text a path of the value stands. */
function offsetAt(document: Document.Parsed, path: Path, part: 'key' | 'value'): number {
  let node: unknown = document.contents;
  let offset = start(document.contents) ?? 0;
  for (const [depth, name] of path.entries()) {
    const last = depth === path.length - 1;
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => isScalar(key) && key.value === name);
      if (pair === undefined) return offset;
      const place = last && part === 'key' ? pair.key : (pair.value ?? pair.key);
      if (isNode(place)) offset = start(place) ?? offset;
      node = pair.value;
    } else if (isSeq(node) && typeof name === 'number') {
      node = node.items[name];
      if (isNode(node)) offset = start(node) ?? offset;
    } else {
      return offset;
    }
  }
  return offset;
}

function isNode(value: unknown): value is Node {
  return isScalar(value) || isMap(value) || isSeq(value);
}

/** Whether a value is a mapping. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What stands at a path of a value, or undefined. */
export function valueAt(value: unknown, path: Path): unknown {
  let part = value;
  for (const name of path) {
    if (Array.isArray(part) && typeof name === 'number') part = part[name];
    else if (isRecord(part) && typeof name === 'string' && Object.hasOwn(part, name)) part = part[name];
    else return undefined;
  }
  return part;
}

/** The id of the step that a path leads into; one without an id is called by its number: `#3`. */
function stepAt(value: unknown, path: Path): string | null {
  const [top, index] = path;
  if (top !== 'steps' || typeof index !== 'number') return null;
  const id = valueAt(value, ['steps', index, 'id']);
  return typeof id === 'string' ? id : `#${index + 1}`;
}
