import type { IssueText, SolvedIssue } from '../model/issue.js';
import { LANGUAGES } from '../model/language.js';
import { foldText, likenessOf } from '../model/likeness.js';
import { normalize } from '../nlu/normalize.js';
import { createTextIndex } from '../nlu/text-index.js';

/** Another issue that says nearly, or just, the same. */
export interface Alike {
  id: string;
  /** As `likenessOf` has it, 0–1. */
  likeness: number;
  identical: boolean;
}

/** Issues that can be asked whether one of them says the same as another. */
export interface Likeness {
  put(issue: SolvedIssue): void;
  /** The one that is most alike, if any is much. */
  nearest(issue: SolvedIssue): Alike | null;
  /** Those that a person may want to look at beside it, the most alike first, however little that is. */
  around(issue: SolvedIssue, count: number): Alike[];
}

/** From here on, two say nearly the same; below it they share a topic. */
const NEAR = 2 / 3;
/** So many with the most words in common are compared. */
const COMPARED = 5;
const LOOKED_AT = 20;

export function createLikeness(): Likeness {
  const index = createTextIndex();
  const known = new Map<string, SolvedIssue>();
  return {
    put(issue) {
      known.set(issue.id, issue);
      const texts = LANGUAGES.flatMap((language) => issue[language] ?? []);
      index.put({
        id: issue.id,
        fields: [
          { weight: 2, texts: texts.map(({ problem }) => problem) },
          { weight: 1, texts: texts.flatMap(({ solution }) => solution) },
        ],
      });
    },
    nearest(issue) {
      let best: Alike | null = null;
      for (const language of LANGUAGES) {
        const text = issue[language];
        if (text === undefined) continue;
        const { tokens } = normalize(text.problem);
        for (const { id } of index.search(tokens, COMPARED, (other) => other !== issue.id)) {
          const other = known.get(id);
          const others = other?.[language];
          if (other === undefined || others === undefined) continue;
          const likeness = likenessBetween(text, others);
          if (likeness < NEAR || likeness <= (best?.likeness ?? 0)) continue;
          best = { id, likeness, identical: likeness === 1 && covers(other, issue) };
        }
      }
      return best;
    },
    around(issue, count) {
      const found = new Map<string, SolvedIssue>();
      for (const language of LANGUAGES) {
        const text = issue[language];
        if (text === undefined) continue;
        const { tokens } = normalize(wordsOf(text));
        for (const { id } of index.search(tokens, LOOKED_AT, (other) => other !== issue.id)) {
          const other = known.get(id);
          if (other !== undefined) found.set(id, other);
        }
      }
      return compared(issue, found.values(), count);
    },
  };
}

/** What others are found by that a person may want to look at beside an issue: its problem and symptoms. */
export function wordsOf({ problem, symptoms }: IssueText): string {
  return [problem, ...symptoms].join('\n');
}

/**
 * How alike each of these is to an issue, the most alike first, however little that is; those that have no language in
 * common with it are left out.
 */
export function compared(issue: SolvedIssue, others: Iterable<SolvedIssue>, count: number): Alike[] {
  const found: Alike[] = [];
  for (const other of others) {
    const shared = LANGUAGES.flatMap((language) => {
      const [text, its] = [issue[language], other[language]];
      // Of the same problem in other words, the whole texts may have little in common.
      return text === undefined || its === undefined
        ? []
        : [NEAR * likenessOf(text.problem, its.problem), likenessBetween(text, its)];
    });
    if (shared.length === 0) continue;
    const likeness = Math.max(...shared);
    found.push({ id: other.id, likeness, identical: likeness === 1 && covers(other, issue) });
  }
  return found.sort((a, b) => b.likeness - a.likeness || (a.id < b.id ? -1 : 1)).slice(0, count);
}

/** Two that put the problem in the same words are alike, whatever they advise. */
function likenessBetween(one: IssueText, other: IssueText): number {
  if (saying(one) === saying(other)) return 1;
  const sameProblem = foldText(one.problem) === foldText(other.problem);
  const shared = likenessOf(saying(one), saying(other));
  return Math.min(0.99, sameProblem ? Math.max(NEAR, shared) : shared);
}

/** Whether nothing of an issue is lost where the other stands for it. */
function covers(other: SolvedIssue, issue: SolvedIssue): boolean {
  return (
    (other.audience === 'both' || other.audience === issue.audience) &&
    (issue.intent === null || other.intent === issue.intent) &&
    LANGUAGES.every((language) => {
      const text = issue[language];
      const others = other[language];
      return text === undefined || (others !== undefined && saying(text) === saying(others));
    })
  );
}

function saying({ problem, symptoms, cause = '', solution, check = '', handover = '' }: IssueText): string {
  return foldText([problem, ...symptoms, cause, ...solution, check, handover].join(' '));
}
