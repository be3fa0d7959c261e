import type { Case, Dossier } from '../model/case.js';
import type { Card } from '../model/delivery.js';
import type { DeskActionName } from '../model/inbound.js';
import type { Language } from '../model/language.js';
import { join, plain, type RichText } from '../model/text.js';
import { phrase, type DeskPhrase, type Phrases } from './phrases.js';

/** What the card needs besides the case. */
export interface CardContext {
  phrases: Phrases;
  /** The language agents read. */
  language: Language;
  timeZone: string;
}

/** A platform's thread titles hold 128 characters at most. */
const TITLE_LENGTH = 128;
/** Everything fits one message on every platform: 4,096 characters on the tightest. */
const BODY_LENGTH = 3_800;
const ITEM_LENGTH = 300;

const OWNER_LINES = {
  queue: 'card.owner-queue',
  agent: 'card.owner-agent',
  bot: 'card.owner-bot',
  nobody: 'card.owner-closed',
} as const satisfies Record<Case['owner'], DeskPhrase>;

const ACTIONS = {
  queue: ['claim', 'hand-back', 'resolve'],
  agent: ['hand-back', 'resolve'],
  bot: [],
  nobody: [],
} as const satisfies Record<Case['owner'], readonly DeskActionName[]>;

const RESULTS = {
  helped: 'card.result-helped',
  'did-not-help': 'card.result-did-not-help',
} as const satisfies Record<string, DeskPhrase>;

/** A case as agents see it: the hand-over summary, and the buttons that fit its owner. */
export function renderCard(subject: Case, context: CardContext): Card {
  const say = (key: DeskPhrase, values: Record<string, string> = {}): RichText =>
    phrase(context.phrases, key, context.language, values);
  const lines: RichText[] = [
    bold(plain(`#${subject.number} · ${subject.person.name}`)),
    say(OWNER_LINES[subject.owner], { agent: subject.agent?.name ?? '—' }),
  ];
  if (subject.waitingSince !== null) {
    const time = clockTime(subject.waitingSince, context);
    lines.push(say('card.waiting-since', { time }));
  }
  lines.push(
    say('card.department', { department: subject.department, priority: subject.priority }),
    say('card.language', { language: say(`card.language-${subject.language}`).text }),
  );
  if (subject.dossier !== null) lines.push(...dossierLines(subject.dossier, say));
  return {
    caseId: subject.id,
    title: cut(titleOf(subject), TITLE_LENGTH),
    body: cutRich(join(lines, '\n'), BODY_LENGTH),
    actions: ACTIONS[subject.owner].map((action) => ({ action, label: say(`card.action-${action}`).text })),
  };
}

type Say = (key: DeskPhrase, values?: Record<string, string>) => RichText;

function dossierLines(dossier: Dossier, say: Say): RichText[] {
  const lines: RichText[] = [say('card.reason', { reason: say(`card.reason-${dossier.reason}`).text })];
  const understood = dossier.understood;
  lines.push(
    understood === null
      ? say('card.not-understood')
      : say('card.understood', {
          title: understood.title,
          intent: understood.intent,
          percent: String(Math.round(understood.p * 100)),
        }),
  );
  const section = (title: DeskPhrase, items: readonly string[]): void => {
    if (items.length === 0) return;
    lines.push(plain(''), bold(say(title)));
    for (const item of items) lines.push(plain(`• ${cut(oneLine(item), ITEM_LENGTH)}`));
  };
  section('card.problem', dossier.problem);
  section(
    'card.answers',
    dossier.answers.map(({ slot, question, value }) => pair(question ?? slot, value)),
  );
  section(
    'card.tried',
    dossier.tried.map(({ text, result }) => pair(text, say(resultPhrase(result)).text)),
  );
  section(
    'card.probes',
    dossier.probes.map(({ probe, target, verdict }) => `${probe} ${target}: ${verdict}`),
  );
  section(
    'card.nearest',
    dossier.nearest.map(({ issue, title }) => `${title} (${issue})`),
  );
  return lines;
}

/** What was asked or tried, and what came of it: the second is never cut off for the sake of the first. */
function pair(asked: string, outcome: string): string {
  const end = ` — ${oneLine(outcome)}`;
  return `${cut(oneLine(asked), Math.max(ITEM_LENGTH - end.length, ITEM_LENGTH / 2))}${end}`;
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

function resultPhrase(result: string | null): DeskPhrase {
  return result === 'helped' || result === 'did-not-help' ? RESULTS[result] : 'card.result-unknown';
}

function titleOf(subject: Case): string {
  const about = subject.dossier?.understood?.title ?? subject.dossier?.problem[0] ?? '';
  const title = `#${subject.number} ${subject.person.name}${about === '' ? '' : `: ${about}`}`;
  return title.replace(/\s+/g, ' ').trim();
}

function clockTime(at: number, context: CardContext): string {
  return new Intl.DateTimeFormat(context.language === 'ru' ? 'ru-RU' : 'en-GB', {
    dateStyle: 'short',
    timeStyle: 'short',
    timeZone: context.timeZone,
  }).format(at);
}

function bold(text: RichText): RichText {
  if (text.text === '') return text;
  return { text: text.text, spans: [{ kind: 'bold', offset: 0, length: text.text.length }] };
}

/** Cuts between characters, never inside a surrogate pair. */
function cut(text: string, length: number): string {
  if (text.length <= length) return text;
  const end = /[\uD800-\uDBFF]/.test(text.charAt(length - 2)) ? length - 2 : length - 1;
  return `${text.slice(0, end)}…`;
}

function cutRich(text: RichText, length: number): RichText {
  if (text.text.length <= length) return text;
  const kept = cut(text.text, length);
  return { text: kept, spans: text.spans.filter((span) => span.offset + span.length < kept.length) };
}
