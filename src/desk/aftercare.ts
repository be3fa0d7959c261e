import type { AfterQuestion } from '../model/aftercare.js';
import type { Case } from '../model/case.js';
import type { Choice } from '../model/delivery.js';
import type { Effect } from '../model/effect.js';
import type { WorkingHours } from '../model/hours.js';
import type { Intent } from '../model/intent.js';
import type { Language } from '../model/language.js';
import { foldText } from '../model/likeness.js';
import { isCourtesy } from '../model/small-talk.js';
import type { RichText } from '../model/text.js';
import type { AfterLabels, ShortAnswer } from './aftercare-answer.js';
import { afterToken } from './aftercare-token.js';
import { phrase, type DeskPhrase, type Phrases } from './phrases.js';
import { readUntil } from './until.js';
import { nextOpening } from './working-time.js';
import { threadPhrase } from './thread-line.js';

const DAY = 24 * 60 * 60_000;

/** Later than this after the end nobody is asked how satisfied they are. */
const RATED_WITHIN_MS = DAY;
/** A button below such a question means something for so long. */
export const PRESSED_WITHIN_MS = 7 * DAY;
/** Words answer such a question for so long. */
export const ANSWERED_WITHIN_MS = DAY;

/** When people may be asked something that they do not wait for. */
const DAYTIME = [{ from: 9 * 60, to: 20 * 60 }];
const EVERY_DAY: WorkingHours['days'] = {
  ...{ mon: DAYTIME, tue: DAYTIME, wed: DAYTIME, thu: DAYTIME },
  ...{ fri: DAYTIME, sat: DAYTIME, sun: DAYTIME },
};

const HELP = ['helped', 'did-not-help'] as const;
const FINE = ['fine', 'back'] as const;

/** What is said after the end is said with. */
export interface AfterContext {
  phrases: Phrases;
  /** The person's. */
  language: Language;
  deskLanguage: Language;
}

/**
 * Whether a case ended with something solved: the person said so, an agent ended it, or a flow came to a good end.
 * Silence, a person's own "never mind" and a mere answer tell nothing that one could ask about.
 */
export function isSolved({ owner, resolution }: Case, intent: Intent | null): boolean {
  if (owner !== 'nobody') return false;
  if (resolution === 'by-agent') return true;
  const courtesy = intent !== null && isCourtesy(intent.id);
  if (resolution === 'confirmed') return !courtesy;
  return resolution === 'answered' && !courtesy && intent?.flow !== undefined;
}

/** When the follow-up of a case that has just ended is due, ms since the epoch; null: there is none. */
export function followUpDue(subject: Case, intent: Intent | null): number | null {
  const { followUp, closedAt, resolution } = subject;
  if (closedAt === null || resolution === 'merged' || resolution === 'spam') return null;
  if (followUp !== null) return followUp.askedAt === null ? followUp.dueAt : null;
  if (intent?.follow_up === undefined || !isSolved(subject, intent)) return null;
  // A length of time is the same in every zone.
  return readUntil(intent.follow_up, closedAt, 'UTC');
}

/**
 * Whether the person is to be asked for a score at a moment: `now`, `never`, or later, at that moment (ms since the
 * epoch), for they are in the middle of writing.
 */
export function whenToRate(
  subject: Case,
  intent: Intent | null,
  { now, heardAt, afterMs }: { now: number; heardAt: number | null; afterMs: number },
): 'now' | 'never' | number {
  const { closedAt, satisfaction } = subject;
  if (closedAt === null || satisfaction !== null || !isSolved(subject, intent)) return 'never';
  const quietAt = Math.max(closedAt, heardAt ?? 0) + afterMs;
  if (Math.max(now, quietAt) - closedAt > RATED_WITHIN_MS) return 'never';
  return quietAt > now ? quietAt : 'now';
}

/** The first moment from `at` on at which nobody is woken up, ms since the epoch, by the deployment's clock. */
export function inDaytime({ timeZone }: WorkingHours, at: number): number {
  const daytime: WorkingHours = { always: false, timeZone, days: EVERY_DAY, holidays: [] };
  return nextOpening(daytime, at) ?? at;
}

/** Asks for a score from 1 to 5. */
export function askScore(subject: Case, at: number, context: AfterContext): Effect[] {
  const choices = [1, 2, 3, 4, 5].map((score) => ({
    label: String(score),
    token: afterToken({ kind: 'score', number: subject.number, score }),
  }));
  const values = { number: String(subject.number) };
  return [
    { kind: 'satisfaction', satisfaction: { askedAt: at, score: null, words: null } },
    toPerson('aftercare.rate', values, choices, context),
  ];
}

/** Asks whether what was solved has stayed so. `date`: when the person wrote of it. */
export function askWhetherFine(
  subject: Case,
  { title, date, at }: { title: string | null; date: string; at: number },
  context: AfterContext,
): Effect[] {
  const values = { number: String(subject.number), date, title: title ?? '' };
  const key = title === null ? 'aftercare.follow-up' : 'aftercare.follow-up-topic';
  const dueAt = subject.followUp?.dueAt ?? at;
  return [
    { kind: 'follow-up', agent: null, followUp: { dueAt, askedAt: at } },
    toPerson(key, values, choicesOf(FINE, subject, context), context),
  ];
}

