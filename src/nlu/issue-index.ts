import type { SolvedIssue } from '../model/issue.js';
import { LANGUAGES } from '../model/language.js';
import type { Token } from './normalize.js';
import { createTextIndex, type IndexedDocument } from './text-index.js';

/** An issue that shares words with a question; `score` is between 0 and 1. */
export interface IndexHit {
  issue: SolvedIssue;
  score: number;
}

/** Solved issues by their words, both languages of a pair in one document. */
export interface IssueIndex {
  /** Adds an issue, or replaces the one with its id; found from the next search on. Gives the words it is found by. */
  put(issue: SolvedIssue): string[];
  remove(id: string): void;
  get(id: string): SolvedIssue | null;
  /** How many issues have a word of this stem. */
  count(stem: string): number;
  /** Issues of an intent, in order of their ids. */
  ofIntent(intent: string): SolvedIssue[];
  /** The best `count` of those that `visible` lets through. Ties go by id. */
  search(tokens: readonly Token[], visible: (issue: SolvedIssue) => boolean, count: number): IndexHit[];
  /**
   * By intent, the best score among its visible issues; intents without a word in common are left out. Cheap for
   * the tokens of the last search.
   */
  bestByIntent(
    tokens: readonly Token[],
    visible: (issue: SolvedIssue) => boolean,
  ): ReadonlyMap<string, number>;
}

/** An issue as a document: how much a word counts by where it stands. */
export function documentOf(issue: SolvedIssue): IndexedDocument {
  const texts = LANGUAGES.map((language) => issue[language]);
  const names = [...issue.tags, issue.area].map((name) => name.replaceAll('-', ' '));
  return {
    id: issue.id,
    group: issue.intent,
    fields: [
      { weight: 2, texts: texts.map(({ problem }) => problem) },
      { weight: 2, texts: texts.flatMap(({ symptoms }) => symptoms) },
      { weight: 2, texts: names },
      { weight: 1.5, texts: texts.map(({ cause }) => cause) },
      { weight: 1, texts: texts.flatMap(({ solution, check }) => [...solution, check]) },
    ],
  };
}

export function createIssueIndex(): IssueIndex {
  const issues = new Map<string, SolvedIssue>();
  const byIntent = new Map<string, Set<string>>();
  const index = createTextIndex();

  function remove(id: string): void {
    const issue = issues.get(id);
    if (issue === undefined) return;
    issues.delete(id);
    index.remove(id);
    const others = byIntent.get(issue.intent);
    others?.delete(id);
    if (others?.size === 0) byIntent.delete(issue.intent);
  }

  /** What documents of the text index are shown where only these issues are. */
  const among =
    (visible: (issue: SolvedIssue) => boolean) =>
    (id: string): boolean => {
      const issue = issues.get(id);
      return issue !== undefined && visible(issue);
    };

  return {
    put(issue) {
      remove(issue.id);
      issues.set(issue.id, issue);
      const others = byIntent.get(issue.intent);
      if (others === undefined) byIntent.set(issue.intent, new Set([issue.id]));
      else others.add(issue.id);
      return index.put(documentOf(issue));
    },
    remove,
    count: index.count,
    get: (id) => issues.get(id) ?? null,
    ofIntent: (intent) =>
      [...(byIntent.get(intent) ?? [])].sort().flatMap((id) => {
        const issue = issues.get(id);
        return issue === undefined ? [] : [issue];
      }),
    search: (tokens, visible, count) =>
      index.search(tokens, count, among(visible)).flatMap(({ id, score }) => {
        const issue = issues.get(id);
        return issue === undefined ? [] : [{ issue, score }];
      }),
    bestByIntent: (tokens, visible) => index.bestOfGroups(tokens, among(visible)),
  };
}
