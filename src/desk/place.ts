import type { Address } from '../model/address.js';
import type { Case } from '../model/case.js';
import type { Department } from '../model/intent.js';

/** A group or a channel where cases have their threads. */
export interface Desk {
  address: Address;
  /** Whose cases come here; null: those of departments without a desk of their own. */
  department: Department | null;
}

/** Where hand-overs go: the deployment's desks in order of preference. One place may serve several departments. */
export type Desks = readonly Desk[];

/**
 * Where a new thread for a case is opened: at its department's desk, else at the one for all others, else at any. Of
 * several, the one on the person's own platform is taken, else the first. Null where the deployment has no desk.
 */
export function deskFor(desks: Desks, subject: Pick<Case, 'address' | 'department'>): Address | null {
  const possible = desksOf(desks, subject.department);
  const own = possible.find(({ address }) => address.channel === subject.address.channel);
  return (own ?? possible[0])?.address ?? null;
}

/**
 * The desk that a case has to move to, or null where it may stay: its thread stands where its department works, or
 * where hand-overs do not go any more, or it has none.
 */
export function moveOf(desks: Desks, subject: Pick<Case, 'address' | 'department' | 'desk'>): Address | null {
  const { desk, department } = subject;
  if (desk === null || !desks.some(({ address }) => isSamePlace(address, desk))) return null;
  const stays = desksOf(desks, department).some(({ address }) => isSamePlace(address, desk));
  return stays ? null : deskFor(desks, subject);
}

/** Where everybody is told what concerns all departments: the desks for all, else every one there is, each once. */
export function generalDesks(desks: Desks): Address[] {
  const general = desks.filter(({ department }) => department === null);
  const places = (general.length > 0 ? general : desks).map(({ address }) => address);
  return places.filter((place, index) => places.findIndex((each) => isSamePlace(each, place)) === index);
}

/** Where a department's cases come: its own desks, else those for all others, else any. */
export function desksOf(desks: Desks, department: Department): Desks {
  const own = desks.filter((desk) => desk.department === department);
  const general = desks.filter((desk) => desk.department === null);
  return [own, general].find((some) => some.length > 0) ?? desks;
}

/** Whether two threads stand in the same group or channel. */
function isSamePlace(one: Address, other: Address): boolean {
  return one.channel === other.channel && one.account === other.account && one.chat === other.chat;
}
