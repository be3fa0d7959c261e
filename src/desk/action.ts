import { conversationKey, type Person } from '../model/address.js';
import type { Case } from '../model/case.js';
import type { Choice, DeskButton } from '../model/delivery.js';
import type { DeskHome } from '../model/desk-home.js';
import type { Effect } from '../model/effect.js';
import type { Language } from '../model/language.js';
import { sayMeant, type NamedIntent } from './intent-order.js';
import { assertNever } from '../model/never.js';
import type { QueuedCase } from '../model/queue.js';
import { helpChoices } from './aftercare.js';
import { findCanned, sendIssue, useTemplate, type Library } from './canned.js';
import { askToCollect } from './collect.js';
import type { Knowledge } from '../review/knowledge.js';
import { findColleague } from './colleague.js';
import { homeInWords } from './home.js';
import {
  agentButtons,
  departmentButtons,
  followUpButtons,
  moreButtons,
  priorityButtons,
  snoozeButtons,
} from './menu.js';
import type { DeskOrder } from './order.js';
import { ordersIn } from './order-words.js';
import { momentInWords } from './moment.js';
import { onDepartment } from './move.js';
import { phrase, type DeskPhrase, type Phrases } from './phrases.js';
import { queueInWords } from './queue-list.js';
import type { Desks } from './place.js';
import { keepNote } from './note.js';
import { refusalOf } from './refusal.js';
import { onReview, type ReviewMaterial } from './review.js';
import { askWhatHelped, helpedAfterAll, helpedBy, nothingHelped, solvedAsIn } from './solution-answer.js';
import { readUntil } from './until.js';
import type { DeskAgent } from '../model/desk-agent.js';
import { betterPlaced, readLanguages } from './languages.js';
import { threadLine, threadPhrase } from './thread-line.js';

/** What the desk's decisions may know besides the case. */
export interface DeskContext {
  phrases: Phrases;
  /** What a case can be about. */
  intents: readonly NamedIntent[];
  /** The language agents read. */
  deskLanguage: Language;
  timeZone: string;
  /** Ms since the epoch. */
  now: number;
  /** Whether the case's conversation has another case that is open: then this one stays closed. */
  otherOpen: boolean;
  /** Who has been seen at work on this desk, the latest first. */
  agents: readonly DeskAgent[];
  /** What agents have ready to send. */
  library: Library;
  /** The deployment's desks, as they are now. */
  desks: Desks;
  /** The case that the order names by its number; null: there is none. */
  other: Case | null;
  /** Every case that people have, where the order asks for it. */
  queue: readonly QueuedCase[];
  /** The solved issues in force. */
  knowledge: Knowledge;
  /** What an order about a draft is decided on; null: it is another order. */
  review: ReviewMaterial | null;
  /** What the agent sees at a glance, where the order asks for it. */
  home: DeskHome | null;
  /** Whether the order was typed, so that the thread shows its words already. */
  typed: boolean;
}

/**
 * What an agent's order does, pressed or typed. Whoever claims first wins; the second is told in the thread.
 * `hand-back` is followed by the dialogue's own words, which the engine asks for.
 */
