import type { Atlas, Place, Road } from './atlas.js';

/** More steps of the search for paths than this are not made: paths are then counted by a cover alone. */
const MOST_SEARCHED = 300_000;

/** Paths through a flow, from its start to an end. */
export interface Paths {
  /** How many end in each way. */
  ends: Record<'resolve' | 'handover' | 'then', number>;
  /** The roads that are part of one. */
  roads: ReadonlySet<Road>;
  /**
   * Whether these are all ways through the flow that come to no place twice, or only so many that every road is part
   * of one.
   */
  all: boolean;
}

/**
 * Every path from the first start to an end that comes to no place twice; and for roads that are on none of these,
 * because they lead back or begin elsewhere, the shortest path that has one. Where there are too many, only the latter.
 *
 * XState's `getSimplePaths` gives the same paths, but searches anew for each place and without a bound.
 */
export function pathsThrough(atlas: Atlas): Paths {
  const simple = simplePaths(atlas);
  const paths = simple ?? { ends: { resolve: 0, handover: 0, then: 0 }, roads: new Set<Road>() };
  cover(atlas, paths);
  return { ...paths, all: simple !== null };
}

interface Found {
  ends: Paths['ends'];
  roads: Set<Road>;
}

/** Null where there are too many. */
function simplePaths({ starts, places }: Atlas): Found | null {
  const found: Found = { ends: { resolve: 0, handover: 0, then: 0 }, roads: new Set() };
  const path: Road[] = [];
  const passed = new Set<string>();
  let searched = 0;
  const search = (road: Road): void => {
    const place = places.get(road.to);
    searched += 1;
    if (place === undefined || passed.has(road.to) || searched > MOST_SEARCHED) return;
    path.push(road);
    if (place.end !== null) {
      found.ends[place.end] += 1;
      path.forEach((one) => found.roads.add(one));
    }
    passed.add(road.to);
    place.roads.forEach(search);
    passed.delete(road.to);
    path.pop();
  };
  starts.slice(0, 1).forEach(search);
  return searched > MOST_SEARCHED ? null : found;
}

/** Adds the shortest path for each road that is on none so far. */
function cover({ starts, places }: Atlas, found: Found): void {
  const arrival = arrivals(starts, places);
  const ahead = shortestToEnd(places);
  for (const road of [...starts, ...[...places.values()].flatMap(({ roads }) => roads)]) {
    const end = places.get(endOf(road.to, ahead) ?? '')?.end ?? null;
    if (found.roads.has(road) || end === null) continue;
    found.ends[end] += 1;
    for (let before: Road | undefined = road; before !== undefined;) {
      found.roads.add(before);
      before = before.from === null ? undefined : arrival.get(before.from);
    }
    for (let next = ahead.get(road.to); next != null; next = ahead.get(next.to)) found.roads.add(next);
  }
}

/** For each place, the last road of a shortest path to it. */
function arrivals(starts: readonly Road[], places: ReadonlyMap<string, Place>): Map<string, Road> {
  const arrival = new Map<string, Road>();
  const open = [...starts];
  for (const road of open) {
    if (arrival.has(road.to)) continue;
    arrival.set(road.to, road);
    open.push(...(places.get(road.to)?.roads ?? []));
  }
  return arrival;
}

/** For each place from which an end can be reached, the first road of a shortest path to it; null at an end. */
export function shortestToEnd(places: ReadonlyMap<string, Place>): Map<string, Road | null> {
  const sources = new Map<string, Road[]>();
  const ahead = new Map<string, Road | null>();
  const open: string[] = [];
  for (const [key, { end, roads }] of places) {
    if (end !== null) {
      ahead.set(key, null);
      open.push(key);
    }
    for (const road of roads) sources.set(road.to, [...(sources.get(road.to) ?? []), road]);
  }
  for (const key of open) {
    for (const road of sources.get(key) ?? []) {
      if (road.from === null || ahead.has(road.from)) continue;
      ahead.set(road.from, road);
      open.push(road.from);
    }
  }
  return ahead;
}

function endOf(key: string, ahead: ReadonlyMap<string, Road | null>): string | null {
  const next = ahead.get(key);
  if (next === undefined) return null;
  return next === null ? key : endOf(next.to, ahead);
}
