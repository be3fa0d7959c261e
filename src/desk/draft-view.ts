import type { DeskButton } from '../model/delivery.js';
import { textIn } from '../model/issue.js';
import { mayShow, type Language } from '../model/language.js';
import type { SolutionDraft } from '../model/solution-draft.js';
import { join, plain, type RichText } from '../model/text.js';
import { issueOfDraft } from '../review/draft-issue.js';
import { neighbourhoodBy, type Near } from '../review/neighbourhood.js';
import type { Knowledge } from '../review/knowledge.js';
import { cut, oneLine } from './cut.js';
import { issueKey } from './issue-name.js';
import { phrase, type DeskPhrase, type Phrases } from './phrases.js';
import { bold } from './section.js';

/** What a draft is shown with. */
export interface DraftViewContext {
  phrases: Phrases;
  /** The language agents read. */
  deskLanguage: Language;
  knowledge: Knowledge;
}

/** So many near issues stand below a draft, of so many that are looked at. */
const NEAR_SHOWN = 3;
const LOOKED_AT = 10;
/** Less alike, nobody looks at it. */
const LEAST_ALIKE = 0.2;
/** From here on, two say nearly the same: publishing the one beside the other is a choice of its own. */
const NEARLY_SAME = 2 / 3;
/** Of a near issue, each text is there to tell whether it is the same. */
const NEAR_LENGTH = 200;
const NEAR_STEPS = 4;
const LABEL_LENGTH = 40;

/** A draft that waits, as whoever reviews it sees it: all it says, what is near to it, and what may be decided. */
export function draftView(
  draft: SolutionDraft,
  context: DraftViewContext,
): { text: RichText; actions: DeskButton[] } {
  const say = (key: DeskPhrase, values: Record<string, string> = {}): RichText =>
    phrase(context.phrases, key, context.deskLanguage, values);
  const issue = issueOfDraft(draft);
  const near = neighbourhoodBy((text, count) => context.knowledge.near(text, count))
    .of(draft, issue, LOOKED_AT)
    .filter(
      ({ likeness, issue: other }) => likeness >= LEAST_ALIKE && mayShow(other.audience, draft.audience),
    )
    .slice(0, NEAR_SHOWN);
  const text = textIn(issue, draft.language);
  const section = (title: DeskPhrase, lines: readonly string[]): RichText[] =>
    lines.length === 0 ? [] : [plain(''), bold(say(title)), ...lines.map(plain)];
  const lines = [
    say('draft.title', { number: String(draft.number) }),
    draft.intent === null ? say('draft.no-intent') : say('draft.intent', { intent: draft.intent }),
    ...section('draft.problem', [text?.problem ?? '']),
    ...section('draft.symptoms', (text?.symptoms ?? []).map(bullet)),
    ...section('draft.failed', draft.failed.map(bullet)),
    ...section('draft.solution', (text?.solution ?? []).map(numbered)),
    ...(near.length === 0
      ? [plain(''), say('draft.nothing-near')]
      : [plain(''), bold(say('draft.near')), ...near.flatMap((one) => nearLines(one, draft, context, say))]),
    plain(''),
    say('draft.how'),
  ];
  return { text: join(lines, '\n'), actions: buttons(draft, near, context, say) };
}

type Say = (key: DeskPhrase, values?: Record<string, string>) => RichText;

/** Which one it is, how alike, and enough of it to tell whether it is the same. */
function nearLines(
  { id, likeness, issue }: Near,
  { language }: SolutionDraft,
  { knowledge }: DraftViewContext,
  say: Say,
): RichText[] {
  const percent = String(Math.round(likeness * 100));
  const text = textIn(issue, language);
  const named = knowledge.isInFile(id) ? 'draft.near-in-a-file' : 'draft.near-issue';
  const steps = (text?.solution ?? []).map(numbered);
  return [
    say(named, { issue: id, percent, problem: cut(oneLine(text?.problem ?? id), NEAR_LENGTH) }),
    ...steps.slice(0, NEAR_STEPS).map((step) => plain(`    ${cut(oneLine(step), NEAR_LENGTH)}`)),
    ...(steps.length > NEAR_STEPS ? [plain('    …')] : []),
  ];
}

function buttons(
  draft: SolutionDraft,
  near: readonly Near[],
  { knowledge }: DraftViewContext,
  say: Say,
): DeskButton[] {
  const number = String(draft.number);
  const mergeable = near.find(
    ({ id, issue: { audience } }) =>
      !knowledge.isInFile(id) &&
      (audience === draft.audience || (audience === 'both' && draft.audience === 'customer')),
  );
  const title =
    mergeable === undefined ? '' : (textIn(mergeable.issue, draft.language)?.problem ?? mergeable.id);
  const isNearlySame = near.some(({ likeness }) => likeness >= NEARLY_SAME);
  return [
    {
      action: 'publish',
      argument: number,
      label: say(isNearlySame ? 'draft.action-keep-both' : 'draft.action-publish').text,
    },
    ...(mergeable === undefined
      ? []
      : [
          {
            action: 'merge-into' as const,
            argument: `${number}${issueKey(mergeable.id)}`,
            label: say('draft.action-merge', { title: cut(oneLine(title), LABEL_LENGTH) }).text,
          },
          {
            action: 'replace' as const,
            argument: `${number}${issueKey(mergeable.id)}`,
            label: say('draft.action-replace', { title: cut(oneLine(title), LABEL_LENGTH) }).text,
          },
        ]),
    { action: 'drop', argument: number, label: say('draft.action-drop').text },
  ];
}

function bullet(text: string): string {
  return `• ${text}`;
}

function numbered(text: string, index: number): string {
  return `${index + 1}. ${text}`;
}
