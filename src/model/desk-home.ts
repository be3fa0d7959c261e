import type { Address } from './address.js';
import type { DeskButton } from './delivery.js';
import type { Language } from './language.js';
import type { RichText } from './text.js';

/** What an agent sees at a glance: the cases they have, the queue, today's figures. */
export interface DeskHome {
  /** The language agents read. */
  language: Language;
  sections: readonly HomeSection[];
}

export interface HomeSection {
  title: RichText;
  lines: readonly HomeLine[];
}

/** A line of it, and where it is about a case: that case, its thread, and what may be ordered from here. */
export interface HomeLine {
  text: RichText;
  case: { id: string; thread: Address; actions: readonly DeskButton[] } | null;
}
