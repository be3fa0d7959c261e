import type { SolvedIssue } from '../model/issue.js';
import { normalize } from './normalize.js';

/** BM25's usual saturation and length normalisation (Robertson and Zaragoza, 2009). */
const K1 = 1.2;
const B = 0.6;

/** How much a word counts by where it stands. */
const FIELDS: readonly { weight: number; texts(issue: SolvedIssue): string[] }[] = [
  { weight: 3, texts: ({ ru, en }) => [ru.problem, en.problem] },
  { weight: 2, texts: ({ ru, en }) => [...ru.symptoms, ...en.symptoms] },
  {
    weight: 1.5,
    texts: ({ tags, area }) => [tags.join(' ').replaceAll('-', ' '), area.replaceAll('-', ' ')],
  },
  { weight: 1, texts: ({ ru, en }) => [ru.cause, en.cause] },
  { weight: 0.5, texts: ({ ru, en }) => [...ru.solution, ...en.solution, ru.check, en.check] },
];

/** An issue that shares words with a question; `score` is the share of the attainable BM25 sum, 0–1. */
export interface IndexHit {
  issue: SolvedIssue;
  score: number;
}

/** An inverted index over the stems of solved issues, both languages of a pair in one document. */
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
  search(stems: readonly string[], visible: (issue: SolvedIssue) => boolean, count: number): IndexHit[];
}

interface Entry {
  issue: SolvedIssue;
  terms: Map<string, number>;
  length: number;
}

export function createIssueIndex(): IssueIndex {
  const entries = new Map<string, Entry>();
  const postings = new Map<string, Map<Entry, number>>();
  let total = 0;

  function remove(id: string): void {
    const entry = entries.get(id);
    if (entry === undefined) return;
    entries.delete(id);
    total -= entry.length;
    for (const term of entry.terms.keys()) {
      const list = postings.get(term);
      list?.delete(entry);
      if (list?.size === 0) postings.delete(term);
    }
  }

  function put(issue: SolvedIssue): string[] {
    remove(issue.id);
    const terms = new Map<string, number>();
    const words = new Set<string>();
    let length = 0;
    for (const { weight, texts } of FIELDS) {
      for (const text of texts(issue)) {
        for (const { kind, form, stem } of normalize(text).tokens) {
          if (kind === 'entity') continue;
          terms.set(stem, (terms.get(stem) ?? 0) + weight);
          length += weight;
          words.add(form);
        }
      }
    }
    const entry = { issue, terms, length };
    entries.set(issue.id, entry);
    total += length;
    for (const [term, weight] of terms) {
      const list = postings.get(term);
      if (list === undefined) postings.set(term, new Map([[entry, weight]]));
      else list.set(entry, weight);
    }
    return [...words];
  }

  function search(
    stems: readonly string[],
    visible: (issue: SolvedIssue) => boolean,
    count: number,
  ): IndexHit[] {
    const sums = new Map<Entry, number>();
    const average = total / Math.max(1, entries.size);
    let attainable = 0;
    for (const term of new Set(stems)) {
      const list = postings.get(term);
      const df = list?.size ?? 0;
      const idf = Math.log(1 + (entries.size - df + 0.5) / (df + 0.5));
      attainable += idf * (K1 + 1);
      for (const [entry, weight] of list ?? []) {
        const norm = K1 * (1 - B + (B * entry.length) / average);
        sums.set(entry, (sums.get(entry) ?? 0) + (idf * weight * (K1 + 1)) / (weight + norm));
      }
    }
    return [...sums]
      .filter(([{ issue }]) => visible(issue))
      .map(([{ issue }, sum]) => ({ issue, score: sum / attainable }))
      .sort((a, b) => b.score - a.score || (a.issue.id < b.issue.id ? -1 : 1))
      .slice(0, count);
  }

  return {
    put,
    remove,
    count: (stem) => postings.get(stem)?.size ?? 0,
    get: (id) => entries.get(id)?.issue ?? null,
    ofIntent: (intent) =>
      [...entries.values()]
        .map(({ issue }) => issue)
        .filter((issue) => issue.intent === intent)
        .sort((a, b) => (a.id < b.id ? -1 : 1)),
    search,
  };
}
