import type { SecretKind } from '../model/inbound.js';
import { sayPhrase, type Draft } from './draft.js';
import type { PhraseKey } from './phrases.js';

const WARNINGS: Readonly<Record<SecretKind, PhraseKey>> = {
  password: 'secret.password',
  card: 'secret.card',
  'private-key': 'secret.private-key',
  token: 'secret.token',
};

/** Says why what was masked is not wanted here, and what to do instead. */
export function warnOfSecrets(draft: Draft, masked: readonly SecretKind[]): Draft {
  return [...new Set(masked)].reduce((warned, kind) => sayPhrase(warned, WARNINGS[kind]), draft);
}

/** Words without the marks that stand for what was masked: `[скрыто]`, `[hidden]`, `•••`. */
export function withoutMarks(text: string): string {
  return text.replace(/\[[^\]\n]{1,40}\]|[•*]{2,}/gu, ' ').trim();
}
