import { titleOf } from './content.js';
import { ask, close, named, sayPhrase, withEpisode, type Draft } from './draft.js';
import { tell } from './pattern.js';
import type { PendingNext } from './pending.js';
import type { Episode } from './state.js';

/** A problem that waits until the one before it is finished. */
export type Later = Episode['later'][number];

/**
 * Offers the problem that waits, now that nothing is under way; null where none does. `otherwise`: how the case ends if
 * it is not wanted.
 */
export function offerNext(draft: Draft, otherwise: PendingNext['otherwise']): Draft | null {
  const [next] = draft.state.episode.later;
  if (next === undefined) return null;
  return ask(draft, { kind: 'next', intent: next.intent, otherwise });
}

/** The problem that was offered is not wanted: the one after it is offered, or the case ends. */
export function leaveNext(draft: Draft, { intent, otherwise }: PendingNext): Draft {
  const { content, context } = draft.scene;
  const title = titleOf(content, context.audience, intent, draft.scene.language);
  const told = tell(named(draft, 'leave-next'), 'two-problems', { state: 'left', title, titles: '' });
  const left = withEpisode(told, {
    pending: null,
    later: without(draft.state.episode.later, [intent]),
  });
  return offerNext(left, otherwise) ?? close(sayPhrase(left, 'several.done'), otherwise);
}

/** Those that wait, without these intents. */
export function without(later: readonly Later[], intents: readonly string[]): Later[] {
  return later.filter(({ intent }) => !intents.includes(intent));
}

/** The titles of those that wait, as they stand between quotation marks. */
export function titlesOf({ scene }: Draft, later: readonly Pick<Later, 'intent'>[]): string {
  const { content, context, language } = scene;
  return later
    .map(({ intent }) => titleOf(content, context.audience, intent, language))
    .join(language === 'ru' ? '», «' : '", "');
}
