import type { Case } from '../model/case.js';
import type { ChannelName } from '../model/address.js';
import type { DeskButton } from '../model/delivery.js';
import type { DeskActionName } from '../model/inbound.js';
import { departmentSchema, prioritySchema } from '../model/intent.js';
import type { Language } from '../model/language.js';
import { phrase, type Phrases } from './phrases.js';
import type { ReviewOrderName } from './review-order.js';
import type { DeskAgent } from '../model/desk-agent.js';
import { bySkill } from './languages.js';

/** What buttons are drawn with. */
export interface MenuContext {
  phrases: Phrases;
  /** The language agents read. */
  deskLanguage: Language;
}

/** A line of buttons is for thumbs: colleagues seen lately are enough, and others can be typed. */
const MOST_AGENTS = 8;

/** Lengths of time that are offered. */
const SNOOZES = ['1h', '4h', '1d', '3d', '1w'] as const;

/** Times after which a person is asked whether everything is still fine. */
const FOLLOW_UPS = ['1d', '3d', '1w'] as const;

/** What may be done with a case besides what its card offers, by its owner. */
const MORE = {
  queue: ['template', 'collect', 'assign', 'department', 'priority', 'intent', 'snooze', 'ban'],
  agent: ['template', 'collect', 'assign', 'department', 'priority', 'intent', 'snooze', 'follow-up', 'ban'],
  bot: [],
  nobody: ['reopen', 'intent', 'follow-up', 'ban'],
} as const satisfies Record<Case['owner'], readonly DeskActionName[]>;

/** Platforms where a press can open a form: elsewhere, what has to be written is typed with its order. */
const HAVE_FORMS: ReadonlySet<ChannelName> = new Set<ChannelName>(['slack']);

/** What is all words, by the case's owner: only a form makes a button of it. */
const WRITTEN = {
  queue: ['note', 'merge'],
  agent: ['note', 'merge'],
  bot: ['note'],
  nobody: ['note'],
} as const satisfies Record<Case['owner'], readonly DeskActionName[]>;

/** The buttons behind "More". */
export function moreButtons(subject: Case, context: MenuContext): DeskButton[] {
  const wake = subject.snoozedUntil === null ? [] : (['wake'] as const);
  const written = HAVE_FORMS.has(subject.desk?.channel ?? 'terminal') ? WRITTEN[subject.owner] : [];
  return [...wake, ...written, ...MORE[subject.owner]].map((action) => ({
    action,
    label: labelOf(action, context),
  }));
}

/** A button for each department but the case's own. */
export function departmentButtons(subject: Case, { phrases, deskLanguage }: MenuContext): DeskButton[] {
  return departmentSchema.options
    .filter((department) => department !== subject.department)
    .map((department) => ({
      action: 'department',
      argument: department,
      label: phrase(phrases, `card.department-${department}`, deskLanguage).text,
    }));
}

/** A button for each priority but the case's own. */
export function priorityButtons(subject: Case, { phrases, deskLanguage }: MenuContext): DeskButton[] {
  return prioritySchema.options
    .filter((priority) => priority !== subject.priority)
    .map((priority) => ({
      action: 'priority',
      argument: priority,
      label: phrase(phrases, `card.priority-${priority}`, deskLanguage).text,
    }));
}

/** A button for each colleague who was seen at work lately, whoever speaks the language first, but for whoever has the case. */
export function agentButtons(
  subject: Case,
  agents: readonly DeskAgent[],
  most: number = MOST_AGENTS,
): DeskButton[] {
  return bySkill(agents, subject)
    .filter(({ id, name }) => id !== subject.agent?.id && name.trim() !== '')
    .slice(0, most)
    .map(({ id, name }) => ({ action: 'assign', argument: id, label: name }));
}

/** A button for each usual length of time. */
export function snoozeButtons({ phrases, deskLanguage }: MenuContext): DeskButton[] {
  return SNOOZES.map((length) => ({
    action: 'snooze',
    argument: length,
    label: phrase(phrases, `card.snooze-${length}`, deskLanguage).text,
  }));
}

/** A button for each usual time after which a person is asked once more. */
export function followUpButtons({ phrases, deskLanguage }: MenuContext): DeskButton[] {
  return FOLLOW_UPS.map((length) => ({
    action: 'follow-up',
    argument: length,
    label: phrase(phrases, `card.snooze-${length}`, deskLanguage).text,
  }));
}

/** What an order's button says. */
export function labelOf(action: LabelledAction, { phrases, deskLanguage }: MenuContext): string {
  return phrase(phrases, `card.action-${action}`, deskLanguage).text;
}

/** Orders that a button gives without more. */
export type LabelledAction = Exclude<
  DeskActionName,
  'find' | 'send' | 'as-in' | 'skip' | 'queue' | 'home' | 'languages' | 'orders' | 'unban' | ReviewOrderName
>;
