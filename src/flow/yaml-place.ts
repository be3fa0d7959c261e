import { isMap, isScalar, isSeq, type Document, type Node } from 'yaml';
import type { Path } from './path.js';

/** Where in the text a part of a document begins, or null. */
export function offsetOf(node: Node | null): number | null {
  return node?.range?.[0] ?? null;
}

/** Where in the text a path of the value stands: its last part, or with `'key'` the key of that. */
export function offsetAt(document: Document.Parsed, path: Path, part: 'key' | 'value'): number {
  let node: unknown = document.contents;
  let offset = offsetOf(document.contents) ?? 0;
  for (const [depth, name] of path.entries()) {
    const last = depth === path.length - 1;
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => isScalar(key) && key.value === name);
      if (pair === undefined) return offset;
      const place = last && part === 'key' ? pair.key : (pair.value ?? pair.key);
      if (isNode(place)) offset = offsetOf(place) ?? offset;
      node = pair.value;
    } else if (isSeq(node) && typeof name === 'number') {
      node = node.items[name];
      if (isNode(node)) offset = offsetOf(node) ?? offset;
    } else {
      return offset;
    }
  }
  return offset;
}

function isNode(value: unknown): value is Node {
  return isScalar(value) || isMap(value) || isSeq(value);
}
