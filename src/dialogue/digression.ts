import type { Intent } from '../model/intent.js';
import { intentFor } from './content.js';
import { ask, named, withEpisode, type Draft } from './draft.js';
import { actOn } from './intent.js';
import { tell } from './pattern.js';
import { topics } from './stack.js';
import type { MessageEvent } from './event.js';
import { keepWords, note } from './problem.js';

/** Flows under way at once: beyond that nobody remembers what comes back. */
const DEPTH = 3;

/** Whether a message in the middle of a flow is about something else, and may be offered. */
export function mayDigress(draft: Draft, intent: Intent): boolean {
  const { stack } = draft.state.episode;
  return topics(draft.state.episode) < DEPTH && !stack.some((frame) => frame.intent === intent.id);
}

/** Offers to switch to another problem or to go on with this one. */
export function offerDigression(draft: Draft, intent: Intent, event: MessageEvent | null): Draft {
  const { nearest } = draft.state.episode;
  const issues = event?.understanding.issues.map(({ issue }) => issue) ?? [];
  const noted =
    event === null ? draft : note(keepWords(draft, event.text), event.understanding, event.understanding);
  // What is near the new problem counts once it is taken up.
  const offering = withEpisode(named(noted, 'offer-digression'), { nearest });
  return ask(offering, { kind: 'digression', intent: intent.id, issues });
}

/** Takes up the other problem; the flow below waits. */
export function switchTo(draft: Draft, id: string, issues: readonly string[]): Draft {
  const intent = intentFor(draft.scene.content, draft.scene.context.audience, id);
  const moved = withEpisode(named(draft, 'digress'), {
    pending: null,
    nearest: issues.length > 0 ? [...issues] : draft.state.episode.nearest,
  });
  return intent === null ? moved : actOn(moved, intent, false);
}

/** Goes on with the running flow. */
export function stayHere(draft: Draft): Draft {
  const staying = withEpisode(named(draft, 'stay'), { pending: null });
  return tell(staying, 'resume', { after: 'stayed', title: '', number: '' });
}
