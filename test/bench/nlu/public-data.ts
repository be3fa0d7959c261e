import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import type { WrittenIssue } from '../../../src/model/issue.js';
import { languageSchema, type Language } from '../../../src/model/language.js';
import { grouped } from './draw.js';
import type { Example } from './job.js';

/** Where public data lies, beside the project and never in it. */
const FOLDER = resolve('../shared/data');

const FILES = {
  banking77: 'intent/banking77.jsonl',
  clinc150: 'intent/clinc150.jsonl',
  'nlu-ru': 'intent/nlu-ru.jsonl',
  vkcloud: 'kb/vkcloud.jsonl',
} as const;
export type PublicFile = keyof typeof FILES;

function pathOf(file: PublicFile): string {
  return join(FOLDER, FILES[file]);
}

/** The paths of those files that are not there. */
export function missing(files: readonly PublicFile[]): string[] {
  return files.map(pathOf).filter((path) => !existsSync(path));
}

function rowsOf<T>(file: PublicFile, schema: z.ZodType<T>): T[] {
  return readFileSync(pathOf(file), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => schema.parse(JSON.parse(line)));
}

const messageSchema = z.object({
  text: z.string(),
  text_en: z.string().optional(),
  intent: z.string(),
  split: z.string(),
});

export type Split = 'train' | 'test';

/** A set's messages in the language it is in; what belongs to none of its intents is left out. */
export function messages(file: 'banking77' | 'clinc150' | 'nlu-ru', split: Split): Example[] {
  const language: Language = file === 'nlu-ru' ? 'ru' : 'en';
  return rowsOf(file, messageSchema)
    .filter((row) => row.split === split)
    .map(({ text, intent }) => ({ text, language, intent: idOf(intent) }));
}

/** The English originals of nlu-ru's messages, in the order of the Russian ones. */
export function originals(split: Split): Example[] {
  return rowsOf('nlu-ru', messageSchema)
    .filter((row) => row.split === split)
    .map(({ text_en: text = '', intent }) => ({ text, language: 'en', intent: idOf(intent) }));
}

/** An id as this project writes them: public sets have capitals, question marks and underscores. */
function idOf(intent: string): string {
  return intent
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');
}

const entrySchema = z.object({
  lang: languageSchema,
  key: z.string(),
  title: z.string(),
  symptoms: z.string(),
  solution: z.string(),
});
type Entry = z.infer<typeof entrySchema>;

/** A provider's answers as solved issues, dealt out to `intents`; what is in one language only stands for both. */
export function vkcloudIssues(intents: readonly string[]): WrittenIssue[] {
  const pairs = grouped(rowsOf('vkcloud', entrySchema), ({ key }) => key);
  return [...pairs].flatMap(([key, entries], at) => {
    const ru = entries.find(({ lang }) => lang === 'ru') ?? entries[0];
    const en = entries.find(({ lang }) => lang === 'en') ?? ru;
    const intent = intents[at % intents.length];
    if (ru === undefined || en === undefined || intent === undefined) return [];
    return [
      {
        id: idOf(key),
        intent,
        audience: 'both',
        area: 'server',
        tags: [],
        related: [],
        date: '2026-01-01',
        ru: textOf(ru),
        en: textOf(en),
      },
    ];
  });
}

function textOf({ title, symptoms, solution }: Entry): WrittenIssue['ru'] {
  const steps = solution.split('\n').filter((line) => line.trim() !== '');
  return {
    problem: title,
    symptoms: [symptoms],
    cause: title,
    solution: steps,
    check: title,
    handover: title,
  };
}
