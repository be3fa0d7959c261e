import type { Language } from '../model/language.js';
import type { Decision, Thresholds, Understanding } from '../model/understanding.js';
import type { LabelledMessage } from './intent-set.js';

/** What was made of a message whose meaning is known. */
export interface Prediction extends LabelledMessage {
  /** The best guess, or null without any. */
  intent: string | null;
  p: number;
  /** The probability that anything known is meant. */
  belongs: number;
  margin: number;
  decision: Decision;
  /** What language it was read in: the limits of that language decided. */
  read: Language;
  /** Whether it could have been answered: false where something else than the limits decided. */
  open: boolean;
  /** The nearest example of the best guess, where the reasons name one. */
  nearest: string | null;
}

/** Joins a message with what was understood. */
export function predictionOf(message: LabelledMessage, understanding: Understanding): Prediction {
  const { p, belongs, margin, decision, thresholds, language, intents, reasons } = understanding;
  const intent = intents[0]?.intent ?? null;
  return {
    text: message.text,
    language: message.language,
    label: message.label,
    meant: message.meant,
    intent,
    p,
    belongs,
    margin,
    decision,
    read: language,
    open: reaches(p, thresholds) === (decision === 'answer'),
    nearest: nearestOf(intent, reasons),
  };
}

/** Whether a best guess of this probability is sure enough for an answer. */
export function reaches(p: number, limits: Thresholds): boolean {
  return p >= limits.answer;
}

/** Whether the best guess is what was meant. */
export function isRight({ meant, intent }: Pick<Prediction, 'meant' | 'intent'>): boolean {
  return meant !== null && intent === meant;
}

/** Whether the bot takes the message for something it knows: it answers or offers a choice. */
export function isKept({ decision }: Pick<Prediction, 'decision'>): boolean {
  return decision === 'answer' || decision === 'choose';
}

function nearestOf(intent: string | null, reasons: readonly string[]): string | null {
  const start = `nearest example of ${intent ?? ''}: `;
  return reasons.find((reason) => reason.startsWith(start))?.slice(start.length) ?? null;
}
