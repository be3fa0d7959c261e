import { isSmallTalk } from '../model/small-talk.js';
import type { Windows, Window } from './segment-window.js';

/** At most so many problems are told apart: more are a list for a person to read. */
const MOST_PROBLEMS = 3;
/** What is said to be a further matter is one where both are likelier right than not, with something to spare. */
const SAID = 0.6;
/** Where nothing says so, both must be sure. */
const UNSAID = 0.9;
/** A window that may mean the other problem as well is part of it. */
const OTHERWISE = 0.1;

/**
 * The windows that are a problem each, in the order of the text; none where there is but one. Two are two only where
 * they would be understood alone, mean different things and neither what the other means, and stand apart: in sentences
 * of their own, the second not telling why or what came of the first. `counts` tells what is a problem at all.
 */
export function problemsIn({ segments, windows }: Windows, counts: (intent: string) => boolean): Window[] {
  const found: Window[] = [];
  for (const window of bestOfEach(windows, counts)) {
    if (found.length === MOST_PROBLEMS) break;
    if (found.every((other) => areTwo(other, window, segments))) found.push(window);
  }
  return found.length < 2 ? [] : found.sort((a, b) => a.offset - b.offset);
}

/** For each problem the window that says it most surely; surest first. */
function bestOfEach(windows: readonly Window[], counts: (intent: string) => boolean): Window[] {
  const best = new Map<string, Window>();
  for (const window of windows) {
    const [top] = window.judgement.candidates;
    if (top === undefined || isSmallTalk(top.intent) || !counts(top.intent)) continue;
    const before = best.get(top.intent);
    if (before === undefined || surenessOf(window) > surenessOf(before)) best.set(top.intent, window);
  }
  return [...best.values()].sort((a, b) => surenessOf(b) - surenessOf(a));
}

function surenessOf({ judgement: { candidates } }: Window): number {
  return candidates[0]?.p ?? 0;
}

function areTwo(one: Window, other: Window, segments: Windows['segments']): boolean {
  const [before, behind] = one.place < other.place ? [one, other] : [other, one];
  if (segments[behind.place]?.follows === true) return false;
  const between = segments.slice(before.place + 1, behind.place + 1);
  if (between.every(({ after }) => after === 'clause')) return false;
  const said = between.some(({ after }) => after === 'addition');
  return (
    surenessOf(one) * surenessOf(other) >= (said ? SAID : UNSAID) &&
    !mayMean(one, other) &&
    !mayMean(other, one)
  );
}

function mayMean(window: Window, { judgement }: Window): boolean {
  const meant = judgement.candidates[0]?.intent;
  return window.judgement.candidates.some(({ intent, p }) => intent === meant && p > OTHERWISE);
}
