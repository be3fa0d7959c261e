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
/** More of a section than this never fits. */
const MOST_ITEMS = 200;
const NAME_LENGTH = 100;
/** A question is there to tell answers apart, not to be put again. */
const QUESTION_LENGTH = 80;

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
    bold(plain(`#${subject.number} · ${cut(oneLine(subject.person.name), NAME_LENGTH)}`)),
    say(OWNER_LINES[subject.owner], { agent: subject.agent?.name ?? '—' }),
  ];
  if (subject.waitingSince !== null) {
    const time = clockTime(subject.waitingSince, context);
    lines.push(say('card.waiting-since', { time }));
  }
  lines.push(
    say('card.department', {
      department: say(`card.department-${subject.department}`).text,
      priority: say(`card.priority-${subject.priority}`).text,
    }),
    say('card.language', { language: say(`card.language-${subject.language}`).text }),
  );
  if (subject.dossier !== null) lines.push(...dossierLines(subject.dossier, say));
  const sections = subject.dossier === null ? [] : sectionsOf(subject.dossier, say);
  return {
    caseId: subject.id,
    title: cut(titleOf(subject), TITLE_LENGTH),
    body: join([...lines, ...fit(sections, BODY_LENGTH - join(lines, '\n').text.length, say)], '\n'),
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
  if (dossier.also !== undefined && dossier.also.length > 0) {
    lines.push(say('card.also', { titles: dossier.also.map(({ title }) => title).join('; ') }));
  }
  return lines;
}

/** A part of the card: what it is about, and an item a line. */
interface Section {
  title: RichText;
  items: string[];
}

function sectionsOf(dossier: Dossier, say: Say): Section[] {
  const all: Section[] = [
    { title: say('card.problem'), items: dossier.problem },
    {
      title: say('card.answers'),
      items: dossier.answers.map(({ slot, question, value }) => pair(shortQuestion(question) ?? slot, value)),
    },
    {
      title: say('card.tried'),
      items: dossier.tried.map(({ text, result }) => pair(text, say(resultPhrase(result)).text)),
    },
    {
      title: say('card.probes'),
      items: dossier.probes.map(({ probe, target, verdict }) => `${probe} ${target}: ${verdict}`),
    },
    { title: say('card.nearest'), items: dossier.nearest.map(({ issue, title }) => `${title} (${issue})`) },
  ];
  return all
    .filter(({ items }) => items.length > 0)
    .map(({ title, items }) => ({
      title,
      items: items.map((item) => `• ${cut(oneLine(item), ITEM_LENGTH)}`),
    }));
}

/**
 * The sections as lines that fit into `room` characters: the longest section loses whole items from its end, which
 * are counted, until everything fits.
 */
function fit(sections: readonly Section[], room: number, say: Say): RichText[] {
  const kept = sections.map(({ items }) => items.slice(0, MOST_ITEMS));
  const lines = (): RichText[] =>
    sections.flatMap(({ title, items }, index) => {
      const shown = kept[index] ?? [];
      const left = items.length - shown.length;
      const more = left === 0 ? [] : [say('card.more', { count: String(left) })];
      return [plain(''), bold(title), ...shown.map(plain), ...more];
    });
  const size = (items: readonly string[]): number => items.reduce((sum, item) => sum + item.length + 1, 0);
  for (;;) {
    const shown = lines();
    const [longest] = kept.toSorted((a, b) => size(b) - size(a));
    if (join(shown, '\n').text.length < room || longest === undefined || longest.length === 0) return shown;
    longest.pop();
  }
}

/** A question's first sentence, cut to a few words. */
function shortQuestion(question: string | null): string | null {
  if (question === null) return null;
  const line = oneLine(question);
  return cut(/^.+?[?.!](?=\s|$)/u.exec(line)?.[0] ?? line, QUESTION_LENGTH);
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
