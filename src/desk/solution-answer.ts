import type { Person } from '../model/address.js';
import type { Case } from '../model/case.js';
import type { DeskButton } from '../model/delivery.js';
import type { Effect } from '../model/effect.js';
import type { DeskMessage } from '../model/inbound.js';
import { problemIn } from '../model/issue.js';
import type { Language } from '../model/language.js';
import type { Knowledge } from '../review/knowledge.js';
import { cut, oneLine } from './cut.js';
import { asInIssue, issueKey, issueNamed } from './issue-name.js';
import { keepNote, type NoteContext } from './note.js';
import { phrase, type Phrases } from './phrases.js';
import { threadPhrase } from './thread-line.js';

export interface AnswerContext {
  phrases: Phrases;
  deskLanguage: Language;
  knowledge: Knowledge;
}

/** So many solved issues are offered as what helped. */
const OFFERED = 3;
const LABEL_LENGTH = 40;
/** Written instead of what helped: there is nothing to say. */
const SKIP = '//';

/** The question what helped, with the nearest solved issues to press. */
export function askWhatHelped(subject: Case, context: AnswerContext): Effect {
  return threadPhrase('desk-thread.ask-solution', context, {}, answerButtons(subject, context));
}

/**
 * What an agent who was asked what helped says to it: some sentences, or an issue that helped. Anything without words
 * is no answer: it is kept as a note, and the question stands.
 */
export function onSolutionAnswer(
  subject: Case,
  { agent, text, attachments }: Pick<DeskMessage, 'agent' | 'text' | 'attachments'>,
  context: AnswerContext,
): Effect[] {
  if (!/[\p{L}\p{N}]/u.test(text)) {
    const names = attachments.map(({ name, kind }) => name ?? kind).join(', ');
    const kept = [text.trim(), names].filter((part) => part !== '').join(' ');
    return [
      ...(kept === '' ? [] : [{ kind: 'note' as const, author: agent, text: kept }]),
      threadPhrase('desk-thread.solution-needs-words', context, {}, answerButtons(subject, context)),
    ];
  }
  const named = asInIssue(text);
  if (named !== null) return solvedAsIn(subject, agent, named, context);
  return [{ kind: 'solution', agent, text }];
}

/** What an agent says has helped together with the order to resolve the case. */
export function helpedBy(subject: Case, agent: Person, written: string, context: AnswerContext): Effect[] {
  const asked = { ...subject, awaitingSolution: true };
  if (written.trim() === SKIP) return nothingHelped(asked, agent, context);
  return onSolutionAnswer(asked, { agent, text: written, attachments: [] }, context);
}

/**
 * What was said to have helped came too late for the case to be resolved with it: it is kept all the same, as what is
 * still waited for, or as a note; then the agent is `told` why.
 */
export function helpedAfterAll(
  subject: Case,
  agent: Person,
  written: string,
  told: Effect,
  context: AnswerContext & NoteContext,
): Effect[] {
  if (subject.awaitingSolution && subject.agent?.id === agent.id) {
    return helpedBy(subject, agent, written, context);
  }
  return written.trim() === SKIP ? [told] : [...keepNote(agent, written, context), told];
}

/** A solved issue has helped: nothing is written down, and it is counted for that one. */
export function solvedAsIn(subject: Case, agent: Person, name: string, context: AnswerContext): Effect[] {
  if (!subject.awaitingSolution) return [threadPhrase('desk-thread.not-asked', context)];
  const named = issueNamed(name, context.knowledge.ids());
  const issue = named.kind === 'issue' ? context.knowledge.issue(named.id) : null;
  if (issue !== null) {
    const title = problemIn(issue, context.deskLanguage);
    return [
      { kind: 'solved-as', agent, issue: issue.id },
      threadPhrase('desk-thread.solved-as', context, { title: oneLine(title), issue: issue.id }),
    ];
  }
  const near = named.kind === 'unknown' ? named.near : null;
  return [
    near === null
      ? threadPhrase('desk-thread.no-such-help', context, { written: name }, answerButtons(subject, context))
      : threadPhrase('desk-thread.misspelt-help', context, { written: name, near }, [
          { action: 'as-in', argument: issueKey(near), label: near },
          ...skipButton(context),
        ]),
  ];
}

/** There is nothing to write down. */
export function nothingHelped(subject: Case, agent: Person, context: AnswerContext): Effect[] {
  return subject.awaitingSolution
    ? [{ kind: 'solution', agent, text: null }, threadPhrase('desk-thread.solution-skipped', context)]
    : [threadPhrase('desk-thread.not-asked', context)];
}

function answerButtons({ dossier }: Case, context: AnswerContext): DeskButton[] {
  const { phrases, deskLanguage, knowledge } = context;
  const near = (dossier?.nearest ?? []).flatMap(({ issue }) => knowledge.issue(issue) ?? []);
  return [
    ...near.slice(0, OFFERED).map((issue): DeskButton => {
      const title = cut(oneLine(problemIn(issue, deskLanguage)), LABEL_LENGTH);
      const label = phrase(phrases, 'desk-thread.as-in', deskLanguage, { title }).text;
      return { action: 'as-in', argument: issueKey(issue.id), label };
    }),
    ...skipButton(context),
  ];
}

function skipButton({ phrases, deskLanguage }: AnswerContext): DeskButton[] {
  return [{ action: 'skip', label: phrase(phrases, 'desk-thread.skip', deskLanguage).text }];
}
