import type { SecretKind } from '../model/inbound.js';
import { join } from '../model/text.js';
import { named, withEffect, type Draft } from './draft.js';
import { tell } from './pattern.js';

/** Says why what was masked is not wanted here, and what to do instead. */
export function warnOfSecrets(draft: Draft, masked: readonly SecretKind[]): Draft {
  return [...new Set(masked)].reduce((warned, kind) => tell(warned, 'secret-received', { kind }), draft);
}

/** The same where a person has the case: a notice of its own, and the words still go to that person. */
export function warnQuietly(draft: Draft, masked: readonly SecretKind[]): Draft {
  if (masked.length === 0) return draft;
  const { said } = warnOfSecrets({ ...draft, said: [] }, masked);
  const text = join(said, '\n\n');
  return withEffect(named(draft, 'secret'), {
    kind: 'say',
    weight: 'notice',
    ...{ text, choices: [], longAnswer: false },
  });
}

/** Words without the marks that stand for what was masked: `[скрыто]`, `[hidden]`, `•••`. */
export function withoutMarks(text: string): string {
  return text.replace(/\[[^\]\n]{1,40}\]|[•*]{2,}/gu, ' ').trim();
}
