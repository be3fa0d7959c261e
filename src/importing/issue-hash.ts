import { createHash } from 'node:crypto';
import type { SolvedIssue } from '../model/issue.js';

/** A hash of all that an issue says, in whatever order it says it. */
export function issueHash(issue: SolvedIssue): string {
  return createHash('sha256').update(canonical(issue)).digest('hex');
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, member]) => `${JSON.stringify(name)}:${canonical(member)}`);
  return `{${members.join(',')}}`;
}
