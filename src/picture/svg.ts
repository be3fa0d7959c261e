/** Marks of SVG as text. Lengths are in pixels, y grows downwards. */

/** A colour on light paper, and on dark where that is another one. */
export type Dress = readonly [light: string, dark?: string];

/** How far from a bend it is round. */
const ROUND = 16;

/** A kind of mark, its class's name: what it looks like, and its colours. */
export interface Look {
  name: string;
  style: string;
  fill?: Dress;
  stroke?: Dress;
}

/**
 * A style sheet that is light, and dark where the viewer prefers so and there are colours for it. Colours are written
 * out: many viewers know no variables in styles, and none that matters fails on a media query.
 */
export function styleSheet(looks: readonly Look[]): string {
  const dressed = (which: 0 | 1): string[] =>
    looks.flatMap(({ name, style, fill, stroke }) => {
      const rules = [
        ...(which === 0 && style !== '' ? [style] : []),
        ...(fill?.[which] === undefined ? [] : [`fill: ${fill[which]};`]),
        ...(stroke?.[which] === undefined ? [] : [`stroke: ${stroke[which]};`]),
      ];
      return rules.length === 0 ? [] : [`.${name} { ${rules.join(' ')} }`];
    });
  const dark = dressed(1);
  const query = dark.length === 0 ? [] : ['@media (prefers-color-scheme: dark) {', ...dark, '}'];
  return ['<style>', ...dressed(0), ...query, '</style>'].join('\n');
}

/** Words at a point, `anchor`: whether they begin, have their middle, or end there. */
export function text(
  x: number,
  y: number,
  words: string,
  look: string,
  anchor: 'start' | 'middle' | 'end' = 'start',
): string {
  const at = anchor === 'start' ? '' : ` text-anchor="${anchor}"`;
  return `<text x="${fixed(x)}" y="${fixed(y)}" class="${look}"${at}>${escapeXml(words)}</text>`;
}

/** Words that run upwards, with their middle at a point. */
export function upward(x: number, y: number, words: string, look: string): string {
  const turned = `translate(${fixed(x)} ${fixed(y)}) rotate(-90)`;
  return `<text transform="${turned}" class="${look}" text-anchor="middle">${escapeXml(words)}</text>`;
}

export function line(x1: number, y1: number, x2: number, y2: number, look: string): string {
  return `<line class="${look}" x1="${fixed(x1)}" y1="${fixed(y1)}" x2="${fixed(x2)}" y2="${fixed(y2)}"/>`;
}

/** A box with corners hardly round. */
export function box(x: number, y: number, width: number, height: number, look: string): string {
  return `<rect class="${look}" x="${fixed(x)}" y="${fixed(y)}" width="${fixed(width)}" height="${fixed(Math.max(0, height))}" rx="1.5"/>`;
}

export function dot(x: number, y: number, radius: number, look: string): string {
  return `<circle class="${look}" cx="${fixed(x)}" cy="${fixed(y)}" r="${fixed(radius)}"/>`;
}

/** A shape by its outline, moved to where its corner is to be. */
export function shapeAt(x: number, y: number, outline: string, look: string): string {
  const rounded = outline.replace(/-?\d+\.\d+/g, (number) => fixed(Number(number)));
  return `<path class="${look}" transform="translate(${fixed(x)} ${fixed(y)})" d="${rounded}"/>`;
}

/** A line through points, or nothing without any. `closed`: back to where it began. */
export function path(
  points: readonly (readonly [x: number, y: number])[],
  look: string,
  closed = false,
): string {
  if (points.length === 0) return '';
  const steps = points.map(([x, y], at) => `${at === 0 ? 'M' : 'L'}${fixed(x)} ${fixed(y)}`).join('');
  return `<path class="${look}" d="${steps}${closed ? 'Z' : ''}"/>`;
}

/** A line through points whose bends are round, with the marker of this id at its end. */
export function bent(
  points: readonly (readonly [x: number, y: number])[],
  look: string,
  marker: string,
): string {
  const [first] = points;
  if (first === undefined) return '';
  const steps = points.slice(1).map(([x, y], index) => {
    const [beforeX, beforeY] = points[index] ?? first;
    const after = points[index + 2];
    if (after === undefined) return `L${fixed(x)} ${fixed(y)}`;
    const toward = (toX: number, toY: number): string => {
      const share = Math.min(0.5, ROUND / Math.max(1, Math.hypot(toX - x, toY - y)));
      return `${fixed(x + (toX - x) * share)} ${fixed(y + (toY - y) * share)}`;
    };
    return `L${toward(beforeX, beforeY)}Q${fixed(x)} ${fixed(y)} ${toward(after[0], after[1])}`;
  });
  const start = `M${fixed(first[0])} ${fixed(first[1])}`;
  return `<path class="${look}" d="${start}${steps.join('')}" marker-end="url(#${marker})"/>`;
}

/** What XML cannot hold is left out; what it reads as markup is written as entities. */
export function escapeXml(words: string): string {
  return words
    .replace(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

function fixed(value: number): string {
  return String(Number(value.toFixed(2)));
}
