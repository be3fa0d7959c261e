import type { Config } from '../config.js';
import { FirstlineError } from '../errors.js';
import type { SolutionDraft } from '../model/solution-draft.js';
import { createVeil } from '../nlu/personal-data.js';
import type { Store } from '../store/store.js';

/** Reads a draft by its number. Throws `DRAFT_NONE` or `DRAFT_DAMAGED`. */
export async function draftInReview(
  number: number,
  store: Pick<Store, 'drafts' | 'caseById'>,
  config: Pick<Config, 'names'>,
): Promise<SolutionDraft> {
  const { drafts, unreadable } = await store.drafts();
  const draft = drafts.find((one) => one.number === number);
  if (draft !== undefined) return withoutNames(draft, store, config);
  const damaged = unreadable.find((one) => one.number === number);
  if (damaged === undefined) throw noSuchDraft(number);
  throw new FirstlineError(
    'DRAFT_DAMAGED',
    `Draft ${number} is damaged and cannot be read (${damaged.why}).`,
    `Drop it with \`firstline issues review ${number} --drop\`, or restore a backup of the database.`,
  );
}

export function noSuchDraft(number: number): FirstlineError {
  return new FirstlineError(
    'DRAFT_NONE',
    `There is no draft ${number}.`,
    'See those that wait with `firstline issues review`, and all of them with `--all`.',
  );
}

/** Drafts of versions that kept them as they were written name people; of the others nothing changes. */
export async function withoutNames(
  draft: SolutionDraft,
  store: Pick<Store, 'caseById'>,
  { names }: Pick<Config, 'names'>,
): Promise<SolutionDraft> {
  const subject = await store.caseById(draft.caseId);
  const people = [subject?.person, subject?.agent].flatMap((person) => person?.name ?? []);
  const veil = createVeil({ names: people, own: [names.site, names.panel, names.status_page] });
  return {
    ...draft,
    problem: veil(draft.problem),
    symptoms: draft.symptoms.map(veil),
    findings: draft.findings.map(veil),
    failed: draft.failed.map(veil),
    solution: veil(draft.solution),
  };
}