/** What the buttons below a question say, folded, by what they mean; nothing where it has none, or digits. */
export function questionLabels(asks: AfterQuestion | null, context: AfterContext): AfterLabels {
  const kinds = asks === 'help' ? HELP : asks === 'follow-up' ? FINE : [];
  return new Map(
    kinds.map((kind) => [
      foldText(phrase(context.phrases, `aftercare.${kind}`, context.language).text),
      kind,
    ]),
  );
}

/** The choices below the notice of an agent's resolution: whether it helped. */
export function helpChoices(subject: Case, context: AfterContext): Choice[] {
  return choicesOf(HELP, subject, context);
}

function choicesOf(
  kinds: readonly ShortAnswer[],
  { number }: Case,
  { phrases, language }: AfterContext,
): Choice[] {
  return kinds.map((kind) => ({
    label: phrase(phrases, `aftercare.${kind}`, language).text,
    token: afterToken({ kind, number }),
  }));
}

/** What the person says of an agent's resolution is good, or of the time since then. */
export function takeGood(
  subject: Case,
  { what, first }: { what: 'helped' | 'fine'; first: boolean },
  context: AfterContext,
): Effect[] {
  const thanks = toPerson(`aftercare.${what}-thanks`, {}, [], context);
  if (!first) return [thanks];
  const helped: Effect[] = what === 'helped' ? [{ kind: 'helped' }] : [];
  return [...helped, thanks, ...told(subject, `desk-thread.${what}`, {}, context)];
}

/** A score, and perhaps words with it; without words, the person is asked once whether there is anything to add. */
export function takeScore(
  subject: Case,
  { score, words, invite }: { score: number; words: string | null; invite: boolean },
  context: AfterContext,
): Effect[] {
  const { satisfaction } = subject;
  if (satisfaction === null) return [];
  const key = satisfaction.score !== null ? 'rated-again' : invite ? 'rated-add' : 'rated';
  return [
    { kind: 'satisfaction', satisfaction: { ...satisfaction, score, words: words ?? satisfaction.words } },
    toPerson(`aftercare.${key}`, { score: String(score) }, [], context),
    ...told(subject, 'desk-thread.rated', { score: String(score), agent: agentOf(subject) }, context),
    ...(words === null ? [] : toldWords(subject, words, context)),
  ];
}

/** What the person adds to a score. */
export function takeWords(subject: Case, words: string, context: AfterContext): Effect[] {
  const { satisfaction } = subject;
  if (satisfaction === null) return [];
  return [
    { kind: 'satisfaction', satisfaction: { ...satisfaction, words } },
    toPerson('aftercare.words-thanks', {}, [], context),
    ...toldWords(subject, words, context),
  ];
}

/**
 * What an agent solved is not solved after all: the case goes to whoever is there, its thread names who had it, and
 * what the person says of it follows. Begins with `reopen`, which the engine has done by then.
 */
export function giveToPeople(
  subject: Case,
  { deskOpen, hours }: { deskOpen: boolean; hours: string },
  context: AfterContext,
): Effect[] {
  const { dossier, department, priority } = subject;
  if (dossier === null) return [];
  const key = deskOpen ? 'aftercare.reopened' : 'aftercare.reopened-closed';
  return [
    toPerson(key, { number: String(subject.number), hours }, [], context),
    { kind: 'handover', department, priority, dossier: { ...dossier, reason: 'steps-failed', note: null } },
    ...told(subject, 'desk-thread.did-not-help', { agent: agentOf(subject) }, context),
  ];
}

/** It did not help, but the person is about something else already, which stays open. */
export function tellOfOther(subject: Case, open: Case, context: AfterContext): Effect[] {
  return [
    toPerson('aftercare.other-open', { number: String(open.number) }, [], context),
    ...told(subject, 'desk-thread.did-not-help-other', { number: String(open.number) }, context),
  ];
}

/** Nothing but words for the person. */
export function sayAfter(
  key: Extract<DeskPhrase, `aftercare.${string}`>,
  values: Record<string, string>,
  context: AfterContext,
): Effect[] {
  return [toPerson(key, values, [], context)];
}

/** A line in the case's thread, where it has one. */
function told(
  { dossier }: Case,
  key: DeskPhrase,
  values: Record<string, string>,
  context: AfterContext,
): Effect[] {
  return dossier === null ? [] : [threadPhrase(key, context, values)];
}

function toldWords(subject: Case, words: string, context: AfterContext): Effect[] {
  return told(subject, 'desk-thread.rated-words', { words }, context);
}

function agentOf({ agent }: Case): string {
  return agent?.name ?? '—';
}

function toPerson(
  key: DeskPhrase,
  values: Record<string, string | RichText>,
  choices: Choice[],
  { phrases, language }: AfterContext,
): Effect {
  const asks = key === 'aftercare.rate' || key.startsWith('aftercare.follow-up');
  return {
    kind: 'say',
    weight: asks ? 'afterthought' : 'notice',
    text: phrase(phrases, key, language, values),
    choices,
    longAnswer: false,
  };
}
