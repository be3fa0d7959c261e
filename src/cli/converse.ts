import { createInterface } from 'node:readline';
import { stdin, stdout } from 'node:process';
import { assemble } from '../assemble.js';
import { createTerminalChannel, type Shown } from '../channels/terminal/terminal.js';
import type { Config } from '../config.js';
import { randomIds } from '../engine/ids.js';
import type { TurnReport } from '../engine/report.js';
import type { Audience, Language } from '../model/language.js';
import { createLog } from './log.js';
import { cardLines } from './card.js';

/** How a conversation in the terminal is held. */
export interface ConverseOptions {
  json: boolean;
  audience: Audience;
  language: Language | null;
}

/** One thing the bot said, as `--json` prints it. */
interface Reply {
  /** How many lines were read when it was said. */
  in: number;
  say: string;
  choices: string[];
  case: number | null;
  owner: string;
  intent: string | null;
  p: number | null;
  flow: string | null;
  step: string | null;
}

/**
 * Holds a conversation over standard input and output until the input ends. All replies to a line are printed
 * before the next one is read.
 */
export async function converse(config: Config, options: ConverseOptions): Promise<void> {
  let lines = 0;
  let turn: TurnReport | null = null;
  const session = randomIds.next();
  const show = (shown: Shown): void => {
    if (options.json) {
      if (shown.kind === 'say') stdout.write(`${JSON.stringify(reply(lines, shown, turn))}\n`);
    } else {
      stdout.write(`${inWords(shown)}\n`);
    }
  };
  const channel = createTerminalChannel({
    session,
    person: { id: session, name: process.env.USER ?? 'you', locale: options.language ?? shellLanguage() },
    now: Date.now,
    show,
  });
  const log = createLog(process.env.LOG_LEVEL === undefined ? 'warn' : config.logLevel, 'stderr');
  const { account } = await channel.connect();
  const { engine, store } = await assemble(config, {
    channels: [{ channel, account, audience: options.audience }],
    desks: [{ channel: 'terminal', account, chat: 'desk', thread: '' }],
    log,
    burstWindowMs: 0,
    onTurn: (report) => (turn = report),
  });
  await channel.receive(engine.sink);
  await engine.start();
  const input = createInterface({ input: stdin, output: stdin.isTTY ? stdout : undefined, prompt: '> ' });
  try {
    if (!options.json) {
      await channel.type('/start');
      await engine.idle();
      input.prompt();
    }
    for await (const line of input) {
      lines += 1;
      if (line.trim() !== '') {
        turn = null;
        await channel.type(line);
        await engine.idle();
      }
      if (!options.json) input.prompt();
    }
  } finally {
    await channel.stop();
    await engine.stop();
    await store.close();
  }
}

function reply(lines: number, shown: Extract<Shown, { kind: 'say' }>, turn: TurnReport | null): Reply {
  return {
    in: lines,
    say: shown.text,
    choices: shown.choices,
    case: turn?.case ?? null,
    owner: turn?.owner ?? 'nobody',
    intent: turn?.intent ?? null,
    p: turn?.p ?? null,
    flow: turn?.flow ?? null,
    step: turn?.step ?? null,
  };
}

function inWords(shown: Shown): string {
  switch (shown.kind) {
    case 'say':
      return [shown.text, ...shown.choices.map((choice, index) => `  ${String(index + 1)}. ${choice}`)].join(
        '\n',
      );
    case 'card':
      return cardLines(shown.card).join('\n');
    case 'post':
      return `│ ${shown.author === null ? '' : `${shown.author}: `}${shown.text}`.replaceAll('\n', '\n│ ');
  }
}

/** The language of the shell, to greet in: `LANG` as it is set in most. */
function shellLanguage(): string | null {
  return process.env.LC_ALL ?? process.env.LANG ?? null;
}
