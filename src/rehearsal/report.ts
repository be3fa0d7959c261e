import { describeWay, isCovered, type Coverage } from '../flow/coverage.js';
import type { FileResult, Failure, Mode } from './run.js';

/** A line for a file that was held, and below it what went wrong, each with the conversation up to there. */
export function fileLines({ file, conversations, failures }: FileResult): string[] {
  const wrong = new Set(failures.map(({ conversation }) => conversation)).size;
  const all = count(conversations, 'conversation');
  const head = wrong === 0 ? `ok      ${file}: ${all}` : `FAILED  ${file}: ${String(wrong)} of ${all}`;
  return [
    head,
    ...failures.flatMap((failure) => ['', ...failureLines(failure)]),
    ...(wrong === 0 ? [] : ['']),
  ];
}

function failureLines(failure: Failure): string[] {
  const { file, line, column, conversation, turn, modes, differences, transcript } = failure;
  return [
    `${file}:${String(line)}:${String(column)} “${conversation}”, turn ${String(turn + 1)}, ${modes.join(', ')}`,
    ...differences.flatMap(({ expected, got }) => [`  expected  ${expected}`, `  but       ${got}`]),
    ...transcript.map((text) => `    ${text}`.trimEnd()),
  ];
}

/** The last line: how much was held, and how much of it went wrong. */
export function totalLine(results: readonly FileResult[], modes: readonly Mode[]): string {
  const conversations = results.reduce((sum, result) => sum + result.conversations, 0);
  const wrong = results.reduce(
    (sum, { failures }) => sum + new Set(failures.map(({ conversation }) => conversation)).size,
    0,
  );
  const held = `${count(conversations, 'conversation')} in ${count(results.length, 'file')}, held ${modes.join(', ')}`;
  return `${held}: ${wrong === 0 ? 'all as expected' : `${String(wrong)} otherwise than expected`}`;
}

/** What of each flow the conversations went through, with what they did not. */
export function coverageLines(flows: readonly Coverage[]): string[] {
  return flows.flatMap((coverage) => {
    const { flow, steps, ways } = coverage;
    const share = `${String(steps.met)} of ${String(steps.all)} steps, ${String(ways.met)} of ${String(ways.all)} ways`;
    if (isCovered(coverage)) return [`whole   ${flow}: ${share}`];
    return [
      `        ${flow}: ${share}; nobody came to`,
      ...steps.missing.map((step) => `          ${step}`),
      ...ways.missing
        .filter(({ step }) => !steps.missing.includes(step))
        .map((way) => `          ${describeWay(way)}`),
    ];
  });
}

function count(number: number, noun: string): string {
  return `${String(number)} ${noun}${number === 1 ? '' : 's'}`;
}
