import type { IssueText } from '../model/issue.js';
import type { SecretKind } from '../model/inbound.js';
import { maskSecrets } from '../nlu/secrets.js';

/** A text of an issue without the secrets in it, and which kinds there were. */
export function maskText(text: IssueText): { text: IssueText; masked: SecretKind[] } {
  const masked = new Set<SecretKind>();
  const hide = (written: string): string => {
    const found = maskSecrets(written);
    found.masked.forEach((kind) => masked.add(kind));
    return found.text;
  };
  const hidden: IssueText = {
    problem: hide(text.problem),
    symptoms: text.symptoms.map(hide),
    ...(text.cause === undefined ? {} : { cause: hide(text.cause) }),
    solution: text.solution.map(hide),
    ...(text.check === undefined ? {} : { check: hide(text.check) }),
    ...(text.handover === undefined ? {} : { handover: hide(text.handover) }),
  };
  return { text: hidden, masked: [...masked] };
}
