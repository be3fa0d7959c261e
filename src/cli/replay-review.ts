import type { Config } from '../config.js';
import { loadCheckedContent, loadRequiredContent } from '../content.js';
import { FirstlineError } from '../errors.js';
import type { SolvedIssue } from '../model/issue.js';
import type { TaughtExample } from '../model/taught-example.js';
import { replay, type Replay } from '../replay/replay.js';
import type { Store } from '../store/store.js';
import { examplesChange, issueChange, type ContentChange } from './replay-change.js';
import { createVersions, wholeContent, type WholeContent } from './replay-content.js';
import { hasMessages, heldOutMessages, lastMessages } from './replay-messages.js';
import { isTooMuchWorse, LAST_MESSAGES } from './replay-options.js';
import { replayLines } from './replay-report.js';

/** Where something is about to be published. `allowed`: so many decisions may be worse; true: any number, undefined: none. */
export interface Review {
  store: Pick<Store, 'storedIssues' | 'taughtExamples'>;
  config: Config;
  allowed: number | true | undefined;
}

/** More of the list than this is for `firstline replay`. */
export const MOST_LISTED = 10;

/**
 * What a draft's solved issue, as it is to be published, changes of decisions about the last messages. Nothing is learned
 * anew, for issues of the database change what is suggested alone. Null where there are no messages, and where the content
 * cannot be used and anything is allowed. Throws `DRAFT_WORSE` where more would be worse than is allowed, and what is wrong
 * with the content.
 */
export async function replayPublication(
  issue: SolvedIssue,
  draft: { number: number; caseNumber: number },
  review: Review,
): Promise<Replay | null> {
  const before = await contentInForce(review);
  if (before === null) return null;
  const solved = { case: draft.caseNumber, issue: issue.id };
  const replayed = replayLast({ ...issueChange(issue, `draft ${draft.number}`, before), solved }, review);
  if (replayed === null || !isTooMuchWorse(replayed, review.allowed)) return replayed;
  throw tooMuchWorse(
    'DRAFT_WORSE',
    `Draft ${draft.number} is not published`,
    replayed,
    'Change its texts with --write and --edit, or its --intent, or publish it all the same with --allow-worse.',
  );
}

/** The same of examples that are about to be taught, and of the held-out messages as well. Throws `TEACH_WORSE`. */
export async function replayTeaching(
  examples: readonly TaughtExample[],
  review: Review,
): Promise<Replay | null> {
  const before = await contentInForce(review);
  if (before === null) return null;
  const replayed = replayLast(examplesChange(examples, 'the group', before), review, true);
  if (replayed === null || !isTooMuchWorse(replayed, review.allowed)) return replayed;
  throw tooMuchWorse(
    'TEACH_WORSE',
    'Nothing is taught',
    replayed,
    'Teach other texts of the group with --only, or another intent, or teach it all the same with --allow-worse.',
  );
}

/** The content as a bot has it; null where there is nothing to try a change on. */
async function contentInForce({ store, config, allowed }: Review): Promise<WholeContent | null> {
  if (!hasMessages(config.databaseUrl)) return null;
  const outcome = loadRequiredContent(config.contentDir);
  if (!outcome.ok && allowed === true) return null;
  const files = outcome.ok ? outcome.content : loadCheckedContent(config.contentDir);
  const { issues } = await store.storedIssues();
  const { examples } = await store.taughtExamples();
  return wholeContent(
    files,
    examples.filter(({ status }) => status === 'taught'),
    issues,
  );
}

function replayLast(change: ContentChange, { config }: Review, heldOut = false): Replay | null {
  const messages = [
    ...lastMessages(config.databaseUrl, LAST_MESSAGES, change),
    ...(heldOut ? (heldOutMessages(undefined, config.contentDir, change)?.messages ?? []) : []),
  ];
  if (messages.length === 0) return null;
  const { before, after } = createVersions(change, config, () => undefined);
  return replay(messages, before, after);
}

function tooMuchWorse(code: string, what: string, replayed: Replay, remedy: string): FirstlineError {
  const lines = [
    `${what}, for decisions about messages would be worse:`,
    ...replayLines(replayed, MOST_LISTED),
  ];
  return new FirstlineError(code, lines.join('\n'), remedy);
}
