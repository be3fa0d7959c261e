import { isSmallTalk } from '../model/small-talk.js';
import type { Judgement } from './calibrate.js';
import type { Window } from './segment-window.js';

/** No window is surer than this that it is about something known: odds beyond say nothing more. */
const SUREST = 0.99;

/**
 * What a long message means, of which the problem may be a small part: each window is a message that may be the one
 * that matters, and the rest is told around it. A window's odds that it means something known, against nothing
 * known, are how likely it is the one: the odds of an intent are those of the windows, each weighted by its own.
 * (The expectation of the odds over which window matters, which Bayes' rule gives from equal chances before.) With
 * one window they are the window's.
 *
 * Small talk beside a problem is told around it, and counts as nothing known. Null where there is nothing else: then
 * the message as a whole says it.
 */
export function judgeWindows(windows: readonly Window[]): Judgement | null {
  const talked = windows.every(({ judgement }) => isTalk(judgement));
  const all = windows.map(({ judgement }) => oddsOf(judgement));
  const sum = all.reduce((total, { known }) => total + known, 0);
  if (talked || sum === 0) return null;
  const odds = new Map<string, number>();
  let known = 0;
  for (const window of all) {
    const weight = window.known / sum;
    known += weight * window.known;
    for (const [intent, own] of window.intents) odds.set(intent, (odds.get(intent) ?? 0) + weight * own);
  }
  return {
    candidates: [...odds]
      .map(([intent, own]) => ({ intent, p: own / (1 + known) }))
      .sort((a, b) => b.p - a.p),
    belongs: known / (1 + known),
  };
}

/** Whether some segment is small talk by itself. */
export function hasTalk(windows: readonly Window[]): boolean {
  return windows.some(({ judgement }) => isTalk(judgement));
}

function isTalk({ candidates: [best] }: Judgement): boolean {
  return best !== undefined && isSmallTalk(best.intent);
}

/** The odds of each intent, and of all, against that the window is told around the problem. */
function oddsOf({ candidates, belongs }: Judgement): { intents: [string, number][]; known: number } {
  const talk = candidates.reduce((sum, { intent, p }) => sum + (isSmallTalk(intent) ? p : 0), 0);
  const known = Math.max(0, Math.min(SUREST, belongs) - talk);
  const around = 1 - known;
  return {
    intents: candidates
      .filter(({ intent }) => !isSmallTalk(intent))
      .map(({ intent, p }) => [intent, Math.min(SUREST, p) / around]),
    known: known / around,
  };
}
