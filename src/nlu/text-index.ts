import { normalize, type Token } from './normalize.js';

/** BM25's usual saturation and length normalisation (Robertson and Zaragoza, 2009). */
const K1 = 1.2;
const B = 0.6;

/** Texts of one kind in a document; a word counts `weight` times wherever one of them has it. */
export interface IndexedField {
  texts: readonly string[];
  weight: number;
}

/** Something to be found by its words. The index keeps no text. */
export interface IndexedDocument {
  id: string;
  fields: readonly IndexedField[];
}

/** A document that shares words with a question; `score` is the share of the attainable sum, 0–1. */
export interface TextHit {
  id: string;
  score: number;
}

/** Documents by their words, in any language and any number of fields. Changes are found from the next search on. */
export interface TextIndex {
  readonly size: number;
  /** Adds a document, or replaces the one with its id. Gives the words it is found by. */
  put(document: IndexedDocument): string[];
  /** Whether there was one of this id. */
  remove(id: string): boolean;
  /** How many documents have a word of this stem. */
  count(stem: string): number;
  /**
   * The best `count` documents for the tokens of a question (`normalize(text).tokens`), among those that `visible`
   * lets through. Ties go by id.
   */
  search(tokens: readonly Token[], count: number, visible?: (id: string) => boolean): TextHit[];
}

interface Entry {
  id: string;
  terms: Map<string, number>;
  length: number;
}

export function createTextIndex(): TextIndex {
  const entries = new Map<string, Entry>();
  const postings = new Map<string, Map<Entry, number>>();
  let total = 0;

  function remove(id: string): boolean {
    const entry = entries.get(id);
    if (entry === undefined) return false;
    entries.delete(id);
    total -= entry.length;
    for (const term of entry.terms.keys()) {
      const list = postings.get(term);
      list?.delete(entry);
      if (list?.size === 0) postings.delete(term);
    }
    return true;
  }

  function put(document: IndexedDocument): string[] {
    remove(document.id);
    const terms = new Map<string, number>();
    const words = new Set<string>();
    let length = 0;
    for (const { weight, texts } of document.fields) {
      for (const text of texts) {
        for (const { kind, form, stem } of normalize(text).tokens) {
          if (kind === 'entity') continue;
          terms.set(stem, (terms.get(stem) ?? 0) + weight);
          length += weight;
          words.add(form);
        }
      }
    }
    const entry = { id: document.id, terms, length };
    entries.set(document.id, entry);
    total += length;
    for (const [term, weight] of terms) {
      const list = postings.get(term);
      if (list === undefined) postings.set(term, new Map([[entry, weight]]));
      else list.set(entry, weight);
    }
    return [...words];
  }

  function search(
    tokens: readonly Token[],
    count: number,
    visible: (id: string) => boolean = () => true,
  ): TextHit[] {
    const sums = new Map<Entry, number>();
    const average = total / Math.max(1, entries.size);
    let attainable = 0;
    for (const term of new Set(tokens.map(({ stem }) => stem))) {
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
      .filter(([{ id }]) => visible(id))
      .map(([{ id }, sum]) => ({ id, score: sum / attainable }))
      .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1))
      .slice(0, count);
  }

  return {
    get size() {
      return entries.size;
    },
    put,
    remove,
    count: (stem) => postings.get(stem)?.size ?? 0,
    search,
  };
}
