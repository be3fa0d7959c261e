import type { SolvedIssue } from '../model/issue.js';
import type { Fault, Note, Place } from './finding.js';

/** What a source says of a problem in one language, read but not yet judged. */
export interface Row {
  place: Place;
  /** What the source calls it; rows of one key are one issue. Null: its title has to do. */
  key: string | null;
  /** As it is written, such as `ru-RU`; null: the letters tell. */
  language: string | null;
  title: string;
  symptoms: string[];
  cause: string | null;
  solution: string[];
  check: string | null;
  handover: string | null;
  intent: string | null;
  audience: string | null;
  area: string | null;
  tags: string[];
  date: string | null;
}

/** A row in which nothing is known but its place. */
export function emptyRow(place: Place): Row {
  const unknown = { key: null, language: null, cause: null, check: null, handover: null };
  const nothing = { intent: null, audience: null, area: null, date: null };
  return { place, title: '', symptoms: [], solution: [], tags: [], ...unknown, ...nothing };
}

/** An issue as Firstline itself has written it. */
export interface WholeIssue {
  place: Place;
  source: string;
  key: string;
  issue: SolvedIssue;
}

/** What was read, and what could not be. */
export interface Reading {
  rows: Row[];
  whole: WholeIssue[];
  faults: Fault[];
  notes: Note[];
}

export function emptyReading(): Reading {
  return { rows: [], whole: [], faults: [], notes: [] };
}

/** A reading that came to nothing. */
export function unread(...faults: Fault[]): Reading {
  return { ...emptyReading(), faults };
}

/** Several readings as one, in their order. */
export function joinReadings(readings: readonly Reading[]): Reading {
  return {
    rows: readings.flatMap(({ rows }) => rows),
    whole: readings.flatMap(({ whole }) => whole),
    faults: readings.flatMap(({ faults }) => faults),
    notes: readings.flatMap(({ notes }) => notes),
  };
}
