import { FirstlineError, messageOf } from '../errors.js';

/** Prints an error for a person: what happened and what to do. The stack only where nobody foresaw it. */
export function printError(error: unknown): void {
  if (error instanceof FirstlineError) {
    process.stderr.write(`${error.code}: ${error.message}\n${error.remedy}\n`);
    return;
  }
  process.stderr.write(`Unexpected error: ${messageOf(error)}\n`);
  if (error instanceof Error && error.stack !== undefined) process.stderr.write(`${error.stack}\n`);
}
