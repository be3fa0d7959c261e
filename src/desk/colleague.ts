import type { Person } from '../model/address.js';
import { nearest } from '../model/spelling.js';

/** Whom a name stands for. */
export type Found =
  | { kind: 'agent'; agent: Person }
  /** Several have it. */
  | { kind: 'several'; names: readonly string[] }
  /** Nobody has; `near`: the name that was probably meant. */
  | { kind: 'nobody'; near: string | null };

/** "me", as agents write it. */
const ME: ReadonlySet<string> = new Set(['me', 'myself', 'я', 'мне', 'себе']);

/**
 * The agent whom a name or a platform's id stands for: the whole name, a word of it, or its beginning, in any case,
 * with or without `@` before it; whoever orders it may say "me".
 */
export function findColleague(written: string, own: Person, agents: readonly Person[]): Found {
  const wanted = written.replace(/^@/, '').trim().toLowerCase();
  if (ME.has(wanted)) return { kind: 'agent', agent: own };
  const byId = agents.find(({ id }) => id.toLowerCase() === wanted);
  if (byId !== undefined) return { kind: 'agent', agent: byId };
  const ways: ((name: string) => boolean)[] = [
    (name) => name === wanted,
    (name) => name.split(/\s+/u).includes(wanted),
    (name) => name.split(/\s+/u).some((word) => word.startsWith(wanted)),
  ];
  for (const fits of wanted === '' ? [] : ways) {
    const found = agents.filter(({ name }) => fits(name.toLowerCase()));
    const [first, second] = found;
    if (first !== undefined && second === undefined) return { kind: 'agent', agent: first };
    if (second !== undefined) return { kind: 'several', names: found.map(({ name }) => name) };
  }
  return { kind: 'nobody', near: nearestName(wanted, agents) };
}

function nearestName(wanted: string, agents: readonly Person[]): string | null {
  const names = new Map(
    agents.flatMap(({ name }) => [name, ...name.split(/\s+/u)].map((one) => [one.toLowerCase(), name])),
  );
  const near = nearest(wanted, names.keys());
  return near === null ? null : (names.get(near) ?? null);
}
