import type { Address, ChannelName, Person } from '../model/address.js';
import type { Attachment } from '../model/attachment.js';
import type { DeskForm, FormAction } from '../model/desk-form.js';
import type { DeskHome } from '../model/desk-home.js';
import type { Delivery } from '../model/delivery.js';
import type { Inbound, RejectedInbound } from '../model/inbound.js';

/** What became of an inbound. `unrouted`: an agent's event for a thread or case that nobody knows. */
export type Accepted = 'new' | 'duplicate' | 'unrouted';

/** Somebody left a desk's group or channel, or was put out of it. */
export interface Departure {
  /** The platform's own identity of the event, as of inbounds: told again, it is the same. */
  id: string;
  /** When it was received, ms since the epoch. */
  at: number;
  /** The desk, without a thread. */
  desk: Address;
  agent: Person;
}

/** Which agent asks what there is to see, and where. */
export interface HomeRequest {
  agent: Person;
  /** The desks where they are a member, without threads; at least one. */
  desks: readonly Address[];
  /** As it is once this inbound was handled; null: as it is. */
  after: string | null;
}

/** Where a channel puts what it receives. When a call has resolved, it is stored: only then acknowledge. */
export interface Sink {
  accept(inbound: Inbound): Promise<Accepted>;
  reject(rejected: RejectedInbound): Promise<void>;
  /** Somebody is not at a desk any more: whoever waits for them is given back to the queue. */
  left(departure: Departure): Promise<void>;
  /** Whether a conversation at this address exists: Slack answers in a channel's thread only where it does. */
  knows(address: Address): Promise<boolean>;
  /** What an agent sees at a glance. */
  home(request: HomeRequest): Promise<DeskHome>;
  /**
   * The form for an order that an agent gives by a press; null: give the order as it is, and the thread answers. `desk`:
   * where they work, without a thread.
   */
  form(order: { action: FormAction; caseId: string; agent: Person; desk: Address }): Promise<DeskForm | null>;
}

/** A token bucket: at most `burst` at once, refilled at `perSecond`. */
export interface Rate {
  burst: number;
  perSecond: number;
}

/** What a send came to. */
export type SendOutcome =
  /** `messages`: the platform's ids, in order, of what now exists; `thread`: the thread that was opened. */
  | { kind: 'sent'; messages: string[]; thread?: Address }
  /**
   * It may pass: rate limit, network, 5xx. `afterMs`: not before, where that is known. `deskAway`: the bot may not write
   * at the desk, which is the operator's to mend.
   */
  | { kind: 'retry'; afterMs: number | null; error: string; deskAway?: true }
  /** It will not pass. `blocked`: the person does not want us; `gone`: chat or message is no more. */
  | { kind: 'failed'; reason: 'blocked' | 'gone' | 'refused' | 'too-large'; error: string }
  /** The case's thread was deleted: open it anew and send again. */
  | { kind: 'thread-gone'; error: string }
  /** The chat goes on under another id. */
  | { kind: 'moved'; from: string; to: string };

/** The bytes of a file, streamed. */
export interface FileBody {
  name: string;
  mime: string | null;
  size: number | null;
  stream: ReadableStream<Uint8Array>;
}

/** What a channel may need to send: the case's thread, its card, and files that lie on another platform. */
export interface SendContext {
  /** The case's thread, for `card`, `post` and `mark`. */
  thread: Address | null;
  /** The card's message id, for `card`. */
  cardMessage: string | null;
  /**
   * What stands where the delivery goes for the message that it answers, changes or takes back: its messages there, in
   * order, and how it begins. Null where nothing does.
   */
  counterpart: { messages: readonly string[]; excerpt: string } | null;
  openFile(attachment: Attachment): Promise<FileBody>;
}

/** An HTTP route that a channel serves, on the platform-neutral Request and Response. */
export interface Route {
  method: 'GET' | 'POST';
  path: string;
  handle(request: Request): Promise<Response>;
}

/** A way to talk. Transport and rendering only: no dialogue, and no state that matters after a restart. */
export interface Channel {
  readonly name: ChannelName;
  readonly rates: {
    /** All sends together. */
    all: Rate;
    /** One chat: some platforms allow a group less than a person. */
    chat(to: Address): Rate;
    /** New threads. */
    threads: Rate;
  };
  /** Served while the process runs; may be called before `receive`. */
  readonly routes: readonly Route[];
  /** Checks the credentials and tells the account's id. Throws a FirstlineError that says what to do. */
  connect(): Promise<{ account: string }>;
  /** Begins to receive; resolves once it does. Called after `connect`. */
  receive(sink: Sink): Promise<void>;
  /** Stops receiving; resolves when nothing will reach the sink any more. Sending still works. */
  stop(): Promise<void>;
  /** Sends one delivery. Never throws for what the platform answers: that is an outcome. */
  send(delivery: Delivery, context: SendContext): Promise<SendOutcome>;
  /**
   * Opens a file of this platform for reading. Throws a FirstlineError when it can't be had for good, with a
   * code that ends in `FILE_TOO_LARGE` where that is why; any other error may pass.
   */
  openFile(attachment: Attachment): Promise<FileBody>;
}
