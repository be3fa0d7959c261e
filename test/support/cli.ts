import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { pino } from 'pino';
import { z } from 'zod';
import { converse, type ConverseOptions } from '../../src/cli/converse.js';
import { readConfig } from '../../src/config.js';
import { PROJECT, shippedBrain } from './shipped.js';

const CLI = join(PROJECT, 'src/cli/firstline.ts');
const TSX = import.meta.resolve('tsx');

/** What a program came to. */
export interface Ended {
  /** Null where a signal killed it. */
  code: number | null;
  stdout: string;
  stderr: string;
}

/** A program under way. */
export interface Program {
  /** Writes to its standard input; null ends it. */
  write(text: string | Uint8Array | null): void;
  /** Nobody reads its standard output any more. */
  stopReading(): void;
  kill(signal: NodeJS.Signals): void;
  /** Resolves once this is part of its standard output; rejects where it ends without. */
  printed(text: string): Promise<void>;
  readonly ended: Promise<Ended>;
}

const OUTSIDE = { PATH: process.env.PATH, USER: 'anna', LANG: 'en_GB.UTF-8', PROBES: 'off' };

/** A program with the shipped content need not learn it again; another one would put its own model in that place. */
function learned(env: Record<string, string> = {}): { MODEL_FILE?: string } {
  return env.CONTENT_DIR === undefined ? { MODEL_FILE: process.env.SHIPPED_MODEL_FILE } : {};
}

/**
 * Starts `firstline` from its sources as a process of its own, with nothing from this environment but what a
 * program needs to run.
 */
export function startCli(
  args: readonly string[],
  options: { env?: Record<string, string>; cwd: string },
): Program {
  const child = spawn(process.execPath, ['--import', TSX, CLI, ...args], {
    cwd: options.cwd,
    env: { ...OUTSIDE, ...learned(options.env), ...options.env },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdin.on('error', () => undefined);
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const ended = new Promise<Ended>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, stdout, stderr }));
  });
  return {
    write(text) {
      if (text === null) child.stdin.end();
      else child.stdin.write(text);
    },
    stopReading: () => child.stdout.destroy(),
    kill: (signal) => child.kill(signal),
    printed: (text) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          if (!stdout.includes(text)) return;
          child.stdout.off('data', look);
          resolve();
        };
        child.stdout.on('data', look);
        look();
        void ended.then(() => reject(new Error(`ended without printing ${text}:\n${stdout}\n${stderr}`)));
      }),
    ended,
  };
}

/** Runs `firstline` to its end on an input. */
export function runCli(
  args: readonly string[],
  options: { env?: Record<string, string>; cwd: string; input?: string | Uint8Array },
): Promise<Ended> {
  const program = startCli(args, options);
  if (options.input !== undefined) program.write(options.input);
  program.write(null);
  return program.ended;
}

/** What `chat --json` prints, a line. */
export const replySchema = z.strictObject({
  in: z.number(),
  say: z.string(),
  choices: z.array(z.string()),
  case: z.number().nullable(),
  owner: z.enum(['bot', 'queue', 'agent', 'nobody']),
  intent: z.string().nullable(),
  p: z.number().min(0).max(1).nullable(),
  flow: z.string().nullable(),
  step: z.string().nullable(),
});
export type PrintedReply = z.infer<typeof replySchema>;

/** Reads the lines that `chat --json` printed; throws where anything else is among them. */
export function repliesIn(stdout: string): PrintedReply[] {
  return stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => replySchema.parse(JSON.parse(line)));
}

/** A conversation in this process, over streams of its own. */
export interface Talk {
  readonly input: PassThrough;
  readonly output: PassThrough;
  /** Everything printed so far. */
  printed(): string;
  logged(): string;
  /** Resolves when the conversation has ended. */
  readonly ended: Promise<void>;
}

/** Begins a conversation with the shipped content, on a database in memory unless another is given. */
export function talk(
  options: Partial<ConverseOptions> & { database?: string; terminal?: boolean } = {},
): Talk {
  const { database = ':memory:', terminal = false, ...given } = options;
  const input = Object.assign(new PassThrough(), { isTTY: terminal });
  const output = Object.assign(new PassThrough(), { isTTY: terminal, columns: 100 });
  let printed = '';
  let logged = '';
  output.on('data', (chunk: Buffer) => (printed += chunk.toString('utf8')));
  const ended = converse(
    readConfig({ DATABASE_URL: database, WORKING_HOURS: 'always', PROBES: 'off' }),
    { input, output },
    {
      json: true,
      audience: 'customer',
      language: null,
      locale: null,
      name: 'anna',
      notice: 'chat',
      log: pino({ level: 'warn' }, { write: (line: string) => (logged += line) }),
      signal: new AbortController().signal,
      brain: shippedBrain(),
      ...given,
    },
  );
  return { input, output, printed: () => printed, logged: () => logged, ended };
}

/** Holds a whole conversation: everything is written at once, then the input ends. */
export async function talkThrough(
  lines: string | Uint8Array,
  options: Parameters<typeof talk>[0] = {},
): Promise<Talk> {
  const held = talk(options);
  held.input.end(lines);
  await held.ended;
  return held;
}

/** A folder for one test file, with copies of the shipped content. */
export interface TempFolder {
  readonly path: string;
  /** All of it, to break. */
  content(): string;
  /** What the bot cannot do without, which is trained in a moment. */
  smallContent(): string;
  remove(): void;
}

/** What the bot cannot do without. */
const SMALL =
  /^(?:flows\/(?:patterns|flow\.schema\.json)|intents\/(?:human|greeting|thanks|goodbye|capabilities)\.yml)$/;

export function tempFolder(name: string): TempFolder {
  const path = mkdtempSync(join(tmpdir(), `firstline-${name}-`));
  let copies = 0;
  /** Copies the files of the content that are to be kept into a folder of its own. */
  function copied(isKept: (file: string) => boolean): string {
    copies += 1;
    const copy = join(path, `content-${String(copies)}`);
    for (const part of ['flows', 'intents', 'data']) {
      mkdirSync(join(copy, part), { recursive: true });
      for (const entry of readdirSync(join(PROJECT, part))) {
        const kept = isKept(`${part}/${entry}`);
        if (kept) cpSync(join(PROJECT, part, entry), join(copy, part, entry), { recursive: true });
      }
    }
    return copy;
  }
  return {
    path,
    content: () => copied((file) => file !== 'data/eval'),
    smallContent: () => copied((file) => SMALL.test(file)),
    remove: () => rmSync(path, { recursive: true, force: true }),
  };
}
