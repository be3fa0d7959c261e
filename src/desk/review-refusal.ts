import type { Effect } from '../model/effect.js';
import type { Language } from '../model/language.js';
import type { SolutionDraft } from '../model/solution-draft.js';
import type { Refusal } from '../review/refusal.js';
import { type DeskPhrase, type Phrases } from './phrases.js';
import { threadPhrase } from './thread-line.js';

/** Why a draft cannot be decided about as an agent wants it, as a line in the thread. */
export function refusalLine(
  refusal: Refusal,
  draft: SolutionDraft,
  context: { phrases: Phrases; deskLanguage: Language },
): Effect {
  const [key, values] = phraseOf(refusal, draft);
  return threadPhrase(key, context, { number: String(draft.number), ...values });
}

function phraseOf(refusal: Refusal, { language }: SolutionDraft): [DeskPhrase, Record<string, string>?] {
  switch (refusal.kind) {
    case 'no-such-draft':
      return ['draft.none'];
    case 'decided-already':
      return [`draft.is-${refusal.status}`, { issue: refusal.issue ?? '' }];
    case 'merged-into':
      return ['draft.holds-others', { numbers: refusal.numbers.join(', ') }];
    case 'issue-changed':
      return ['draft.issue-changed'];
    case 'id-taken':
      return ['draft.id-taken', { issue: refusal.id }];
    case 'no-id':
      return ['draft.no-such-issue', { issue: refusal.written }];
    case 'incomplete':
      return [refusal.fields.includes(`${language}.problem`) ? 'draft.no-problem' : 'draft.no-solution'];
    case 'no-such-intent':
      return ['draft.no-such-intent', { intent: refusal.intent }];
    case 'intent-for-others':
      return ['draft.intent-for-others', { intent: refusal.intent }];
    case 'no-such-issue':
      return ['draft.no-such-issue', { issue: refusal.id }];
    case 'in-a-file':
      return ['draft.in-a-file', { issue: refusal.id }];
    case 'issue-for-others':
      return ['draft.issue-for-others', { issue: refusal.id }];
    case 'for-others':
      return ['draft.for-others'];
  }
}
