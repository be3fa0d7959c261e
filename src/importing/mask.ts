import type { IssueText } from '../model/issue.js';
import type { SecretKind } from '../model/inbound.js';
import { maskSecrets } from '../nlu/secrets.js';

/** A command that stands on a line of its own. */
const COMMAND = /\n(?=`[^`\n]*\s[^`\n]*`)/u;
/** Keys go over many lines. */
const KEY = /-----BEGIN|PuTTY-User-Key-File/u;

/**
 * In a text that explains, «Set the password:» is followed by a command and not by a password, so that commands are
 * looked at by themselves.
 */
function partsOf(text: string): string[] {
  return KEY.test(text) ? [text] : text.split(COMMAND);
}

/** A text of an issue without the secrets in it, and which kinds there were. */
export function maskText(text: IssueText): { text: IssueText; masked: SecretKind[] } {
  const masked = new Set<SecretKind>();
  const hide = (written: string): string => {
    const hidden = partsOf(written).map((part) => {
      const found = maskSecrets(part);
      found.masked.forEach((kind) => masked.add(kind));
      return found.text;
    });
    return hidden.join('\n');
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
