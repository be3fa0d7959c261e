import type { Brain } from '../engine/brain.js';
import type { Content } from '../flow/content.js';
import { valueAt } from '../flow/path.js';
import type { Sourced } from '../flow/sources.js';
import type { YamlSource } from '../flow/yaml.js';
import type { Conversation, ConversationFile } from './conversation.js';
import { createDialogueHost, throughJson } from './dialogue-host.js';
import { createEngineHost } from './engine-host.js';
import { hold, type Held } from './hold.js';
import type { Host } from './host.js';
import { namesIn } from './names.js';

/**
 * The ways to hold a conversation: with the dialogue alone; with its state stored and read again between all turns;
 * through the whole engine, with everything that arrives delivered more than once.
 */
export const MODES = ['plain', 'stored', 'engine'] as const;
export type Mode = (typeof MODES)[number];

/** What conversations are held with. The brain is made of the content. */
export interface Cast {
  content: Content;
  brain: Brain;
}

/** A conversation that did not go as expected, in these modes. */
export interface Failure extends Held {
  file: string;
  /** Where the first expectation that was not met is written. */
  line: number;
  column: number;
  conversation: string;
  modes: Mode[];
}

/** What became of a file's conversations. */
export interface FileResult {
  file: string;
  conversations: number;
  failures: Failure[];
}

/** Holds a conversation once. */
export async function rehearse(conversation: Conversation, mode: Mode, cast: Cast): Promise<Held> {
  const host = await hostFor(conversation, mode, cast);
  try {
    return await hold(conversation, host, namesIn(cast.content));
  } finally {
    await host.close();
  }
}

/**
 * Holds the conversations of a file in each mode, one after another. `only`: those with this in their name. A
 * conversation that goes wrong in the same way in several modes is one failure.
 */
export async function rehearseFile(
  { source, value }: Sourced<ConversationFile>,
  cast: Cast,
  { modes = MODES, only = '' }: { modes?: readonly Mode[]; only?: string } = {},
): Promise<FileResult> {
  const failures: Failure[] = [];
  const sought = only.toLowerCase();
  let conversations = 0;
  for (const [index, conversation] of value.conversations.entries()) {
    if (!conversation.name.toLowerCase().includes(sought)) continue;
    conversations += 1;
    const own: Failure[] = [];
    for (const mode of modes) {
      const held = await rehearse(conversation, mode, cast);
      if (held.differences.length === 0) continue;
      const same = own.find((failure) => isSame(failure, held));
      if (same === undefined) own.push({ ...held, ...placeOf(source, index, held), modes: [mode] });
      else same.modes.push(mode);
    }
    failures.push(...own);
  }
  return { file: source.file, conversations, failures };
}

/** The name of a conversation, and where the first of its expectations that were not met is written. */
function placeOf(
  source: YamlSource,
  index: number,
  { turn, differences: [first] }: Held,
): Pick<Failure, 'file' | 'line' | 'column' | 'conversation'> {
  const path = ['conversations', index];
  const at = [...path, 'turns', turn, ...(first?.path ?? [])];
  const { file, line, column } = source.fault(at, 'value', '', '', 'key');
  const conversation = valueAt(source.value, [...path, 'name']);
  return { file, line, column, conversation: String(conversation) };
}

function isSame(failure: Held, held: Held): boolean {
  const said = ({ turn, differences }: Held): string => JSON.stringify({ turn, differences });
  return said(failure) === said(held);
}

async function hostFor(conversation: Conversation, mode: Mode, cast: Cast): Promise<Host> {
  switch (mode) {
    case 'plain':
      return createDialogueHost(conversation, { ...cast, between: (state) => state });
    case 'stored':
      return createDialogueHost(conversation, { ...cast, between: throughJson });
    case 'engine':
      return createEngineHost(conversation, cast);
  }
}
