import type { Choice, DeskButton } from '../../model/delivery.js';
import { deskToken } from '../desk-token.js';

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

/** Telegram lets a button carry this many bytes. */
const MOST_BYTES = 64;

/** The buttons for agents, of a card or below a line; what a button cannot carry has to be typed. */
export function deskKeyboard(caseId: string, actions: readonly DeskButton[]): Keyboard | null {
  const buttons = actions.map((one) => ({ text: one.label, callback_data: deskToken(one, caseId) }));
  return rows(buttons.filter(({ callback_data: data }) => Buffer.byteLength(data) <= MOST_BYTES));
}

function rows(buttons: readonly Button[]): Keyboard | null {
  if (buttons.length === 0) return null;
  const width = buttons.every((button) => button.text.length <= SHORT_LABEL) ? 2 : 1;
  const keyboard: Keyboard = [];
  for (let at = 0; at < buttons.length; at += width) keyboard.push(buttons.slice(at, at + width));
  return keyboard;
}
