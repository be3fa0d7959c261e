import type { Intent } from '../model/intent.js';
import { LANGUAGES, mayShow } from '../model/language.js';
import type { SolvedIssue } from '../model/issue.js';
import { fold, sameRoot } from './match.js';
import type { Scene } from './scene.js';

/** Of an intent's issues, a word that more than this share of them has tells none of them apart. */
const SHARED = 0.2;

/**
 * The issue of an intent that a question is about: the nearest that has a telling word of it. Null where none has, so
 * that a word nobody has explained is not answered with another one's explanation.
 */
export function explained(
  { content, context }: Scene,
  intent: Intent,
  question: string,
  nearest: readonly string[],
): SolvedIssue | null {
  const issues = content.issues.filter(
    (issue) => issue.intent === intent.id && mayShow(issue.audience, context.audience),
  );
  const words = new Map(issues.map((issue) => [issue.id, wordsOf(issue)]));
  const has = (id: string, word: string): boolean =>
    words.get(id)?.some((other) => sameRoot(word, other)) ?? false;
  const most = Math.max(1, issues.length * SHARED);
  const telling = fold(question)
    .split(' ')
    .filter((word) => {
      const count = issues.filter(({ id }) => has(id, word)).length;
      return count > 0 && count <= most;
    });
  const near = nearest.find((id) => telling.some((word) => has(id, word)));
  return issues.find(({ id }) => id === near) ?? null;
}

function wordsOf(issue: SolvedIssue): string[] {
  const texts = LANGUAGES.flatMap((language) => [issue[language].problem, ...issue[language].symptoms]);
  return [...new Set(texts.flatMap((text) => fold(text).split(' ')))];
}
