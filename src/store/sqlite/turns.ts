import { FirstlineError } from '../../errors.js';
import { conversationKey } from '../../model/address.js';
import type { Case } from '../../model/case.js';
import type { CommitOutcome, TurnCommit, TurnInput } from '../store.js';
import type { Agents } from './agents.js';
import type { Bans } from './bans.js';
import type { Cases } from './cases.js';
import type { Conversations } from './conversations.js';
import type { FeedbackTable } from './feedback.js';
import type { History } from './history.js';
import type { Inbounds } from './inbounds.js';
import type { Misses } from './misses.js';
import type { Moves } from './moves.js';
import type { Outbox } from './outbox.js';
import type { ProbeRuns } from './probe-runs.js';
import type { SolutionDrafts } from './solution-drafts.js';
import type { SolvedIssues } from './solved-issues.js';
import type { Timers } from './timers.js';
import type { Webhooks } from './webhooks.js';

interface Parts {
  conversations: Conversations;
  cases: Cases;
  inbounds: Inbounds;
  history: History;
  timers: Timers;
  probeRuns: ProbeRuns;
  outbox: Outbox;
  moves: Moves;
  drafts: SolutionDrafts;
  agents: Agents;
  bans: Bans;
  feedback: FeedbackTable;
  webhooks: Webhooks;
  misses: Misses;
  solved: SolvedIssues;
}

/** Thrown inside the transaction of a commit to undo it. */
class Conflict extends Error {}

/** A turn's input, and the ids of waiting inbounds that could not be read. To be called inside a transaction. */
export function loadTurn(
  conversation: string,
  { conversations, cases, inbounds }: Parts,
): { input: TurnInput; unreadable: string[] } {
  const stored = conversations.find(conversation);
  const waiting = inbounds.waiting(conversation);
  return {
    input: {
      conversation,
      version: stored?.version ?? 0,
      chosenLanguage: stored?.chosenLanguage ?? null,
      state: stored?.state ?? null,
      latest: cases.latest(conversation),
      inbounds: waiting.flatMap((row) => (row.kind === 'read' ? [row.inbound] : [])),
    },
    unreadable: waiting.flatMap((row) => (row.kind === 'unreadable' ? [row.id] : [])),
  };
}

/**
 * Takes all of a turn, or nothing: `transact` runs its work in one transaction that a throw undoes. It is a
 * conflict if the conversation has changed since it was loaded, and also if an inbound of the turn does not wait
 * in it any more: it was handled, or its chat has moved; and if a draft cannot be decided about as it was meant.
 */
export function commitTurn(
  commit: TurnCommit,
  parts: Parts,
  at: number,
  transact: (work: () => void) => void,
): CommitOutcome {
  try {
    transact(() => apply(commit, parts, at));
    return { kind: 'committed' };
  } catch (thrown) {
    if (thrown instanceof Conflict) return { kind: 'conflict' };
    throw thrown;
  }
}

function apply(commit: TurnCommit, parts: Parts, at: number): void {
  const { conversations, cases, inbounds, history, timers, probeRuns, outbox, moves } = parts;
  const { drafts, solved, agents, bans, feedback, webhooks, misses } = parts;
  const { conversation, address } = commit;
  refuseStrangers(commit);
  if ((conversations.find(conversation)?.version ?? 0) !== commit.version) throw new Conflict();
  for (const id of commit.handled) {
    if (!inbounds.handle(id, conversation)) throw new Conflict();
  }
  conversations.save(conversation, address, {
    version: commit.version + 1,
    chosenLanguage: commit.chosenLanguage,
    state: commit.state,
  });
  for (const item of closedFirst(commit.cases)) cases.save(conversation, item);
  history.add(commit.history);
  commit.timers.forEach(timers.replace);
  timers.clearClosed(conversation);
  probeRuns.add(commit.probes, at);
  for (const delivery of commit.deliveries) outbox.append(moves.directed(delivery), at);
  drafts.add(commit.drafts);
  agents.seen(commit.agents);
  bans.change(commit.bans);
  feedback.add(commit.feedback);
  webhooks.add(commit.webhooks, address, at);
  misses.add(commit.misses);
  for (const review of commit.reviews) {
    if (!drafts.review(review, at, solved)) throw new Conflict();
  }
}

/** One case may end and the next begin in one turn, but never are two open at once. */
function closedFirst(items: readonly Case[]): Case[] {
  return [...items].sort((a, b) => Number(b.owner === 'nobody') - Number(a.owner === 'nobody'));
}

function refuseStrangers({ conversation, address, cases }: TurnCommit): void {
  const strange = [address, ...cases.map((item) => item.address)].find(
    (each) => conversationKey(each) !== conversation,
  );
  if (strange) {
    throw new FirstlineError(
      'STORE_REFUSED',
      `A turn of ${conversation} carries the address ${conversationKey(strange)}.`,
      'This is a mistake in Firstline: please report it with this message. Nothing was changed.',
    );
  }
}
