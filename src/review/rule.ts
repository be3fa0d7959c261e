import { issueHash } from '../importing/issue-hash.js';
import { mayBecome, type DraftDecision } from '../model/draft-decision.js';
import type { SecretKind } from '../model/inbound.js';
import type { SolvedIssue } from '../model/issue.js';
import { LANGUAGES } from '../model/language.js';
import type { DraftStatus, SolutionDraft } from '../model/solution-draft.js';
import { completed, NO_INTENT, type Said } from './complete.js';
import type { ReviewCorpus } from './corpus.js';
import { AGENTS, draftKey, mergedIssue, replacedIssue } from './draft-issue.js';
import type { Refusal } from './refusal.js';

/** What comes of wanting to put a draft among the solved issues; `issue` is what it adds, `masked` what was hidden in it. */
export type Ruling =
  | { ok: true; decision: DraftDecision; issue: SolvedIssue; masked: SecretKind[] }
  | { ok: false; refusal: Refusal };

/** To publish an issue that was made of a draft. An id that nobody chose and that is taken gets the draft's number. */
export function publication(
  draft: SolutionDraft,
  issue: SolvedIssue,
  said: Said,
  corpus: ReviewCorpus,
  by: string,
): Ruling {
  const decided = refusalOf(draft, 'published');
  if (decided !== null) return refuse(decided);
  const ready = completed(issue, draft, said, corpus);
  if (!ready.ok) return ready;
  const free = { ...ready.issue, id: freeId(ready.issue, said, draft, corpus) };
  const found = corpus.find(free.id);
  if (found !== null) {
    const where = found.where === 'file' ? 'file' : 'database';
    return refuse({ kind: 'id-taken', id: free.id, where });
  }
  const put = { issue: free, source: AGENTS, key: draftKey(draft), hash: issueHash(free), by };
  return {
    ...{ ok: true, issue: free, masked: ready.masked },
    decision: { status: 'published', by, put, replaces: null },
  };
}

function freeId(issue: SolvedIssue, said: Said, draft: SolutionDraft, corpus: ReviewCorpus): string {
  if (said.id !== undefined) return issue.id;
  return idsFor(issue, draft).find((id) => corpus.find(id) === null) ?? issue.id;
}

/** The ids that a draft may be published under, the first that is free, where nobody says another. */
export function idsFor({ id }: SolvedIssue, { number }: Pick<SolutionDraft, 'number'>): string[] {
  return [id, `${id}-${number}`];
}

/** To make it part of a stored issue, whose intent and audience it takes. */
export function merger(
  draft: SolutionDraft,
  issue: SolvedIssue,
  into: string,
  corpus: ReviewCorpus,
  by: string,
): Ruling {
  return joined(draft, issue, into, corpus, by, (before, added) =>
    LANGUAGES.reduce((sum, language) => mergedIssue(sum, added, language), before),
  );
}

/**
 * To have it say what a stored issue says, in the draft's language: the issue keeps its other one, and what a merger
 * leaves it. Like a merger, it is not undone.
 */
export function replacement(
  draft: SolutionDraft,
  issue: SolvedIssue,
  replaced: string,
  corpus: ReviewCorpus,
  by: string,
): Ruling {
  return joined(draft, issue, replaced, corpus, by, replacedIssue);
}

function joined(
  draft: SolutionDraft,
  issue: SolvedIssue,
  into: string,
  corpus: ReviewCorpus,
  by: string,
  join: (before: SolvedIssue, added: SolvedIssue) => SolvedIssue,
): Ruling {
  const decided = refusalOf(draft, 'merged');
  if (decided !== null) return refuse(decided);
  const found = corpus.find(into);
  if (found === null) return refuse({ kind: 'no-such-issue', id: into });
  if (found.where === 'file') return refuse({ kind: 'in-a-file', id: into });
  if (found.where === 'damaged') return refuse({ kind: 'issue-changed' });
  const ready = completed(issue, draft, { intent: NO_INTENT, audience: draft.audience }, corpus);
  if (!ready.ok) return ready;
  const { source, key, hash, issue: before } = found.stored;
  const merged = join(before, ready.issue);
  const { audience } = merged;
  const shown = audience === draft.audience || (audience === 'both' && draft.audience === 'customer');
  if (!shown) return refuse({ kind: 'issue-for-others', id: into, audience });
  const put = { issue: merged, source, key, hash: issueHash(merged), by };
  return {
    ...{ ok: true, issue: ready.issue, masked: ready.masked },
    decision: { status: 'merged', by, put, replaces: hash },
  };
}

/** Why a draft cannot be dropped or taken back, or null. `merged`: the numbers of those that are part of its issue. */
export function refusalOf(
  { status, issue, number }: Pick<SolutionDraft, 'status' | 'issue' | 'number'>,
  next: DraftStatus,
  merged: readonly number[] = [],
): Refusal | null {
  if (!mayBecome(status, next)) return { kind: 'decided-already', status, issue };
  const others = merged.filter((one) => one !== number);
  return next === 'waiting' && others.length > 0 ? { kind: 'merged-into', numbers: others } : null;
}

function refuse(refusal: Refusal): Ruling {
  return { ok: false, refusal };
}
