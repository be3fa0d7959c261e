import { expect } from 'vitest';
import type { Drawing, RichText } from '../../src/model/text.js';

/** A message of the bot's as somebody sees it, whatever the platform. */
export interface Seen {
  id: string;
  text: string;
  /** What is drawn differently: `bold:word`, in order. */
  drawn: string[];
  /** The message that it answers, where the platform has such. */
  answers: string | null;
  buttons: string[];
  /** `kind`: what the platform shows it as. */
  files: { kind: string; name: string | null; bytes: Uint8Array }[];
}

export interface SentFile {
  kind: 'photo' | 'document' | 'voice' | 'audio' | 'video';
  name: string;
  bytes: Uint8Array;
  caption?: string;
}

/** Someone who talks with the bot, on either platform. */
export interface Talker {
  readonly name: string;
  /** Returns the message's id. */
  writes(text: string | RichText, replyTo?: string): string;
  edits(message: string, text: string | RichText): void;
  /** Presses the latest button with this label. */
  presses(label: string): void;
  sends(file: SentFile): string;
  /** The first message of the bot that fits and was not returned before, sent already or still to come. */
  hears(part: string | RegExp): Promise<Seen>;
  /** Everything that the bot sent, oldest first. */
  heard(): Seen[];
}

/** A case's thread on a desk. */
export interface Thread {
  readonly id: string;
  /** The card as it is now. */
  card(): Seen;
  /** Resolves once the card has this in it. */
  cardShows(part: string | RegExp): Promise<Seen>;
  /** The first line of the bot below the card that fits and was not returned before. */
  reads(part: string | RegExp): Promise<Seen>;
  /** The bot's lines below the card, oldest first. */
  lines(): Seen[];
  /** Resolves with the mark below an agent's message, once there is one. */
  mark(message: string): Promise<'delivered' | 'failed'>;
}

/** Someone who works at a desk. */
export interface Agent {
  readonly name: string;
  /** Returns the message's id. */
  writes(thread: Thread, text: string | RichText, replyTo?: string): string;
  edits(thread: Thread, message: string, text: string | RichText): void;
  sends(thread: Thread, file: SentFile): string;
  presses(thread: Thread, label: string): void;
  /** Is not in the desk's group or channel any more. */
  leaves(): void;
}

/** Where agents work. */
export interface Desk {
  agent(name: string): Agent;
  /** The newest thread with this in its card; it may still have to be opened. */
  thread(part: string): Promise<Thread>;
  /** Titles or first lines of all threads that are there now. */
  threads(): string[];
}

export function fits(text: string, part: string | RegExp): boolean {
  return typeof part === 'string' ? text.includes(part) : part.test(text);
}

/** Waits, looking again after each call that a server gets, until `look` finds something. */
export function awaited<T>(
  watch: (listener: () => void) => () => void,
  look: () => T | undefined,
  missing: () => string,
  timeoutMs = 10_000,
): Promise<T> {
  const found = look();
  if (found !== undefined) return Promise.resolve(found);
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      stop();
      reject(new Error(missing()));
    }, timeoutMs);
    const stop = watch(() => {
      const value = look();
      if (value === undefined) return;
      clearTimeout(timer);
      stop();
      resolve(value);
    });
  });
}

/** Reads messages one after another: each is returned once. */
export function createReader(
  who: string,
  watch: (listener: () => void) => () => void,
  messages: () => readonly Seen[],
): (part: string | RegExp) => Promise<Seen> {
  const returned = new Set<string>();
  return (part) =>
    awaited(
      watch,
      () => {
        const found = messages().find((one) => !returned.has(one.id) && fits(one.text, part));
        if (found !== undefined) returned.add(found.id);
        return found;
      },
      () => `${who} never read ${String(part)}; there is: ${JSON.stringify(messages().map(textOf), null, 1)}`,
    );
}

function textOf(seen: Seen): string {
  return seen.text;
}

/** Everything the person was told, in order, is this and no more. */
export function expectHeard(person: Talker, parts: readonly (string | RegExp)[]): void {
  const texts = person.heard().map(textOf);
  const compared = texts.map((text, index) => fits(text, parts[index] ?? /^$/) || text);
  expect(compared).toEqual(parts.map(() => true));
}

/** A text with one stretch of it formatted. */
export function formatted(text: string, kind: Drawing, words: string): RichText {
  return { text, spans: [{ kind, offset: text.indexOf(words), length: words.length }] };
}

/** What is in the files of messages, as text. */
export function contentsOf(messages: readonly Seen[]): string[] {
  return messages.flatMap((one) => one.files.map((file) => Buffer.from(file.bytes).toString()));
}
