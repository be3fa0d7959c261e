import type { DraftOutcome } from '../model/draft-decision.js';
import type { ContentAudience } from '../model/language.js';

/** Why a draft cannot be decided about as somebody wants it. */
export type Refusal =
  | Exclude<DraftOutcome, { kind: 'done' }>
  | { kind: 'no-id'; written: string }
  | { kind: 'id-taken'; id: string; where: 'file' | 'database' }
  /** These fields of the issue that it would be are empty. */
  | { kind: 'incomplete'; fields: string[] }
  | { kind: 'no-such-intent'; intent: string }
  /** Of an intent for others than the issue is for, it would never be suggested. */
  | { kind: 'intent-for-others'; intent: string; whose: ContentAudience; audience: ContentAudience }
  /** What helped a customer is to help customers, and staff's helps staff. */
  | { kind: 'for-others'; audience: ContentAudience }
  | { kind: 'no-such-issue'; id: string }
  /** Only its file changes it. */
  | { kind: 'in-a-file'; id: string }
  /** The issue to merge into is not for those whom the draft is for. */
  | { kind: 'issue-for-others'; id: string; audience: ContentAudience };
