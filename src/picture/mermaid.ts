import type { StepKind } from '../flow/step.js';
import type { Box, Drawing } from './drawing.js';
import { fitted } from './fit.js';
import { COLOURS, SIZES } from './look.js';

const WIDTH = 200;
const MOST_LINES = 3;

/** What stands around a box's text. */
const BRACKETS: Readonly<Record<StepKind, readonly [open: string, close: string]>> = {
  say: ['[', ']'],
  ask: ['(', ')'],
  choose: ['{{', '}}'],
  confirm: ['(', ')'],
  probe: ['[/', '/]'],
  branch: ['{', '}'],
  goto: ['[', ']'],
  call: ['[[', ']]'],
  suggest: ['[\\', '\\]'],
  set: ['[', ']'],
  wait: ['>', ']'],
  resolve: ['([', '])'],
  handover: ['[/', '\\]'],
  then: ['([', '])'],
};

/** A flow as a flowchart in the language of Mermaid, which GitHub and many wikis draw. */
export function flowMermaid({ title, boxes, ways }: Drawing): string {
  // Ids are numbers: some words, such as `end`, mean something to Mermaid.
  const ids = new Map(boxes.map(({ id }, index) => [id, `s${index}`]));
  const lost = [...new Set(ways.map(({ to }) => to))].filter((to) => !ids.has(to));
  lost.forEach((id, index) => ids.set(id, `lost${index}`));
  const idOf = (step: string): string => ids.get(step) ?? '';
  const kinds = [...new Set(boxes.map(({ kind }) => kind))];
  return [
    '---',
    `title: ${JSON.stringify(title)}`,
    '---',
    'flowchart TD',
    ...boxes.map((box) => `  ${idOf(box.id)}${drawn(box)}`),
    ...lost.map((step) => `  ${idOf(step)}["${escaped(`? ${step}`)}"]`),
    ...ways.map(({ from, to, labels }) => {
      const label = labels.length === 0 ? '' : `|"${labels.map(escaped).join('<br/>')}"|`;
      return `  ${idOf(from)} -->${label} ${idOf(to)}`;
    }),
    ...kinds.map(
      (kind) => `  classDef kind-${kind} fill:${COLOURS[kind][0]},stroke:${COLOURS[kind][1]},color:#1f2933`,
    ),
    ...kinds.map((kind) => {
      const members = boxes.filter((box) => box.kind === kind).map(({ id }) => idOf(id));
      return `  class ${members.join(',')} kind-${kind}`;
    }),
    '',
  ].join('\n');
}

function drawn({ id, kind, does, says }: Box): string {
  const [open, close] = BRACKETS[kind];
  const words = says === null ? [] : fitted(says, WIDTH, SIZES.words, MOST_LINES);
  const lines = [
    `<b>${escaped(id)}</b>`,
    ...does.map((one) => `<i>${escaped(one)}</i>`),
    ...words.map(escaped),
  ];
  return `${open}"${lines.join('<br/>')}"${close}`;
}

/**
 * Text that Mermaid takes as it is: signs that mean something to it, to Markdown or to HTML as entities in its own
 * spelling, and lines as one.
 */
function escaped(text: string): string {
  return text
    .replace(/\s+/gu, ' ')
    .replace(/["#&<>`|\\*_~[\]{}()]/gu, (sign) => `#${String(sign.charCodeAt(0))};`)
    .replace(
      /^(\d+)([.)])/u,
      (_, number: string, sign: string) => `${number}#${String(sign.charCodeAt(0))};`,
    );
}
