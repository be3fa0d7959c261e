import type { Person } from '../model/address.js';
import type { DeskButton } from '../model/delivery.js';
import type { Effect } from '../model/effect.js';
import { LANGUAGES, type Language } from '../model/language.js';
import type { SolutionDraft } from '../model/solution-draft.js';
import { join, type RichText } from '../model/text.js';
import type { Replay } from '../replay/replay.js';
import type { ReviewCorpus } from '../review/corpus.js';
import { issueOfDraft } from '../review/draft-issue.js';
import { merger, publication, replacement, type Ruling } from '../review/rule.js';
import { issueKey, issueNamed } from './issue-name.js';
import { ORDER_WORDS } from './order-words.js';
import { phrase, type DeskPhrase, type Phrases } from './phrases.js';
import { replayLines } from './replay-lines.js';
import { refusalLine } from './review-refusal.js';
import { anywayArgument, type PutOrder } from './review-order.js';
import { threadLine } from './thread-line.js';

/** What comes of wanting to put a draft among the solved issues, or the issue that is named and does not exist. */
export type PutRuling = Ruling | { ok: false; unknown: { written: string; near: string | null } };

/** The same rules as on the command line, for what an agent orders. */
export function rulingOn(order: PutOrder, draft: SolutionDraft, corpus: ReviewCorpus, by: string): PutRuling {
  const issue = issueOfDraft(draft);
  if (order.name === 'publish') return publication(draft, issue, {}, corpus, by);
  const named = issueNamed(order.issue, corpus.ids());
  if (named.kind === 'unknown') return { ok: false, unknown: named };
  const rule = order.name === 'replace' ? replacement : merger;
  return rule(draft, issue, named.id, corpus, by);
}

interface PutContext {
  phrases: Phrases;
  deskLanguage: Language;
  /** What its issue changes of decisions about the last messages; null: there are none. */
  replayed: Replay | null;
}

/** What comes of a draft that is to join the solved issues; where a decision would be worse, it has to be said twice. */
export function putDraft(
  agent: Person,
  order: PutOrder,
  draft: SolutionDraft,
  ruling: PutRuling,
  context: PutContext,
): Effect[] {
  const { phrases, deskLanguage, replayed } = context;
  const { number } = draft;
  const say = (key: DeskPhrase, values: Record<string, string> = {}): RichText =>
    phrase(phrases, key, deskLanguage, { agent: agent.name, number: String(number), ...values });
  const word = ORDER_WORDS[order.name][deskLanguage][0] ?? order.name;
  if (!ruling.ok) {
    if ('refusal' in ruling) return [refusalLine(ruling.refusal, draft, context)];
    const { written: issue, near } = ruling.unknown;
    if (near === null) return [threadLines([say('draft.no-such-issue', { issue })])];
    return [threadLines([say('draft.misspelt-issue', { issue, near, order: word })])];
  }
  const { decision, issue, masked } = ruling;
  const into = 'put' in decision ? decision.put.issue : issue;
  const changes = replayed === null ? [] : replayLines(replayed, say);
  if (replayed !== null && replayed.worse > 0 && !order.anyway) {
    const argument = order.name === 'publish' ? String(number) : `${number}${issueKey(into.id)}`;
    const typed = order.name === 'publish' ? `${word} ${number}` : `${word} ${number} ${into.id}`;
    return [
      threadLines(
        [say('replay.not-published', { order: typed }), ...changes],
        [
          { action: order.name, argument: anywayArgument(argument), label: say('replay.action-anyway').text },
          { action: 'drop', argument: String(number), label: say('draft.action-drop').text },
        ],
      ),
    ];
  }
  const isNew = decision.status === 'published';
  const missing = LANGUAGES.filter((language) => into[language] === undefined);
  const notes: DeskPhrase[] = [
    ...(masked.length > 0 ? (['draft.masked'] as const) : []),
    ...(into.intent === null ? (['draft.never-suggested'] as const) : []),
    ...(isNew && into.intent !== null ? missing.map((language) => `draft.not-in-${language}` as const) : []),
  ];
  const takeBack: DeskButton = {
    ...{ action: 'take-back', argument: String(number), label: say('draft.action-take-back').text },
  };
  return [
    { kind: 'decide-draft', agent, number, decision },
    threadLines(
      [say(DONE[order.name], { issue: into.id }), ...notes.map((note) => say(note)), ...changes],
      isNew ? [takeBack] : [],
    ),
  ];
}

const DONE = {
  publish: 'draft.published',
  'merge-into': 'draft.merged',
  replace: 'draft.replaced',
} as const satisfies Record<PutOrder['name'], DeskPhrase>;

/** These lines, one below the other. */
function threadLines(lines: readonly RichText[], actions: readonly DeskButton[] = []): Effect {
  return threadLine(join(lines, '\n'), actions);
}
