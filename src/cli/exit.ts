import { FirstlineError, messageOf } from '../errors.js';

/** How long what is being closed may take after an error, ms. */
const LONGEST_END_MS = 3_000;

/**
 * Prints an error for a person, and ends the process with 1: on its own once everything is closed, and by force
 * if something is not, so that a failed start is never left half alive.
 */
export function exitAfterError(error: unknown): void {
  process.stderr.write(`${describeError(error)}\n`);
  process.exitCode = 1;
  setTimeout(() => process.exit(1), LONGEST_END_MS).unref();
}

/** What happened and what to do. The stack only where nobody foresaw it. */
export function describeError(error: unknown): string {
  if (error instanceof FirstlineError) return `${error.code}: ${error.message}\n${error.remedy}`;
  const stack = error instanceof Error ? error.stack : undefined;
  return `UNEXPECTED: ${messageOf(error)}\nThis is a mistake in Firstline: please report it with what follows.\n${stack ?? ''}`;
}

/**
 * A reader that goes away, such as `head`, is no error: what would still be printed has nobody to read it.
 * Everything else that goes wrong with printing is.
 */
export function ignoreClosedPipes(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: Error) => {
      if ('code' in error && error.code === 'EPIPE') return;
      if (stream === process.stdout) exitAfterError(error);
    });
  }
}
