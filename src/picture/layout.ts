import { Graph, layout as arrange } from '@dagrejs/dagre';

/** Something with a size that is to be placed. */
export interface Sized {
  width: number;
  height: number;
}

/** What is to be laid out: boxes by id, and lines between them whose label takes room too. */
export interface Plan {
  boxes: ReadonlyMap<string, Sized>;
  lines: readonly { from: string; to: string; label: Sized }[];
}

export type Point = readonly [x: number, y: number];

/** Where everything is; of boxes and labels, the middle. */
export interface Layout extends Sized {
  boxes: ReadonlyMap<string, Point>;
  /** In the order of the plan: the points that a line bends at, the first and the last on the boxes' edges. */
  lines: readonly { points: Point[]; label: Point }[];
}

interface Placed extends Sized {
  x?: number;
  y?: number;
}

interface Bent extends Placed {
  labelpos: 'c';
  points?: { x: number; y: number }[];
}

/** Lays out from left to right in columns, without two boxes or labels on one another. */
export function layOut({ boxes, lines }: Plan): Layout {
  const graph = new Graph<object, Placed, Bent>({ multigraph: true });
  graph.setGraph({ rankdir: 'LR', nodesep: 16, edgesep: 10, ranksep: 30, marginx: 24, marginy: 24 });
  for (const [id, { width, height }] of boxes) graph.setNode(id, { width, height });
  for (const [index, { from, to, label }] of lines.entries()) {
    graph.setEdge(from, to, { width: label.width, height: label.height, labelpos: 'c' }, String(index));
  }
  arrange(graph);
  const bent = lines.map(({ from, to }, index) => {
    const { x = 0, y = 0, points = [] } = graph.edge(from, to, String(index));
    return { points: points.map((point): Point => [point.x, point.y]), label: [x, y] as const };
  });
  const placed = new Map(
    [...boxes.keys()].map((id): [string, Point] => [id, [graph.node(id).x ?? 0, graph.node(id).y ?? 0]]),
  );
  return { ...extent(boxes, placed, bent), boxes: placed, lines: bent };
}

function extent(sizes: Plan['boxes'], placed: Layout['boxes'], lines: Layout['lines']): Sized {
  const right = [...placed].map(([id, [x]]) => x + (sizes.get(id)?.width ?? 0) / 2);
  const bottom = [...placed].map(([id, [, y]]) => y + (sizes.get(id)?.height ?? 0) / 2);
  const points = lines.flatMap((line) => line.points);
  return {
    width: Math.max(...right, ...points.map(([x]) => x)) + 24,
    height: Math.max(...bottom, ...points.map(([, y]) => y)) + 24,
  };
}
