import type { Case } from '../model/case.js';
import type { Effect } from '../model/effect.js';
import type { DeskAction } from '../model/inbound.js';
import type { Language } from '../model/language.js';
import type { RichText } from '../model/text.js';
import type { Person } from '../model/address.js';
import { phrase, type DeskPhrase, type Phrases } from './phrases.js';

/** What the desk's decisions may know besides the case. */
export interface DeskContext {
  phrases: Phrases;
  /** The language agents read. */
  deskLanguage: Language;
}

/**
 * What an agent's button does. Whoever presses first wins; the second is told in the thread. `hand-back` is
 * followed by the dialogue's own words, which the engine asks for.
 */
export function onAction(subject: Case, inbound: DeskAction, context: DeskContext): Effect[] {
  const refusal = refuse(subject, inbound);
  if (refusal !== null) {
    return [post(phrase(context.phrases, refusal, context.deskLanguage, { agent: holder(subject) }))];
  }
  switch (inbound.action) {
    case 'claim':
      return claim(subject, inbound.agent, context);
    case 'hand-back':
      return [
        ...claimFirst(subject, inbound.agent),
        { kind: 'hand-back' },
        post(
          phrase(context.phrases, 'desk-thread.handed-back', context.deskLanguage, {
            agent: inbound.agent.name,
          }),
        ),
      ];
    case 'resolve':
      return resolve(subject, inbound.agent, context);
  }
}

function claim(subject: Case, agent: Person, context: DeskContext): Effect[] {
  return [
    { kind: 'claim', agent },
    post(phrase(context.phrases, 'desk-thread.claimed', context.deskLanguage, { agent: agent.name })),
    notice(phrase(context.phrases, 'desk.claimed', subject.language, { agent: agent.name })),
  ];
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

/** Why an agent may not act on a case now, or null: only the claiming agent may, once there is one. */
function refuse(subject: Case, { action, agent }: DeskAction): DeskPhrase | null {
  switch (subject.owner) {
    case 'nobody':
      return 'desk-thread.already-closed';
    case 'bot':
      return 'desk-thread.bot-has-it';
    case 'queue':
      return null;
    case 'agent':
      if (action === 'claim') return 'desk-thread.already-claimed';
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
