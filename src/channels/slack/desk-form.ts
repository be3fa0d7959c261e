import type { types } from '@slack/bolt';
import { z } from 'zod';
import {
  FORM_ACTIONS,
  formArgument,
  type DeskForm,
  type FormChoice,
  type FormText,
} from '../../model/desk-form.js';
import { languageSchema } from '../../model/language.js';
import { LIMITS } from './blocks.js';
import type { FormValues } from './payload.js';
import { cut } from './text.js';
import { wordsFor } from './words.js';

export const DESK_FORM = 'desk-order';

const CHOICE = 'choice';
const TEXT = 'text';

/** Slack's limits of a form, in UTF-16 units and items. */
const MOST = { title: 24, label: 2000, hint: 2000, about: 3000, text: 3000, options: 100 } as const;

/** Which order a form is for, and where its button was: kept in the form. */
const placeSchema = z.strictObject({
  action: z.enum(FORM_ACTIONS),
  caseId: z.string().min(1),
  chat: z.string().min(1),
  thread: z.string(),
  language: languageSchema,
});
export type DeskFormPlace = z.infer<typeof placeSchema>;

/** A form for agents as Slack shows it. */
export function deskFormView(
  form: DeskForm,
  { chat, thread }: { chat: string; thread: string },
): types.ModalView {
  const { action, caseId, language } = form;
  const place: DeskFormPlace = { action, caseId, chat, thread, language };
  const words = wordsFor(language);
  return {
    type: 'modal',
    callback_id: DESK_FORM,
    private_metadata: JSON.stringify(place),
    title: plainText(form.title, MOST.title),
    submit: plainText(words.formSubmit, MOST.title),
    close: plainText(words.formClose, MOST.title),
    blocks: [
      { type: 'section', text: plainText(form.about, MOST.about) },
      ...(form.choice === null ? [] : [choiceBlock(form.choice)]),
      ...(form.text === null ? [] : [textBlock(form.text)]),
    ],
  };
}

function choiceBlock({ label, options, required }: FormChoice): types.InputBlock {
  return {
    type: 'input',
    block_id: CHOICE,
    optional: !required,
    label: plainText(label, MOST.label),
    element: {
      type: 'static_select',
      action_id: CHOICE,
      options: options.slice(0, MOST.options).map((option) => ({
        text: plainText(option.label, LIMITS.label),
        value: option.value,
      })),
    },
  };
}

function textBlock({ label, hint, kind, required }: FormText): types.InputBlock {
  return {
    type: 'input',
    block_id: TEXT,
    optional: !required,
    label: plainText(label, MOST.label),
    ...(hint === null ? {} : { hint: plainText(hint, MOST.hint) }),
    element:
      kind === 'number'
        ? { type: 'number_input', action_id: TEXT, is_decimal_allowed: false, min_value: '1' }
        : { type: 'plain_text_input', action_id: TEXT, multiline: kind === 'lines', max_length: MOST.text },
  };
}

function plainText(text: string, limit: number): types.PlainTextElement {
  return { type: 'plain_text', text: cut(text, limit), emoji: false };
}

/** What a form was for, or null: not one of ours. */
export function deskFormPlace(metadata: string): DeskFormPlace | null {
  try {
    const parsed = placeSchema.safeParse(JSON.parse(metadata));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

/** What was filled in, as the order's argument; null: nothing, and something has to be. */
export function deskFormArgument({ action }: DeskFormPlace, values: FormValues): string | null {
  return formArgument(action, {
    choice: values[CHOICE]?.[CHOICE]?.selected_option?.value ?? '',
    text: values[TEXT]?.[TEXT]?.value ?? '',
  });
}

/** Keeps a form open, with a sentence below a field of it that says why. */
export function formErrors(values: FormValues, why: string): { response_action: 'errors'; errors: object } {
  const field = TEXT in values ? TEXT : CHOICE;
  return { response_action: 'errors', errors: { [field]: why } };
}
