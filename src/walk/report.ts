import { describeWay, type Coverage, type Share } from '../flow/coverage.js';
import { isSound, type Walk } from './walk.js';

/** A walk with what conversation tests cover of the flow, where their visits are known. */
export interface Walked extends Walk {
  conversations: Coverage | null;
}

/** What came of walking flows, in lines: of each flow its figures and all that is wrong with it, and a line for all. */
export function walkLines(walks: readonly Walked[]): string[] {
  const unsound = walks.filter((walk) => !isSound(walk)).length;
  const paths = walks.reduce((sum, walk) => sum + walk.paths, 0);
  const all = `${count(walks.length, 'flow')}, ${count(paths, 'path')}`;
  return [
    ...walks.flatMap(flowLines),
    unsound === 0
      ? `${all}: every path ends, and every step and way is on one`
      : `${all}: ${count(unsound, 'flow')} to be mended`,
  ];
}

function flowLines({ flow, paths, all, ends, coverage, troubles, conversations }: Walked): string[] {
  const { steps, ways } = coverage;
  const ended = [
    ...(ends.resolve > 0 ? [`${figure(ends.resolve)} end well`] : []),
    ...(ends.handover > 0 ? [`${figure(ends.handover)} with a person`] : []),
    ...(ends.then > 0 ? [`${figure(ends.then)} in what the dialogue does next`] : []),
  ];
  const bound = all ? '' : ' (too many to go all: every way at least once, by the shortest)';
  const size = `${count(steps.all, 'step')}, ${count(ways.all, 'way')}, ${count(paths, 'path')}${bound}`;
  return [
    `${flow}: ${[size, ...ended].join(', ')}; steps ${percent(steps)}, ways ${percent(ways)}`,
    ...troubles.map(({ step, message }) => `  ${step ?? 'at the start'}: ${message}`),
    ...missing(coverage, 'no path comes to', 'no path goes'),
    ...(conversations === null ? [] : conversationLines(conversations)),
  ];
}

function conversationLines(coverage: Coverage): string[] {
  const { steps, ways } = coverage;
  return [
    `  conversation tests: steps ${percent(steps)}, ways ${percent(ways)}`,
    ...missing(coverage, 'no test comes to', 'no test goes'),
  ];
}

/** Ways out of a step that is not met are not named beside it. */
function missing({ steps, ways }: Coverage, comes: string, goes: string): string[] {
  return [
    ...steps.missing.map((step) => `  ${comes} ${step}`),
    ...ways.missing
      .filter(({ step }) => !steps.missing.includes(step))
      .map((way) => `  ${goes} ${describeWay(way)}`),
  ];
}

/** Rounded down, so that only what is whole is called so. */
function percent({ all, met }: Share<unknown>): string {
  return `${String(all === 0 ? 100 : Math.floor((100 * met) / all))} %`;
}

function count(number: number, noun: string): string {
  return `${figure(number)} ${noun}${number === 1 ? '' : 's'}`;
}

function figure(number: number): string {
  return number.toLocaleString('en-GB');
}
