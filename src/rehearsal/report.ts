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

/** What of each flow the conversations went through, with what they did not; at the end, all flows together. */
export function coverageLines(flows: readonly Coverage[]): string[] {
  const sum = (numbers: readonly number[]): number => numbers.reduce((all, number) => all + number, 0);
  const steps = { met: sum(flows.map((one) => one.steps.met)), all: sum(flows.map((one) => one.steps.all)) };
  const ways = { met: sum(flows.map((one) => one.ways.met)), all: sum(flows.map((one) => one.ways.all)) };
  return [...flows.flatMap(flowLines), `All flows: ${shareOf({ steps, ways })}`];
}

function flowLines(coverage: Coverage): string[] {
  const { flow, steps, ways } = coverage;
  const share = `${flow}: ${shareOf(coverage)}`;
  if (steps.met === 0) return [`none    ${share}`];
  if (isCovered(coverage)) return [`whole   ${share}`];
  const others = ways.missing.filter(({ step }) => !steps.missing.includes(step));
  const missing = [...steps.missing, ...others.map(describeWay)];
  return [`part    ${share}; not`, ...missing.map((name) => `          ${name}`)];
}

function shareOf({ steps, ways }: Record<'steps' | 'ways', { met: number; all: number }>): string {
  const share = ({ met, all }: { met: number; all: number }): string => `${String(met)} of ${String(all)}`;
  return `${share(steps)} steps, ${share(ways)} ways`;
}

function count(number: number, noun: string): string {
  return `${String(number)} ${noun}${number === 1 ? '' : 's'}`;
}
