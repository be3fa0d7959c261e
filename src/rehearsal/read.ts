import type { Fault } from '../flow/fault.js';
import { readAs } from '../flow/read.js';
import type { Sourced } from '../flow/sources.js';
import { parseYaml } from '../flow/yaml.js';
import { conversationFileSchema, type ConversationFile } from './conversation.js';

export type ConversationOutcome =
  { ok: true; read: Sourced<ConversationFile> } | { ok: false; faults: Fault[] };

/** The first line of a file, by which editors find the schema, wherever that lies. */
const SCHEMA_LINE = /^# yaml-language-server: \$schema=\S*conversation\.schema\.json$/;

/** Reads a file of conversations. Either all of it is right, or every mistake is told by line. */
export function readConversations(file: string, bytes: Uint8Array): ConversationOutcome {
  const parsed = parseYaml(file, bytes);
  if (!parsed.ok) return parsed;
  const { source } = parsed;
  const outcome = readAs(source, conversationFileSchema);
  const faults = outcome.ok ? twice(outcome.read) : outcome.faults;
  if (!SCHEMA_LINE.test(source.text.split(/\r?\n/, 1)[0] ?? '')) {
    faults.unshift({
      ...{ file, line: 1, column: 1, step: null, code: 'schema-line' },
      message: 'the first line does not name the schema, so that editors cannot help',
      remedy: 'Begin the file with `# yaml-language-server: $schema=../conversation.schema.json`',
    });
  }
  return outcome.ok && faults.length === 0 ? outcome : { ok: false, faults };
}

/** Two conversations of one name could not be told from each other. */
function twice({ source, value }: Sourced<ConversationFile>): Fault[] {
  const names = new Set<string>();
  return value.conversations.flatMap(({ name }, index) => {
    if (!names.has(name)) {
      names.add(name);
      return [];
    }
    const path = ['conversations', index, 'name'];
    const message = `another conversation of this file is called “${name}”`;
    return [source.fault(path, 'duplicate-id', message, 'Give this one another name')];
  });
}
