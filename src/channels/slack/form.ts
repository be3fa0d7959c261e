import type { types } from '@slack/bolt';
import { z } from 'zod';
import type { Language } from '../../model/language.js';
import type { FormValues } from './payload.js';
import { cut, unescape } from './text.js';
import { wordsFor } from './words.js';

/** Slack's limits of a form, in UTF-16 units. */
const QUESTION_LIMIT = 3000;
const ANSWER_LIMIT = 3000;

export const FORM = 'long-answer';
const BLOCK = 'answer';
const INPUT = 'text';

/** Where the form was opened from: its answer belongs there. */
const placeSchema = z.strictObject({ chat: z.string().min(1), thread: z.string() });
export type FormPlace = z.infer<typeof placeSchema>;

/** The form for an answer of more than a line, with the question above it. `question` is escaped as Slack sends it. */
export function longAnswerForm(place: FormPlace, question: string, language: Language): types.ModalView {
  const words = wordsFor(language);
  const asked = cut(unescape(question).trim(), QUESTION_LIMIT);
  const above: types.KnownBlock[] =
    asked === '' ? [] : [{ type: 'section', text: { type: 'plain_text', text: asked, emoji: false } }];
  return {
    type: 'modal',
    callback_id: FORM,
    private_metadata: JSON.stringify(place),
    title: { type: 'plain_text', text: words.formTitle },
    submit: { type: 'plain_text', text: words.formSubmit },
    close: { type: 'plain_text', text: words.formClose },
    blocks: [
      ...above,
      {
        type: 'input',
        block_id: BLOCK,
        label: { type: 'plain_text', text: words.formLabel },
        element: {
          type: 'plain_text_input',
          action_id: INPUT,
          multiline: true,
          max_length: ANSWER_LIMIT,
          focus_on_load: true,
        },
      },
    ],
  };
}

/** The place that a form was opened from, or null: not one of ours. */
export function formPlace(metadata: string): FormPlace | null {
  try {
    const parsed = placeSchema.safeParse(JSON.parse(metadata));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

/** What was written into the form. */
export function formAnswer(values: FormValues): string {
  return (values[BLOCK]?.[INPUT]?.value ?? '').trim();
}
