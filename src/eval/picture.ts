import { calibrationError, type Bin } from './calibration.js';
import { riskCoverage, type CoveragePoint } from './coverage.js';
import { guessesOf } from './figures.js';
import type { Prediction } from './prediction.js';
import type { Promised } from './promise.js';
import type { Summary } from './summary.js';

/** What is drawn. */
interface Drawn {
  title: string;
  curve: readonly CoveragePoint[];
  promises: readonly Promised[];
  bins: readonly Bin[];
}

const WIDTH = 960;
const HEIGHT = 480;
const TOP = 96;
const SIDE = 304;
/** Left edges of the two fields. */
const LEFT = 88;
const RIGHT = 552;
/** Height of the counts below the reliability's field. */
const COUNTS = 48;
/** Points closer than this lie in one pixel. */
const FINEST = 0.25;

const STYLE = `
  svg { color-scheme: light dark; --paper: #ffffff; --ink: #1f2933; --soft: #66727f; --line: #e3e8ed; --one: #0f6fb8; --two: #c2410c; --fill: #0f6fb8; }
  @media (prefers-color-scheme: dark) {
    svg { --paper: #14181d; --ink: #e8edf2; --soft: #9aa7b4; --line: #2b333c; --one: #5fb3f2; --two: #fb923c; --fill: #5fb3f2; }
  }
  text { font: 12px system-ui, -apple-system, "Segoe UI", Roboto, "DejaVu Sans", sans-serif; fill: var(--soft); }
  .title { font-size: 17px; font-weight: 600; fill: var(--ink); }
  .head { font-size: 13px; font-weight: 600; fill: var(--ink); }
  .paper { fill: var(--paper); }
  .grid { stroke: var(--line); stroke-width: 1; }
  .axis { stroke: var(--soft); stroke-width: 1; }
  .curve { fill: none; stroke: var(--one); stroke-width: 2; stroke-linejoin: round; }
  .under { fill: var(--fill); opacity: 0.1; }
  .ideal { stroke: var(--soft); stroke-width: 1; stroke-dasharray: 4 4; }
  .bar { fill: var(--fill); opacity: 0.75; }
  .count { fill: var(--fill); opacity: 0.35; }
  .gap { stroke: var(--two); stroke-width: 2; }
  .dot { fill: var(--two); stroke: var(--paper); stroke-width: 1.5; }
  .aim { stroke: var(--two); stroke-width: 1; stroke-dasharray: 2 3; }
  .mark { fill: var(--ink); font-size: 11px; }`;

/**
 * Risk against coverage, and reliability, side by side as one SVG: a light and a dark dress by what the viewer
 * prefers, no script and nothing loaded.
 */
export function picture(
  title: string,
  predictions: readonly Prediction[],
  { bins, promises }: Pick<Summary, 'bins' | 'promises'>,
): string {
  const drawn: Drawn = { title, curve: riskCoverage(guessesOf(predictions)), promises, bins };
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" role="img" aria-labelledby="title">`,
    `<title id="title">${escapeXml(`${drawn.title}: risk against coverage, and reliability`)}</title>`,
    `<style>${STYLE}\n</style>`,
    `<rect class="paper" width="${WIDTH}" height="${HEIGHT}" rx="8"/>`,
    text(LEFT, 38, drawn.title, 'title'),
    ...riskField(drawn),
    ...reliabilityField(drawn),
    '</svg>',
    '',
  ].join('\n');
}

/** Where a share of 0–1 lies. */
type Scale = (share: number) => number;

