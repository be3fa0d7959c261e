import type { DraftDecision } from '../model/draft-decision.js';
import type { DraftStatus } from '../model/solution-draft.js';
import type { Replay } from '../replay/replay.js';
import type { Store } from '../store/store.js';
import { refusalError } from './draft-refusal.js';
import { json } from './eval-files.js';
import { replayObject } from './replay-report.js';
import { runningHint } from './running-hint.js';

/** Takes a decision, and tells of it; `replayed`: what it changes. Throws where it cannot be taken. */
export async function decide(
  number: number,
  decision: DraftDecision,
  store: Store,
  told: { json: boolean; notes: readonly string[]; replayed?: Replay | null },
): Promise<void> {
  const { json: asJson, notes, replayed = null } = told;
  const { status, by } = decision;
  const before = (await store.drafts()).drafts.find((draft) => draft.number === number);
  const outcome = await store.decideDraft(number, decision, Date.now());
  if (outcome.kind !== 'done') throw refusalError(outcome, { number, next: status });
  const issue = 'put' in decision ? decision.put.issue.id : null;
  const removed = status === 'waiting' && before?.status === 'published' ? before.issue : null;
  if (asJson) {
    process.stdout.write(
      json({
        ...{ draft: number, case: before?.caseNumber ?? null, status, issue, removed, by, notes },
        ...(replayed === null ? {} : { replay: replayObject(replayed) }),
      }),
    );
    return;
  }
  const changes = issue !== null || removed !== null;
  const lines = [
    ...notes,
    `draft ${number} ${DONE[status](issue ?? removed)}, by ${by}`,
    ...(changes ? [runningHint(removed === null ? 'takes it in' : 'forgets it')] : []),
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}

const DONE: Readonly<Record<DraftStatus, (issue: string | null) => string>> = {
  published: (issue) => `is published as \`${issue ?? ''}\``,
  merged: (issue) => `is part of \`${issue ?? ''}\` now`,
  dropped: () => 'is dropped',
  waiting: (issue) => `waits again${issue === null ? '' : `, and \`${issue}\` is removed`}`,
};
