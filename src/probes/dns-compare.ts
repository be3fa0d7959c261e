import type { ServerView } from './dns-zone.js';

/** What is known about a name from one side. */
export type NameView = Pick<ServerView, 'alias' | 'addresses' | 'knows'>;

/** A difference that lasts no longer than this is nothing to tell anybody, seconds. */
const SOON_OVER = 300;

/**
 * Whether the servers of a zone say different things about a name because they have different versions of it. Servers
 * that give each asker other addresses of many (so do large networks) have the same version, and do not differ.
 */
export function serversDiffer(views: readonly ServerView[]): boolean {
  const answering = views.filter(({ state }) => state === 'answers');
  const [first] = answering;
  if (first === undefined) return false;
  return answering.some(
    (view) => signOf(view) !== signOf(first) && (view.serial !== first.serial || has(view) !== has(first)),
  );
}

/**
 * Whether the system's resolver remembers something else than what the zone's servers say now, and will for a while:
 * records were changed lately.
 */
export function isOutdated(system: NameView, views: readonly ServerView[]): boolean {
  const answering = views.filter(({ state }) => state === 'answers');
  const [first] = answering;
  if (first === undefined) return false;
  if (answering.every((view) => has(view) !== has(system))) return true;
  if (!has(system)) return false;
  if (answering.some(({ alias }) => alias !== null) || system.alias !== null) {
    return answering.every(({ alias }) => alias !== system.alias);
  }
  const now = new Set(answering.flatMap(({ addresses }) => addresses));
  const isLong = answering.every(({ ttl }) => ttl !== null && ttl > SOON_OVER);
  return isLong && !system.addresses.some((address) => now.has(address));
}

/** Whether the name leads anywhere. */
function has({ alias, addresses }: NameView): boolean {
  return alias !== null || addresses.length > 0;
}

function signOf({ alias, addresses, knows }: NameView): string {
  return alias ?? (addresses.length > 0 ? addresses.join(' ') : String(knows));
}