function riskField({ curve, promises }: Drawn): string[] {
  const most = roundedUp(
    Math.max(
      0.02,
      ...curve.map(({ risk }) => risk),
      ...promises.map(({ promised }) => 1 - promised),
      ...promises.map(({ cameTrue }) => 1 - (cameTrue ?? 1)),
    ),
  );
  const x: Scale = (share) => LEFT + share * SIDE;
  const y: Scale = (risk) => TOP + SIDE - (risk / most) * SIDE;
  const line = thinned(curve.map(({ coverage, risk }) => [x(coverage), y(risk)] as const));
  const path = line.map(([px, py], at) => `${at === 0 ? 'M' : 'L'}${fixed(px)} ${fixed(py)}`).join('');
  const [first, last] = [line[0], line.at(-1)];
  const area =
    first === undefined || last === undefined
      ? ''
      : `<path class="under" d="${path}L${fixed(last[0])} ${fixed(y(0))}L${fixed(first[0])} ${fixed(y(0))}Z"/>`;
  return [
    text(LEFT, TOP - 20, 'Risk against coverage', 'head'),
    ...frame({
      left: LEFT,
      x: ticks(0, 1, 0.2).map((share) => [x(share), percentOf(share)]),
      y: ticks(0, most, most / 5).map((risk) => [y(risk), percentOf(risk)]),
      across: 'share of all messages answered',
      up: 'share of the answers that is wrong',
    }),
    area,
    path === '' ? '' : `<path class="curve" d="${path}"/>`,
    ...promises.flatMap(({ promised, cameTrue, answered }) => {
      if (cameTrue === null) return [];
      const [cx, cy, aim] = [x(answered), y(1 - cameTrue), y(1 - promised)];
      const above = cy < aim;
      return [
        `<line class="aim" x1="${fixed(cx)}" y1="${fixed(cy)}" x2="${fixed(cx)}" y2="${fixed(aim)}"/>`,
        `<line class="gap" x1="${fixed(cx - 5)}" y1="${fixed(aim)}" x2="${fixed(cx + 5)}" y2="${fixed(aim)}"/>`,
        `<circle class="dot" cx="${fixed(cx)}" cy="${fixed(cy)}" r="4.5"/>`,
        text(cx - 9, (above ? cy : Math.min(cy, aim)) - 7, `${percentOf(promised)} promised`, 'mark', 'end'),
      ];
    }),
    text(
      LEFT + SIDE / 2,
      TOP + SIDE + 62,
      '● what came true of a promise   ▬ what was promised',
      '',
      'middle',
    ),
  ];
}

function reliabilityField({ bins }: Drawn): string[] {
  const x: Scale = (share) => RIGHT + share * SIDE;
  const field = SIDE - COUNTS - 12;
  const y: Scale = (share) => TOP + field - share * field;
  const total = bins.reduce((sum, { count }) => sum + count, 0);
  const fullest = Math.max(1, ...bins.map(({ count }) => count));
  const counts = TOP + SIDE;
  const filled = bins.filter(({ count }) => count > 0);
  const error = calibrationError(bins);
  return [
    text(
      RIGHT,
      TOP - 20,
      error === null ? 'Reliability' : `Reliability, calibration error ${error.toFixed(3)}`,
      'head',
    ),
    ...ticks(0, 1, 0.2).flatMap((share) => [
      `<line class="grid" x1="${RIGHT}" y1="${fixed(y(share))}" x2="${RIGHT + SIDE}" y2="${fixed(y(share))}"/>`,
      text(RIGHT - 8, y(share) + 4, percentOf(share), '', 'end'),
      text(x(share), TOP + SIDE + 18, percentOf(share), '', 'middle'),
    ]),
    ...filled.map(({ from, to, right }) => box('bar', x(from), y(right), x(to) - x(from), y(0) - y(right))),
    `<line class="ideal" x1="${fixed(x(0))}" y1="${fixed(y(0))}" x2="${fixed(x(1))}" y2="${fixed(y(1))}"/>`,
    ...filled.map(
      ({ from, to, promised }) =>
        `<line class="gap" x1="${fixed(x(from) + 2)}" y1="${fixed(y(promised))}" x2="${fixed(x(to) - 2)}" y2="${fixed(y(promised))}"/>`,
    ),
    `<line class="axis" x1="${RIGHT}" y1="${fixed(y(0))}" x2="${RIGHT + SIDE}" y2="${fixed(y(0))}"/>`,
    ...filled.map(({ from, to, count }) => {
      const height = (count / fullest) * COUNTS;
      return box('count', x(from), counts - height, x(to) - x(from), height);
    }),
    `<line class="axis" x1="${RIGHT}" y1="${counts}" x2="${RIGHT + SIDE}" y2="${counts}"/>`,
    text(RIGHT - 8, counts - COUNTS / 2 + 4, 'messages', '', 'end'),
    text(RIGHT + SIDE / 2, TOP + SIDE + 40, 'probability of the best guess', '', 'middle'),
    text(
      RIGHT + SIDE / 2,
      TOP + SIDE + 62,
      `█ share that is right   ▬ mean probability   ${total.toLocaleString('en-GB')} messages`,
      '',
      'middle',
    ),
    upward(RIGHT - 52, TOP + field / 2, 'share that is right'),
  ];
}

