import type { Card, Choice } from '../../model/delivery.js';
import { deskActionNameSchema, type DeskActionName } from '../../model/inbound.js';

/** One inline button. */
export interface Button {
  text: string;
  callback_data: string;
}

/** Rows of buttons below a message. */
export type Keyboard = Button[][];

/** Two labels of up to this many characters stand side by side on a phone without being cut. */
const SHORT_LABEL = 16;

/** The buttons of a question: two a row where all labels are short, else one. */
export function choiceKeyboard(choices: readonly Choice[]): Keyboard | null {
  return rows(choices.map(({ label, token }) => ({ text: label, callback_data: token })));
}

/** The buttons of a card. */
export function cardKeyboard(card: Card): Keyboard | null {
  return rows(
    card.actions.map(({ action, label }) => ({
      text: label,
      callback_data: deskToken(action, card.caseId),
    })),
  );
}

function rows(buttons: readonly Button[]): Keyboard | null {
  if (buttons.length === 0) return null;
  const width = buttons.every((button) => button.text.length <= SHORT_LABEL) ? 2 : 1;
  const keyboard: Keyboard = [];
  for (let at = 0; at < buttons.length; at += width) keyboard.push(buttons.slice(at, at + width));
  return keyboard;
}

/** What a card's button carries: `claim:CASE`. Telegram allows 64 bytes. */
export function deskToken(action: DeskActionName, caseId: string): string {
  return `${action}:${caseId}`;
}

/** The action and the case that a card's button carries, or null when it is none of ours. */
export function readDeskToken(data: string): { action: DeskActionName; caseId: string } | null {
  const colon = data.indexOf(':');
  const action = deskActionNameSchema.safeParse(data.slice(0, Math.max(colon, 0)));
  const caseId = data.slice(colon + 1);
  return action.success && caseId !== '' ? { action: action.data, caseId } : null;
}
