import type { Measured } from './job.js';
import { percentRight, type Outcome } from './outcome.js';

interface Column {
  name: string;
  of(measured: Measured): number | null;
  digits: number;
  /** Whether others are put in proportion to ours. */
  compared: boolean;
}

const COLUMNS: readonly Column[] = [
  { name: 'right, %', of: percentRight, digits: 2, compared: false },
  { name: 'training, s', of: ({ trainSeconds }) => trainSeconds, digits: 2, compared: true },
  { name: 'once warm', of: ({ warmTrainSeconds }) => warmTrainSeconds, digits: 2, compared: false },
  { name: 'message, ms', of: ({ medianMs }) => medianMs, digits: 3, compared: true },
  { name: 'p99', of: ({ p99Ms }) => p99Ms, digits: 2, compared: true },
  { name: 'cold', of: ({ coldMs }) => coldMs, digits: 2, compared: false },
  { name: 'model, MB', of: ({ modelMb }) => modelMb, digits: 1, compared: true },
  { name: 'RSS, MB', of: ({ rssMb }) => rssMb, digits: 0, compared: true },
  { name: 'file, MB', of: ({ saved }) => saved?.mb ?? null, digits: 1, compared: false },
  { name: 'opening, s', of: ({ saved }) => saved?.openSeconds ?? null, digits: 2, compared: false },
];

/** A Markdown table of all outcomes, a row for each; in brackets how many times `firstline`'s on the same set. */
export function tableOf(outcomes: readonly Outcome[]): string {
  const rows = outcomes.map((outcome) => {
    const { set, system, result } = outcome;
    if (!result.ok) return [set, system, 'failed', ...COLUMNS.slice(1).map(() => '')];
    const ours = outcomes.find((other) => other.set === set && other.system === 'firstline');
    const base = ours !== undefined && ours !== outcome && ours.result.ok ? ours.result.measured : null;
    return [set, system, ...COLUMNS.map((column) => cell(column, result.measured, base))];
  });
  return laidOut([['set', 'system', ...COLUMNS.map(({ name }) => name)], ...rows]);
}

function cell({ of, digits, compared }: Column, measured: Measured, ours: Measured | null): string {
  const value = of(measured);
  if (value === null) return '–';
  const own = value.toFixed(digits);
  const base = compared && ours !== null ? of(ours) : null;
  return base === null || base <= 0 ? own : `${own} (${timesOf(value / base)})`;
}

function timesOf(ratio: number): string {
  return `×${ratio.toFixed(ratio < 1 ? 2 : ratio < 10 ? 1 : 0)}`;
}

/** Rows as a Markdown table with columns of even width; the first row is its head. */
export function laidOut([head = [], ...rows]: readonly string[][]): string {
  const widths = head.map((name, at) => Math.max(3, name.length, ...rows.map((row) => row[at]?.length ?? 0)));
  const line = (cells: readonly string[]): string =>
    `| ${widths.map((width, at) => (cells[at] ?? '').padEnd(width)).join(' | ')} |`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line), ''].join('\n');
}
