import { setTimeout as pause } from 'node:timers/promises';
import { assemble, type Parts } from '../assemble.js';
import { createTerminalChannel, type Shown } from '../channels/terminal/terminal.js';
import type { Config } from '../config.js';
import { randomIds } from '../engine/ids.js';
import { newMemory } from '../engine/memory.js';
import type { TurnReport } from '../engine/report.js';
import type { AdaptableBrain } from '../brain.js';
import { FirstlineError, messageOf } from '../errors.js';
import type { Audience, Language } from '../model/language.js';
import { readLines } from './lines.js';
import type { Notice } from './notice.js';
import { replyOf } from './reply.js';
import { createScreen, type Streams } from './screen.js';
import { watchContent } from './watch.js';

/** How a conversation in the terminal is held. */
export interface ConverseOptions {
  json: boolean;
  audience: Audience;
  /** What the bot begins in; null: as `locale` says. */
  language: Language | null;
  /** The shell's, such as `ru-RU`, or null. */
  locale: string | null;
  /** What the person is called. */
  name: string;
  /** Said first, where no programs read. */
  notice: Notice;
  log: Parts['log'];
  /** What becomes of content; `log` unless it is given. */
  contentLog?: Parts['log'];
  /** Whether content is read again whenever its files change. */
  watch?: boolean;
  /** Ends the conversation; what is under way is finished. */
  signal: AbortSignal;
  /** Made from the content unless it is given. */
  brain?: AdaptableBrain;
}

/** How often a line that waits for its answer is looked at again, ms; only after a turn has failed. */
const LOOK_AGAIN_MS = 100;

/**
 * Holds a conversation over two streams until the input ends, its reader goes away, or the signal comes. All
 * replies to a line are printed before the next one is read. Throws what keeps it from starting, and
 * `OUTPUT_FAILED`.
 */
export async function converse(config: Config, streams: Streams, options: ConverseOptions): Promise<void> {
  const ending = new AbortController();
  const { signal } = ending;
  const end = (): void => ending.abort();
  streams.output.on('error', (error: Error) => {
    // A reader that has read enough, such as `head`, is no failure.
    ending.abort('code' in error && error.code === 'EPIPE' ? undefined : cannotPrint(error));
  });
  options.signal.addEventListener('abort', end);
  if (options.signal.aborted) end();

  let lines = 0;
  let turn: TurnReport | null = null;
  const locale = options.language ?? options.locale;
  const session = randomIds.next();
  const person = { id: session, name: options.name, locale };
  const language = newMemory(person).language;
  const screen = options.json ? null : createScreen(streams, language);
  screen?.notice(options.notice);
  const channel = createTerminalChannel({
    session,
    person,
    now: Date.now,
    show: (shown) => {
      if (signal.aborted) return;
      if (screen === null) printReply(streams, lines, shown, turn);
      else screen.show(shown);
    },
  });
  const { account } = await channel.connect();
  const contentLog = options.contentLog ?? options.log;
  // The terminal shows a desk's threads; what is said outside them is for agents.
  const { engine, store, live } = await assemble(
    { ...config, digest: 'off' },
    {
      channels: [{ channel, account, audience: options.audience }],
      desks: [{ address: { channel: 'terminal', account, chat: 'desk', thread: '' }, department: null }],
      log: options.log,
      contentLog,
      burstWindowMs: 0,
      onTurn: (report) => (turn = report),
      ...(options.brain === undefined ? {} : { brain: options.brain }),
    },
  );
  const stopWatching =
    options.watch === true ? watchContent(config.contentDir, live.reload, { log: contentLog }) : null;
  const scope = { accounts: [{ channel: channel.name, account }] };

  /** A turn that failed is tried again in a moment: until then the line is not answered. */
  async function say(line: string): Promise<void> {
    turn = null;
    await channel.type(line);
    await engine.idle();
    while ((await store.pending(scope)).length > 0) {
      await pause(LOOK_AGAIN_MS);
      await engine.idle();
    }
  }

  try {
    await channel.receive(engine.sink);
    await engine.start();
    if (screen !== null && !signal.aborted) {
      await say('/start');
      screen.prompt();
    }
    for await (const line of before(signal, screen?.lines ?? readLines(streams.input))) {
      lines += 1;
      if (screen !== null && /^\s*\/(?:exit|quit)\s*$/i.test(line)) break;
      if (line.trim() !== '') await say(line);
      if (signal.aborted) break;
      screen?.prompt();
    }
  } finally {
    screen?.close();
    streams.input.destroy();
    stopWatching?.();
    await channel.stop();
    await Promise.all([engine.stop(), live.stop()]);
    await store.close();
    options.signal.removeEventListener('abort', end);
  }
  if (signal.reason instanceof FirstlineError) throw signal.reason;
}

function printReply(streams: Streams, lines: number, shown: Shown, turn: TurnReport | null): void {
  if (shown.kind === 'say') streams.output.write(`${JSON.stringify(replyOf(lines, shown, turn))}\n`);
}

/** What comes before the signal; then whatever is still awaited is left alone. */
async function* before<T>(signal: AbortSignal, items: AsyncIterable<T>): AsyncGenerator<T> {
  const iterator = items[Symbol.asyncIterator]();
  const aborted = new Promise<null>((resolve) => {
    if (signal.aborted) resolve(null);
    signal.addEventListener('abort', () => resolve(null), { once: true });
  });
  for (;;) {
    const next = await Promise.race([aborted, iterator.next()]);
    if (next === null || next.done === true) return;
    yield next.value;
  }
}

function cannotPrint(error: Error): FirstlineError {
  return new FirstlineError(
    'OUTPUT_FAILED',
    `The conversation cannot be printed (${messageOf(error)}).`,
    'Check where the output goes, the disk if it is a file. Every line that was read is kept in the database.',
    error,
  );
}
