import type { Address, Person, MessageRef } from './address.js';
import type { FollowUp, Satisfaction } from './aftercare.js';
import type { DeskButton, ReplyTo } from './delivery.js';
import type { Attachment } from './attachment.js';
import type { Case, Dossier, Resolution } from './case.js';
import type { CaseOutcome } from './history-event.js';
import type { DraftDecision } from './draft-decision.js';
import type { Department, Priority } from './intent.js';
import type { Language } from './language.js';
import type { Reminder } from './service-clock.js';
import type { ProbeRequest } from './probe.js';
import type { SolutionDraft } from './solution-draft.js';
import type { RichText } from './text.js';

/**
 * Something to be done, as data. Dialogue and desk return effects; one switch (`engine/effects.ts`) turns them
 * into changes of the case, deliveries, timers and history.
 */
export type Effect =
  /**
   * The bot speaks to the person. `question` is dropped at sending time if the bot does not have the case any
   * more, and `afterthought` if the case that it is about is open again; `notice` (a hand-over, an end) is sent all
   * the same.
   */
  | {
      kind: 'say';
      weight: 'question' | 'notice' | 'afterthought';
      text: RichText;
      choices: { label: string; token: string }[];
      longAnswer: boolean;
    }
  /** An agent's words go to the person; `receipt` is the agent's message, to be marked; `inbound`: what caused it. */
  | {
      kind: 'relay';
      author: Person;
      text: RichText;
      attachments: Attachment[];
      receipt: MessageRef;
      replyTo?: ReplyTo | undefined;
      inbound: string;
    }
  /** An agent's prepared words go to the person. */
  | { kind: 'answer'; author: Person; text: RichText }
  /** The person's copy of an agent's message is written anew; where it cannot be, `mark` stands before the new words. */
  | { kind: 'revise'; author: Person; text: RichText; mark: string; of: MessageRef }
  /** The person's copy of an agent's message is deleted; `done` is then posted on the desk. */
  | { kind: 'withdraw'; author: Person; of: MessageRef; done: RichText }
  /** An agent's message is marked as not delivered. */
  | { kind: 'not-delivered'; message: MessageRef }
  /**
   * A line in the case's thread on the desk, with buttons below it. `author` null: the bot's own line. `broadcast`: for
   * everybody at the desk. `former`: in this thread, which the case has left.
   * `sources`: the messages it is a copy of; `replyTo`: what it answers.
   */
  | {
      kind: 'post';
      author: Person | null;
      text: RichText;
      attachments: Attachment[];
      actions?: readonly DeskButton[];
      broadcast?: boolean;
      former?: Address;
      sources?: MessageRef[] | undefined;
      replyTo?: ReplyTo | undefined;
    }
  /** The owner becomes the queue, and the desk gets the card. */
  | { kind: 'handover'; department: Department; priority: Priority; dossier: Dossier }
  /** An agent takes the case. */
  | { kind: 'claim'; agent: Person }
  /** An agent gives the case to another one, or to themselves over a colleague's head. */
  | { kind: 'assign'; by: Person; agent: Person }
  /** The agent who has it gives it back to the queue. */
  | { kind: 'release'; agent: Person }
  /** Another department, or another urgency. */
  | { kind: 'route'; agent: Person; department: Department; priority: Priority }
  /**
   * The case goes on in a thread at another desk, which it is told to by its department; whoever had it has it no
   * longer.
   */
  | { kind: 'move'; agent: Person; to: Address }
  /** An agent opens a case again that had ended, and has it. */
  | { kind: 'reopen-by-agent'; agent: Person }
  /** An agent puts the case aside until then, ms since the epoch; null: takes it up again. `agent` null: the time is over. */
  | { kind: 'snooze'; agent: Person | null; until: number | null }
  /** The case ends, for it goes on in another one of the same person, which is open again if it had ended. */
  | { kind: 'merge'; agent: Person; into: Case }
  /** What an agent says they speak. */
  | { kind: 'languages'; agent: Person; languages: readonly Language[] }
  /** The person is not served any more, or is again. */
  | { kind: 'ban'; agent: Person; banned: boolean }
  /** The bot has the case until it has asked what this flow asks; then the agent has it again. */
  | { kind: 'collect'; agent: Person; flow: string }
  /** The agent who had the bot ask has the case again, with what was found. */
  | { kind: 'bring-back'; dossier: Dossier }
  /** Agents were reminded of the case. */
  | { kind: 'reminded'; reminders: readonly Reminder[] }
  /** The bot owns the case again. */
  | { kind: 'hand-back' }
  /** The case ends. */
  | { kind: 'close'; resolution: Resolution }
  /** The agent was asked what helped. */
  | { kind: 'ask-solution' }
  /** The agent said what helped; null: did not want to. */
  | { kind: 'solution'; agent: Person; text: string | null }
  /** The agent said that a solved issue had helped. */
  | { kind: 'solved-as'; agent: Person; issue: string }
  /** Somebody decides about a draft of a solution. */
  | { kind: 'decide-draft'; agent: Person; number: number; decision: DraftDecision }
  /** Somebody writes a draft that waits anew: the texts as they were written. */
  | { kind: 'rewrite-draft'; agent: Person; draft: SolutionDraft }
  /** What the case is about is known now. */
  | { kind: 'intent'; intent: string; department: Department; priority: Priority }
  /** An agent says what the case is really about; `title`: what that is called on the desk. */
  | { kind: 'meant'; agent: Person; intent: string; title: string }
  | { kind: 'language'; language: Language }
  /** What the dialogue came to on its way, for the case's history; nothing where no case is open. */
  | { kind: 'outcome'; outcome: CaseOutcome }
  /**
   * Starts the silence timers anew, or stops them. `wait`: instead of silence, this many minutes are waited, once
   * for each run.
   */
  | { kind: 'timers'; on: boolean; wait?: { run: number; minutes: number } }
  /** Checks are to be run side by side; what they come to is told by the run's number. */
  | { kind: 'probe'; run: number; requests: readonly ProbeRequest[] }
  /** The case that was closed last is open again, and the bot has it. */
  | { kind: 'reopen' }
  /** The person was asked how satisfied they are with a case that has ended, or has said. */
  | { kind: 'satisfaction'; satisfaction: Satisfaction }
  /** The person is to be asked later whether everything is still fine, or was asked. `agent` null: nobody ordered it. */
  | { kind: 'follow-up'; agent: Person | null; followUp: FollowUp }
  /** The person says that what the agent did has helped. */
  | { kind: 'helped' }
  /** A line in the case's history that nobody is shown. */
  | { kind: 'note'; author: Person | null; text: string };
