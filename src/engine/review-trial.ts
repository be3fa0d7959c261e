import { setImmediate as pause } from 'node:timers/promises';
import type { SolvedIssue } from '../model/issue.js';
import type { SolutionDraft } from '../model/solution-draft.js';
import type { ReplayMessage } from '../replay/message.js';
import { replayOf, type Change, type Replay } from '../replay/replay.js';
import type { TurnDeps } from './deps.js';

/** So many of the last messages are decided about again. */
const LAST_MESSAGES = 300;
/** So many messages are looked at, and about so many is decided, before everything else that waits gets its turn. */
const LOOKED_AT = 10;
const DECIDED = 5;

/**
 * What a draft's solved issue, as it is to be stored, would change of decisions about the last messages; null where there
 * are none. Nothing is learned anew for an issue, so that it can change only what finds it.
 */
export async function tryIssue(
  issue: SolvedIssue,
  draft: Pick<SolutionDraft, 'caseNumber'>,
  { brain, names, limits, store }: TurnDeps,
): Promise<Replay | null> {
  const trial = brain().trial({ issue, solved: draft.caseNumber, deployment: { names, limits } });
  const messages: ReplayMessage[] = [];
  for (const id of await store.recentCases(LAST_MESSAGES)) {
    const talk = await store.caseTalk(id);
    if (talk !== null) messages.push(...trial.messagesOf(talk).toReversed());
    if (messages.length >= LAST_MESSAGES) break;
    await pause();
  }
  messages.splice(LAST_MESSAGES);
  if (messages.length === 0) return null;
  const finding: ReplayMessage[] = [];
  for (const some of inParts(messages, LOOKED_AT)) {
    finding.push(...trial.finding(some));
    await pause();
  }
  const changes: Change[] = [];
  for (const some of inParts(finding, DECIDED)) {
    changes.push(...trial.changes(some));
    await pause();
  }
  return replayOf(messages.length, changes);
}

function inParts(messages: readonly ReplayMessage[], size: number): ReplayMessage[][] {
  return Array.from({ length: Math.ceil(messages.length / size) }, (_, at) =>
    messages.slice(at * size, (at + 1) * size),
  );
}
