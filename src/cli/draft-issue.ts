import { FirstlineError } from '../errors.js';
import { maskText } from '../importing/mask.js';
import { idSchema } from '../model/intent.js';
import { solvedIssueSchema, type SolvedIssue } from '../model/issue.js';
import { LANGUAGES, mayShow, type ContentAudience } from '../model/language.js';
import type { SecretKind } from '../model/inbound.js';
import type { SolutionDraft } from '../model/solution-draft.js';
import { nearestRemedy } from '../model/spelling.js';
import type { ReviewCorpus } from './issue-corpus.js';

/** What is said on the command line of an issue, and goes before what the draft or its file says. */
export interface Said {
  id?: string;
  /** `none`: of no intent. */
  intent?: string;
  audience?: ContentAudience;
}

const NO_INTENT = 'none';

/**
 * The issue as it is to be published: checked against the draft it comes of and the content it joins, without secrets;
 * `masked` tells which kinds were found.
 */
export function issueToPublish(
  issue: SolvedIssue,
  draft: SolutionDraft,
  said: Said,
  corpus: Pick<ReviewCorpus, 'intents' | 'audiences'>,
): { issue: SolvedIssue; masked: SecretKind[] } {
  const intent = said.intent === NO_INTENT ? null : (said.intent ?? issue.intent);
  const audience = said.audience ?? issue.audience;
  const id = idSchema.safeParse(said.id ?? issue.id);
  if (!id.success) {
    throw new FirstlineError(
      'DRAFT_OPTION',
      `\`${said.id ?? issue.id}\` is no id of an issue.`,
      'Write lower-case Latin words joined by hyphens, such as `--id mail-to-spam-old-server`.',
    );
  }
  checkIntent(intent, audience, corpus);
  checkAudience(audience, draft);
  return withoutSecrets(complete({ ...issue, id: id.data, intent, audience }, draft));
}

/** Throws `DRAFT_EMPTY` where something is left to be written. */
function complete(issue: SolvedIssue, { number }: SolutionDraft): SolvedIssue {
  const read = solvedIssueSchema.safeParse(issue);
  if (read.success) return read.data;
  const fields = [...new Set(read.error.issues.map(({ path }) => path.map(String).join('.')))];
  throw new FirstlineError(
    'DRAFT_EMPTY',
    `Draft ${number} is not complete: ${fields.join(', ')} must not be empty.`,
    `Write it down with \`firstline issues review ${number} --write FILE\`, fill it in, and give it back with \`--publish --edit FILE\`.`,
  );
}

function checkIntent(
  intent: string | null,
  audience: ContentAudience,
  { intents, audiences }: Pick<ReviewCorpus, 'intents' | 'audiences'>,
): void {
  if (intent === null) return;
  if (!intents.has(intent)) {
    throw new FirstlineError(
      'DRAFT_INTENT',
      `There is no intent ${intent}.`,
      `${nearestRemedy(intent, intents, 'Name one that has a file in intents/ with --intent')}, or give \`--intent ${NO_INTENT}\`.`,
    );
  }
  const whose = audiences.get(intent) ?? 'both';
  if (whose === 'both' || audience === 'both' || whose === audience) return;
  throw new FirstlineError(
    'DRAFT_AUDIENCE',
    `The intent ${intent} is for ${whose}, and the issue for ${audience}: it would never be suggested.`,
    'Give both the same with --audience, or name another with --intent.',
  );
}

/** What helped a customer is to help customers. */
function checkAudience(audience: ContentAudience, { number, audience: whose }: SolutionDraft): void {
  if (mayShow(audience, whose)) return;
  throw new FirstlineError(
    'DRAFT_AUDIENCE',
    `Draft ${number} is of a ${whose} case, and what is for ${audience} would never be shown there.`,
    `Choose --audience ${whose} or --audience both.`,
  );
}

function withoutSecrets(issue: SolvedIssue): { issue: SolvedIssue; masked: SecretKind[] } {
  const shown = { ...issue };
  const masked = new Set<SecretKind>();
  for (const language of LANGUAGES) {
    const text = issue[language];
    if (text === undefined) continue;
    const hidden = maskText(text);
    shown[language] = hidden.text;
    hidden.masked.forEach((kind) => masked.add(kind));
  }
  return { issue: shown, masked: [...masked] };
}
