import type { Effect } from '../model/effect.js';
import type { InboundReach } from '../model/inbound.js';
import type { DeskContext } from './action.js';
import { threadPhrase } from './thread-line.js';

/** A person shut the bot out, or let it in again, while people have the case: the agents see it at once. */
export function onReach(
  { reachable }: InboundReach,
  context: Pick<DeskContext, 'phrases' | 'deskLanguage'>,
): Effect[] {
  return [threadPhrase(reachable ? 'desk-thread.back' : 'desk-thread.left', context)];
}
