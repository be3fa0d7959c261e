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
}

/** An issue as a document: how much a word counts by where it stands. */
export function documentOf(issue: SolvedIssue): IndexedDocument {
  const texts = LANGUAGES.map((language) => issue[language]);
  const names = [...issue.tags, issue.area].map((name) => name.replaceAll('-', ' '));
  return {
    id: issue.id,
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
  const index = createTextIndex();

  return {
    put(issue) {
      issues.set(issue.id, issue);
      return index.put(documentOf(issue));
    },
    remove(id) {
      issues.delete(id);
      index.remove(id);
    },
    count: index.count,
    get: (id) => issues.get(id) ?? null,
    ofIntent: (intent) =>
      [...issues.values()].filter((issue) => issue.intent === intent).sort((a, b) => (a.id < b.id ? -1 : 1)),
    search(tokens, visible, count) {
      const shown = (id: string): boolean => {
        const issue = issues.get(id);
        return issue !== undefined && visible(issue);
      };
      return index.search(tokens, count, shown).flatMap(({ id, score }) => {
        const issue = issues.get(id);
        return issue === undefined ? [] : [{ issue, score }];
      });
    },
  };
}
