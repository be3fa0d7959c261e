import { z } from 'zod';
import { FirstlineError } from '../errors.js';
import { languageSchema, type Language } from '../model/language.js';
import { brokenRows, readJsonLines, type Numbered } from './json-lines.js';
import { count, some, type Note } from './note.js';

const SPLITS = ['train', 'valid', 'test', 'oos_train', 'oos_valid', 'oos_test'] as const;

const rowSchema = z.looseObject({
  text: z.string(),
  intent: z.string().min(1).nullable(),
  split: z.enum(SPLITS),
  /** Where the alphabet does not tell: transliterated Russian, a text of digits. */
  lang: languageSchema.optional(),
});

/** A message of a data set. */
export interface LabelledMessage {
  text: string;
  language: Language;
  /** As the file names it. */
  label: string | null;
  /** What it means, or null where it belongs to none. */
  meant: string | null;
}

/** A message that a classifier is trained on. */
export type TrainingMessage = LabelledMessage & { meant: string };

/** A data set for intents, split as its file says. */
export interface IntentSet {
  train: TrainingMessage[];
  /** Empty where thresholds are to be fitted by cross-validation. */
  validation: LabelledMessage[];
  test: LabelledMessage[];
  /** Whether any of these belongs to none: a set without such expects none. */
  hasOutOfScope: boolean;
  notes: Note[];
}

/**
 * Reads rows of `{text, intent, split}` and optionally `lang`; other fields are let through. Rows of the splits that
 * begin with `oos` belong to none, whatever their intent is called. `useOosTrain`: those of `oos_train` count as
 * validation messages; otherwise nothing is made of them. Throws `EVAL_ROWS`, `EVAL_EMPTY`, `EVAL_NO_TRAIN` and
 * `EVAL_NO_TEST`.
 */
export function readIntentSet(text: string, file: string, options: { useOosTrain: boolean }): IntentSet {
  const rows = readJsonLines(text, file, rowSchema);
  const unnamed = rows.filter(({ row }) => row.intent === null && !row.split.startsWith('oos_'));
  if (unnamed.length > 0) {
    throw brokenRows(
      file,
      unnamed.map(
        ({ line, row }) =>
          `line ${line}: \`intent\` is null in \`${row.split}\`: name an intent, or write the split as \`oos_${row.split}\``,
      ),
    );
  }
  const of = (...splits: readonly (typeof SPLITS)[number][]): LabelledMessage[] =>
    rows.filter(({ row }) => splits.includes(row.split)).map(labelled);
  const train = of('train').flatMap((message): TrainingMessage[] =>
    message.meant === null ? [] : [{ ...message, meant: message.meant }],
  );
  const test = of('test', 'oos_test');
  if (train.length === 0) {
    throw new FirstlineError(
      'EVAL_NO_TRAIN',
      `${file} has nothing to train on.`,
      'Write "split": "train" in the rows that are examples.',
    );
  }
  if (test.length === 0) {
    throw new FirstlineError(
      'EVAL_NO_TEST',
      `${file} has nothing to test on.`,
      'Write "split": "test" (or "oos_test") in the rows that are to be understood.',
    );
  }
  const validation = of('valid', 'oos_valid', ...(options.useOosTrain ? (['oos_train'] as const) : []));
  return {
    train,
    validation,
    test,
    hasOutOfScope: [...validation, ...test].some(({ meant }) => meant === null),
    notes: notesOn(train, test),
  };
}

/** The language of a text by its alphabet: Russian as soon as a letter is Cyrillic. */
function languageByAlphabet(text: string): Language {
  return /\p{Script=Cyrillic}/u.test(text) ? 'ru' : 'en';
}

function labelled({ row }: Numbered<z.infer<typeof rowSchema>>): LabelledMessage {
  return {
    text: row.text,
    language: row.lang ?? languageByAlphabet(row.text),
    label: row.intent,
    meant: row.split.startsWith('oos_') ? null : row.intent,
  };
}

function notesOn(train: readonly TrainingMessage[], test: readonly LabelledMessage[]): Note[] {
  const intents = new Map<string, Set<string>>();
  let duplicates = 0;
  for (const { text, meant } of train) {
    const key = plainly(text);
    const under = intents.get(key);
    if (under === undefined) intents.set(key, new Set([meant]));
    else if (under.has(meant)) duplicates += 1;
    else under.add(meant);
  }
  const contradictions = [...intents].filter(([, under]) => under.size > 1);
  const leaks = test.filter(({ text }) => intents.has(plainly(text))).length;
  const trained = new Set(train.map(({ meant }) => meant));
  const untrained = test.filter(({ meant }) => meant !== null && !trained.has(meant));
  const notes: Note[] = [
    {
      code: 'contradictions',
      count: contradictions.length,
      text: `${count(contradictions.length, 'training text')} under more than one intent: ${some(
        contradictions.map(([text, under]) => `“${text}” (${[...under].join(', ')})`),
      )}`,
    },
    {
      code: 'duplicates',
      count: duplicates,
      text: `${count(duplicates, 'training row')} that the same intent has already`,
    },
    {
      code: 'leaks',
      count: leaks,
      text: `${count(leaks, 'test message')} word for word in the training rows too`,
    },
    {
      code: 'untrained-intents',
      count: untrained.length,
      text: `${count(untrained.length, 'test message')} of intents without a training row, never told right: ${some(
        [...new Set(untrained.map(({ meant }) => meant ?? ''))],
      )}`,
    },
  ];
  return notes.filter((note) => note.count > 0);
}

/** Texts that differ in case, spaces and the marks at their end only are the same. */
function plainly(text: string): string {
  return text
    .normalize('NFC')
    .toLowerCase()
    .replace(/\s+/gu, ' ')
    .trim()
    .replace(/\s*[.!?…]+$/u, '');
}
