import type { StepKind } from '../flow/step.js';

/** How a step of a kind is drawn. */
export interface Shape {
  /** The `d` of a path around a box of this size whose upper left corner is at 0, 0. */
  outline(width: number, height: number): string;
  /** From the text to the edge of the box. */
  pad: readonly [x: number, y: number];
  /** The words stand in the middle; else they begin at the left. */
  centred: boolean;
  /** How far inside the box its left and its right side are at a height: -1 on top, 0 in the middle, 1 at the bottom. */
  inset(at: number, width: number): readonly [left: number, right: number];
}

/** Each kind can be told from the others without its colour. */
export const SHAPES: Readonly<Record<StepKind, Shape>> = {
  say: shape((w, h) => rounded(w, h, 2)),
  ask: shape((w, h) => rounded(w, h, 12)),
  choose: shape(
    (w, h) => `M0 ${h / 2}L14 0H${w - 14}L${w} ${h / 2}L${w - 14} ${h}H14Z`,
    21,
    9,
    (at) => [14 * Math.abs(at), 14 * Math.abs(at)],
  ),
  confirm: shape((w, h) => `M9 0H${w - 9}L${w} 9V${h - 9}L${w - 9} ${h}H9L0 ${h - 9}V9Z`),
  probe: shape(
    (w, h) => `M14 0H${w}L${w - 14} ${h}H0Z`,
    22,
    9,
    (at) => [7 - 7 * at, 7 + 7 * at],
  ),
  branch: {
    outline: (w, h) => `M${w / 2} 0L${w} ${h / 2}L${w / 2} ${h}L0 ${h / 2}Z`,
    pad: [0, 0],
    centred: true,
    inset: (at, width) => [(width / 2) * Math.abs(at), (width / 2) * Math.abs(at)],
  },
  goto: shape((w, h) => rounded(w, h, 12)),
  call: shape((w, h) => `${rounded(w, h, 2)}M6 0V${h}M${w - 6} 0V${h}`, 17),
  suggest: shape(
    (w, h) => `M0 0H${w}V${h - 5}Q${w * 0.75} ${h - 13} ${w / 2} ${h - 5}Q${w / 4} ${h + 3} 0 ${h - 5}Z`,
    13,
    13,
  ),
  set: shape((w, h) => rounded(w, h, 2)),
  wait: shape(
    (w, h) => `M0 0H${w - 18}Q${w} 0 ${w} ${h / 2}Q${w} ${h} ${w - 18} ${h}H0Z`,
    16,
    9,
    (at) => [0, 14 * at ** 2],
  ),
  resolve: shape((w, h) => rounded(w, h, Math.min(24, h / 2)), 18, 10),
  handover: shape((w, h) => `M0 0H${w - 16}L${w} ${h / 2}L${w - 16} ${h}H0Z`, 18),
  then: shape((w, h) => rounded(w, h, Math.min(24, h / 2)), 18),
};

/** The size of the box around words of this size. */
export function around(kind: StepKind, width: number, height: number): { width: number; height: number } {
  // Words fit into a diamond where their share of its width and their share of its height come to 1 at most.
  if (kind === 'branch') return { width: width / 0.56 + 4, height: height / 0.42 };
  const [x, y] = SHAPES[kind].pad;
  return { width: width + 2 * x, height: height + 2 * y };
}

function shape(outline: Shape['outline'], x = 13, y = 9, inset: Shape['inset'] = () => [0, 0]): Shape {
  return { outline, pad: [x, y], centred: false, inset };
}

function rounded(width: number, height: number, radius: number): string {
  const corner = (x: number, y: number): string => `a${radius} ${radius} 0 0 1 ${x} ${y}`;
  const [across, down] = [width - 2 * radius, height - 2 * radius];
  return [
    `M${radius} 0h${across}${corner(radius, radius)}v${down}${corner(-radius, radius)}`,
    `h${-across}${corner(-radius, -radius)}v${-down}${corner(radius, -radius)}Z`,
  ].join('');
}
