import { statSync } from 'node:fs';
import type { Config } from '../config.js';
import { loadCheckedContent } from '../content.js';
import { FirstlineError } from '../errors.js';
import { count } from '../eval/note.js';
import { withExamples } from '../flow/overlay.js';
import { issueOfDraft } from '../importing/draft-issue.js';
import type { SolvedIssue } from '../model/issue.js';
import type { Store } from '../store/store.js';
import { mustBeDone, publication } from './draft-decision.js';
import { readDraftFile } from './draft-file.js';
import { draftInReview } from './draft-in-review.js';
import { issueToPublish } from './draft-issue.js';
import { readCorpus } from './issue-corpus.js';
import type { WholeContent } from './replay-content.js';
import { readExamplesFile } from './replay-examples.js';

/** What would be changed: in words, and the content as it would be. */
export interface ContentChange {
  told: string;
  after: WholeContent;
  /** The case that a solved issue comes of, where it is one: what had helped in it. */
  solved: { case: number; issue: string } | null;
}

/** The forms in which a change is named. */
export const CHANGE_FORMS =
  'a folder of content, a YAML file of examples by intent, draft:N of `firstline issues review`, or issue:FILE';

const NAMED = /^(draft|issue):(.*)$/su;

/**
 * Reads what a change is named by (`CHANGE_FORMS`) and makes it. Throws `REPLAY_CHANGE` for what is none of these, and
 * whatever is wrong with the content, the examples, the draft or the issue.
 */
export async function readChange(
  written: string,
  before: WholeContent,
  store: Store,
  config: Pick<Config, 'contentDir' | 'names'>,
): Promise<ContentChange> {
  const [, kind, name = ''] = NAMED.exec(written) ?? [];
  if (kind === 'draft') return draftChange(name, before, store, config);
  if (kind === 'issue') return issueChange(readDraftFile(name), `the solved issue of ${name}`, before);
  const there = statSync(written, { throwIfNoEntry: false });
  if (there?.isDirectory() === true) {
    const after = { content: loadCheckedContent(written), stored: before.stored };
    return { told: `the content of ${written}`, after: withoutDoubles(after), solved: null };
  }
  if (there?.isFile() === true && /\.ya?ml$/iu.test(written)) return examplesChange(written, before);
  throw new FirstlineError(
    'REPLAY_CHANGE',
    there === undefined
      ? `There is no file or folder ${written}.`
      : `${written} is no change of the content.`,
    `Name ${CHANGE_FORMS}.`,
  );
}

/** The content with one solved issue more, or another in the place of the one of its id. */
export function issueChange(issue: SolvedIssue, told: string, before: WholeContent): ContentChange {
  if (before.content.issues.some(({ id }) => id === issue.id)) {
    throw new FirstlineError(
      'REPLAY_CHANGE',
      `The solved issue \`${issue.id}\` is a file of the content, and goes before any other of its id.`,
      'Change it in a copy of the content, and name that folder.',
    );
  }
  const stored = [...before.stored.filter(({ id }) => id !== issue.id), issue];
  return { told, after: { content: before.content, stored }, solved: null };
}

function examplesChange(path: string, before: WholeContent): ContentChange {
  const examples = readExamplesFile(path, before.content.intents);
  const content = withExamples(before.content, examples);
  const added = examplesIn(content) - examplesIn(before.content);
  const left = examples.length - added;
  const told = `${count(added, 'example')} more of ${path}${left > 0 ? ` (${left} said already, under this or another intent)` : ''}`;
  return { told, after: { content, stored: before.stored }, solved: null };
}

function examplesIn({ intents }: Pick<WholeContent['content'], 'intents'>): number {
  return intents.reduce((sum, { examples: { ru, en } }) => sum + ru.length + en.length, 0);
}

async function draftChange(
  written: string,
  before: WholeContent,
  store: Store,
  config: Pick<Config, 'contentDir' | 'names'>,
): Promise<ContentChange> {
  if (!/^[1-9]\d{0,14}$/u.test(written)) {
    throw new FirstlineError(
      'REPLAY_CHANGE',
      `draft:${written} is no draft.`,
      'Write its number, as `firstline issues review` lists it: draft:3.',
    );
  }
  const number = Number(written);
  const draft = await draftInReview(number, store, config);
  if (draft.status !== 'waiting') {
    mustBeDone({ kind: 'decided-already', status: draft.status, issue: draft.issue }, number, 'published');
  }
  const corpus = await readCorpus(config.contentDir, store, () => undefined);
  const { issue } = issueToPublish(issueOfDraft(draft), draft, {}, corpus);
  publication(issue, draft, corpus, '');
  const change = issueChange(issue, `draft ${number} published as ${issue.id}`, before);
  return { ...change, solved: { case: draft.caseNumber, issue: issue.id } };
}

function withoutDoubles({ content, stored }: WholeContent): WholeContent {
  const written = new Set(content.issues.map(({ id }) => id));
  return { content, stored: stored.filter(({ id }) => !written.has(id)) };
}
