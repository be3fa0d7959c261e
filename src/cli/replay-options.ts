import { InvalidArgumentError, Option } from 'commander';
import type { Replay } from '../replay/replay.js';

/** So many of the last messages are decided about again. */
export const LAST_MESSAGES = 500;

/** `--last`. */
export function lastOption(): Option {
  return new Option('--last <count>', 'so many of the last messages of the database')
    .argParser(wholeNumber)
    .default(LAST_MESSAGES);
}

/** `--allow-worse`: how much worse a change may make decisions, in whatever command shows it. */
export function allowWorseOption(): Option {
  return new Option(
    '--allow-worse [count]',
    'so many decisions may be worse (default: none; without a count: any number)',
  ).argParser(wholeNumber);
}

/** Whether more decisions are worse than are allowed. */
export function isTooMuchWorse(
  { worse }: Pick<Replay, 'worse'>,
  allowed: number | true | undefined,
): boolean {
  return allowed !== true && worse > (allowed ?? 0);
}

function wholeNumber(written: string): number {
  if (/^\d{1,9}$/u.test(written)) return Number(written);
  throw new InvalidArgumentError('Give a whole number, such as 500.');
}
