import { formatHistoryEvent, type HistoryEvent } from '../model/history-event.js';
import type { HistoryEntry } from '../model/history.js';

/** Who did something; null: the bot. */
type Author = { id: string; name: string } | null;

/** A line of a case's history that tells what happened. */
export function happened(by: Author, event: HistoryEvent): Omit<HistoryEntry, 'at'> {
  return line('event', by, formatHistoryEvent(event));
}

/** A line of a case's history, without files and of no inbound. */
export function line(
  kind: 'bot' | 'agent' | 'note' | 'event' | 'solution',
  author: Author,
  text: string,
): Omit<HistoryEntry, 'at'> {
  return {
    kind,
    author: author?.id ?? null,
    name: author?.name ?? null,
    text,
    attachments: [],
    inbound: null,
  };
}
