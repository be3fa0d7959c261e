import type { Owner } from '../model/case.js';
import type { CommandName, SecretKind } from '../model/inbound.js';
import type { Audience, Language, LocalText } from '../model/language.js';
import type { Resolution } from '../model/case.js';
import type { Effect } from '../model/effect.js';
import type { ProbeResult } from '../model/probe.js';
import type { Understanding } from '../model/understanding.js';
import type { DialogueState } from './state.js';

/** What the dialogue is told. */
export type DialogueEvent =
  /** The person wrote. `files`: how many attachments came along. */
  | {
      kind: 'message';
      text: string;
      understanding: Understanding;
      /** What the words make of it together with those of `wordsBefore`, where there are such. */
      together?: Understanding;
      files: number;
      masked: readonly SecretKind[];
    }
  /** The person pressed a button that carries this token. */
  | { kind: 'choice'; token: string }
  | { kind: 'command'; name: CommandName; argument: string }
  /** The person has been silent: once `remind`, later `close`. */
  | { kind: 'silence'; timer: 'remind' | 'close' }
  /** The checks of this run are done; results in the order of the requests. */
  | { kind: 'probed'; run: number; results: readonly ProbeResult[] }
  /** The time of this wait is over. */
  | { kind: 'elapsed'; run: number }
  /** The person says that what the bot had solved is there again; the case is open again by now. */
  | { kind: 'came-back'; intent: string | null }
  /** An agent gave the case back to the bot. */
  | { kind: 'handed-back' }
  /** An agent has the bot ask what this flow asks; `collector` of the context is who. */
  | { kind: 'collect'; flow: string }
  /** An agent goes on without what the bot was to ask. */
  | { kind: 'taken-back' };

/** A person wrote. */
export type MessageEvent = Extract<DialogueEvent, { kind: 'message' }>;

/** How patient the bot is. */
export interface DialogueLimits {
  /** Clarifying questions in a row, and offers of candidates in a row, before a person takes over. */
  clarifications: number;
  /** How often a question is put again after an answer that does not fit, before a person takes over. */
  retries: number;
}

/** What a deployment that says nothing else allows. */
export const USUAL_LIMITS: DialogueLimits = { clarifications: 2, retries: 1 };

/** What the dialogue may know besides its own state. Everything here is given: it reads no clock. */
export interface DialogueContext {
  /** The case as it stands; `owner` `nobody` when none is open. */
  owner: Owner;
  /** The open case's number, or the one a new case would be called by is not known yet: null. */
  caseNumber: number | null;
  /** The claiming agent's name. */
  agentName: string | null;
  /** The name of the agent who has the bot ask something and gets the case back; else null. */
  collector: string | null;
  /** How long the person has been waiting for a person, ms, or null. */
  waitingMs: number | null;
  audience: Audience;
  language: Language;
  /** The case that was closed last, where it may still be opened again; null while one is open. */
  closed: { number: number; intent: string | null; resolution: Resolution } | null;
  /** What the deployment allows. */
  limits: DialogueLimits;
  /** The person's own name, for nothing but courtesy; any characters. */
  personName: string;
  /** Whether agents are at work now, and when they are, in words. */
  deskOpen: boolean;
  deskHours: LocalText;
  /** When agents begin, as one says it now ("on Monday at 09:00"); null while they are at work, or never are. */
  deskOpensAt: LocalText | null;
  /**
   * How many cases come before this one: the one that waits, or is handed over by this step. Null where it is not known.
   */
  queuePlace: number | null;
  /** The deployment's names, as placeholders: provider, site, panel, status_page, hours. */
  names: Readonly<Record<'provider' | 'site' | 'panel' | 'status_page', string>>;
}

/** What one event came to: the state to keep, what is to be done, and what was decided, for the log. */
export interface DialogueStep {
  state: DialogueState;
  effects: Effect[];
  /** The kind of move this was: `start-flow`, `answer`, `choose`, `clarify`, `handover`, `cancel` and so on. */
  move: string;
  /** The running flow and the step it waits on, after the event. */
  flow: string | null;
  step: string | null;
}
