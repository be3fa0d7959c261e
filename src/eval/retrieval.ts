import { normalize } from '../nlu/normalize.js';
import { createTextIndex } from '../nlu/text-index.js';
import type { Note } from './note.js';
import { firstRight, rankingFigures, type RankingFigures } from './ranking.js';
import type { RetrievalSet } from './retrieval-set.js';

/** What was found for a question, best first. */
export interface Ranked {
  query: string;
  ranked: string[];
  /** The rank of the first right document among them, or null. */
  rank: number | null;
}

export interface RetrievalSummary {
  documents: number;
  figures: RankingFigures;
  /** With documents that cannot be told from the right one counted as right; null where there are none such. */
  alike: RankingFigures | null;
  notes: Note[];
}

/** So many are written down. */
const WRITTEN = 10;
/** So far down a right document counts for the mean reciprocal rank. */
const LOOKED_AT = 100;

/** Asks every question of an index over all documents. */
export function evaluateRetrieval(set: RetrievalSet): { ranked: Ranked[]; summary: RetrievalSummary } {
  const index = createTextIndex();
  for (const document of set.documents) index.put(document);
  const asked = set.queries.map(({ text, right, alike }) => {
    const found = index.search(normalize(text).tokens, LOOKED_AT).map(({ id }) => id);
    return {
      query: text,
      ranked: found.slice(0, WRITTEN),
      rank: firstRight(found, right),
      alike: firstRight(found, alike),
    };
  });
  const anyAlike = set.queries.some(({ right, alike }) => alike.size > right.size);
  return {
    ranked: asked.map(({ query, ranked, rank }) => ({ query, ranked, rank })),
    summary: {
      documents: set.documents.length,
      figures: rankingFigures(asked.map(({ rank }) => rank)),
      alike: anyAlike ? rankingFigures(asked.map(({ alike }) => alike)) : null,
      notes: set.notes,
    },
  };
}
