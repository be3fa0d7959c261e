import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import { readMessageSet } from '../eval/message-set.js';
import type { Note } from '../eval/note.js';
import type { Intent } from '../model/intent.js';
import type { ReplayMessage } from '../replay/message.js';
import { createTalkReader } from '../replay/talk.js';
import { readCaseTalks } from '../store/sqlite/case-talks.js';
import { databaseLocation } from '../store/sqlite/location.js';
import { readData } from './eval-files.js';
import type { ContentChange } from './replay-change.js';

/** Where messages that were kept apart lie in a folder of content. */
const HELD_OUT = 'data/eval/messages.jsonl';

/**
 * The last messages of a database that the bot decided about, the latest case first; none where there is no database. A
 * history is read by the content as it is; what helped is also known of the issue that a change would publish.
 */
export function lastMessages(
  databaseUrl: string,
  most: number,
  { before, after, solved }: Omit<ContentChange, 'told'>,
): ReplayMessage[] {
  const messages: ReplayMessage[] = [];
  if (most === 0 || !isThere(databaseUrl)) return messages;
  const issues = [...before.content.issues, ...before.stored, ...after.stored];
  const read = createTalkReader({ ...before.content, issues });
  readCaseTalks(databaseUrl, (talk) => {
    const issue = talk.number === solved?.case ? solved.issue : talk.issue;
    messages.push(...read({ ...talk, issue }).toReversed());
    return messages.length < most;
  });
  return messages.slice(0, most);
}

/** Whether anybody has written anything in a case. */
export function hasMessages(databaseUrl: string): boolean {
  let found = false;
  if (!isThere(databaseUrl)) return found;
  readCaseTalks(databaseUrl, ({ lines }) => {
    found = lines.some(({ kind, written }) => kind === 'person' && written);
    return !found;
  });
  return found;
}

function isThere(databaseUrl: string): boolean {
  const location = databaseLocation(databaseUrl);
  return location.kind === 'file' && existsSync(location.path);
}

/** The held-out messages: of this file, or of the content's own where it has one. Null: there are none. */
export function heldOutMessages(
  given: string | undefined,
  contentDir: string,
  { before, after }: Pick<ContentChange, 'before' | 'after'>,
): { file: string; messages: ReplayMessage[]; notes: Note[] } | null {
  const own = relative(process.cwd(), join(contentDir, HELD_OUT));
  const file = given ?? (existsSync(own) ? own : null);
  if (file === null) return null;
  const { intents, issues } = after.content;
  const had = new Set(intents.map(({ id }) => id));
  const known: Intent[] = [...intents, ...before.content.intents.filter(({ id }) => !had.has(id))];
  const set = readMessageSet(readData(file), file, known, issues);
  const messages = set.messages.map(({ text, audience, meant }): ReplayMessage => ({
    ...{ text, audience, language: null, place: { kind: 'begins' } },
    ...{ meant: { intent: meant, issue: null }, from: null },
  }));
  return { file, messages, notes: set.notes };
}
