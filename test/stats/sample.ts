import { readHistoryEvent } from '../../src/model/history-event.js';
import type { CaseLine, CaseRow } from '../../src/model/case-row.js';
import type { Figures } from '../../src/stats/figures.js';
import { createStatistics, type Stats, type View } from '../../src/stats/stats.js';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
/** 2 March 2026, a Monday, 12:00 UTC. */
export const NOON = Date.UTC(2026, 2, 2, 12);

/**
 * A case that was opened at noon, with lines given as `MS event`: `0 handover: flow`. `agent` before it: an agent did it;
 * `words`: an agent wrote to the person.
 */
export function rowOf(
  standing: CaseRow['standing'],
  lines: readonly [after: number, what: string][] = [],
  fields: Partial<CaseRow> = {},
): CaseRow {
  const ends = lines.filter(([, what]) => what.includes('close: ')).map(([after]) => NOON + after);
  return {
    number: 1,
    channel: 'telegram',
    intent: 'mail-to-spam',
    language: 'en',
    department: 'support',
    standing,
    openedAt: NOON,
    satisfaction: null,
    closedAt: ['bot', 'queue', 'agent'].includes(standing) ? null : (ends.at(-1) ?? NOON + HOUR),
    lines: lines.map(([after, what]): CaseLine => {
      const byAgent = /^(agent |words$)/.test(what);
      const event = what === 'words' ? null : readHistoryEvent(what.replace(/^agent /, ''));
      return { at: NOON + after, kind: what === 'words' ? 'agent' : 'event', byAgent, event };
    }),
    ...fields,
  };
}

/** The statistics of rows, read 30 days later unless told otherwise. */
export function statsOf(
  rows: readonly CaseRow[],
  options: {
    by?: View;
    since?: string;
    until?: string;
    timeZone?: string;
    at?: number;
  } = {},
): Stats {
  const { by = null, since = null, until = null, timeZone = 'UTC', at = NOON + 30 * DAY } = options;
  const statistics = createStatistics({ by, period: { since, until }, timeZone, at });
  for (const row of rows) statistics.add(row);
  return statistics.stats();
}

/** The figures of rows. */
export function figuresOf(...rows: readonly CaseRow[]): Figures {
  return statsOf(rows).all;
}

/** What of a record is not nought. */
export function counted(counts: Readonly<Record<string, number>>): Record<string, number> {
  return Object.fromEntries(Object.entries(counts).filter(([, count]) => count !== 0));
}
