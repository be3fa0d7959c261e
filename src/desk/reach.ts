import type { Effect } from '../model/effect.js';
import type { InboundReach } from '../model/inbound.js';
import type { DeskContext } from './action.js';
import { phrase } from './phrases.js';

/** A person shut the bot out, or let it in again, while people have the case: the agents see it at once. */
export function onReach(
  { reachable }: InboundReach,
  { phrases, deskLanguage }: Pick<DeskContext, 'phrases' | 'deskLanguage'>,
): Effect[] {
  const text = phrase(phrases, reachable ? 'desk-thread.back' : 'desk-thread.left', deskLanguage);
  return [{ kind: 'post', author: null, text, attachments: [] }];
}
