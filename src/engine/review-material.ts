import { issueNamed } from '../desk/issue-name.js';
import type { ReadOrder } from '../desk/order.js';
import { rulingOn } from '../desk/put-draft.js';
import type { ReviewMaterial } from '../desk/review.js';
import { isPutOrder, isReviewOrder, type PutOrder, type ReviewOrder } from '../desk/review-order.js';
import type { Case } from '../model/case.js';
import type { SolutionDraft } from '../model/solution-draft.js';
import type { Replay } from '../replay/replay.js';
import type { FoundIssue, ReviewCorpus } from '../review/corpus.js';
import { issueOfDraft } from '../review/draft-issue.js';
import { idsFor } from '../review/rule.js';
import type { TurnDeps } from './deps.js';
import { tryIssue } from './review-trial.js';

/** What an order about a draft of this case is decided on; null where the order is another one. */
export async function reviewMaterial(
  read: ReadOrder | null,
  subject: Case,
  deps: TurnDeps,
): Promise<ReviewMaterial | null> {
  if (read?.kind !== 'order' || !isReviewOrder(read.order)) return null;
  const { order } = read;
  const draft = await draftMeant(order, subject, deps);
  const asked = draft === null ? [] : [...idsFor(issueOfDraft(draft), draft), ...idNamed(order, deps)];
  const corpus = await corpusWith(asked, deps);
  return {
    ...{ draft, corpus, merged: await mergedWith(draft, deps) },
    replayed: draft === null || !isPutOrder(order) ? null : await replayed(order, draft, corpus, deps),
  };
}

/** What the decision would change, where it may be taken at all. */
async function replayed(
  order: PutOrder,
  draft: SolutionDraft,
  corpus: ReviewCorpus,
  deps: TurnDeps,
): Promise<Replay | null> {
  const ruling = rulingOn(order, draft, corpus, '');
  return ruling.ok && 'put' in ruling.decision ? tryIssue(ruling.decision.put.issue, draft, deps) : null;
}

/** The draft of this number, or the latest of the case; of what the case is about as it is known now. */
async function draftMeant(order: ReviewOrder, subject: Case, deps: TurnDeps): Promise<SolutionDraft | null> {
  const { drafts } = await deps.store.drafts({ caseId: subject.id });
  const number = 'draft' in order ? order.draft : null;
  const found = number === null ? drafts.at(-1) : drafts.find((draft) => draft.number === number);
  if (found === undefined) return null;
  const { intent } = subject;
  if (intent === found.intent) return found;
  return { ...found, intent, area: intent === null ? null : deps.brain().areaOf(intent) };
}

function idNamed(order: ReviewOrder, deps: TurnDeps): string[] {
  if (order.name !== 'merge-into' && order.name !== 'replace') return [];
  const named = issueNamed(order.issue, deps.brain().knowledge.ids());
  return named.kind === 'issue' ? [named.id] : [];
}

/** The knowledge in force, with these issues as the database has them at this moment. */
async function corpusWith(ids: readonly string[], { brain, store }: TurnDeps): Promise<ReviewCorpus> {
  const { knowledge } = brain();
  const found = new Map<string, FoundIssue>();
  for (const id of ids) {
    const stored = await store.storedIssue(id);
    if (stored === 'damaged') found.set(id, { where: 'damaged' });
    else if (stored !== null) found.set(id, { where: 'database', stored });
    const issue = knowledge.isInFile(id) ? knowledge.issue(id) : null;
    if (issue !== null) found.set(id, { where: 'file', issue });
  }
  return { find: (id) => found.get(id) ?? null, ids: knowledge.ids, audiences: knowledge.audiences };
}

async function mergedWith(draft: SolutionDraft | null, { store }: TurnDeps): Promise<number[]> {
  if (draft?.status !== 'published' || draft.issue === null) return [];
  const { drafts } = await store.drafts({ issue: draft.issue });
  return drafts.filter(({ status }) => status === 'merged').map(({ number }) => number);
}
