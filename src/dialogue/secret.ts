import type { SecretKind } from '../model/inbound.js';
import type { Draft } from './draft.js';
import { tell } from './pattern.js';

/** Says why what was masked is not wanted here, and what to do instead. */
export function warnOfSecrets(draft: Draft, masked: readonly SecretKind[]): Draft {
  return [...new Set(masked)].reduce((warned, kind) => tell(warned, 'secret-received', { kind }), draft);
}

/** Words without the marks that stand for what was masked: `[скрыто]`, `[hidden]`, `•••`. */
export function withoutMarks(text: string): string {
  return text.replace(/\[[^\]\n]{1,40}\]|[•*]{2,}/gu, ' ').trim();
}
