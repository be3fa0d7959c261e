import type { DeskActionName } from './inbound.js';
import type { Language } from './language.js';

/** Orders that need more than their name: where a platform has forms, a press opens one. */
export const FORM_ACTIONS = [
  'note',
  'resolve',
  'snooze',
  'follow-up',
  'template',
  'assign',
  'merge',
  'collect',
] as const satisfies readonly DeskActionName[];
export type FormAction = (typeof FORM_ACTIONS)[number];

/** A form for what an order needs: something to choose, something to write, or both. */
export interface DeskForm {
  action: FormAction;
  caseId: string;
  /** The language agents read. */
  language: Language;
  /** What the order's button says. */
  title: string;
  /** Which case it is. */
  about: string;
  choice: FormChoice | null;
  text: FormText | null;
}

export interface FormChoice {
  label: string;
  /** At least one. */
  options: readonly { value: string; label: string }[];
  required: boolean;
}

export interface FormText {
  label: string;
  hint: string | null;
  kind: 'line' | 'lines' | 'number';
  required: boolean;
}

/** What was filled in; empty where nothing was. */
export interface FormAnswer {
  choice: string;
  text: string;
}

/**
 * What a filled-in form comes to as the order's argument, as it would be typed; null where nothing was filled in and
 * something has to be. What was written goes before what was chosen; of what helped, both are told.
 */
export function formArgument(action: FormAction, { choice, text }: FormAnswer): string | null {
  const written = text.trim();
  if (action !== 'resolve') return written || choice || null;
  if (choice === '') return written || '//';
  return written === '' ? `as in #${choice}` : `${written}\n#${choice}`;
}

/** The form's action of a name, or null: it needs no form. */
export function formAction(name: DeskActionName): FormAction | null {
  return FORM_ACTIONS.find((action) => action === name) ?? null;
}