export function onOrder(subject: Case, agent: Person, order: DeskOrder, context: DeskContext): Effect[] {
  const refusal = refusalOf(subject, agent, order.name, context);
  const say = (key: DeskPhrase, values: Record<string, string> = {}, buttons: DeskButton[] = []): Effect =>
    threadPhrase(key, context, { agent: agent.name, ...values }, buttons);
  if (refusal !== null) {
    const lost = order.name === 'resolve' ? order.helped : null;
    const told = say(refusal, { agent: holder(subject) });
    return lost === null ? [told] : helpedAfterAll(subject, agent, lost, told, context);
  }
  switch (order.name) {
    case 'claim':
      return [
        { kind: 'claim', agent },
        say('desk-thread.claimed'),
        ...otherLanguage(subject, agent, context, say),
        toPerson(subject, 'desk.claimed', { agent: agent.name }, context),
      ];
    case 'release':
      return [{ kind: 'release', agent }, say('desk-thread.released')];
    case 'assign':
      return assign(subject, agent, order.to, context, say);
    case 'hand-back':
      return [...claimFirst(subject, agent), { kind: 'hand-back' }, say('desk-thread.handed-back')];
    case 'resolve':
      return [
        ...claimFirst(subject, agent),
        { kind: 'close', resolution: 'by-agent' },
        toPerson(
          subject,
          'desk.resolved',
          { number: String(subject.number) },
          context,
          helpChoices(subject, { ...context, language: subject.language }),
        ),
        { kind: 'ask-solution' },
        ...(order.helped === null
          ? [askWhatHelped(subject, context)]
          : helpedBy(subject, agent, order.helped, context)),
      ];
    case 'reopen':
      return [
        { kind: 'reopen-by-agent', agent },
        say('desk-thread.reopened'),
        toPerson(subject, 'desk.reopened', { agent: agent.name, number: String(subject.number) }, context),
      ];
    case 'snooze':
      return snooze(agent, order.until, context, say);
    case 'wake':
      return [{ kind: 'snooze', agent, until: null }, say('desk-thread.awake')];
    case 'follow-up':
      return followUp(subject, agent, order.after, context, say);
    case 'merge':
      return merge(subject, agent, order.into, context, say);
    case 'ban':
      return [
        { kind: 'ban', agent, banned: true },
        { kind: 'close', resolution: 'spam' },
        say('desk-thread.banned', { person: subject.person.name }),
      ];
    case 'unban':
      return [
        { kind: 'ban', agent, banned: false },
        say('desk-thread.unbanned', { person: subject.person.name }),
      ];
    case 'department': {
      const { department } = order;
      if (department === null)
        return [say('desk-thread.which-department', {}, departmentButtons(subject, context))];
      return onDepartment(subject, agent, department, context);
    }
    case 'priority': {
      const { priority } = order;
      if (priority === null)
        return [say('desk-thread.which-priority', {}, priorityButtons(subject, context))];
      const name = phrase(context.phrases, `card.priority-${priority}`, context.deskLanguage).text;
      return [
        { kind: 'route', agent, department: subject.department, priority },
        say('desk-thread.priority', { priority: name }),
      ];
    }
    case 'intent':
      return sayMeant(subject, agent, order.intent, context);
    case 'template':
      return answering(subject, agent, useTemplate(subject, agent, order.which, context), context);
    case 'collect':
      return answering(subject, agent, askToCollect(subject, agent, order.flow, context), context);
    case 'find':
      return findCanned(order.words, context);
    case 'send':
      return answering(subject, agent, sendIssue(subject, agent, order.issue, context), context);
    case 'note':
      return keepNote(agent, order.text, context);
    case 'queue':
      return [threadLine(queueInWords(context.queue, context))];
    case 'languages': {
      const languages = readLanguages(order.spoken);
      if (languages === null) return [say('desk-thread.no-such-language', { written: order.spoken })];
      const names = languages.map(
        (language) => phrase(context.phrases, `card.language-${language}`, context.deskLanguage).text,
      );
      return [
        { kind: 'languages', agent, languages },
        say('desk-thread.languages', { languages: names.join(', ') }),
      ];
    }
    case 'home':
      return context.home === null ? [] : [threadLine(homeInWords(context.home))];
    case 'as-in':
      return solvedAsIn(subject, agent, order.issue, context);
    case 'skip':
      return nothingHelped(subject, agent, context);
    case 'publish':
    case 'merge-into':
    case 'replace':
    case 'drop':
    case 'take-back':
    case 'solution':
    case 'problem':
      return onReview(agent, order, context);
    case 'more':
      return [say('desk-thread.more', {}, moreButtons(subject, context))];
    case 'orders':
      return [say('desk-thread.orders', { orders: ordersIn(context.deskLanguage) })];
    default:
      return assertNever(order);
  }
}

type Say = (key: DeskPhrase, values?: Record<string, string>, buttons?: DeskButton[]) => Effect;

function assign(subject: Case, by: Person, to: string | null, context: DeskContext, say: Say): Effect[] {
  const { agents } = context;
  if (to === null) {
    const buttons = agentButtons(subject, agents);
    return [say(buttons.length === 0 ? 'desk-thread.no-colleague' : 'desk-thread.which-agent', {}, buttons)];
  }
  const found = findColleague(to, by, agents);
  if (found.kind === 'several') {
    return [say('desk-thread.several-agents', { written: to, names: found.names.join(', ') })];
  }
  if (found.kind === 'nobody') {
    return [
      found.near === null
        ? say('desk-thread.no-such-agent', { written: to })
        : say('desk-thread.misspelt-agent', { written: to, near: found.near }),
    ];
  }
  const { agent } = found;
  if (subject.agent?.id === agent.id) return [say('desk-thread.already-claimed', { agent: agent.name })];
  return [
    { kind: 'assign', by, agent },
    by.id === agent.id
      ? say('desk-thread.claimed')
      : say('desk-thread.assigned', { by: by.name, agent: agent.name }),
    ...otherLanguage(subject, agent, context, say),
    toPerson(subject, 'desk.claimed', { agent: agent.name }, context),
  ];
}

