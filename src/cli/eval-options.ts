import { InvalidArgumentError, Option } from 'commander';

/** `--picture`: what is drawn is SVG, whatever the file is called. */
export function pictureOption(): Option {
  return new Option('--picture <file.svg>', 'draw risk against coverage, and reliability').argParser(
    (given) => {
      if (!given.toLowerCase().endsWith('.svg')) {
        throw new InvalidArgumentError('The picture is SVG: give a file name that ends in .svg.');
      }
      return given;
    },
  );
}

/** `--precision` and `--expected-out-of-scope`, as `answerPrecision` and `expectedOutOfScope` of understanding. */
export function promiseOptions(): Option[] {
  return [
    new Option(
      '--precision <share>',
      'of what is answered without asking, this share is to be right (default: 0.97)',
    ).argParser((given) => shareOf(given, 0.5, 'Give a share from 0.5 to below 1, such as 0.95.')),
    new Option(
      '--expected-out-of-scope <share>',
      'the share of messages that belong to none (default: 0.15; 0 for a set that has none)',
    ).argParser((given) => shareOf(given, 0, 'Give a share from 0 to below 1, such as 0.15.')),
  ];
}

/** What the two options come to; those not given are left to their defaults. */
export interface PromiseOptions {
  precision?: number;
  expectedOutOfScope?: number;
}

/** The options as understanding has them. */
export function understandingOptions({ precision, expectedOutOfScope }: PromiseOptions): {
  answerPrecision?: number;
  expectedOutOfScope?: number;
} {
  return {
    ...(precision === undefined ? {} : { answerPrecision: precision }),
    ...(expectedOutOfScope === undefined ? {} : { expectedOutOfScope }),
  };
}

function shareOf(given: string, least: number, remedy: string): number {
  const share = given.trim() === '' ? NaN : Number(given);
  if (!(share >= least && share < 1)) throw new InvalidArgumentError(remedy);
  return share;
}
