import type { StepKind } from '../flow/step.js';
import type { Look } from './svg.js';

/** Letters, in pixels: of ids, of what is said, of labels at ways. */
export const SIZES = { id: 12.5, words: 11.5, label: 11, title: 17 } as const;

// Families that are there on any system, of about one width.
const FONT = "Arial, Helvetica, 'Liberation Sans', 'DejaVu Sans', sans-serif";
const INK = '#1f2933';

/** Of each kind of step: the box, and its edge. */
export const COLOURS: Readonly<Record<StepKind, readonly [fill: string, stroke: string]>> = {
  say: ['#f4f5f7', '#8793a0'],
  ask: ['#e3f0fb', '#2f7fc1'],
  choose: ['#e3f0fb', '#2f7fc1'],
  confirm: ['#e6f4ef', '#2a8a6a'],
  probe: ['#f0e8fa', '#7b52ab'],
  branch: ['#fff6d6', '#b8901a'],
  goto: ['#ffffff', '#8793a0'],
  call: ['#e2f3f5', '#1d7f8c'],
  suggest: ['#e2f3f5', '#1d7f8c'],
  set: ['#ffffff', '#8793a0'],
  wait: ['#f4f0e6', '#8a7648'],
  resolve: ['#d9f2dd', '#2d8a3e'],
  handover: ['#fde6d8', '#c2571a'],
  then: ['#ececf4', '#5b5b8a'],
};

/** The marks of a picture of a flow, for light paper. */
export const LOOKS: readonly Look[] = [
  { name: 'paper', style: '', fill: ['#ffffff'] },
  { name: 'title', style: `font: 600 ${SIZES.title}px ${FONT};`, fill: [INK] },
  { name: 'id', style: `font: 700 ${SIZES.id}px ${FONT};`, fill: [INK] },
  { name: 'does', style: `font: italic ${SIZES.words}px ${FONT};`, fill: ['#3d4b59'] },
  { name: 'says', style: `font: ${SIZES.words}px ${FONT};`, fill: ['#3d4b59'] },
  { name: 'label', style: `font: ${SIZES.label}px ${FONT};`, fill: [INK] },
  { name: 'behind', style: 'opacity: 0.9;', fill: ['#ffffff'] },
  { name: 'way', style: 'fill: none; stroke-width: 1.4;', stroke: ['#66727f'] },
  { name: 'head', style: '', fill: ['#66727f'] },
  ...Object.entries(COLOURS).map(([kind, [fill, stroke]]): Look => ({
    name: kind,
    style: `stroke-width: 1.4;${kind === 'set' || kind === 'goto' ? ' stroke-dasharray: 4 3;' : ''}`,
    fill: [fill],
    stroke: [stroke],
  })),
];
