import { FirstlineError } from '../errors.js';
import { AGENTS, draftKey, mergedIssue } from '../importing/draft-issue.js';
import { issueHash } from '../importing/issue-hash.js';
import type { SolvedIssue } from '../model/issue.js';
import { LANGUAGES } from '../model/language.js';
import type { DraftStatus, SolutionDraft } from '../model/solution-draft.js';
import type { StoredIssue } from '../model/stored-issue.js';
import { nearestRemedy } from '../model/spelling.js';
import type { DraftDecision, DraftOutcome } from '../store/store.js';
import { noSuchDraft } from './draft-in-review.js';
import type { ReviewCorpus } from './issue-corpus.js';

/** To publish this issue. Throws `DRAFT_ID_TAKEN` where its id is another's. */
export function publication(
  issue: SolvedIssue,
  draft: SolutionDraft,
  { files, stored }: Pick<ReviewCorpus, 'files' | 'stored'>,
  by: string,
): DraftDecision {
  const inFile = files.some(({ id }) => id === issue.id);
  if (inFile || stored.some((one) => one.issue.id === issue.id)) {
    throw new FirstlineError(
      'DRAFT_ID_TAKEN',
      `There is a solved issue \`${issue.id}\` already, ${inFile ? `in data/issues/${issue.id}.yml` : 'in the database'}.`,
      `Give this one another id with --id, or add it to that one${inFile ? ' in its file' : ` with --merge-into ${issue.id}`}.`,
    );
  }
  const put = { issue, source: AGENTS, key: draftKey(draft), hash: issueHash(issue), by };
  return { status: 'published', by, put, replaces: null };
}

/** To make this part of a stored issue. */
export function merger(
  issue: SolvedIssue,
  draft: SolutionDraft,
  into: StoredIssue,
  by: string,
): DraftDecision {
  const { source, key, hash } = into;
  const merged = LANGUAGES.reduce((sum, language) => mergedIssue(sum, issue, language), into.issue);
  const { audience } = merged;
  if (audience !== draft.audience && audience !== 'both') throw otherAudience(draft, merged);
  if (audience === 'both' && draft.audience === 'staff') throw otherAudience(draft, merged);
  const put = { issue: merged, source, key, hash: issueHash(merged), by };
  return { status: 'merged', by, put, replaces: hash };
}

/** The stored issue that something is to be merged into. Throws `DRAFT_MERGE` where it is in a file, or nowhere. */
export function mergeTarget(
  id: string,
  { number }: SolutionDraft,
  { files, stored }: Pick<ReviewCorpus, 'files' | 'stored'>,
): StoredIssue {
  if (files.some((issue) => issue.id === id)) {
    throw new FirstlineError(
      'DRAFT_MERGE',
      `The issue \`${id}\` is a file, and only there it is changed.`,
      `Add to data/issues/${id}.yml what \`firstline issues review ${number}\` shows, then give \`firstline issues review ${number} --drop\`.`,
    );
  }
  const found = stored.find(({ issue }) => issue.id === id);
  if (found !== undefined) return found;
  const ids = [...stored.map(({ issue }) => issue.id), ...files.map((issue) => issue.id)];
  throw new FirstlineError(
    'DRAFT_MERGE',
    `There is no solved issue \`${id}\`.`,
    `${nearestRemedy(id, ids, 'Look the ids up with `firstline issues search`')}.`,
  );
}

function otherAudience({ number, audience }: SolutionDraft, issue: SolvedIssue): FirstlineError {
  const shows = issue.audience === 'staff' ? 'staff only' : 'customers too';
  return new FirstlineError(
    'DRAFT_AUDIENCE',
    `Draft ${number} is of a ${audience} case, and \`${issue.id}\` is for ${shows}.`,
    `Merge it into one for ${audience}${audience === 'customer' ? ' or both' : ''}, or publish it by itself.`,
  );
}

/** Throws where a decision was not taken. */
export function mustBeDone(outcome: DraftOutcome, number: number, decided: DraftStatus): void {
  switch (outcome.kind) {
    case 'done':
      return;
    case 'no-such-draft':
      throw noSuchDraft(number);
    case 'decided-already':
      throw new FirstlineError(
        'DRAFT_DECIDED',
        `Draft ${number} is ${STATES[outcome.status]}${outcome.issue === null ? '' : ` as part of \`${outcome.issue}\``}.`,
        remedyOf(outcome.status, decided, number),
      );
    case 'merged-into':
      throw new FirstlineError(
        'DRAFT_DECIDED',
        `What draft ${number} was published as holds ${outcome.numbers.map((one) => `draft ${one}`).join(' and ')} as well by now.`,
        'Change it with `firstline issues export` and `import`, or remove all of it with `firstline issues remove ID`.',
      );
    case 'issue-changed':
      throw new FirstlineError(
        'DRAFT_CHANGED',
        `The stored issue has changed since it was read; nothing was decided about draft ${number}.`,
        'Give the command again; where the stored issue is damaged, remove it first, or give this one another --id.',
      );
  }
}

const STATES: Readonly<Record<DraftStatus, string>> = {
  waiting: 'waiting still',
  published: 'published already',
  merged: 'merged already',
  dropped: 'dropped already',
};

function remedyOf(status: DraftStatus, decided: DraftStatus, number: number): string {
  if (status === 'waiting') return 'There is nothing to take back.';
  if (status === 'merged') {
    return 'A merger is not undone: change the issue with `firstline issues export` and `import`.';
  }
  if (decided === 'waiting') return 'There is nothing to take back.';
  return `Take that back first, with \`firstline issues review ${number} --take-back\`.`;
}
