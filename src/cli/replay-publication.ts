import type { Config } from '../config.js';
import { loadCheckedContent, loadRequiredContent } from '../content.js';
import { FirstlineError } from '../errors.js';
import type { SolvedIssue } from '../model/issue.js';
import { replay, type Replay } from '../replay/replay.js';
import type { Store } from '../store/store.js';
import { issueChange } from './replay-change.js';
import { createVersions, wholeContent } from './replay-content.js';
import { hasMessages, lastMessages } from './replay-messages.js';
import { isTooMuchWorse, LAST_MESSAGES } from './replay-options.js';
import { replayLines } from './replay-report.js';

/** A draft that is about to be published, or to become part of an issue. */
export interface Publication {
  draft: { number: number; caseNumber: number };
  issue: SolvedIssue;
}

/** More of the list than this is for `firstline replay`. */
export const MOST_LISTED = 10;

/**
 * Decides about the last messages again, with a solved issue as it is to be published: nothing is learned anew, for issues
 * of the database change what is suggested alone. Null where there are no messages, and where the content cannot be used and
 * anything is allowed. Throws `DRAFT_WORSE` where more decisions would be worse than are allowed, and what is wrong with the
 * content.
 */
export async function replayPublication(
  { draft, issue }: Publication,
  store: Pick<Store, 'storedIssues' | 'taughtExamples'>,
  config: Config,
  allowed: number | true | undefined,
): Promise<Replay | null> {
  if (!hasMessages(config.databaseUrl)) return null;
  const outcome = loadRequiredContent(config.contentDir);
  if (!outcome.ok && allowed === true) return null;
  const files = outcome.ok ? outcome.content : loadCheckedContent(config.contentDir);
  const { issues } = await store.storedIssues();
  const { examples } = await store.taughtExamples();
  const taught = examples.filter(({ status }) => status === 'taught');
  const before = wholeContent(files, taught, issues);
  const change = issueChange(issue, `draft ${draft.number}`, before);
  const solved = { case: draft.caseNumber, issue: issue.id };
  const messages = lastMessages(config.databaseUrl, LAST_MESSAGES, { ...change, solved });
  if (messages.length === 0) return null;
  const versions = createVersions(change, config, () => undefined);
  const replayed = replay(messages, versions.before, versions.after);
  if (isTooMuchWorse(replayed, allowed)) throw tooMuchWorse(draft.number, replayed);
  return replayed;
}

function tooMuchWorse(number: number, replayed: Replay): FirstlineError {
  return new FirstlineError(
    'DRAFT_WORSE',
    [
      `Draft ${number} is not published, for decisions about the last messages would be worse:`,
      ...replayLines(replayed, MOST_LISTED),
    ].join('\n'),
    'Change its texts with --write and --edit, or its --intent, or publish it all the same with --allow-worse.',
  );
}
