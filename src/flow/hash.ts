import { createHash } from 'node:crypto';
import type { Flow } from './schema.js';

/** Raise it when machines are built differently or keep other things, so that older snapshots are not continued. */
const MACHINE_FORMAT = 1;

/**
 * The version of a flow: 16 hexadecimal digits of a SHA-256 over its canonical form. It covers structure and
 * texts: a person who was asked one question must not have the answer taken for another. Comments, the order
 * of keys and formatting do not count.
 */
export function hashFlow(flow: Flow): string {
  return createHash('sha256')
    .update(canonical({ format: MACHINE_FORMAT, flow }))
    .digest('hex')
    .slice(0, 16);
}

/** JSON with sorted keys and without what is undefined. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, member]) => `${JSON.stringify(key)}:${canonical(member)}`).join(',')}}`;
}
