import { titleOf } from './content.js';
import { foundWith } from './dossier.js';
import { withEpisode, type Draft } from './draft.js';
import type { Episode, Frame } from './state.js';

/** The running flow's frame. */
export function runningFrame(episode: Episode): Frame | null {
  return episode.stack.at(-1) ?? null;
}

/** Puts another frame in the place of the running flow's. */
export function withTop(draft: Draft, frame: Frame): Draft {
  return withEpisode(draft, { stack: [...draft.state.episode.stack.slice(0, -1), frame] });
}

/** Takes the running flow off the stack. What it found is kept with the flow that called it, else with the episode. */
export function popFrame(draft: Draft): Draft {
  const { scene, state } = draft;
  const { stack, found } = state.episode;
  const frame = stack.at(-1);
  if (frame === undefined) return draft;
  const left = withEpisode(draft, { stack: stack.slice(0, -1), misfits: 0, pending: null });
  const caller = frame.called ? stack.at(-2) : undefined;
  return caller === undefined
    ? withEpisode(left, { found: foundWith(scene, found, frame) })
    : withTop(left, { ...caller, below: foundWith(scene, caller.below, frame) });
}

/** Takes a whole topic off the stack: the running flow with those that called it. */
export function popTopic(draft: Draft): Draft {
  const left = popFrame(draft);
  return runningFrame(draft.state.episode)?.called === true ? popTopic(left) : left;
}

/** How many topics are under way: flows that a flow called count as part of it. */
export function topics({ stack }: Episode): number {
  return stack.filter(({ called }) => !called).length;
}

/** The frame that the topic began with. */
export function topicFrame({ stack }: Episode): Frame | null {
  return stack.findLast(({ called }) => !called) ?? stack.at(-1) ?? null;
}

/** What a flow under way is about, in words. */
export function frameTitle({ scene }: Draft, frame: Frame): string {
  const { content, context, language } = scene;
  if (frame.intent !== null) return titleOf(content, context.audience, frame.intent, language);
  return content.flows.get(frame.flow.flow)?.flow.title[language] ?? frame.flow.flow;
}