interface Frame {
  left: number;
  x: readonly (readonly [at: number, label: string])[];
  y: readonly (readonly [at: number, label: string])[];
  across: string;
  up: string;
}

function frame({ left, x, y, across, up }: Frame): string[] {
  const bottom = TOP + SIDE;
  return [
    ...y.flatMap(([at, label]) => [
      `<line class="grid" x1="${left}" y1="${fixed(at)}" x2="${left + SIDE}" y2="${fixed(at)}"/>`,
      text(left - 8, at + 4, label, '', 'end'),
    ]),
    ...x.map(([at, label]) => text(at, bottom + 18, label, '', 'middle')),
    `<line class="axis" x1="${left}" y1="${bottom}" x2="${left + SIDE}" y2="${bottom}"/>`,
    text(left + SIDE / 2, bottom + 40, across, '', 'middle'),
    upward(left - 52, TOP + SIDE / 2, up),
  ];
}

function box(name: string, x: number, y: number, width: number, height: number): string {
  return `<rect class="${name}" x="${fixed(x + 1)}" y="${fixed(y)}" width="${fixed(width - 2)}" height="${fixed(height)}" rx="1.5"/>`;
}

function text(x: number, y: number, words: string, name = '', anchor = 'start'): string {
  const as = name === '' ? '' : ` class="${name}"`;
  const at = anchor === 'start' ? '' : ` text-anchor="${anchor}"`;
  return `<text x="${fixed(x)}" y="${fixed(y)}"${as}${at}>${escapeXml(words)}</text>`;
}

function upward(x: number, y: number, words: string): string {
  return `<text transform="translate(${fixed(x)} ${fixed(y)}) rotate(-90)" text-anchor="middle">${escapeXml(words)}</text>`;
}

/** Drops points that nobody could tell from the one before; the first and the last stay. */
function thinned(line: readonly (readonly [number, number])[]): (readonly [number, number])[] {
  const kept: (readonly [number, number])[] = [];
  for (const [at, point] of line.entries()) {
    const before = kept.at(-1);
    const far = before === undefined || Math.hypot(point[0] - before[0], point[1] - before[1]) >= FINEST;
    if (far || at === line.length - 1) kept.push(point);
  }
  return kept;
}

function ticks(from: number, to: number, step: number): number[] {
  return Array.from({ length: Math.round((to - from) / step) + 1 }, (_, at) => from + at * step);
}

/** The next share that five equal steps divide well. */
function roundedUp(share: number): number {
  return [0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.75].find((most) => share <= most) ?? 1;
}

function percentOf(share: number): string {
  return `${Number((100 * share).toFixed(1))} %`;
}

function fixed(value: number): string {
  return String(Number(value.toFixed(2)));
}

/** What XML cannot hold is left out; what it reads as markup is written as entities. */
function escapeXml(words: string): string {
  return words
    .replace(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
