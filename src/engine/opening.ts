import { caseAfter } from '../model/case-after.js';
import { newCase, type Case } from '../model/case.js';
import type { Effect } from '../model/effect.js';
import { put, type Draft } from './draft.js';
import type { Ids } from './ids.js';

/** What effects begin where no case is open: what is said on the way to it belongs to it already. */
export type Beginning = 'open' | 'reopen' | null;

/**
 * What effects begin, up to where a case ends; `closed`: the case that may be opened again. Also tells the engine
 * whether a number must be reserved.
 */
export function beginningOf(effects: readonly Effect[], closed: Case | null): Beginning {
  const end = effects.findIndex(({ kind }) => kind === 'close');
  const before = end < 0 ? effects : effects.slice(0, end);
  if (closed !== null && before.some(({ kind }) => kind === 'reopen')) return 'reopen';
  return before.some(opens) ? 'open' : null;
}

/** What is only done about an open case. */
const OPENS: ReadonlySet<Effect['kind']> = new Set(['handover', 'intent', 'probe']);

function opens(effect: Effect): boolean {
  return OPENS.has(effect.kind) || (effect.kind === 'timers' && effect.on);
}

/** The case that may be opened again: the latest one, if it ended not long ago and none is open. */
export function reopenable(latest: Case | null, at: number, withinMs: number): Case | null {
  if (latest?.owner !== 'nobody' || latest.closedAt === null) return null;
  return at - latest.closedAt <= withinMs ? latest : null;
}

/** Opens a case with the number that was reserved for it. */
export function openCase(draft: Draft, ids: Ids): void {
  if (draft.reserved === null) throw new Error('a case is to be opened, but no number was reserved');
  const opened = newCase({
    id: ids.next(),
    number: draft.reserved,
    address: draft.address,
    person: draft.person,
    audience: draft.audience,
    language: draft.memory.language,
    openedAt: draft.at,
  });
  draft.reserved = null;
  draft.closed = null;
  put(draft, null, opened);
}

/** Opens a case again that had ended: the bot has it, and what was found is kept. */
export function reopenCase(draft: Draft, closed: Case): void {
  draft.closed = null;
  const { language } = draft.memory;
  put(draft, closed, { ...caseAfter(closed, { kind: 'reopen' }, draft.at), language });
}
