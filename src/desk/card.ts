import type { Satisfaction } from '../model/aftercare.js';
import type { Case, Dossier } from '../model/case.js';
import type { Card, CardState, DeskButton } from '../model/delivery.js';
import type { Language } from '../model/language.js';
import { join, plain, type RichText } from '../model/text.js';
import { cut, oneLine } from './cut.js';
import type { LabelledAction } from './menu.js';
import { momentInWords } from './moment.js';
import { bold, fit, sectionsOf, type Say } from './section.js';
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
const NAME_LENGTH = 100;
/** Why the flow gave the case to a person is a sentence. */
const NOTE_LENGTH = 300;

const OWNER_LINES = {
  queue: 'card.owner-queue',
  agent: 'card.owner-agent',
  bot: 'card.owner-bot',
  nobody: 'card.owner-closed',
} as const satisfies Record<Case['owner'], DeskPhrase>;

const ACTIONS = {
  queue: ['claim', 'hand-back', 'resolve', 'more'],
  agent: ['hand-back', 'resolve', 'release', 'more'],
  bot: [],
  nobody: ['reopen'],
} as const satisfies Record<Case['owner'], readonly LabelledAction[]>;

/** While the bot asks for an agent, the case can be taken back. */
const COLLECTING = ['claim'] as const satisfies readonly LabelledAction[];

/** A case as agents see it: the hand-over summary, and the buttons that fit its owner. */
export function renderCard(subject: Case, context: CardContext): Card {
  const say = (key: DeskPhrase, values: Record<string, string> = {}): RichText =>
    phrase(context.phrases, key, context.language, values);
  const moment = (at: number): string => momentInWords(at, context.language, context.timeZone);
  const lines: RichText[] = [
    bold(plain(`#${subject.number} · ${cut(oneLine(subject.person.name), NAME_LENGTH)}`)),
    subject.collector === null
      ? say(OWNER_LINES[subject.owner], { agent: subject.agent?.name ?? '—' })
      : say('card.owner-collecting', { agent: subject.collector.name }),
  ];
  if (subject.waitingSince !== null) {
    lines.push(say('card.waiting-since', { time: moment(subject.waitingSince) }));
  }
  if (subject.snoozedUntil !== null) {
    lines.push(say('card.snoozed-until', { time: moment(subject.snoozedUntil) }));
  }
  if (subject.mergedInto !== null) {
    lines.push(say('card.merged-into', { number: String(subject.mergedInto) }));
  }
  if (subject.satisfaction !== null) lines.push(...satisfactionLines(subject.satisfaction, say));
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
    state: stateOf(subject),
    title: cut(titleOf(subject), TITLE_LENGTH),
    body: join([...lines, ...fit(sections, BODY_LENGTH - join(lines, '\n').text.length, say)], '\n'),
    actions: [
      ...(subject.collector === null ? ACTIONS[subject.owner] : COLLECTING).map((action) => ({
        action,
        label: say(`card.action-${action}`).text,
      })),
      ...sendButtons(subject, say),
    ],
  };
}

/** What the person said of the case once it was over; nothing while they have not. */
function satisfactionLines({ score, words }: Satisfaction, say: Say): RichText[] {
  if (score === null) return [];
  const rated = say('card.satisfaction', { score: String(score) });
  if (words === null) return [rated];
  return [rated, say('card.satisfaction-words', { words: cut(oneLine(words), NOTE_LENGTH) })];
}

/** The nearest solved issues go to the person at one press, by their numbers on the card. */
function sendButtons({ owner, dossier }: Case, say: Say): DeskButton[] {
  if (owner !== 'queue' && owner !== 'agent') return [];
  return (dossier?.nearest ?? []).map((_, index) => {
    const number = String(index + 1);
    return { action: 'send', argument: number, label: say('card.action-send', { number }).text };
  });
}

function dossierLines(dossier: Dossier, say: Say): RichText[] {
  const why = say(`card.reason-${dossier.reason}`).text;
  const reason = dossier.note === null ? why : `${why}: ${cut(oneLine(dossier.note), NOTE_LENGTH)}`;
  const lines: RichText[] = [say('card.reason', { reason })];
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
  if (dossier.meant !== undefined) lines.push(say('card.meant', dossier.meant));
  if (dossier.also !== undefined && dossier.also.length > 0) {
    lines.push(say('card.also', { titles: dossier.also.map(({ title }) => title).join('; ') }));
  }
  return lines;
}

/** How a case stands, at a glance. */
function stateOf({ owner, snoozedUntil }: Case): CardState {
  if (owner === 'nobody') return 'closed';
  if (owner === 'bot') return 'bot';
  if (snoozedUntil !== null) return 'snoozed';
  return owner === 'agent' ? 'claimed' : 'waiting';
}

function titleOf(subject: Case): string {
  const about = subject.dossier?.understood?.title ?? subject.dossier?.problem[0] ?? '';
  const title = `#${subject.number} ${subject.person.name}${about === '' ? '' : `: ${about}`}`;
  return oneLine(title);
}
