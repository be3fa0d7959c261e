/** A day in ms. */
const DAY_MS = 24 * 60 * 60_000;

/** A stretch of time, ms since the epoch, in which the zone's clock is `offset` ms ahead of UTC; `to` not included. */
export interface Season {
  from: number;
  to: number;
  offset: number;
}

/** By time zone: making one takes far longer than using it. */
const clocks = new Map<string, Intl.DateTimeFormat>();

function clockOf(timeZone: string): Intl.DateTimeFormat {
  const known = clocks.get(timeZone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone,
    ...{ year: 'numeric', month: 'numeric', day: 'numeric' },
    ...{ hour: 'numeric', minute: 'numeric', second: 'numeric', hourCycle: 'h23' },
  });
  clocks.set(timeZone, made);
  return made;
}

/** How far a zone's clock is ahead of UTC at a moment, ms. */
export function offsetAt(timeZone: string, at: number): number {
  const second = Math.floor(at / 1000) * 1000;
  const parts = new Map(
    clockOf(timeZone)
      .formatToParts(second)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const part = (type: Intl.DateTimeFormatPartTypes): number => parts.get(type) ?? 0;
  const shown = Date.UTC(
    ...([
      part('year'),
      part('month') - 1,
      part('day'),
      part('hour'),
      part('minute'),
      part('second'),
    ] as const),
  );
  return shown - second;
}

/**
 * What the zone's clock shows at a moment, as ms since the epoch of a clock that shows the same in UTC: to be read
 * with the UTC functions of `Date`.
 */
export function localTime(timeZone: string, at: number): number {
  return at + offsetAt(timeZone, at);
}

/**
 * The moment at which the zone's clock shows a local time: the first, where it is repeated; where it is skipped, as long
 * after the change as the clock would have shown.
 */
export function momentOf(timeZone: string, local: number): number {
  const before = local - offsetAt(timeZone, local - DAY_MS);
  if (localTime(timeZone, before) === local) return before;
  const after = local - offsetAt(timeZone, local + DAY_MS);
  return localTime(timeZone, after) === local ? after : before;
}

/** The date of a local time, `2026-12-31`. */
export function dateOf(local: number): string {
  return new Date(local).toISOString().slice(0, 10);
}

/** The midnight that a local time's day begins with, as a local time. */
export function midnightOf(local: number): number {
  return Math.floor(local / DAY_MS) * DAY_MS;
}

/**
 * The time from a moment on, in stretches of a day at most within which the clock is not changed. No zone changes its
 * clock twice in a day.
 */
export function* seasonsFrom(timeZone: string, start: number): Generator<Season> {
  let from = start;
  let offset = offsetAt(timeZone, from);
  for (;;) {
    const to = from + DAY_MS;
    const next = offsetAt(timeZone, to);
    if (next === offset) {
      yield { from, to, offset };
    } else {
      const change = changeBetween(timeZone, from, to, offset);
      yield { from, to: change, offset };
      yield { from: change, to, offset: next };
    }
    from = to;
    offset = next;
  }
}

/** The first moment after `from` at which the clock has not the offset any more that it has there. */
function changeBetween(timeZone: string, from: number, to: number, offset: number): number {
  let [before, after] = [from, to];
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (offsetAt(timeZone, middle) === offset) before = middle;
    else after = middle;
  }
  return after;
}
