import type { SolvedIssue } from '../model/issue.js';
import { flowOf, issueFor } from './content.js';
import type { Scene } from './scene.js';
import type { Episode } from './state.js';

/** How many solved issues are suggested for one problem before a person takes over. */
const SUGGESTIONS = 2;

/**
 * The best solved issue for this intent, in the language spoken, that was not suggested yet; null where there is none,
 * or enough were.
 * `listed`: those that a flow names, whatever their intent, in its order; null: the nearest ones.
 */
export function nextIssue(
  scene: Scene,
  episode: Episode,
  intent: string | null,
  listed: readonly string[] | null,
): SolvedIssue | null {
  if (listed === null && (intent === null || episode.suggested.length >= SUGGESTIONS)) return null;
  const shown = new Set([...episode.suggested, ...walkedThrough(scene, episode)]);
  for (const id of listed ?? episode.nearest) {
    if (shown.has(id)) continue;
    const issue = issueFor(scene.content, scene.context.audience, id);
    if (issue?.[scene.language] === undefined) continue;
    if (listed !== null || issue.intent === intent) return issue;
  }
  return null;
}

/**
 * What people have solved before and no flow knows: of this intent's issues the one that is nearest to the problem, if it
 * is in no file, in the language spoken, and was not suggested yet.
 */
export function learnedIssue(scene: Scene, episode: Episode, intent: string): SolvedIssue | null {
  const { content, context, language } = scene;
  const issues = episode.nearest.flatMap((id) => issueFor(content, context.audience, id) ?? []);
  const nearest = issues.find((issue) => issue.intent === intent);
  if (nearest?.[language] === undefined || episode.suggested.includes(nearest.id)) return null;
  return content.learned?.has(nearest.id) === true ? nearest : null;
}

/** The issues whose solutions the person was led through by the flows under way. */
function walkedThrough({ content }: Scene, { stack }: Episode): string[] {
  return stack.flatMap(({ flow, tried, answers }) => {
    const passed = new Set([...tried, ...answers].map(({ step }) => step));
    return (flowOf(content, flow)?.flow.steps ?? []).flatMap((step) =>
      ('confirm' in step || 'choose' in step) && step.issue !== undefined && passed.has(step.id)
        ? [step.issue]
        : [],
    );
  });
}
