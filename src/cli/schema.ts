import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { Command } from 'commander';
import { z } from 'zod';
import { FirstlineError } from '../errors.js';
import { flowSchema, phrasesSchema } from '../flow/schema.js';
import { eventSchema } from '../model/event.js';
import { intentSchema } from '../model/intent.js';
import { writtenIssueSchema } from '../model/issue.js';
import { templateSchema } from '../model/template.js';
import { conversationFileSchema } from '../rehearsal/conversation.js';
import { PACKAGE_DIR } from './package.js';

/** The JSON schemas by which editors help with content and other systems read events, and what they are made from. */
const SCHEMAS: readonly { file: string; title: string; schema: z.ZodType }[] = [
  { file: 'flows/flow.schema.json', title: 'A script for one problem', schema: flowSchema },
  { file: 'flows/patterns/phrases.schema.json', title: "The bot's own sentences", schema: phrasesSchema },
  { file: 'intents/intent.schema.json', title: 'One thing a person may want', schema: intentSchema },
  { file: 'data/issue.schema.json', title: 'A past problem with its solution', schema: writtenIssueSchema },
  { file: 'data/template.schema.json', title: 'An answer that agents have ready', schema: templateSchema },
  { file: 'data/event.schema.json', title: 'An event as other systems are sent it', schema: eventSchema },
  {
    file: 'test/conversations/conversation.schema.json',
    title: 'Conversations that are held against the content',
    schema: conversationFileSchema,
  },
];

/** The JSON schemas as they should be, by file. They describe what is written, before defaults are filled in. */
export function jsonSchemas(): { file: string; text: string }[] {
  return SCHEMAS.map(({ file, title, schema }) => {
    const { $schema, ...rest } = z.toJSONSchema(schema, { io: 'input' });
    return { file, text: `${layOut({ $schema, title, ...rest }, 0, 0)}\n` };
  });
}

/** Writes the JSON schemas under `root`. */
export function writeSchemas(root: string): void {
  for (const { file, text } of jsonSchemas()) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  }
}

/** The files under `root` that are missing or not what their definitions say. */
export function staleSchemas(root: string): string[] {
  return jsonSchemas()
    .filter(({ file, text }) => readIfThere(join(root, file)) !== text)
    .map(({ file }) => file);
}

/** `firstline schema --write | --check`: for people who change the schemas; the files are kept in the project. */
export function schemaCommand(): Command {
  return new Command('schema')
    .description('write or check the JSON schemas that editors use for content')
    .argument('[dir]', 'the project (default: the one this program belongs to)')
    .option('--write', 'write them', false)
    .option('--check', 'exit with 1 when they are not what the source says', false)
    .action((dir: string | undefined, options: { write: boolean; check: boolean }) => {
      if (options.write === options.check) {
        throw new FirstlineError(
          'SCHEMA_OPTION',
          'Give one of --write and --check.',
          'Run `npm run schema`.',
        );
      }
      const root = resolve(dir ?? PACKAGE_DIR);
      if (options.write) {
        writeSchemas(root);
        return;
      }
      const stale = staleSchemas(root);
      if (stale.length === 0) return;
      throw new FirstlineError(
        'SCHEMA_STALE',
        `Not what the source says: ${stale.join(', ')}.`,
        'Run `npm run schema` and commit what it writes.',
      );
    });
}

function readIfThere(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}

/** The project's print width, for Prettier and so for what is written here. */
const WIDTH = 110;

/**
 * JSON as Prettier lays it out: objects over several lines, a list of plain values on one line where it fits.
 * `before`: how much of its line is taken by the key.
 */
function layOut(value: unknown, indent: number, before: number): string {
  const pad = ' '.repeat(indent + 2);
  const close = ' '.repeat(indent);
  if (Array.isArray(value)) {
    const items = value.map((item) => layOut(item, indent + 2, 0));
    const line = `[${items.join(', ')}]`;
    const nested = value.some((item) => typeof item === 'object' && item !== null);
    // One more for the comma that may follow.
    if (items.length === 0 || (!nested && indent + before + line.length + 1 <= WIDTH)) return line;
    return `[\n${items.map((item) => pad + item).join(',\n')}\n${close}]`;
  }
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .map(([name, member]) => {
      const key = `${JSON.stringify(name)}: `;
      return `${pad}${key}${layOut(member, indent + 2, key.length)}`;
    });
  return members.length === 0 ? '{}' : `{\n${members.join(',\n')}\n${close}}`;
}
