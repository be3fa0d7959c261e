import { createInterface } from 'node:readline';
import type { Shown } from '../channels/terminal/terminal.js';
import type { Language } from '../model/language.js';
import { cardLines } from './card.js';
import { readLines } from './lines.js';
import { NOTICES, type Notice } from './notice.js';
import { wrap } from './wrap.js';

/** Text is easier to read in lines no longer than this, however wide the terminal. */
const WIDEST = 100;
const NARROWEST = 20;
const PROMPT = '> ';

/** What a conversation is held over: the process's own streams, or a test's. */
export interface Streams {
  input: NodeJS.ReadableStream & { isTTY?: boolean; destroy(): unknown };
  output: NodeJS.WritableStream & { isTTY?: boolean; columns?: number };
}

/** A conversation as a person reads it. */
export interface Screen {
  /** What the person types. Ends with their input, Ctrl-D or Ctrl-C, and when `close` is called. */
  readonly lines: AsyncIterable<string>;
  notice(name: Notice): void;
  show(shown: Shown): void;
  /** The person's turn to write. */
  prompt(): void;
  close(): void;
}

/**
 * A screen over a terminal, with line editing; or over plain streams, where what was written is repeated, so
 * that the output reads as a conversation.
 */
export function createScreen({ input, output }: Streams, language: Language): Screen {
  const interactive = input.isTTY === true && output.isTTY === true;
  const editor = interactive ? createInterface({ input, output, prompt: PROMPT }) : null;
  // Asked for at once: lines that come before anybody listens are lost.
  const typed = editor?.[Symbol.asyncIterator]();
  let prompting = false;
  let closed = false;
  editor?.once('close', () => {
    closed = true;
  });

  const width = (): number => {
    const { columns = WIDEST } = output;
    // Some terminals do not tell, and say 0.
    return columns < NARROWEST ? WIDEST : Math.min(columns, WIDEST);
  };
  function print(lines: readonly string[]): void {
    // A reminder may come while the person is to write: it goes above the prompt.
    if (prompting && editor !== null) output.write('\r\u001B[J');
    output.write(`${lines.join('\n')}\n\n`);
    if (prompting && editor !== null && !closed) editor.prompt(true);
  }
  const printText = (text: string): void => print(wrap(text, width()));

  async function* linesOf(source: AsyncIterable<string>): AsyncGenerator<string> {
    for await (const line of source) {
      prompting = false;
      if (editor === null) output.write(`${PROMPT}${line}\n`);
      if (line.trim() !== '') output.write('\n');
      yield line;
    }
    // The shell's own prompt belongs on a line of its own.
    if (editor !== null) output.write('\n');
  }

  return {
    lines: linesOf(typed === undefined ? readLines(input) : { [Symbol.asyncIterator]: () => typed }),
    notice: (name) => printText(NOTICES[name][language]),
    show(shown) {
      switch (shown.kind) {
        case 'say':
          print([
            ...wrap(shown.text, width()),
            ...shown.choices.flatMap((choice, index) => wrap(`  ${String(index + 1)}. ${choice}`, width())),
          ]);
          return;
        case 'card':
          // What changes on it later is the desk's business; here it would only fill the screen.
          if (shown.again) return;
          printText(NOTICES.card[language]);
          print(cardLines(shown.card, width()));
          printText(NOTICES.alone[language]);
          return;
        case 'post':
          // The bot's own lines on the desk repeat what the person can read above.
          if (shown.author !== null) printText(`${NOTICES.seen[language]} ${shown.text}`);
          return;
      }
    },
    prompt() {
      prompting = true;
      if (!closed) editor?.prompt();
    },
    close() {
      prompting = false;
      editor?.close();
      input.destroy();
    },
  };
}
