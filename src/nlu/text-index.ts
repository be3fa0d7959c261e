import { FirstlineError } from '../errors.js';
import { normalize, type Token } from './normalize.js';
import { createNumberLists } from './number-lists.js';
import { documentOfPosting, MOST_DOCUMENTS, movedPosting, packPosting } from './posting.js';
import { createPairReader, createQuestionReader, type Question } from './question.js';
import { createScores } from './scores.js';
import { createVocabulary } from './vocabulary.js';
import { BREAK, createWordSequences } from './word-sequences.js';

/** Texts of one kind in a document; a word counts `weight` times wherever one of them has it. */
export interface IndexedField {
  texts: readonly string[];
  weight: number;
}

/** Something to be found by its words. The index keeps no text. */
export interface IndexedDocument {
  id: string;
  fields: readonly IndexedField[];
  /** What documents are gathered under in `bestOfGroups`. */
  group?: string;
}

/** A document that shares words with a question; `score` is the share of the attainable sum, 0–1. */
export interface TextHit {
  id: string;
  score: number;
}

/**
 * Documents by their words, in any language and any number of fields. Changes are found from the next search on,
 * and what is found does not depend on the order in which documents came.
 */
export interface TextIndex {
  readonly size: number;
  /**
   * Adds a document, or replaces the one with its id. Gives the words it is found by. Throws `INDEX_FULL` beyond
   * 16 million documents.
   */
  put(document: IndexedDocument): string[];
  /** Whether there was one of this id. */
  remove(id: string): boolean;
  /** How many documents have a word of this stem. */
  count(stem: string): number;
  /**
   * The best `count` documents for the tokens of a question (`normalize(text).tokens`), among those that `visible`
   * lets through, and of these groups only, if any are given. Ties go by id. Asking about the same array of tokens
   * again is cheap.
   */
  search(
    tokens: readonly Token[],
    count: number,
    visible?: (id: string) => boolean,
    groups?: readonly string[],
  ): TextHit[];
  /** The best score of each group that shares words with a question, among the documents that are visible. */
  bestOfGroups(tokens: readonly Token[], visible?: (id: string) => boolean): Map<string, number>;
}

/** Words of a text of this length count once; of a shorter one more, of a longer one less (BM25's `b`). */
const USUAL_LENGTH = 30;
const B = 0.85;
/** Pairs of neighbouring words are looked for in so many of the best, or in all that are asked for. */
const READ = 20;
/** What a pair of the question that stands in a document adds, in shares of what its words are worth. */
const PAIR = 0.2;
/** The index is tidied when this share of its documents is gone, and at least so many. */
const GONE_SHARE = 0.25;
const GONE_LEAST = 64;
/** Longer texts are indexed in pieces: `normalize` reads only so much of one. UTF-16 units. */
const PIECE = 3_000;

/**
 * Makes an empty index: an inverted file of stems with BM25 weights (Robertson and Zaragoza, 2009; of the texts in
 * a field the best counts for each word, and lengths are compared to a fixed one), in which a question's words
 * also find stems that look alike; the best are read once more for pairs of neighbouring words.
 */
