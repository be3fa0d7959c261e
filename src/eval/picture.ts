import { calibrationError, type Bin } from './calibration.js';
import { riskCoverage, type CoveragePoint } from './coverage.js';
import { guessesOf } from './figures.js';
import type { Prediction } from './prediction.js';
import type { Promised } from './promise.js';
import type { Summary } from './summary.js';
import {
  box,
  dot,
  escapeXml,
  line,
  path,
  styleSheet,
  text,
  upward,
  type Dress,
  type Look,
} from '../picture/svg.js';

const WIDTH = 960;
const HEIGHT = 528;
/** Where the two fields are: squares, side by side. */
const TOP = 100;
const SIDE = 336;
const BOTTOM = TOP + SIDE;
const LEFT = 88;
const RIGHT = 552;
/** Height of the counts below the reliability's field, and of the gap between. */
const COUNTS = 56;
const GAP = 12;
/** Points closer than this cannot be told from each other. */
const FINEST = 0.25;
/** The risk of a handful of answers jumps: it does not set the scale. */
const SETTLED = 0.05;

const BLUE: Dress = ['#0f6fb8', '#5fb3f2'];
const ORANGE: Dress = ['#c2410c', '#fb923c'];
const PAPER: Dress = ['#ffffff', '#14181d'];
const INK: Dress = ['#1f2933', '#e8edf2'];
const FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'DejaVu Sans', sans-serif";

const LOOKS: readonly Look[] = [
  { name: 'paper', style: '', fill: PAPER },
  { name: 'words', style: `font: 12px ${FONT};`, fill: ['#5b6773', '#9aa7b4'] },
  { name: 'title', style: `font: 600 17px ${FONT};`, fill: INK },
  { name: 'head', style: `font: 600 13px ${FONT};`, fill: INK },
  { name: 'mark', style: `font: 600 11px ${FONT};`, fill: INK },
  { name: 'grid', style: 'stroke-width: 1;', stroke: ['#e6eaee', '#2b333c'] },
  { name: 'axis', style: 'stroke-width: 1;', stroke: ['#8793a0', '#6b7885'] },
  { name: 'ideal', style: 'stroke-width: 1; stroke-dasharray: 4 4;', stroke: ['#66727f', '#9aa7b4'] },
  { name: 'curve', style: 'fill: none; stroke-width: 2; stroke-linejoin: round;', stroke: BLUE },
  { name: 'under', style: 'opacity: 0.1;', fill: BLUE },
  { name: 'bar', style: 'opacity: 0.7;', fill: BLUE },
  { name: 'count', style: 'opacity: 0.35;', fill: BLUE },
  { name: 'aim', style: 'stroke-width: 2.5;', stroke: ORANGE },
  { name: 'missed', style: 'stroke-width: 1; stroke-dasharray: 2 3;', stroke: ORANGE },
  { name: 'dot', style: 'stroke-width: 1.5;', fill: ORANGE, stroke: PAPER },
];

/**
 * Risk against coverage with the promises on it, and reliability, side by side as one SVG: light or dark as the viewer
 * prefers, without scripts and without anything to be loaded.
 */
export function picture(
  title: string,
  predictions: readonly Prediction[],
  { bins, promises }: Pick<Summary, 'bins' | 'promises'>,
): string {
  const name = `${title}: risk against coverage, and reliability`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" role="img" aria-labelledby="title">`,
    `<title id="title">${escapeXml(name)}</title>`,
    styleSheet(LOOKS),
    `<rect class="paper" width="${WIDTH}" height="${HEIGHT}" rx="8"/>`,
    text(LEFT, 42, title, 'title'),
    ...riskField(riskCoverage(guessesOf(predictions)), promises),
    ...reliabilityField(bins),
    '</svg>',
    '',
  ].join('\n');
}

/** Where a share of 0–1 lies. */
type Scale = (share: number) => number;

function riskField(curve: readonly CoveragePoint[], promises: readonly Promised[]): string[] {
  const told = promises.flatMap(({ promised, cameTrue }) => [1 - promised, 1 - (cameTrue ?? 1)]);
  const settled = curve.filter(({ coverage }) => coverage >= SETTLED);
  const most = roundedUp(settled.reduce((highest, { risk }) => Math.max(highest, risk), Math.max(...told)));
  const x: Scale = (share) => LEFT + share * SIDE;
  const y: Scale = (risk) => BOTTOM - (Math.min(risk, most) / most) * SIDE;
  const points = thinned(curve.map(({ coverage, risk }) => [x(coverage), y(risk)] as const));
  const ends = [points.at(-1), points[0]].flatMap((end) =>
    end === undefined ? [] : [[end[0], y(0)] as const],
  );
  return [
    text(LEFT, TOP - 22, 'Risk against coverage', 'head'),
    ...axes(LEFT, x, 'share of all messages answered'),
    ...sixLevels(most).flatMap((risk) => levels(LEFT, y(risk), percentOf(risk))),
    upward(LEFT - 54, TOP + SIDE / 2, 'share of the answers that is wrong', 'words'),
    path([...points, ...ends], 'under', true),
    path(points, 'curve'),
    line(LEFT, BOTTOM, LEFT + SIDE, BOTTOM, 'axis'),
    ...promises.flatMap(({ promised, cameTrue, answered }) =>
      cameTrue === null
        ? []
        : promiseMark(percentOf(promised), x(answered), y(1 - promised), y(1 - cameTrue)),
    ),
    line(LEFT + 12, BOTTOM + 66, LEFT + 24, BOTTOM + 66, 'aim'),
    text(LEFT + 30, BOTTOM + 70, 'promised', 'words'),
    dot(LEFT + 108, BOTTOM + 66, 4.5, 'dot'),
    text(LEFT + 118, BOTTOM + 70, 'came true, by the limits fitted to it', 'words'),
  ];
}

