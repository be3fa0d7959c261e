import type { Address, Person } from '../model/address.js';
import type { Case } from '../model/case.js';
import type { Effect } from '../model/effect.js';
import type { DeskAction, DeskMessage } from '../model/inbound.js';
import type { Department } from '../model/intent.js';
import type { Language } from '../model/language.js';
import { join, type RichText } from '../model/text.js';
import { phrase, type Phrases } from './phrases.js';
import { moveOf, type Desks } from './place.js';

/** What is told of a case that goes on in another thread. */
export interface MoveContext {
  phrases: Phrases;
  /** The language agents read. */
  deskLanguage: Language;
}

/**
 * Another department gets the case: at its desk, where that is another one than the thread's, and then whoever had it
 * has it no longer.
 */
export function onDepartment(
  subject: Case,
  agent: Person,
  department: Department,
  context: MoveContext & { desks: Desks },
): Effect[] {
  const routed = { ...subject, department };
  const to = department === subject.department ? null : moveOf(context.desks, routed);
  const told = phrase(context.phrases, 'desk-thread.department', context.deskLanguage, {
    agent: agent.name,
    department: nameOf(department, context),
  });
  const route: Effect = { kind: 'route', agent, department, priority: subject.priority };
  if (to === null || subject.desk === null) return [route, line(told)];
  const both = join([told, goesOnElsewhere(routed, context)], '\n');
  return [route, { kind: 'move', agent, to }, line(both, subject.desk)];
}

/** Where a case goes on, for whoever is in a thread that it has left. */
export function goesOnElsewhere({ number, department }: Case, context: MoveContext): RichText {
  return phrase(context.phrases, 'desk-thread.goes-on-elsewhere', context.deskLanguage, {
    number: String(number),
    department: nameOf(department, context),
  });
}

/**
 * What agents do in a thread that the case has left comes to nothing, and they are told; what they write is kept as a
 * note.
 */
export function inFormerThread(
  subject: Case,
  inbound: DeskMessage | DeskAction,
  context: MoveContext,
): Effect[] {
  const told = line(goesOnElsewhere(subject, context), inbound.address);
  const words = inbound.kind === 'desk-message' ? inbound.text : wordsWith(inbound);
  return words.trim() === '' ? [told] : [{ kind: 'note', author: inbound.agent, text: words }, told];
}

/** What somebody wrote along with an order, in a form that was opened before the case went elsewhere. */
function wordsWith({ action, argument = '' }: DeskAction): string {
  return action === 'note' || action === 'resolve' ? argument : '';
}

function nameOf(department: Department, { phrases, deskLanguage }: MoveContext): string {
  return phrase(phrases, `card.department-${department}`, deskLanguage).text;
}

function line(text: RichText, former?: Address): Effect {
  return {
    kind: 'post',
    author: null,
    text,
    attachments: [],
    ...(former === undefined ? {} : { former }),
  };
}
