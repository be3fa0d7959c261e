import type { Box, Drawing, Way } from './drawing.js';

/** A box by what ways call it: a step by its id. */
export interface KeyedBox extends Box {
  key: string;
}

/**
 * The same drawing as a tree: one way is drawn to each step, and where others lead to it a small box names it. Lines
 * from everywhere to a step that many lead to would hide all else.
 */
export function asTree({ boxes, ways }: Drawing): { boxes: KeyedBox[]; ways: Way[] } {
  const places = new Map(boxes.map(({ id }, index) => [id, index]));
  const place = (id: string): number => places.get(id) ?? -1;
  const drawn = new Map<string, Way>();
  for (const way of ways) {
    const before = drawn.get(way.to);
    // Rather a way from a step that is written before than one that leads back.
    const onward = place(way.from) < place(way.to);
    if (before === undefined || (onward && place(before.from) >= place(way.to))) drawn.set(way.to, way);
  }
  const named: KeyedBox[] = [];
  const tree = ways.map((way) => {
    const target = boxes[place(way.to)];
    if (target !== undefined && drawn.get(way.to) === way) return way;
    const key = `${way.from} ${way.to}`;
    // A flow that is being written may lead to a step that is not there yet.
    const id = target === undefined ? `? ${way.to}` : `→ ${way.to}`;
    named.push({ key, id, kind: target?.kind ?? 'goto', does: [], says: null });
    return { ...way, to: key };
  });
  return { boxes: [...boxes.map((one): KeyedBox => ({ ...one, key: one.id })), ...named], ways: tree };
}
