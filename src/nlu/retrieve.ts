import Fuse from 'fuse.js';
import { textIn } from '../model/issue.js';
import { mayShow, type Audience, type Language } from '../model/language.js';
import type { IntentCandidate, IssueMatch } from '../model/understanding.js';
import { withoutCourtesy } from './courtesy.js';
import type { IndexedIssue, IndexHit, IssueIndex } from './issue-index.js';
import type { Lexicon } from './lexicon.js';
import type { Token } from './normalize.js';

const SHORTLIST = 30;
/** So many of the shortlist are compared letter by letter, with a text of so many words at most. */
const COMPARED = 3;
const FUZZY_WORDS = 4;
const RESULTS = 5;
/** An intent's issues join the shortlist, whatever their words, from this probability on. */
const LIKELY = 0.2;
/** What ranks: words in common, likeness of letters, and whether the issue is of a likely intent. */
const WORDS = 0.5;
const LETTERS = 0.2;
const INTENT = 0.3;
/** An issue below this has a stray word in common and is no help. */
const FLOOR = 0.09;

/**
 * The solved issues that may answer a text, best first, only what the audience may see. The index
 * narrows down to a shortlist; where a text of a few words has unknown ones, `fuse.js` compares its letters with the
 * problems and symptoms of those at the top that are close to each other; the intents' probabilities join in.
 */
export function retrieve(
  tokens: readonly Token[],
  intents: readonly IntentCandidate[],
  context: { index: IssueIndex<IndexedIssue>; lexicon: Lexicon; audience: Audience; language: Language },
): IssueMatch[] {
  const { index, lexicon, audience, language } = context;
  const visible = (issue: IndexedIssue): boolean => mayShow(issue.audience, audience);
  const words = withoutCourtesy(tokens).filter(({ kind }) => kind !== 'entity');
  const likely = new Map(intents.map(({ intent, p }) => [intent, p]));
  const meant = intents.filter(({ p }) => p >= LIKELY).map(({ intent }) => intent);
  const hits = new Map<string, IndexHit<IndexedIssue>>();
  for (const hit of index.search(words, visible, SHORTLIST)) hits.set(hit.issue.id, hit);
  for (const hit of index.search(words, visible, SHORTLIST, meant)) hits.set(hit.issue.id, hit);
  for (const intent of meant) {
    for (const issue of index.ofIntent(intent, visible, RESULTS)) {
      if (!hits.has(issue.id)) hits.set(issue.id, { issue, score: 0 });
    }
  }
  const shortlist = [...hits.values()].sort((a, b) => worth(b, likely) - worth(a, likely));
  const best = shortlist[0] === undefined ? 0 : worth(shortlist[0], likely);
  // What lies further behind could not come first by its letters.
  const close = shortlist.slice(0, COMPARED).filter((hit) => worth(hit, likely) > best - LETTERS);
  // Where every word is a known one, or many say what is meant, letters change nothing: measured.
  const told = words.filter(({ form }) => form.length > 2).map(({ form }) => form);
  const mayHoldSlips = words.length <= FUZZY_WORDS && told.some((form) => !lexicon.has(form));
  const letters = likeness(
    mayHoldSlips ? told : [],
    close.map(({ issue }) => issue),
    language,
  );
  const ranked = shortlist
    .map((hit) => ({
      issue: hit.issue.id,
      suggestible: hit.issue.intent !== null,
      score: Math.min(1, worth(hit, likely) + LETTERS * (letters.get(hit.issue.id) ?? 0)),
    }))
    .filter(({ score }) => score >= FLOOR)
    .sort((a, b) => b.score - a.score || (a.issue < b.issue ? -1 : 1));
  // What can only be found takes no place from what can be suggested.
  const kept = [true, false].flatMap((one) =>
    ranked.filter(({ suggestible }) => suggestible === one).slice(0, RESULTS),
  );
  return ranked.flatMap((match) =>
    kept.includes(match) ? [{ issue: match.issue, score: match.score }] : [],
  );
}

/** What an issue is worth before its letters are compared. */
function worth({ issue, score }: IndexHit<IndexedIssue>, likely: ReadonlyMap<string, number>): number {
  const p = issue.intent === null ? 0 : (likely.get(issue.intent) ?? 0);
  return WORDS * score + INTENT * p;
}

/** How alike the letters are, by issue, 0–1. */
function likeness(
  words: readonly string[],
  issues: readonly IndexedIssue[],
  language: Language,
): Map<string, number> {
  const query = words.join(' ');
  if (query === '' || issues.length === 0) return new Map();
  const fuse = new Fuse(issues, {
    keys: [
      { name: 'problem', weight: 2, getFn: (issue) => textIn(issue, language)?.problem ?? '' },
      { name: 'symptoms', weight: 1, getFn: (issue) => textIn(issue, language)?.symptoms ?? [] },
    ],
    includeScore: true,
    // Without it, words beyond the first sixty characters are not found.
    ignoreLocation: true,
    useTokenSearch: true,
    threshold: 0.4,
  });
  return new Map(fuse.search(query).map(({ item, score }) => [item.id, 1 - (score ?? 1)]));
}
