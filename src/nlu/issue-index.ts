import type { SolvedIssue } from '../model/issue.js';
import { LANGUAGES, type Language } from '../model/language.js';
import type { Token } from './normalize.js';
import { createTextIndex, type IndexedDocument } from './text-index.js';

/** What the index needs of a solved issue. */
export type IndexedIssue = Pick<SolvedIssue, 'id' | 'intent' | 'audience' | 'area' | 'tags' | Language>;

/** An issue that shares words with a question; `score` is between 0 and 1. */
export interface IndexHit<Issue extends IndexedIssue = SolvedIssue> {
  issue: Issue;
  score: number;
}

/**
 * Solved issues by their words, both languages of a pair in one document: a question in either language, or with
 * words of both, finds it.
 */
export interface IssueIndex<Issue extends IndexedIssue = SolvedIssue> {
  /** Adds an issue, or replaces the one with its id; found from the next search on. Gives the words it is found by. */
  put(issue: Issue): string[];
  remove(id: string): void;
  find(id: string): Issue | null;
  /** The first `count` issues of an intent, in order of their ids, that `visible` lets through. */
  ofIntent(intent: string, visible: (issue: Issue) => boolean, count: number): Issue[];
  /**
   * The best `count` of those that `visible` lets through, of these intents only, if any are given. Ties go by id.
   * Asking about the same array of tokens again is cheap.
   */
  search(
    tokens: readonly Token[],
    visible: (issue: Issue) => boolean,
    count: number,
    intents?: readonly string[],
  ): IndexHit<Issue>[];
  /**
   * By intent, the best score among its visible issues; intents without a word in common are left out. Cheap for
   * the tokens of the last search.
   */
  bestByIntent(tokens: readonly Token[], visible: (issue: Issue) => boolean): ReadonlyMap<string, number>;
}

/** An issue as a document: how much a word counts by where it stands. */
function documentOf(issue: IndexedIssue): IndexedDocument {
  const texts = LANGUAGES.flatMap((language) => issue[language] ?? []);
  const names = [...issue.tags, ...(issue.area === undefined ? [] : [issue.area])].map((name) =>
    name.replaceAll('-', ' '),
  );
  return {
    id: issue.id,
    group: issue.intent ?? undefined,
    fields: [
      { weight: 2, texts: texts.map(({ problem }) => problem) },
      { weight: 2, texts: texts.flatMap(({ symptoms }) => symptoms) },
      { weight: 2, texts: names },
      { weight: 1.5, texts: texts.flatMap(({ cause }) => cause ?? []) },
      {
        weight: 1,
        texts: texts.flatMap(({ solution, check }) => [...solution, ...(check === undefined ? [] : [check])]),
      },
    ],
  };
}

export function createIssueIndex<Issue extends IndexedIssue = SolvedIssue>(): IssueIndex<Issue> {
  const issues = new Map<string, Issue>();
  /** Ids in order, by intent. */
  const byIntent = new Map<string, string[]>();
  const index = createTextIndex();

  function remove(id: string): void {
    const issue = issues.get(id);
    if (issue === undefined) return;
    issues.delete(id);
    index.remove(id);
    if (issue.intent === null) return;
    const others = byIntent.get(issue.intent) ?? [];
    others.splice(placeIn(others, id), 1);
    if (others.length === 0) byIntent.delete(issue.intent);
  }

  /** What documents of the text index are shown where only these issues are. */
  const among =
    (visible: (issue: Issue) => boolean) =>
    (id: string): boolean => {
      const issue = issues.get(id);
      return issue !== undefined && visible(issue);
    };

  return {
    put(issue) {
      remove(issue.id);
      issues.set(issue.id, issue);
      if (issue.intent !== null) {
        const others = byIntent.get(issue.intent);
        if (others === undefined) byIntent.set(issue.intent, [issue.id]);
        else others.splice(placeIn(others, issue.id), 0, issue.id);
      }
      return index.put(documentOf(issue));
    },
    remove,
    find: (id) => issues.get(id) ?? null,
    ofIntent(intent, visible, count) {
      const found: Issue[] = [];
      for (const id of byIntent.get(intent) ?? []) {
        if (found.length >= count) break;
        const issue = issues.get(id);
        if (issue !== undefined && visible(issue)) found.push(issue);
      }
      return found;
    },
    search: (tokens, visible, count, intents) =>
      index.search(tokens, count, among(visible), intents).flatMap(({ id, score }) => {
        const issue = issues.get(id);
        return issue === undefined ? [] : [{ issue, score }];
      }),
    bestByIntent: (tokens, visible) => index.bestOfGroups(tokens, among(visible)),
  };
}

/** Where a word stands, or would, in a list in order (binary search). */
function placeIn(ordered: readonly string[], word: string): number {
  let from = 0;
  let to = ordered.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((ordered[middle] ?? '') < word) from = middle + 1;
    else to = middle;
  }
  return from;
}
