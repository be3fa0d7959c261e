import { Composer, CST, isAlias, LineCounter, Parser, visit, type Document } from 'yaml';
import type { Fault, FaultCode } from './fault.js';
import { stepAt, type Path } from './path.js';
import { offsetAt, offsetOf } from './yaml-place.js';

/** The largest content file, in bytes: far beyond what anybody writes by hand. */
export const SIZE_LIMIT = 1_000_000;

/** Far beyond what any schema asks for. */
const DEPTH_LIMIT = 50;

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
  lines.addNewLine(0);
  for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', end + 1)) lines.addNewLine(end + 1);
  const tab = /^[ ]*\t/m.exec(text);
  if (tab !== null) {
    const offset = tab.index + tab[0].length - 1;
    return refuse(at(offset, 'tab', 'a line is indented with a tab', 'Indent with spaces'));
  }

  const tokens = [...new Parser().parse(text)];
  const deep = tooDeep(tokens);
  if (deep !== null) {
    return refuse(at(deep, 'syntax', `values are nested more than ${DEPTH_LIMIT} deep`, 'Nest less deeply'));
  }
  const [document, second] = compose(tokens, text.length);
  if (document === undefined) return refuse(at(0, 'syntax', 'the file is empty', 'Write what belongs in it'));
  const faults = [...document.errors, ...document.warnings].map(({ code, pos: [offset], message }) =>
    code === 'DUPLICATE_KEY'
      ? at(offset, 'duplicate-key', 'a key stands here twice', 'Remove one of the two')
      : at(offset, 'syntax', oneLine(message), 'Mend the YAML here; quotes around a text often help'),
  );
  if (second !== undefined) {
    const offset = second.range[0];
    faults.push(at(offset, 'documents', 'a second document begins here', 'Move it to a file of its own'));
  }
  for (const { offset, name } of /[&*]/.test(text) ? aliases(document) : []) {
    faults.push(at(offset, 'alias', `\`${name}\` refers to another part`, 'Write the value out'));
  }
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
        ...at(placeOf(text, path, part), code, message, remedy),
        step: stepAt(value, path),
      }),
    },
  };
}

/** The document that tokens make, and the next one, if there is one. */
function* compose(tokens: Iterable<CST.Token>, length: number): Generator<Document.Parsed> {
  yield* new Composer({ stringKeys: true, prettyErrors: false, version: '1.2' }).compose(
    tokens,
    true,
    length,
  );
}

/** The last text that a place was looked for in, and its document. */
let placed: { text: string; document: Document.Parsed } | null = null;

/** Where a path stands in a text that was read before: its document is not kept, for hardly any has a mistake. */
function placeOf(text: string, path: Path, part: 'key' | 'value'): number {
  if (placed?.text !== text) {
    const [document] = compose(new Parser().parse(text), text.length);
    placed = document === undefined ? null : { text, document };
  }
  return placed === null ? 0 : offsetAt(placed.document, path, part);
}

/**
 * The offset of the first collection nested deeper than the limit, or null. The library's parser walks with a
 * stack of its own, but its composer recurses: on a file of brackets it brings the whole process down.
 */
function tooDeep(tokens: readonly CST.Token[]): number | null {
  const open: { token: CST.Token | null | undefined; depth: number }[] = [];
  for (const token of tokens) {
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

/** Anchors, and what refers to them. */
function aliases(document: Document.Parsed): { offset: number; name: string }[] {
  const found: { offset: number; name: string }[] = [];
  visit(document, {
    Node: (_, node) => {
      if (!isAlias(node) && node.anchor === undefined) return;
      const name = isAlias(node) ? `*${node.source}` : `&${node.anchor ?? ''}`;
      found.push({ offset: offsetOf(node) ?? 0, name });
    },
  });
  return found;
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
