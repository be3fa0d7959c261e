import type { Case } from '../model/case.js';
import type { Effect } from '../model/effect.js';
import type { Language } from '../model/language.js';
import type { RichText } from '../model/text.js';
import type { Person } from '../model/address.js';
import { assertNever } from '../model/never.js';
import { ORDER_WORDS, type DeskOrder } from './order.js';
import { phrase, type DeskPhrase, type Phrases } from './phrases.js';

/** What the desk's decisions may know besides the case. */
export interface DeskContext {
  phrases: Phrases;
  /** The language agents read. */
  deskLanguage: Language;
  /** Whether the case's conversation has another case that is open: then this one stays closed. */
  otherOpen: boolean;
}

/**
 * What an agent's order does, pressed or typed. Whoever claims first wins; the second is told in the thread.
 * `hand-back` is followed by the dialogue's own words, which the engine asks for.
 */
export function onOrder(subject: Case, agent: Person, order: DeskOrder, context: DeskContext): Effect[] {
  const refusal = refuse(subject, agent, order, context);
  const say = (key: DeskPhrase, values: Record<string, string> = {}): Effect =>
    post(phrase(context.phrases, key, context.deskLanguage, { agent: agent.name, ...values }));
  if (refusal !== null) return [say(refusal, { agent: holder(subject) })];
  switch (order.name) {
    case 'claim':
      return [
        { kind: 'claim', agent },
        say('desk-thread.claimed'),
        notice(phrase(context.phrases, 'desk.claimed', subject.language, { agent: agent.name })),
      ];
    case 'release':
      return [{ kind: 'release', agent }, say('desk-thread.released')];
    case 'hand-back':
      return [...claimFirst(subject, agent), { kind: 'hand-back' }, say('desk-thread.handed-back')];
    case 'resolve':
      return resolve(subject, agent, context);
    case 'reopen':
      return [
        { kind: 'reopen-by-agent', agent },
        say('desk-thread.reopened'),
        notice(
          phrase(context.phrases, 'desk.reopened', subject.language, {
            agent: agent.name,
            number: String(subject.number),
          }),
        ),
      ];
    case 'department': {
      const { department } = order;
      const name = phrase(context.phrases, `card.department-${department}`, context.deskLanguage).text;
      return [
        { kind: 'route', agent, department, priority: subject.priority },
        say('desk-thread.department', { department: name }),
      ];
    }
    case 'priority': {
      const { priority } = order;
      const name = phrase(context.phrases, `card.priority-${priority}`, context.deskLanguage).text;
      return [
        { kind: 'route', agent, department: subject.department, priority },
        say('desk-thread.priority', { priority: name }),
      ];
    }
    case 'note':
      return [{ kind: 'note', author: agent, text: order.text }];
    case 'orders':
      return [say('desk-thread.orders', { orders: ordersIn(context.deskLanguage) })];
    default:
      return assertNever(order);
  }
}

/** All orders as they are typed, in the language of the desk. */
export function ordersIn(language: Language): string {
  return Object.values(ORDER_WORDS)
    .map((words) => `!${words[language][0] ?? ''}`)
    .join(', ');
}

function resolve(subject: Case, agent: Person, context: DeskContext): Effect[] {
  return [
    ...claimFirst(subject, agent),
    { kind: 'close', resolution: 'by-agent' },
    notice(phrase(context.phrases, 'desk.resolved', subject.language, { number: String(subject.number) })),
    { kind: 'ask-solution' },
    post(phrase(context.phrases, 'desk-thread.ask-solution', context.deskLanguage)),
  ];
}

/** Who acts on a case that nobody has claimed is the agent who had it, in its history too. */
function claimFirst(subject: Case, agent: Person): Effect[] {
  return subject.owner === 'queue' ? [{ kind: 'claim', agent }] : [];
}

/**
 * Why an agent may not order this now, or null. Once somebody has claimed a case, only they decide what becomes of it;
 * which department it is for and how urgent it is, and what is noted, is everybody's business.
 */
function refuse(
  subject: Case,
  agent: Person,
  { name }: DeskOrder,
  { otherOpen }: DeskContext,
): DeskPhrase | null {
  if (name === 'note' || name === 'orders') return null;
  if (name === 'reopen') {
    if (subject.owner !== 'nobody') return 'desk-thread.not-closed';
    return otherOpen ? 'desk-thread.other-open' : null;
  }
  switch (subject.owner) {
    case 'nobody':
      return 'desk-thread.already-closed';
    case 'bot':
      return 'desk-thread.bot-has-it';
    case 'queue':
      return name === 'release' ? 'desk-thread.nobody-has-it' : null;
    case 'agent':
      if (name === 'claim') return 'desk-thread.already-claimed';
      if (name === 'department' || name === 'priority') return null;
      return subject.agent?.id === agent.id ? null : 'desk-thread.not-claimed-by-you';
  }
}

function holder(subject: Case): string {
  return subject.agent?.name ?? '—';
}

function post(text: RichText): Effect {
  return { kind: 'post', author: null, text, attachments: [] };
}

function notice(text: RichText): Effect {
  return { kind: 'say', weight: 'notice', text, choices: [], longAnswer: false };
}
