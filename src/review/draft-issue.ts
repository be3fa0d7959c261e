import type { IssueText, SolvedIssue } from '../model/issue.js';
import { LANGUAGES, type Language } from '../model/language.js';
import { foldText, likenessOf } from '../model/likeness.js';
import type { SolutionDraft } from '../model/solution-draft.js';
import { issueId } from '../importing/issue-id.js';
import { blocksOfText, stepsOf } from '../importing/prose.js';

/** Where published drafts are said to come from. */
export const AGENTS = 'agents';

/** What `agents` calls a draft. */
export function draftKey({ number, caseNumber }: Pick<SolutionDraft, 'number' | 'caseNumber'>): string {
  return `case-${caseNumber}-draft-${number}`;
}

/**
 * The issue that a draft would be, in its language. Nothing is checked: its problem, or its solution, may be empty.
 */
export function issueOfDraft(draft: SolutionDraft): SolvedIssue {
  const { language, intent, audience, area, at } = draft;
  const [problem = '', ...rest] = draft.problem
    .split(/\r?\n/u)
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const text: IssueText = {
    problem,
    symptoms: [...new Set([...rest, ...draft.symptoms, ...draft.findings])],
    solution: stepsOf(blocksOfText(draft.solution)),
  };
  return {
    id: issueId(AGENTS, problem === '' ? draftKey(draft) : problem),
    intent,
    audience,
    ...(area === null ? {} : { area }),
    tags: [],
    date: new Date(at).toISOString().slice(0, 10),
    related: [],
    [language]: text,
  };
}

/** An issue with the texts of another instead of its own, in each language that the other one has. */
export function replacedIssue(issue: SolvedIssue, other: SolvedIssue): SolvedIssue {
  return LANGUAGES.reduce((sum, language) => {
    const text = other[language];
    return text === undefined ? sum : { ...sum, [language]: text };
  }, issue);
}

/** From here on, two steps say the same. */
const SAME_STEP = 2 / 3;

/** An issue with what another says in this language: its problem and symptoms, and the steps that are not there. */
export function mergedIssue(issue: SolvedIssue, added: SolvedIssue, language: Language): SolvedIssue {
  const text = issue[language];
  const more = added[language];
  if (more === undefined) return issue;
  if (text === undefined) return { ...issue, [language]: more };
  const said = new Set([text.problem, ...text.symptoms].map(foldText));
  const symptoms = [more.problem, ...more.symptoms].filter((symptom) => {
    const folded = foldText(symptom);
    const isNew = !said.has(folded);
    said.add(folded);
    return isNew;
  });
  const steps = more.solution.filter((step) =>
    text.solution.every((other) => likenessOf(step, other) < SAME_STEP),
  );
  const merged: IssueText = {
    ...text,
    symptoms: [...text.symptoms, ...symptoms],
    solution: [...text.solution, ...steps],
  };
  return { ...issue, [language]: merged };
}
