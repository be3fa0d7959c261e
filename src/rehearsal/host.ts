import type { CommandName, SecretKind } from '../model/inbound.js';
import type { Turn, Understood } from './conversation.js';
import type { Observed } from './observed.js';
import type { Script } from './script.js';

/** One thing done in a conversation. */
export type Doing =
  | {
      kind: 'write';
      text: string;
      files: number;
      masked: readonly SecretKind[];
      understood: Understood | null;
    }
  /** The person changes the message before. */
  | { kind: 'edit'; text: string }
  | { kind: 'press'; token: string }
  | { kind: 'command'; name: CommandName; argument: string }
  | { kind: 'pass'; ms: number }
  /** The checks that came later are done. */
  | { kind: 'arrive' }
  | { kind: 'agent'; does: NonNullable<Turn['agent']> }
  | { kind: 'restart' }
  | { kind: 'upgrade'; lacks: readonly string[] };

/** How checks go in a turn: what they find, and whether that comes at once or with a later `arrive`. */
export interface Checks {
  script: Script;
  later: boolean;
}

/** Something that cannot be done as things are; what, in words. */
export interface Impossible {
  impossible: string;
}

/** Whatever holds a conversation: the dialogue alone, or the whole engine. */
export interface Host {
  take(doing: Doing, checks: Checks): Promise<Observed | Impossible>;
  close(): Promise<void>;
}
