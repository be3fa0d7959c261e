import { z } from 'zod';
import { solvedIssueSchema } from '../model/issue.js';
import type { StoredIssue } from '../model/stored-issue.js';
import { finding, type Fault, type Place } from './finding.js';
import type { WholeIssue } from './row.js';

/** A line of Firstline's own export: all there is to know of an issue. */
const lineSchema = z.strictObject({
  /** The version of the form. */
  firstline: z.literal(1),
  source: z.string().min(1),
  key: z.string().min(1),
  issue: solvedIssueSchema,
});

/** Whether an object says that it is a line of Firstline's own export. */
export function isOwnLine(value: object): boolean {
  return Object.hasOwn(value, 'firstline');
}

export function readOwnLine(value: object, place: Place): WholeIssue | Fault {
  const read = lineSchema.safeParse(value);
  if (read.success) return { place, ...read.data };
  const [first] = read.error.issues;
  const path = first?.path.map(String).join('.') ?? '';
  return finding(
    place,
    'field',
    `the line is not what \`issues export\` writes: \`${path}\`: ${first?.message ?? 'is wrong'}`,
    'Export it again, or mend the line',
  );
}

/** Issues as lines that are read again without loss. */
export function toOwnLines(issues: readonly Pick<StoredIssue, 'issue' | 'source' | 'key'>[]): string {
  return issues
    .map(({ source, key, issue }) => `${JSON.stringify({ firstline: 1, source, key, issue })}\n`)
    .join('');
}
