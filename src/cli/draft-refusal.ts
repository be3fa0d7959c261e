import { FirstlineError } from '../errors.js';
import type { DraftStatus, SolutionDraft } from '../model/solution-draft.js';
import { nearestRemedy } from '../model/spelling.js';
import { NO_INTENT } from '../review/complete.js';
import type { ReviewCorpus } from '../review/corpus.js';
import type { Refusal } from '../review/refusal.js';

/** What was to be decided about which draft; `corpus` where near names are to be offered. */
export interface Refused {
  number: number;
  audience?: SolutionDraft['audience'];
  next: DraftStatus;
  corpus?: ReviewCorpus;
}

/** Why a draft cannot be decided about, for whoever gave the command. */
export function refusalError(refusal: Refusal, refused: Refused): FirstlineError {
  const { number, audience = 'customer', next, corpus } = refused;
  const command = `firstline issues review ${number}`;
  switch (refusal.kind) {
    case 'no-such-draft':
      return noSuchDraft(number);
    case 'decided-already':
      return new FirstlineError(
        'DRAFT_DECIDED',
        `Draft ${number} is ${STATES[refusal.status]}${refusal.issue === null ? '' : ` as part of \`${refusal.issue}\``}.`,
        remedyOf(refusal.status, next, command),
      );
    case 'merged-into':
      return new FirstlineError(
        'DRAFT_DECIDED',
        `What draft ${number} was published as holds ${refusal.numbers.map((one) => `draft ${one}`).join(' and ')} as well by now.`,
        'Change it with `firstline issues export` and `import`, or remove all of it with `firstline issues remove ID`.',
      );
    case 'issue-changed':
      return new FirstlineError(
        'DRAFT_CHANGED',
        `The stored issue has changed since it was read; nothing was decided about draft ${number}.`,
        'Give the command again; where the stored issue is damaged, remove it first, or give this one another --id.',
      );
    case 'no-id':
      return new FirstlineError(
        'DRAFT_OPTION',
        `\`${refusal.written}\` is no id of an issue.`,
        'Write lower-case Latin words joined by hyphens, such as `--id mail-to-spam-old-server`.',
      );
    case 'id-taken': {
      const { id } = refusal;
      const inFile = refusal.where === 'file';
      return new FirstlineError(
        'DRAFT_ID_TAKEN',
        `There is a solved issue \`${id}\` already, ${inFile ? `in data/issues/${id}.yml` : 'in the database'}.`,
        `Give this one another id with --id, or add it to that one${inFile ? ' in its file' : ` with --merge-into ${id}`}.`,
      );
    }
    case 'incomplete':
      return new FirstlineError(
        'DRAFT_EMPTY',
        `Draft ${number} is not complete: ${refusal.fields.join(', ')} must not be empty.`,
        `Write it down with \`${command} --write FILE\`, fill it in, and give it back with \`--publish --edit FILE\`.`,
      );
    case 'no-such-intent': {
      const near = nearestRemedy(
        refusal.intent,
        corpus?.audiences.keys() ?? [],
        'Name one that has a file in intents/ with --intent',
      );
      return new FirstlineError(
        'DRAFT_INTENT',
        `There is no intent ${refusal.intent}.`,
        `${near}, or give \`--intent ${NO_INTENT}\`.`,
      );
    }
    case 'intent-for-others':
      return new FirstlineError(
        'DRAFT_AUDIENCE',
        `The intent ${refusal.intent} is for ${refusal.whose}, and the issue for ${refusal.audience}: it would never be suggested.`,
        'Give both the same with --audience, or name another with --intent.',
      );
    case 'for-others':
      return new FirstlineError(
        'DRAFT_AUDIENCE',
        `Draft ${number} is of a ${audience} case, and what is for ${refusal.audience} would never be shown there.`,
        `Choose --audience ${audience} or --audience both.`,
      );
    case 'in-a-file':
      return new FirstlineError(
        'DRAFT_MERGE',
        `The issue \`${refusal.id}\` is a file, and only there it is changed.`,
        `Add to data/issues/${refusal.id}.yml what \`${command}\` shows, then give \`${command} --drop\`.`,
      );
    case 'no-such-issue': {
      const lookUp = 'Look the ids up with `firstline issues search`';
      return new FirstlineError(
        'DRAFT_MERGE',
        `There is no solved issue \`${refusal.id}\`.`,
        `${nearestRemedy(refusal.id, corpus?.ids() ?? [], lookUp)}.`,
      );
    }
    case 'issue-for-others': {
      const shows = refusal.audience === 'staff' ? 'staff only' : 'customers too';
      return new FirstlineError(
        'DRAFT_AUDIENCE',
        `Draft ${number} is of a ${audience} case, and \`${refusal.id}\` is for ${shows}.`,
        `Merge it into one for ${audience}${audience === 'customer' ? ' or both' : ''}, or publish it by itself.`,
      );
    }
  }
}

export function noSuchDraft(number: number): FirstlineError {
  return new FirstlineError(
    'DRAFT_NONE',
    `There is no draft ${number}.`,
    'See those that wait with `firstline issues review`, and all of them with `--all`.',
  );
}

const STATES: Readonly<Record<DraftStatus, string>> = {
  waiting: 'waiting still',
  published: 'published already',
  merged: 'merged already',
  dropped: 'dropped already',
};

function remedyOf(status: DraftStatus, next: DraftStatus, command: string): string {
  if (status === 'merged') {
    return 'A merger is not undone: change the issue with `firstline issues export` and `import`.';
  }
  if (status === 'waiting' || next === 'waiting') return 'There is nothing to take back.';
  return `Take that back first, with \`${command} --take-back\`.`;
}
