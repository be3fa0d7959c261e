import { textIn, type IssueText } from '../model/issue.js';
import type { Audience, Language } from '../model/language.js';
import { fill, join, plain, type RichText } from '../model/text.js';
import { issueFor, type DialogueContent } from './content.js';
import { phrase } from './phrases.js';
import type { Scene } from './scene.js';

/** What the pattern for solved issues shows: the problem, the solution as numbered lines, how to check it. */
export function issueValues(scene: Scene, issue: string): Record<string, RichText> {
  const known = issueFor(scene.content, scene.context.audience, issue);
  const text = known === null ? undefined : textIn(known, scene.language);
  if (text === undefined) return {};
  return {
    problem: withCode(text.problem),
    solution: solutionIn(text),
    check: text.check === undefined ? phrase(scene, 'issue.no-check') : withCode(text.check),
  };
}

/**
 * A solved issue as an agent may send it to somebody of this audience: what to do, and how to see that it worked. Null
 * where there is none of this id that they may see.
 */
export function readyIssue(
  content: DialogueContent,
  audience: Audience,
  id: string,
  language: Language,
): { id: string; title: string; text: RichText } | null {
  const issue = issueFor(content, audience, id);
  const text = issue === null ? undefined : textIn(issue, language);
  if (text === undefined) return null;
  const check = text.check === undefined ? [] : [withCode(text.check)];
  return { id, title: text.problem, text: join([solutionIn(text), ...check], '\n\n') };
}

/** The steps of a solution, numbered where there are several. */
function solutionIn({ solution }: IssueText): RichText {
  const numbered = solution.length > 1;
  const lines = solution.map((line, index) =>
    numbered ? join([plain(`${index + 1}. `), withCode(line)]) : withCode(line),
  );
  return join(lines, '\n');
}

/** Issues are no templates: only their `code` is drawn, and braces stay as they are. */
function withCode(text: string): RichText {
  return fill(text, {});
}
