import type { Config } from '../config.js';
import { FirstlineError } from '../errors.js';
import type { SolutionDraft } from '../model/solution-draft.js';
import { withoutNames } from '../review/without-names.js';
import type { Store } from '../store/store.js';
import { noSuchDraft } from './draft-refusal.js';

/** Reads a draft by its number. Throws `DRAFT_NONE` or `DRAFT_DAMAGED`. */
export async function draftInReview(
  number: number,
  store: Pick<Store, 'drafts' | 'caseById'>,
  config: Pick<Config, 'names'>,
): Promise<SolutionDraft> {
  const { drafts, unreadable } = await store.drafts();
  const draft = drafts.find((one) => one.number === number);
  if (draft !== undefined) return asReviewed(draft, store, config);
  const damaged = unreadable.find((one) => one.number === number);
  if (damaged === undefined) throw noSuchDraft(number);
  throw new FirstlineError(
    'DRAFT_DAMAGED',
    `Draft ${number} is damaged and cannot be read (${damaged.why}).`,
    `Drop it with \`firstline issues review ${number} --drop\`, or restore a backup of the database.`,
  );
}

/** A draft as whoever reviews it may see it. */
export async function asReviewed(
  draft: SolutionDraft,
  store: Pick<Store, 'caseById'>,
  { names }: Pick<Config, 'names'>,
): Promise<SolutionDraft> {
  return withoutNames(draft, await store.caseById(draft.caseId), names);
}
