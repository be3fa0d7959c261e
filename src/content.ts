import { DESK_PHRASES } from './desk/phrases.js';
import { SUGGEST_FLOW } from './dialogue/content.js';
import { PATTERNS } from './dialogue/patterns.js';
import { REQUIRED_PHRASES } from './dialogue/phrases.js';
import { FirstlineError } from './errors.js';
import { loadContent, type Content, type ContentOutcome } from './flow/content.js';
import { describeFault } from './flow/fault.js';

/** More mistakes than this at once help nobody in a start-up message. */
const MOST_SHOWN = 20;

/** Loads content and holds it against everything that the bot and its desk say and start by themselves. */
export function loadRequiredContent(root: string): ContentOutcome {
  const outcome = loadContent(root, {
    phrases: { ...REQUIRED_PHRASES, ...DESK_PHRASES },
    scripts: [SUGGEST_FLOW],
    patterns: PATTERNS,
  });
  if (outcome.ok) return outcome;
  // Where there is no content, all that the bot needs is missing; the folder is the mistake.
  const none = outcome.faults.find(({ code }) => code === 'no-content');
  return none === undefined ? outcome : { ok: false, faults: [none], remarks: () => [] };
}

/**
 * The same, for starting with it. Throws `CONTENT_MISSING` where the folder holds none, and `CONTENT_INVALID` with
 * the mistakes, by file and line.
 */
export function loadCheckedContent(root: string): Content {
  const outcome = loadRequiredContent(root);
  if (outcome.ok) return outcome.content;
  const { faults } = outcome;
  const none = faults.find(({ code }) => code === 'no-content');
  if (none !== undefined) {
    throw new FirstlineError(
      'CONTENT_MISSING',
      `The content cannot be used: ${none.message}.`,
      'Set CONTENT_DIR to the folder that holds intents/, flows/ and data/, or leave it unset to use what comes with Firstline.',
    );
  }
  const shown = faults.slice(0, MOST_SHOWN).map(describeFault);
  const rest = faults.length - shown.length;
  throw new FirstlineError(
    'CONTENT_INVALID',
    [
      `The content in ${root} has ${String(faults.length)} ${faults.length === 1 ? 'mistake' : 'mistakes'}:`,
      ...shown,
      ...(rest > 0 ? [`… and ${String(rest)} more`] : []),
    ].join('\n'),
    'Mend the files and start again; `firstline check` shows every mistake.',
  );
}
