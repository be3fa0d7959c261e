import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import process, { execPath } from 'node:process';
import { FirstlineError } from '../../../src/errors.js';
import { measuredSchema, type Job, type Measured } from './job.js';

/** Runs jobs, each in a process of its own. */
export interface Runner {
  /** Throws `BENCH_FAILED` with what the process had to say, if it fails. */
  run(job: Job): Promise<Measured>;
  /** Removes what was compiled. */
  close(): void;
}

/** As much of a failed process's words as helps. */
const MOST_SAID = 1_000;

/**
 * Compiles the sources as a release does, into a temporary folder: run through tsx, they would be up to a third
 * slower, and the compiler would lie in the measured process's memory. Types are not checked. `cpuProf` is the
 * folder for processor profiles, or null.
 */
export async function createRunner(root: string, cpuProf: string | null): Promise<Runner> {
  const folder = mkdtempSync(join(tmpdir(), 'firstline-bench-nlu-'));
  const close = (): void => rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  // On Ctrl-C, too.
  process.once('exit', close);
  const modules = join(root, 'node_modules');
  try {
    symlinkSync(modules, join(folder, 'node_modules'));
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ type: 'module' }));
    const config = join(folder, 'tsconfig.json');
    writeFileSync(
      config,
      JSON.stringify({
        extends: join(root, 'tsconfig.json'),
        compilerOptions: {
          rootDir: root,
          outDir: folder,
          noCheck: true,
          typeRoots: [join(modules, '@types')],
        },
        files: [join(root, 'test/bench/nlu/worker.ts')],
        include: [],
      }),
    );
    await finished([join(modules, 'typescript/bin/tsc'), '-p', config]);
  } catch (thrown) {
    close();
    throw thrown;
  }
  const flags = ['--expose-gc', '--enable-source-maps'];
  if (cpuProf !== null) {
    mkdirSync(cpuProf, { recursive: true });
    flags.push('--cpu-prof', '--cpu-prof-dir', resolve(cpuProf));
  }
  const worker = join(folder, 'test/bench/nlu/worker.js');
  return {
    async run(job) {
      const input = join(folder, 'job.json');
      const output = join(folder, 'measured.json');
      writeFileSync(input, JSON.stringify(job));
      await finished([...flags, worker, input, output]);
      return measuredSchema.parse(JSON.parse(readFileSync(output, 'utf8')));
    },
    close,
  };
}

/** Resolves when a Node process with these arguments ends well. */
function finished(args: readonly string[]): Promise<void> {
  return new Promise((done, fail) => {
    const child = spawn(execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    const end = (): void => void child.kill();
    process.prependOnceListener('exit', end);
    let said = '';
    const listen = (chunk: string): void => {
      said = (said + chunk).slice(-MOST_SAID);
    };
    child.stdout.setEncoding('utf8').on('data', listen);
    child.stderr.setEncoding('utf8').on('data', listen);
    child.on('error', fail);
    child.on('close', (code, signal) => {
      process.off('exit', end);
      if (code === 0) {
        done();
        return;
      }
      fail(
        new FirstlineError(
          'BENCH_FAILED',
          `A process ended with ${code ?? signal ?? 'nothing'}: ${said.trim()}`,
          'Mend what it names, or leave the system or set out with --systems and --sets.',
        ),
      );
    });
  });
}
