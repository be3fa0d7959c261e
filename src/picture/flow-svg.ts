import { STEP_KINDS } from '../flow/step.js';
import { arranged, LINE_HEIGHTS, type Arranged } from './arranged.js';
import type { Drawing } from './drawing.js';
import { widthOf } from './fit.js';
import type { Sized } from './layout.js';
import { LOOKS, SIZES } from './look.js';
import { SHAPES } from './shape.js';
import { bent, box, escapeXml, shapeAt, styleSheet, text } from './svg.js';
import { KINDS } from './words.js';

/** What stands around the flow itself. */
const TOP = 48;
const LEFT = 24;
/** The legend's shapes, its rows, and how wide it is at least before it begins another. */
const SWATCH = [30, 16] as const;
const ROW = 24;
const LEGEND = 720;

/** A flow as one SVG: light, without scripts and without anything to be loaded. */
export function flowSvg(drawing: Drawing): string {
  const flow = arranged(drawing);
  const legend = legendOf(drawing, Math.max(flow.width, LEGEND) - 2 * LEFT);
  const title = widthOf(drawing.title, SIZES.title, true);
  const width = Math.ceil(Math.max(flow.width, Math.max(legend.width, title) + 2 * LEFT));
  const height = Math.ceil(TOP + flow.height + legend.height + 12);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="title">`,
    `<title id="title">${escapeXml(drawing.title)}</title>`,
    styleSheet(LOOKS),
    '<defs><marker id="arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" markerUnits="userSpaceOnUse" orient="auto"><path class="head" d="M0 0.5L8 4L0 7.5Z"/></marker></defs>',
    box(0, 0, width, height, 'paper'),
    text(LEFT, 32, drawing.title, 'title'),
    `<g transform="translate(0 ${TOP})">`,
    ...flow.ways.map(({ points }) => bent(points, 'way', 'arrow')),
    ...flow.boxes.flatMap(drawnBox),
    ...flow.ways.flatMap(({ label }) => drawnLabel(label)),
    '</g>',
    `<g transform="translate(${LEFT} ${TOP + Math.ceil(flow.height)})">`,
    ...legend.marks,
    '</g>',
    '</svg>',
    '',
  ].join('\n');
}

function drawnBox({ kind, lines, width, height, middle: [x, y] }: Arranged['boxes'][number]): string[] {
  const { outline, pad, centred } = SHAPES[kind];
  const [left, top] = [x - width / 2, y - height / 2];
  // The wave below a sheet takes room from its words.
  const first = y - (lines.length * LINE_HEIGHTS.box) / 2 + (kind === 'suggest' ? 8 : 11);
  return [
    shapeAt(left, top, outline(width, height), kind),
    ...lines.map(({ words, look }, index) => {
      const down = first + index * LINE_HEIGHTS.box;
      return centred ? text(x, down, words, look, 'middle') : text(left + pad[0], down, words, look);
    }),
  ];
}

function drawnLabel({ lines, width, height, middle: [x, y] }: Arranged['ways'][number]['label']): string[] {
  if (lines.length === 0) return [];
  const top = y - height / 2;
  return [
    box(x - width / 2, top, width, height, 'behind'),
    ...lines.map((line, index) => text(x, top + 12 + index * LINE_HEIGHTS.label, line, 'label', 'middle')),
  ];
}

/** What the shapes mean that the flow has, in as many rows as it takes. */
function legendOf({ boxes, language }: Drawing, most: number): Sized & { marks: string[] } {
  const marks: string[] = [];
  let [x, y, width] = [0, 0, 0];
  for (const kind of STEP_KINDS.filter((one) => boxes.some((drawn) => drawn.kind === one))) {
    const words = KINDS[kind][language];
    const step = SWATCH[0] + 22 + widthOf(words, SIZES.label);
    if (x > 0 && x + step > most) [x, y] = [0, y + ROW];
    marks.push(shapeAt(x, y, SHAPES[kind].outline(...SWATCH), kind), text(x + 36, y + 12, words, 'label'));
    x += step;
    width = Math.max(width, x);
  }
  return { marks, width, height: y + ROW };
}
