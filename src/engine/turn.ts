import type { Person } from '../model/address.js';
import { isFromDesk, type Inbound } from '../model/inbound.js';
import { assertNever } from '../model/never.js';
import type { TurnInput } from '../store/store.js';
import { planAftercare } from './aftercare.js';
import { nextBurst } from './burst.js';
import type { TurnDeps } from './deps.js';
import { deskDeliveries } from './desk-delivery.js';
import { onDeskDeparture, onDeskInbound } from './desk-turn.js';
import { setReminders } from './reminders.js';
import { isOpen, toCommit, type Draft } from './draft.js';
import { webhooksOf } from './events.js';
import { keepFeedback } from './feedback.js';
import { recall } from './memory.js';
import { reopenable } from './opening.js';
import { onPersonInbounds } from './person-turn.js';
import type { Heard, TurnReport } from './report.js';
import { onProbed, onTimer } from './work-turn.js';

/**
 * Handles a conversation's next inbound, or burst of them, and commits the turn.
 * @returns `conflict` where another commit came in between: load and try again; `early` where a burst may
 * still go on.
 */
export async function runTurn(
  conversation: string,
  engine: TurnDeps,
): Promise<'committed' | 'conflict' | 'early' | 'idle'> {
  const started = performance.now();
  // A turn waits for the store in between: it ends with the content that it began with.
  const inForce = engine.brain();
  const deps: TurnDeps = { ...engine, brain: () => inForce };
  const input = await deps.store.loadTurn(conversation);
  const burst = nextBurst(input.inbounds, deps.burstWindowMs);
  const first = input.inbounds[0];
  if (burst === null || first === undefined) return 'idle';
  if (burst.readyAt > deps.clock.now()) return 'early';
  const group = input.inbounds.slice(0, burst.count);
  const draft = newDraft(input, first, deps);
  const heard = await decide(draft, first, group, deps);
  planAftercare(draft, deps);
  await keepFeedback(draft, deps);
  setReminders(draft, deps);
  draft.deliveries.push(...(await deskDeliveries(draft, deps)));
  const outcome = await deps.store.commitTurn(
    toCommit(
      draft,
      group.map((inbound) => inbound.id),
      webhooksOf(draft, deps.webhooks, deps.ids),
    ),
  );
  if (outcome.kind === 'conflict') return 'conflict';
  // Whoever published it may expect that the next message is answered with it.
  if (draft.reviews.some(({ kind }) => kind === 'decide')) await deps.catchUp?.();
  deps.onHandled?.(group.map((inbound) => inbound.id));
  report(draft, first, heard, performance.now() - started, deps);
  return 'committed';
}

async function decide(
  draft: Draft,
  first: Inbound,
  group: readonly Inbound[],
  deps: TurnDeps,
): Promise<Heard> {
  switch (first.kind) {
    case 'message':
    case 'choice':
    case 'command':
    case 'edit':
    case 'deletion':
    case 'reach':
      return onPersonInbounds(draft, first, group, deps);
    case 'timer':
      return onTimer(draft, first, deps);
    case 'probed':
      return onProbed(draft, first, deps);
    case 'desk-message':
    case 'desk-edit':
    case 'desk-deletion':
    case 'desk-action':
      return onDeskInbound(draft, first, deps);
    case 'desk-departure':
      return onDeskDeparture(draft, first, deps);
    default:
      return assertNever(first);
  }
}

/** A draft of a turn in which nothing has happened yet. */
export function newDraft(input: TurnInput, first: Inbound, deps: TurnDeps): Draft {
  const open = isOpen(input.latest) ? input.latest : null;
  const person = personOf(first) ?? input.latest?.person ?? { id: '', name: '', locale: null };
  const address = isFromDesk(first) ? (input.latest?.address ?? first.address) : first.address;
  return {
    input,
    address,
    audience: deps.audiences[address.channel],
    at: deps.clock.now(),
    person,
    memory: recall(input.state, input.chosenLanguage, person),
    subject: open,
    closed: reopenable(input.latest, deps.clock.now(), deps.reopenWithinMs),
    reserved: null,
    reservedDraft: null,
    cases: new Map(),
    before: new Map(),
    history: [],
    deliveries: [],
    timers: [],
    probes: [],
    drafts: [],
    misses: [],
    reviews: [],
    desk: new Map(),
    posts: [],
    merges: [],
    agents: [],
    bans: [],
    feedback: [],
  };
}

function personOf(inbound: Inbound): Person | null {
  return 'person' in inbound ? inbound.person : null;
}

function report(draft: Draft, first: Inbound, heard: Heard, ms: number, deps: TurnDeps): void {
  const subject = draft.subject ?? draft.input.latest;
  const turn: TurnReport = {
    conversation: draft.input.conversation,
    inbound: first.kind,
    case: subject?.number ?? null,
    owner: subject?.owner ?? 'nobody',
    ...heard,
    ms: Math.round(ms * 10) / 10,
  };
  deps.log.info(turn, 'turn');
  deps.onTurn?.(turn);
}
