import { statSync } from 'node:fs';
import type { Config } from '../config.js';
import { loadCheckedContent } from '../content.js';
import { FirstlineError } from '../errors.js';
import { count } from '../eval/note.js';
import type { Content } from '../flow/content.js';
import { withExamples } from '../flow/overlay.js';
import type { SolvedIssue } from '../model/issue.js';
import type { TaughtExample } from '../model/taught-example.js';
import { issueOfDraft } from '../review/draft-issue.js';
import { publication } from '../review/rule.js';
import type { Store } from '../store/store.js';
import { readDraftFile } from './draft-file.js';
import { draftInReview } from './draft-in-review.js';
import { refusalError } from './draft-refusal.js';
import { readCorpus } from './issue-corpus.js';
import { wholeContent, type WholeContent } from './replay-content.js';
import { readExamplesFile } from './replay-examples.js';

/** What would be changed: in words, and the content without and with it. */
export interface ContentChange {
  told: string;
  before: WholeContent;
  after: WholeContent;
  /** The case that a solved issue comes of, where it is one: what had helped in it. */
  solved: { case: number; issue: string } | null;
}

/** The forms in which a change is named. */
export const CHANGE_FORMS =
  'a folder of content, a YAML file of examples by intent, draft:N, issue:FILE, group:N of what was taught, or teach for all of it';

const NAMED = /^(draft|issue|group):(.*)$/su;
const NUMBER = /^[1-9]\d{0,14}$/u;

/**
 * Reads what a change is named by (`CHANGE_FORMS`) and makes it, of the content of the files. Throws `REPLAY_CHANGE` for what
 * is none of these, and whatever is wrong with the content, the examples, the draft or the issue.
 */
export async function readChange(
  written: string,
  files: Content,
  store: Store,
  config: Pick<Config, 'contentDir' | 'names'>,
): Promise<ContentChange> {
  const { issues } = await store.storedIssues();
  const { examples } = await store.taughtExamples();
  const taught = examples.filter(({ status }) => status === 'taught');
  const whole = (content: Content, more: readonly TaughtExample[] = taught): WholeContent =>
    wholeContent(content, more, issues);
  const before = whole(files);
  const [, kind, name = ''] = NAMED.exec(written) ?? [];
  if (kind === 'draft') return draftChange(numberIn(written, name), before, store, config);
  if (kind === 'issue') return issueChange(readDraftFile(name), `the solved issue of ${name}`, before);
  if (kind === 'group') {
    const group = numberIn(written, name);
    const own = examples.filter((one) => one.group === group && one.status !== 'exported');
    if (own.length === 0) throw nothingTaught(`group ${group} of the teaching list`);
    const others = taught.filter((one) => one.group !== group);
    const told = `what group ${group} of the teaching list has taught`;
    return { told, before: whole(files, others), after: whole(files, [...others, ...own]), solved: null };
  }
  if (written === 'teach') {
    if (taught.length === 0) throw nothingTaught('the teaching list');
    return { told: 'all that was taught', before: whole(files, []), after: before, solved: null };
  }
  const there = statSync(written, { throwIfNoEntry: false });
  if (there?.isDirectory() === true) {
    const after = whole(loadCheckedContent(written));
    return { told: `the content of ${written}`, before, after, solved: null };
  }
  if (there?.isFile() === true && /\.ya?ml$/iu.test(written)) {
    return examplesChange(readExamplesFile(written, files.intents), written, before);
  }
  throw new FirstlineError(
    'REPLAY_CHANGE',
    there === undefined
      ? `There is no file or folder ${written}.`
      : `${written} is no change of the content.`,
    `Name ${CHANGE_FORMS}.`,
  );
}

function numberIn(written: string, name: string): number {
  if (NUMBER.test(name)) return Number(name);
  throw new FirstlineError(
    'REPLAY_CHANGE',
    `${written} names no number.`,
    'Write the number as it is listed, such as draft:3 or group:12.',
  );
}

function nothingTaught(where: string): FirstlineError {
  return new FirstlineError(
    'REPLAY_CHANGE',
    `Nothing that is kept beside the files was taught by ${where}.`,
    'Name what was taught and not exported yet, or a YAML file of examples.',
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
  return { told, before, after: { content: before.content, stored }, solved: null };
}

/** The content with examples more; those that it says already are none. */
export function examplesChange(
  examples: readonly TaughtExample[],
  whence: string,
  before: WholeContent,
): ContentChange {
  const content = withExamples(before.content, examples);
  const added = examplesIn(content) - examplesIn(before.content);
  const left = examples.length - added;
  const said = left > 0 ? ` (${left} said already, under this or another intent)` : '';
  const told = `${count(added, 'example')} more of ${whence}${said}`;
  return { told, before, after: { content, stored: before.stored }, solved: null };
}

function examplesIn({ intents }: Pick<WholeContent['content'], 'intents'>): number {
  return intents.reduce((sum, { examples: { ru, en } }) => sum + ru.length + en.length, 0);
}

async function draftChange(
  number: number,
  before: WholeContent,
  store: Store,
  config: Pick<Config, 'contentDir' | 'names'>,
): Promise<ContentChange> {
  const draft = await draftInReview(number, store, config);
  const corpus = await readCorpus(config.contentDir, store, () => undefined);
  const ruling = publication(draft, issueOfDraft(draft), {}, corpus, '');
  if (!ruling.ok) {
    throw refusalError(ruling.refusal, { number, audience: draft.audience, next: 'published', corpus });
  }
  const { issue } = ruling;
  const change = issueChange(issue, `draft ${number} published as ${issue.id}`, before);
  return { ...change, solved: { case: draft.caseNumber, issue: issue.id } };
}