/** Whoever takes a case in a language that they do not speak learns who does. */
function otherLanguage(subject: Case, agent: Person, context: DeskContext, say: Say): Effect[] {
  const others = betterPlaced(agent, context.agents, subject);
  if (others === null) return [];
  const language = phrase(context.phrases, `card.language-${subject.language}`, context.deskLanguage).text;
  return [
    others.length === 0
      ? say('desk-thread.nobody-speaks', { language })
      : say('desk-thread.others-speak', { language, names: others.join(', ') }),
  ];
}

function snooze(agent: Person, words: string | null, context: DeskContext, say: Say): Effect[] {
  if (words === null) return [say('desk-thread.how-long', {}, snoozeButtons(context))];
  const until = readUntil(words, context.now, context.timeZone);
  if (until === null) return [say('desk-thread.no-such-time', { written: words })];
  const time = momentInWords(until, context.deskLanguage, context.timeZone);
  return [{ kind: 'snooze', agent, until }, say('desk-thread.snoozed', { time })];
}

/** The person is asked later, once the case has ended by then. */
function followUp(
  { resolution }: Case,
  agent: Person,
  words: string | null,
  context: DeskContext,
  say: Say,
): Effect[] {
  if (resolution === 'merged' || resolution === 'spam') return [say('desk-thread.no-follow-up')];
  if (words === null) return [say('desk-thread.follow-up-when', {}, followUpButtons(context))];
  const dueAt = readUntil(words, context.now, context.timeZone);
  if (dueAt === null) return [say('desk-thread.no-such-time', { written: words })];
  const time = momentInWords(dueAt, context.deskLanguage, context.timeZone);
  return [
    { kind: 'follow-up', agent, followUp: { dueAt, askedAt: null } },
    say('desk-thread.follow-up', { time }),
  ];
}

/**
 * The case goes on in another one of the same person. Two people's cases are never merged: one would read what was
 * written for the other.
 */
function merge(subject: Case, agent: Person, number: number, context: DeskContext, say: Say): Effect[] {
  const { other } = context;
  const values = { number: String(number) };
  if (other === null) return [say('desk-thread.no-such-case', values)];
  if (other.id === subject.id) return [say('desk-thread.same-case', values)];
  const { address } = subject;
  const samePerson =
    other.person.id === subject.person.id &&
    other.address.channel === address.channel &&
    other.address.account === address.account;
  if (!samePerson) return [say('desk-thread.other-person', values)];
  const together = conversationKey(other.address) === conversationKey(address);
  if (!together) return [say('desk-thread.other-conversation', values)];
  return [
    { kind: 'merge', agent, into: other },
    say('desk-thread.merged', values),
    toPerson(subject, 'desk.merged', { number: String(subject.number), into: String(number) }, context),
  ];
}

/** Whoever answers first, or has the bot ask, has the case, and the person is told so before the answer. */
function answering(subject: Case, agent: Person, effects: Effect[], context: DeskContext): Effect[] {
  const answers = effects.some(({ kind }) => kind === 'answer' || kind === 'collect');
  if (!answers || subject.owner !== 'queue') return effects;
  return [...onOrder(subject, agent, { name: 'claim' }, context), ...effects];
}

/** Who acts on a case that nobody has claimed is the agent who had it, in its history too. */
function claimFirst(subject: Case, agent: Person): Effect[] {
  return subject.owner === 'queue' ? [{ kind: 'claim', agent }] : [];
}

function holder(subject: Case): string {
  return subject.agent?.name ?? '—';
}

function toPerson(
  subject: Case,
  key: DeskPhrase,
  values: Record<string, string>,
  { phrases }: DeskContext,
  choices: Choice[] = [],
): Effect {
  const text = phrase(phrases, key, subject.language, values);
  return { kind: 'say', weight: 'notice', text, choices, longAnswer: false };
}
