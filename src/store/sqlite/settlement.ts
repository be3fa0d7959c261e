import { FirstlineError } from '../../errors.js';
import { conversationKey, type Address } from '../../model/address.js';
import type { NewDelivery, Settlement, SettlementChanges } from '../store.js';
import type { Cases } from './cases.js';
import type { FormerThreads } from './former-threads.js';
import type { History } from './history.js';
import type { Inbounds } from './inbounds.js';
import type { MessageLinks } from './message-links.js';
import type { Moves } from './moves.js';
import type { Outbox } from './outbox.js';

interface Parts {
  outbox: Outbox;
  cases: Cases;
  threads: FormerThreads;
  inbounds: Inbounds;
  history: History;
  links: MessageLinks;
  moves: Moves;
}

/** Puts deliveries into the outbox; one whose id was ever there is left out. Inside a transaction. */
export function enqueue(
  deliveries: readonly NewDelivery[],
  { outbox, moves }: Pick<Parts, 'outbox' | 'moves'>,
  at: number,
): void {
  for (const delivery of deliveries) {
    if (!outbox.isKnown(delivery.id)) outbox.append(moves.directed(delivery), at);
  }
}

function isSame(one: Address, other: Address | null): boolean {
  return other !== null && conversationKey(one) === conversationKey(other);
}

/** Writes down what became of a delivery, with what changes along. Inside a transaction. */
export function settleDelivery(
  id: string,
  settlement: Settlement,
  changes: SettlementChanges,
  parts: Parts,
  at: number,
): void {
  const { outbox, cases, threads, inbounds, history, links, moves } = parts;
  const place = outbox.place(id);
  if (place === null) {
    throw new FirstlineError(
      'STORE_REFUSED',
      `There is no delivery ${id} to settle.`,
      'This is a mistake in Firstline: please report it with this message. Nothing was changed.',
    );
  }
  if (!place.waiting) return;
  const ahead = (changes.ahead ?? []).filter((each) => !outbox.isKnown(each.id));
  // Before the row itself is settled: it marks where the lane begins.
  outbox.prepend(
    ahead.map((each) => moves.directed(each)),
    place.lane,
    at,
  );
  outbox.settle(id, settlement);
  if (changes.desk) {
    const { caseId, cardMessage } = changes.desk;
    const thread = changes.desk.thread && moves.address(changes.desk.thread);
    const conversation = cases.conversationOf(caseId);
    const left = cases.byId(caseId)?.desk ?? null;
    cases.setDesk(caseId, thread, cardMessage);
    if (left !== null && !isSame(left, thread)) threads.leave(caseId, left, at);
    if (thread !== null && conversation !== null) inbounds.routeStrays(thread, conversation);
  }
  history.add(changes.history ?? []);
  if (changes.link) links.add(changes.link);
  enqueue(changes.deliveries ?? [], parts, at);
}
