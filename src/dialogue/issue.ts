import type { SolvedIssue } from '../model/issue.js';
import { issueFor } from './content.js';
import type { Scene } from './scene.js';
import type { Episode } from './state.js';

/** How many solved issues are suggested for one problem before a person takes over. */
const SUGGESTIONS = 2;

/**
 * The best solved issue for this intent that was not suggested yet; null where there is none, or enough were.
 * `listed`: those that a flow names, whatever their intent, in its order; null: the nearest ones.
 */
export function nextIssue(
  scene: Scene,
  episode: Episode,
  intent: string | null,
  listed: readonly string[] | null,
): SolvedIssue | null {
  if (listed === null && (intent === null || episode.suggested.length >= SUGGESTIONS)) return null;
  for (const id of listed ?? episode.nearest) {
    if (episode.suggested.includes(id)) continue;
    const issue = issueFor(scene.content, scene.context.audience, id);
    if (issue !== null && (listed !== null || issue.intent === intent)) return issue;
  }
  return null;
}
