import type { Address, ChannelName } from '../model/address.js';
import type { Case } from '../model/case.js';

/**
 * Where hand-overs go: the deployment's desks in order of preference, each a group or a channel.
 */
export type Desks = readonly Address[];

/**
 * The desk for a case: the one it has a thread on, else the person's own platform's, else the first there is.
 * Null where the deployment has no desk.
 */
export function deskFor(desks: Desks, subject: Pick<Case, 'address' | 'desk'>): Address | null {
  const on = (channel: ChannelName | undefined): Address | undefined =>
    desks.find((desk) => desk.channel === channel);
  return on(subject.desk?.channel) ?? on(subject.address.channel) ?? desks[0] ?? null;
}
