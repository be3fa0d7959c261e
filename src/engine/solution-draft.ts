import type { Case } from '../model/case.js';
import type { Person } from '../model/address.js';
import { draftView } from '../desk/draft-view.js';
import type { DraftDecision } from '../model/draft-decision.js';
import type { HistoryEvent } from '../model/history-event.js';
import type { NewSolutionDraft, SolutionDraft } from '../model/solution-draft.js';
import { createVeil } from '../nlu/personal-data.js';
import { isTelling } from '../nlu/telling.js';
import { withoutNames } from '../review/without-names.js';
import type { TurnDeps } from './deps.js';
import type { Draft } from './draft.js';

/** What of the deployment a draft is made with. */
export type DraftDeps = Pick<TurnDeps, 'names' | 'brain' | 'deskLanguage'>;

/** What checks say of something that is as it should be, or that could not be found out. */
const NO_FINDING: ReadonlySet<string> = new Set(['ok', 'unknown']);

/** Keeps what an agent says has helped as a draft, and shows it in the thread to be reviewed. */
export function keepSolution(
  draft: Draft,
  subject: Case,
  said: { agent: Person; text: string },
  deps: DraftDeps,
): void {
  const number = draft.reservedDraft;
  if (number === null) throw new Error('a solution is to be kept, but no number was reserved');
  draft.reservedDraft = null;
  const made = solutionDraftOf(subject, { ...said, number, at: draft.at }, deps);
  draft.drafts.push(made);
  const undecided = { status: 'waiting', decidedBy: null, decidedAt: null, issue: null } as const;
  showDraft(draft, subject, { ...made, ...undecided, caseNumber: subject.number }, deps);
}

/** Keeps a draft as somebody wrote it anew, with nobody's data in it, and shows it once more. */
export function rewriteDraft(draft: Draft, subject: Case, written: SolutionDraft, deps: DraftDeps): void {
  const hidden = withoutNames(written, subject, deps.names);
  const { number, problem, solution } = hidden;
  draft.reviews.push({ kind: 'rewrite', number, texts: { problem, solution } });
  showDraft(draft, subject, hidden, deps);
}

/** How a decision about a draft stands in the history of its case. */
export function decidedEvent(number: number, decision: DraftDecision): HistoryEvent {
  const draft = String(number);
  switch (decision.status) {
    case 'published':
      return { kind: 'draft-published', draft, issue: decision.put.issue.id };
    case 'merged':
      return { kind: 'draft-merged', draft, issue: decision.put.issue.id };
    case 'dropped':
      return { kind: 'draft-dropped', draft };
    case 'waiting':
      return { kind: 'draft-taken-back', draft };
  }
}

function showDraft(
  draft: Draft,
  subject: Case,
  shown: SolutionDraft,
  { brain, deskLanguage }: DraftDeps,
): void {
  const { phrases, knowledge } = brain();
  const { text, actions } = draftView(shown, { phrases, deskLanguage, knowledge });
  draft.posts.push({
    ...{ kind: 'post', author: null, text, attachments: [] },
    buttons: { caseId: subject.id, actions },
  });
}

/** The draft that comes of what an agent says has helped, with all that the case tells and nobody's data in it. */
export function solutionDraftOf(
  subject: Case,
  { agent, text, number, at }: { agent: Person; text: string; number: number; at: number },
  { names, brain }: DraftDeps,
): NewSolutionDraft {
  const veil = createVeil({
    names: [subject.person.name, agent.name],
    own: [names.site, names.panel, names.status_page],
  });
  const { dossier, intent } = subject;
  const [problem = '', ...symptoms] = tellingOf(linesOf(dossier?.problem ?? [])).map(veil);
  return {
    number,
    caseId: subject.id,
    language: subject.language,
    intent,
    audience: subject.audience,
    area: intent === null ? null : brain().areaOf(intent),
    problem,
    symptoms: others(symptoms, problem),
    findings: others(
      (dossier?.probes ?? []).filter(({ verdict }) => !NO_FINDING.has(verdict)).map(({ says }) => veil(says)),
    ),
    failed: others(
      (dossier?.tried ?? [])
        .filter(({ result }) => result === 'did-not-help')
        .map((tried) => veil(tried.text)),
    ),
    solution: veil(text),
    author: agent.id,
    at,
  };
}

function linesOf(texts: readonly string[]): string[] {
  return texts
    .flatMap((text) => text.split(/\r?\n/u))
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/** The lines that say something of the problem, or all of them where none does. */
function tellingOf(lines: readonly string[]): readonly string[] {
  const telling = lines.filter(isTelling);
  return telling.length === 0 ? lines : telling;
}

/** Each once, without what is empty or was said already. */
function others(texts: readonly string[], said = ''): string[] {
  return [...new Set(texts)].filter((text) => text.trim() !== '' && text !== said);
}
