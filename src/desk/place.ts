import type { Address } from '../model/address.js';
import type { Case } from '../model/case.js';

/**
 * Where hand-overs go: the deployment's desks in order of preference, each a group or a channel.
 */
export type Desks = readonly Address[];

/**
 * The desk for a case: where it has a thread, also if hand-overs go elsewhere by now; else the person's own
 * platform's, else the first there is. Null where the deployment has no desk.
 */
export function deskFor(desks: Desks, subject: Pick<Case, 'address' | 'desk'>): Address | null {
  const own = desks.find(({ channel }) => channel === subject.address.channel);
  return subject.desk ?? own ?? desks[0] ?? null;
}