function promiseMark(name: string, x: number, promised: number, cameTrue: number): string[] {
  return [
    line(x, promised, x, cameTrue, 'missed'),
    line(x - 6, promised, x + 6, promised, 'aim'),
    dot(x, cameTrue, 4.5, 'dot'),
    text(x, Math.min(promised, cameTrue) - 9, name, 'mark', 'middle'),
  ];
}

function reliabilityField(bins: readonly Bin[]): string[] {
  const floor = BOTTOM - COUNTS - GAP;
  const x: Scale = (share) => RIGHT + share * SIDE;
  const y: Scale = (share) => floor - share * (floor - TOP);
  const total = bins.reduce((sum, { count }) => sum + count, 0);
  const fullest = Math.max(1, ...bins.map(({ count }) => count));
  const filled = bins.filter(({ count }) => count > 0);
  const error = calibrationError(bins);
  return [
    text(RIGHT, TOP - 22, 'Reliability', 'head'),
    text(
      RIGHT + SIDE,
      TOP - 22,
      `calibration error ${error === null ? '—' : error.toFixed(3)}, ${total.toLocaleString('en-GB')} messages`,
      'words',
      'end',
    ),
    ...axes(RIGHT, x, 'probability of the best guess'),
    ...sixLevels(1).flatMap((share) => levels(RIGHT, y(share), percentOf(share))),
    upward(RIGHT - 54, (TOP + floor) / 2, 'share that is right', 'words'),
    ...filled.map(({ from, to, right }) =>
      box(x(from) + 1, y(right), x(to) - x(from) - 2, floor - y(right), 'bar'),
    ),
    line(x(0), y(0), x(1), y(1), 'ideal'),
    ...filled.map(({ from, to, promised }) => line(x(from) + 2, y(promised), x(to) - 2, y(promised), 'aim')),
    line(RIGHT, floor, RIGHT + SIDE, floor, 'axis'),
    ...filled.map(({ from, to, count }) => {
      const height = (count / fullest) * COUNTS;
      return box(x(from) + 1, BOTTOM - height, x(to) - x(from) - 2, height, 'count');
    }),
    line(RIGHT, BOTTOM, RIGHT + SIDE, BOTTOM, 'axis'),
    text(RIGHT - 8, BOTTOM - COUNTS / 2 + 4, 'count', 'words', 'end'),
    line(RIGHT + 12, BOTTOM + 66, RIGHT + 24, BOTTOM + 66, 'aim'),
    text(RIGHT + 30, BOTTOM + 70, 'mean probability', 'words'),
    box(RIGHT + 146, BOTTOM + 60, 12, 12, 'bar'),
    text(RIGHT + 164, BOTTOM + 70, 'right', 'words'),
    line(RIGHT + 212, BOTTOM + 66, RIGHT + 232, BOTTOM + 66, 'ideal'),
    text(RIGHT + 238, BOTTOM + 70, 'ideal', 'words'),
  ];
}

/** What stands along the bottom of a field. */
function axes(left: number, x: Scale, across: string): string[] {
  return [
    ...sixLevels(1).map((share) => text(x(share), BOTTOM + 18, percentOf(share), 'words', 'middle')),
    text(left + SIDE / 2, BOTTOM + 40, across, 'words', 'middle'),
  ];
}

/** A level of a field, with what it stands for. */
function levels(left: number, y: number, label: string): string[] {
  return [line(left, y, left + SIDE, y, 'grid'), text(left - 8, y + 4, label, 'words', 'end')];
}

/** Drops points that lie where the one before lies; the first and the last stay. */
function thinned(points: readonly (readonly [number, number])[]): (readonly [number, number])[] {
  const kept: (readonly [number, number])[] = [];
  for (const [at, point] of points.entries()) {
    const before = kept.at(-1);
    const far = before === undefined || Math.hypot(point[0] - before[0], point[1] - before[1]) >= FINEST;
    if (far || at === points.length - 1) kept.push(point);
  }
  return kept;
}

/** Six levels from 0 to `most`. */
function sixLevels(most: number): number[] {
  return [0, 1, 2, 3, 4, 5].map((step) => (step / 5) * most);
}

/** The next share that divides well by five. */
function roundedUp(share: number): number {
  return [0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.75].find((most) => share <= most) ?? 1;
}

function percentOf(share: number): string {
  return `${Number((100 * share).toFixed(1))} %`;
}
