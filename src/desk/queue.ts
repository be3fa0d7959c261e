import type { QueuedCase } from '../model/queue.js';

/** What decides about the order. */
export type Ranked = Pick<
  QueuedCase,
  'id' | 'number' | 'department' | 'priority' | 'reason' | 'waitingSince'
>;

/**
 * The queue in the order in which cases are to be taken: what is dangerous, then what blocks a paid service, then who is
 * angry; within each, whoever has waited longest. Anger alone raises the priority of a case, but not before these.
 */
export function inOrder<T extends Ranked>(queue: readonly T[]): T[] {
  return [...queue].sort(compare);
}

/** How many cases that nobody has claimed are to be taken before this one in its department. */
export function placeOf(subject: Ranked, queue: readonly (Ranked & Pick<QueuedCase, 'owner'>)[]): number {
  return queue.filter(
    (other) =>
      other.id !== subject.id &&
      other.owner === 'queue' &&
      other.department === subject.department &&
      compare(other, subject) < 0,
  ).length;
}

function compare(a: Ranked, b: Ranked): number {
  return (
    rankOf(a) - rankOf(b) ||
    (a.waitingSince ?? Infinity) - (b.waitingSince ?? Infinity) ||
    a.number - b.number
  );
}

function rankOf({ priority, reason }: Ranked): number {
  if (priority === 'urgent' || reason === 'dangerous') return 0;
  if (reason === 'anger') return 2;
  return priority === 'high' ? 1 : 3;
}
