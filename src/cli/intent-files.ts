import { randomUUID } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { FirstlineError, messageOf } from '../errors.js';
import type { Audience, Language } from '../model/language.js';
import { foldText } from '../model/likeness.js';
import type { TaughtExample } from '../model/taught-example.js';
import { examplesInFile, intentStub, withMoreExamples } from '../teaching/intent-file.js';

/** What becomes of the file of an intent. */
export interface IntentFileChange {
  intent: string;
  path: string;
  /** The whole text as it is to be; null: there is nothing new for it. */
  text: string | null;
  isNew: boolean;
  /** How many examples are new. */
  added: number;
}

/**
 * What becomes of `intents/ID.yml` below a folder when it gets these examples of its intent; what it says already is left
 * out. Throws `INTENT_FILE` where nothing can be added to it.
 */
export function intentFileChange(
  dir: string,
  intent: string,
  examples: readonly TaughtExample[],
  audience: Audience,
): IntentFileChange {
  const path = fileOf(dir, intent);
  const before = readIntentFile(path);
  if (before === null) {
    const text = intentStub(intent, audience, byLanguage(examples));
    return { intent, path, text, isNew: true, added: examples.length };
  }
  const added = examples.filter((example) => !says(before, example));
  const text = added.length === 0 ? null : withMoreExamples(before, byLanguage(added));
  if (text === null && added.length > 0) {
    throw new FirstlineError(
      'INTENT_FILE',
      `${path} has no lists of examples that lines can be added to. Nothing was written.`,
      'Mend it by hand; `firstline check` shows its mistakes.',
    );
  }
  return { intent, path, text, isNew: false, added: added.length };
}

/** Those of the examples that the files below a folder say. */
export function examplesInFiles<E extends TaughtExample>(dir: string, examples: readonly E[]): E[] {
  return examples.filter((example) => {
    const text = readIntentFile(fileOf(dir, example.intent));
    return text !== null && says(text, example);
  });
}

/** Writes a file as a whole: whoever reads it meanwhile has the old one or the new one. Throws `INTENT_FILE`. */
export function writeIntentFile({ path, text }: IntentFileChange): void {
  if (text === null) return;
  const part = `${path}.${randomUUID()}.part`;
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(part, text, { flag: 'wx' });
    renameSync(part, existsSync(path) ? realpathSync(path) : path);
  } catch (thrown) {
    rmSync(part, { force: true });
    throw new FirstlineError(
      'INTENT_FILE',
      `${path} cannot be written (${messageOf(thrown)}).`,
      'Name a content folder that may be written, and give the command again: what is written stays, nothing is written twice.',
      thrown,
    );
  }
}

function fileOf(dir: string, intent: string): string {
  return join(dir, 'intents', `${intent}.yml`);
}

function readIntentFile(path: string): string | null {
  if (!existsSync(path)) return null;
  try {
    return readFileSync(path, 'utf8');
  } catch (thrown) {
    throw new FirstlineError(
      'INTENT_FILE',
      `${path} cannot be read (${messageOf(thrown)}).`,
      'Make it a file that may be read and written, and give the command again.',
      thrown,
    );
  }
}

function says(text: string, { language, text: example }: TaughtExample): boolean {
  const said = foldText(example);
  return examplesInFile(text)?.[language].some((one) => foldText(one) === said) === true;
}

function byLanguage(examples: readonly TaughtExample[]): Record<Language, string[]> {
  const texts = (language: Language): string[] =>
    examples.filter((one) => one.language === language).map(({ text }) => text);
  return { ru: texts('ru'), en: texts('en') };
}