export function createTextIndex(): TextIndex {
  const vocabulary = createVocabulary();
  const postings = createNumberLists();
  const sequences = createWordSequences();
  /** By word, how many living documents have it. */
  const counts: number[] = [];
  const numbers = new Map<string, number>();
  /** By a document's number; what was removed has no id. */
  let ids: (string | null)[] = [];
  let starts: number[] = [];
  let groups: number[] = [];
  const groupNumbers = new Map<string, number>();
  const groupNames: string[] = [];

  const scores = createScores();
  const reader = createQuestionReader(vocabulary, (word) => counts[word] ?? 0);
  let last: { tokens: readonly Token[]; question: Question } | null = null;

  function put(document: IndexedDocument): string[] {
    remove(document.id);
    if (ids.length >= MOST_DOCUMENTS - 1) {
      throw new FirstlineError(
        'INDEX_FULL',
        `The index holds ${ids.length} documents and can take no more.`,
        'Remove documents that nobody needs, or split them over several indexes.',
      );
    }
    const number = ids.length;
    const weights = new Map<number, number>();
    const sequence: number[] = [];
    const forms = new Set<string>();
    for (const { texts, weight } of document.fields) {
      const best = new Map<number, number>();
      for (const text of texts) {
        for (const piece of piecesOf(text)) {
          const words: number[] = [];
          for (const { kind, form, stem } of normalize(piece).tokens) {
            if (kind === 'entity') continue;
            words.push(vocabulary.add(stem));
            forms.add(form);
          }
          for (const [word, share] of sharesOf(words)) {
            if (share > (best.get(word) ?? 0)) best.set(word, share);
          }
          sequence.push(...words, BREAK);
        }
      }
      for (const [word, share] of best) weights.set(word, (weights.get(word) ?? 0) + weight * share);
    }
    for (const [word, weight] of weights) {
      postings.append(word, packPosting(number, weight));
      while (counts.length <= word) counts.push(0);
      counts[word] = (counts[word] ?? 0) + 1;
    }
    ids.push(document.id);
    starts.push(sequences.add(sequence));
    groups.push(groupNumber(document.group));
    numbers.set(document.id, number);
    last = null;
    return [...forms];
  }

  function groupNumber(group: string | undefined): number {
    if (group === undefined) return -1;
    const known = groupNumbers.get(group);
    if (known !== undefined) return known;
    groupNumbers.set(group, groupNames.length);
    groupNames.push(group);
    return groupNames.length - 1;
  }

  function remove(id: string): boolean {
    const number = numbers.get(id);
    if (number === undefined) return false;
    for (const word of new Set(sequences.read(starts[number] ?? 0))) {
      if (word !== BREAK) counts[word] = (counts[word] ?? 1) - 1;
    }
    ids[number] = null;
    numbers.delete(id);
    last = null;
    const gone = ids.length - numbers.size;
    if (gone >= GONE_LEAST && gone > GONE_SHARE * ids.length) tidy();
    return true;
  }

  /** Numbers the living documents anew, without gaps, and forgets what belonged to the others. */
  function tidy(): void {
    const moved = new Int32Array(ids.length).fill(-1);
    const living: number[] = [];
    for (const [number, id] of ids.entries()) {
      if (id === null) continue;
      moved[number] = living.length;
      numbers.set(id, living.length);
      living.push(number);
    }
    postings.rewrite((posting) => {
      const document = moved[documentOfPosting(posting)] ?? -1;
      return document === -1 ? -1 : movedPosting(posting, document);
    });
    starts = sequences.keep(living.map((number) => starts[number] ?? 0));
    groups = living.map((number) => groups[number] ?? -1);
    ids = living.map((number) => ids[number] ?? null);
  }

  /** Scores every document for a question; asking about the same tokens again costs nothing. */
  function weigh(tokens: readonly Token[]): Question {
    if (last !== null && last.tokens === tokens) return last.question;
    const question = reader(tokens, numbers.size);
    scores.begin(ids.length);
    for (const { worth, variants } of question.words) scores.add(postings, worth, variants);
    last = { tokens, question };
    return question;
  }

  function search(
    tokens: readonly Token[],
    count: number,
    visible: (id: string) => boolean = () => true,
    within?: readonly string[],
  ): TextHit[] {
    const question = weigh(tokens);
    if (question.attainable === 0 || count < 1) return [];
    const allowed = within && new Set(within.map((group) => groupNumbers.get(group)));
    const shown = (number: number): boolean => {
      if (allowed !== undefined && !allowed.has(groups[number])) return false;
      const id = ids[number] ?? null;
      return id !== null && visible(id);
    };
    const byId = (one: number, other: number): number => ((ids[one] ?? '') < (ids[other] ?? '') ? -1 : 1);
    const pairsIn = createPairReader(question.pairs);
    const pairsWorth = question.pairs.reduce((sum, { worth }) => sum + PAIR * worth, 0);
    const attainable = question.attainable + pairsWorth;
    return scores
      .best(Math.max(count, READ), shown, byId)
      .map(({ document, score }) => {
        const pairs = PAIR * pairsIn(sequences.read(starts[document] ?? 0));
        return { id: ids[document] ?? '', score: Math.min(1, (score + pairs) / attainable) };
      })
      .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1))
      .slice(0, count);
  }

  return {
    get size() {
      return numbers.size;
    },
    put,
    remove,
    count: (stem) => counts[vocabulary.find(stem)] ?? 0,
    search,
    bestOfGroups(tokens, visible = () => true) {
      const { attainable } = weigh(tokens);
      const found = new Map<string, number>();
      if (attainable === 0) return found;
      const best = scores.bestOf(groups, groupNames.length, (number) => {
        const id = ids[number] ?? null;
        return id !== null && visible(id);
      });
      for (const [group, score] of best.entries()) {
        if (score > 0) found.set(groupNames[group] ?? '', Math.min(1, score / attainable));
      }
      return found;
    },
  };
}

/** How much each word counts in a text: its occurrences, less in long texts. */
function sharesOf(words: readonly number[]): Map<number, number> {
  const one = 1 / (1 - B + (B * words.length) / USUAL_LENGTH);
  const shares = new Map<number, number>();
  for (const word of words) shares.set(word, (shares.get(word) ?? 0) + one);
  return shares;
}

/** A text in pieces that `normalize` reads whole, cut between words where there are any. */
function piecesOf(text: string): string[] {
  if (text.length <= PIECE) return [text];
  const pieces: string[] = [];
  for (let from = 0; from < text.length;) {
    const rest = text.slice(from, from + PIECE);
    const space = from + PIECE < text.length ? rest.search(/\s\S*$/u) : -1;
    const length = space > PIECE / 2 ? space : rest.length;
    pieces.push(rest.slice(0, length));
    from += length;
  }
  return pieces;
}
