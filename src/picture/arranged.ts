import type { StepKind } from '../flow/step.js';
import type { Box, Drawing } from './drawing.js';
import { fitted, widthOf } from './fit.js';
import { layOut, type Point, type Sized } from './layout.js';
import { SIZES } from './look.js';
import { around, SHAPES } from './shape.js';
import { asTree } from './tree.js';

/** Widths that texts are broken to, in pixels, and how many lines are shown. */
const WIDTH = 190;
const LABEL_WIDTH = 132;
const MOST_LINES = { id: 2, does: 2, says: 3, label: 4 } as const;
/** From one line of a text to the next. */
export const LINE_HEIGHTS = { box: 14.5, label: 13 } as const;

/** A line of a box's text. */
export interface Line {
  words: string;
  look: 'id' | 'does' | 'says';
}

interface Filled extends Sized {
  kind: StepKind;
  lines: Line[];
}

interface Label extends Sized {
  lines: string[];
}

/** A flow with a place for everything; of boxes and labels, the middle. */
export interface Arranged extends Sized {
  boxes: (Filled & { middle: Point })[];
  ways: { points: Point[]; label: Label & { middle: Point } }[];
}

/** Breaks the texts of a drawing into boxes and labels, and finds a place for each. */
export function arranged(drawing: Drawing): Arranged {
  const tree = asTree(drawing);
  const boxes = new Map(tree.boxes.map((box): [string, Filled] => [box.key, filled(box)]));
  const ways = tree.ways.map(({ from, to, labels }) => ({ from, to, label: labelOf(labels) }));
  const layout = layOut({ boxes, lines: ways });
  const at = (key: string): Point => layout.boxes.get(key) ?? [0, 0];
  return {
    width: layout.width,
    height: layout.height,
    boxes: [...boxes].map(([key, box]) => ({ ...box, middle: at(key) })),
    ways: ways.map(({ from, to, label }, index) => {
      const { points = [], label: middle = [0, 0] } = layout.lines[index] ?? {};
      const docked = [...points];
      for (const [key, end, beside] of [
        [from, 0, 1],
        [to, points.length - 1, points.length - 2],
      ] as const) {
        const [box, next] = [boxes.get(key), points[beside]];
        if (box !== undefined && next !== undefined) docked[end] = dock(at(key), box, next);
      }
      return { points: docked, label: { ...label, middle } };
    }),
  };
}

function filled({ id, kind, does, says }: Box): Filled {
  const cut = (words: string, look: Line['look']): Line[] =>
    fitted(words, WIDTH, sizeOf(look), MOST_LINES[look], look === 'id').map((line) => ({
      words: line,
      look,
    }));
  const lines = [
    ...cut(id, 'id'),
    ...does.flatMap((one) => cut(one, 'does')),
    ...(says === null ? [] : cut(says, 'says')),
  ];
  const widths = lines.map(({ words, look }) => widthOf(words, sizeOf(look), look === 'id'));
  return { kind, lines, ...around(kind, Math.max(...widths), lines.length * LINE_HEIGHTS.box) };
}

function sizeOf(look: Line['look']): number {
  return look === 'id' ? SIZES.id : SIZES.words;
}

function labelOf(labels: readonly string[]): Label {
  const lines = labels.flatMap((label, index) =>
    fitted(index < labels.length - 1 ? `${label};` : label, LABEL_WIDTH, SIZES.label, MOST_LINES.label),
  );
  if (lines.length === 0) return { lines, width: 0, height: 0 };
  const widest = Math.max(...lines.map((line) => widthOf(line, SIZES.label)));
  return { lines, width: widest + 8, height: lines.length * LINE_HEIGHTS.label + 4 };
}

/** Where a line leaves a box for a point, or arrives from it: at a side, as near to the point's height as it goes. */
function dock([x, y]: Point, { kind, width, height }: Filled, [toX, toY]: Point): Point {
  const room = Math.max(0, height / 2 - 12);
  const dockY = Math.min(y + room, Math.max(y - room, toY));
  const [left, right] = SHAPES[kind].inset((dockY - y) / (height / 2), width);
  return [toX < x ? x - width / 2 + left : x + width / 2 - right, dockY];
}
