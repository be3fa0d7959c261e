import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createLogLines, type LogLines } from './log-lines.js';

const PROGRAM = new URL('../../src/cli/firstline.ts', import.meta.url).pathname;
const LOADER = import.meta.resolve('tsx');

/** The program as a process of its own. */
export interface Process {
  readonly log: LogLines;
  /** SIGHUP: the content is to be read again. */
  hangUp(): void;
  /** kill -9; resolves when it is gone. */
  kill(): Promise<void>;
  /** SIGTERM; resolves with the exit code once it has ended, null where a signal ended it. */
  end(): Promise<number | null>;
}

/** Starts `firstline start` in an empty folder and resolves once it receives. Rejects where it ends before. */
export async function startProcess(
  env: Readonly<Record<string, string>>,
  folder: string,
  timeoutMs: number,
): Promise<Process> {
  const child = spawn(process.execPath, ['--import', LOADER, PROGRAM, 'start'], {
    cwd: folder,
    env: { PATH: process.env.PATH, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const log = createLogLines();
  child.stdout.setEncoding('utf8').on('data', (text: string) => log.write(text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => log.write(text));
  const ended = once(child, 'exit');
  const early = ended.then(() => {
    throw new Error(`the program ended:\n${log.lines.map((line) => JSON.stringify(line)).join('\n')}`);
  });
  try {
    await Promise.race([log.first((line) => line.msg === 'ready', timeoutMs), early]);
  } catch (error) {
    child.kill('SIGKILL');
    throw error;
  }
  early.catch(() => undefined);
  return {
    log,
    hangUp: () => void child.kill('SIGHUP'),
    async end() {
      child.kill('SIGTERM');
      await ended;
      return child.exitCode;
    },
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
