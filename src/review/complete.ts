import { maskText } from '../importing/mask.js';
import type { SecretKind } from '../model/inbound.js';
import { idSchema } from '../model/intent.js';
import { solvedIssueSchema, type SolvedIssue } from '../model/issue.js';
import { LANGUAGES, mayShow, type ContentAudience } from '../model/language.js';
import type { SolutionDraft } from '../model/solution-draft.js';
import type { ReviewCorpus } from './corpus.js';
import type { Refusal } from './refusal.js';

/** What somebody says of an issue beside what the draft says, and that goes before it. */
export interface Said {
  id?: string;
  /** `none`: of no intent. */
  intent?: string;
  audience?: ContentAudience;
}

export const NO_INTENT = 'none';

export type Completed =
  { ok: true; issue: SolvedIssue; masked: SecretKind[] } | { ok: false; refusal: Refusal };

/**
 * The issue as it is to be published: checked against the draft it comes of and the content it joins, without secrets;
 * `masked` tells which kinds were found.
 */
export function completed(
  issue: SolvedIssue,
  draft: Pick<SolutionDraft, 'audience'>,
  said: Said,
  { audiences }: Pick<ReviewCorpus, 'audiences'>,
): Completed {
  const intent = said.intent === NO_INTENT ? null : (said.intent ?? issue.intent);
  const audience = said.audience ?? issue.audience;
  const id = said.id ?? issue.id;
  if (!idSchema.safeParse(id).success) return refused({ kind: 'no-id', written: id });
  if (intent !== null) {
    const whose = audiences.get(intent);
    if (whose === undefined) return refused({ kind: 'no-such-intent', intent });
    if (whose !== 'both' && audience !== 'both' && whose !== audience) {
      return refused({ kind: 'intent-for-others', intent, whose, audience });
    }
  }
  if (!mayShow(audience, draft.audience)) return refused({ kind: 'for-others', audience });
  const read = solvedIssueSchema.safeParse({ ...issue, id, intent, audience });
  if (read.success) return { ok: true, ...withoutSecrets(read.data) };
  const fields = [...new Set(read.error.issues.map(({ path }) => path.map(String).join('.')))];
  return refused({ kind: 'incomplete', fields });
}

function refused(refusal: Refusal): Completed {
  return { ok: false, refusal };
}

function withoutSecrets(issue: SolvedIssue): { issue: SolvedIssue; masked: SecretKind[] } {
  const shown = { ...issue };
  const masked = new Set<SecretKind>();
  for (const language of LANGUAGES) {
    const text = issue[language];
    if (text === undefined) continue;
    const hidden = maskText(text);
    shown[language] = hidden.text;
    hidden.masked.forEach((kind) => masked.add(kind));
  }
  return { issue: shown, masked: [...masked] };
}
