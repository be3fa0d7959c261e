import { Command, InvalidArgumentError, Option } from 'commander';
import type { Config } from '../config.js';
import { FirstlineError } from '../errors.js';
import type { SolvedIssue } from '../model/issue.js';
import { contentAudienceSchema, LANGUAGES, type ContentAudience } from '../model/language.js';
import type { DraftStatus, SolutionDraft } from '../model/solution-draft.js';
import { issueOfDraft } from '../review/draft-issue.js';
import { createNeighbourhood } from '../review/neighbourhood.js';
import { merger, publication, replacement, type Ruling } from '../review/rule.js';
import type { Store } from '../store/store.js';
import { decide } from './draft-decide.js';
import { readDraftFile, writeDraftFile } from './draft-file.js';
import { asReviewed, draftInReview } from './draft-in-review.js';
import { refusalError } from './draft-refusal.js';
import { draftLines, draftView, remarksOn, type Reviewed } from './draft-view.js';
import { configFromEnvironment } from './environment.js';
import { json } from './eval-files.js';
import { readCorpus, type ReadCorpus } from './issue-corpus.js';
import { allowWorseOption } from './replay-options.js';
import { MOST_LISTED, replayPublication } from './replay-review.js';
import { replayLines } from './replay-report.js';
import { shellUser } from './shell.js';
import { withStoreToRead } from './with-store.js';

interface Options {
  publish: boolean;
  id?: string;
  intent?: string;
  audience?: ContentAudience;
  edit?: string;
  mergeInto?: string;
  replace?: string;
  drop: boolean;
  takeBack: boolean;
  write?: string;
  by?: string;
  allowWorse?: number | true;
  all: boolean;
  json: boolean;
}

/** So many near issues are named. */
const NEAR_LISTED = 1;
const NEAR_SHOWN = 5;
/** Where the terminal does not say how wide it is. */
const USUAL_WIDTH = 100;

/** `firstline issues review`: what agents said had helped, and what becomes of it. */
export function issuesReviewCommand(): Command {
  return new Command('review')
    .description('review what agents said had helped: publish it as a solved issue, merge it, or drop it')
    .argument(
      '[number]',
      'the draft to show or to decide about (default: lists those that wait)',
      draftNumber,
    )
    .option('--publish', 'make it a solved issue of the database', false)
    .option('--id <id>', 'what that is to be called (default: after the problem)')
    .option('--intent <id>', 'its intent, or none (default: the intent of the case)')
    .addOption(
      new Option('--audience <audience>', 'who may see it (default: those like the person)').choices(
        contentAudienceSchema.options,
      ),
    )
    .option('--edit <file>', 'take the texts from this file, which --write has written')
    .option('--merge-into <id>', 'add it to a solved issue of the database')
    .option(
      '--replace <id>',
      'let it say what a solved issue of the database says, in the language of the draft',
    )
    .option('--drop', 'nothing comes of it', false)
    .option('--take-back', 'let it wait again; its solved issue is removed', false)
    .option('--write <file>', 'write it into a file, in the form of data/issues/*.yml')
    .option('--by <name>', 'who decides (default: the login name)')
    .addOption(allowWorseOption())
    .option('--all', 'list what was decided about as well', false)
    .option('--json', 'print one JSON object instead of lines', false)
    .action(async (number: number | undefined, options: Options) => {
      const config = configFromEnvironment();
      // Where there is no database there is no draft to decide about, and none is made.
      await withStoreToRead(config.databaseUrl, (store) =>
        number === undefined ? list(options, store, config) : review(number, options, store, config),
      );
    });
}

function draftNumber(written: string): number {
  if (/^[1-9]\d{0,14}$/u.test(written)) return Number(written);
  throw new InvalidArgumentError('Write the number of a draft, as `firstline issues review` lists it.');
}

async function list(options: Options, store: Store, config: Config): Promise<void> {
  if (decisionOf(options) !== null || options.edit !== undefined || options.write !== undefined) {
    throw new FirstlineError(
      'DRAFT_OPTION',
      'No draft is named.',
      'Write its number: `firstline issues review N --publish`.',
    );
  }
  const { drafts, unreadable } = await store.drafts();
  const isAsked = ({ status }: Pick<SolutionDraft, 'status'>): boolean => options.all || status === 'waiting';
  const damaged = unreadable.filter(isAsked);
  const neighbourhood = createNeighbourhood(issuesOf(await corpusOf(config, store)));
  const reviewed: Reviewed[] = [];
  for (const one of drafts.filter(isAsked)) {
    const draft = await asReviewed(one, store, config);
    const issue = issueOfDraft(draft);
    reviewed.push({ draft, issue, near: neighbourhood.of(draft, issue, NEAR_LISTED) });
  }
  if (options.json) {
    print(json({ drafts: reviewed.map(listed), unreadable: damaged }));
    return;
  }
  for (const { number, why } of damaged) {
    tell(
      `Draft ${number} is damaged and left out (${why}). Drop it: firstline issues review ${number} --drop\n`,
    );
  }
  print(`${draftLines(reviewed).join('\n')}\n`);
}

function listed({ draft, issue, near }: Reviewed): object {
  const { number, caseNumber, language, intent, status, decidedBy, decidedAt, at } = draft;
  return {
    ...{ number, case: caseNumber, language, intent, problem: issue[language]?.problem ?? '', at },
    ...{ status, by: decidedBy, decidedAt, issue: draft.issue },
    near: near.map(({ id, likeness }) => ({ id, likeness })),
  };
}

type Decision = 'publish' | 'mergeInto' | 'replace' | 'drop' | 'takeBack';

/** What is to be done with the draft, or null. Throws `DRAFT_OPTION` for several things at once. */
function decisionOf(options: Options): Decision | null {
  const { publish, mergeInto, replace, drop, takeBack } = options;
  const given = Object.entries({
    ...{ publish, mergeInto: mergeInto !== undefined, replace: replace !== undefined, drop, takeBack },
  });
  const [first, second] = given.filter(([, isGiven]) => isGiven).map(([name]) => name);
  if (second !== undefined) {
    throw new FirstlineError(
      'DRAFT_OPTION',
      'A draft cannot be decided about in two ways at once.',
      'Give one of --publish, --merge-into, --replace, --drop and --take-back.',
    );
  }
  return DECISIONS.find((name) => name === first) ?? null;
}

const DECISIONS: readonly Decision[] = ['publish', 'mergeInto', 'replace', 'drop', 'takeBack'];

async function review(number: number, options: Options, store: Store, config: Config): Promise<void> {
  const decision = decisionOf(options);
  checkOptions(options, decision);
  const by = options.by ?? shellUser(process.env);
  if (decision === 'drop' || decision === 'takeBack') {
    await decide(number, { status: decision === 'drop' ? 'dropped' : 'waiting', by }, store, {
      json: options.json,
      notes: [],
    });
    return;
  }
  const draft = await draftInReview(number, store, config);
  if (options.write !== undefined) {
    const remarks = [`draft ${number} of case ${draft.caseNumber}`, ...remarksOn(draft)];
    writeDraftFile(options.write, issueOfDraft(draft), remarks);
    print(
      options.json
        ? json({ draft: number, file: options.write })
        : `draft ${number} is in ${options.write}: fill it in, then give \`firstline issues review ${number} --publish --edit ${options.write}\`\n`,
    );
    return;
  }
  const issue = options.edit === undefined ? issueOfDraft(draft) : readDraftFile(options.edit);
  const corpus = await corpusOf(config, store);
  if (decision === null) {
    const near = createNeighbourhood(issuesOf(corpus)).of(draft, issue, NEAR_SHOWN);
    show({ draft, issue, near }, options);
    return;
  }
  const { mergeInto: into, replace: replaced, intent, audience } = options;
  // An id in a file was chosen, as one on the command line is.
  const id = options.id ?? (options.edit === undefined ? undefined : issue.id);
  let ruling: Ruling;
  if (into !== undefined) ruling = merger(draft, issue, into, corpus, by);
  else if (replaced !== undefined) ruling = replacement(draft, issue, replaced, corpus, by);
  else ruling = publication(draft, issue, { id, intent, audience }, corpus, by);
  if (!ruling.ok) {
    throw refusalError(ruling.refusal, { number, audience: draft.audience, next: 'published', corpus });
  }
  const { decision: taken, issue: ready, masked } = ruling;
  const notes = [
    ...(masked.length > 0
      ? [`a ${masked.join(' and a ')} is masked: change it wherever it is in force`]
      : []),
    ...(decision === 'publish' ? notesOn(ready) : []),
    ...(replaced === undefined
      ? []
      : [`what \`${replaced}\` said in this language is gone, and that is not undone`]),
  ];
  const replayed =
    'put' in taken
      ? await replayPublication(taken.put.issue, draft, { store, config, allowed: options.allowWorse })
      : null;
  const told = replayed === null || options.json ? [] : replayLines(replayed, MOST_LISTED);
  await decide(number, taken, store, { json: options.json, notes: [...notes, ...told], replayed });
}

/** What belongs to another way of using the command would be lost silently. */
function checkOptions(options: Options, decision: Decision | null): void {
  const { id, intent, audience, edit, write, all, allowWorse } = options;
  const publishes = decision === 'publish' || decision === 'mergeInto' || decision === 'replace';
  const lost = [
    ...(decision === 'publish' ? [] : Object.entries({ id, intent, audience })),
    ...(decision === null || publishes ? [] : [['edit', edit]]),
    ...(publishes || allowWorse === undefined ? [] : [['allow-worse', 'given']]),
    ...(decision === null && edit === undefined ? [] : [['write', write]]),
    ['all', all ? 'all' : undefined],
  ].flatMap(([name, value]) => (value === undefined ? [] : [`--${name ?? ''}`]));
  if (lost.length === 0) return;
  throw new FirstlineError(
    'DRAFT_OPTION',
    `${lost.join(' and ')} means nothing here.`,
    'See `firstline issues review --help`.',
  );
}

function show(reviewed: Reviewed, options: Options): void {
  if (options.json) {
    const { draft, issue, near } = reviewed;
    print(
      json({
        draft,
        issue,
        near: near.map((one) => ({ id: one.id, likeness: one.likeness, issue: one.issue })),
      }),
    );
    return;
  }
  const { number, status } = reviewed.draft;
  const next = `firstline issues review ${number}`;
  const ways: Record<DraftStatus, string[]> = {
    waiting: ['', `${next} --publish | --merge-into ID | --replace ID | --drop | --write FILE`],
    published: ['', `${next} --take-back`],
    dropped: ['', `${next} --take-back`],
    merged: [],
  };
  print(`${[...draftView(reviewed, process.stdout.columns || USUAL_WIDTH), ...ways[status]].join('\n')}\n`);
}

function notesOn(issue: SolvedIssue): string[] {
  const missing = LANGUAGES.filter((language) => issue[language] === undefined);
  return [
    ...(issue.intent === null ? ['it has no intent: it is found, and never suggested'] : []),
    ...missing.map((language) => `it is not known in ${language}, and not suggested to whoever writes in it`),
  ];
}

function corpusOf({ contentDir }: Config, store: Store): Promise<ReadCorpus> {
  return readCorpus(contentDir, store, tell);
}

function issuesOf({ files, stored }: ReadCorpus): SolvedIssue[] {
  return [...stored.map(({ issue }) => issue), ...files];
}

function print(text: string): void {
  process.stdout.write(text);
}

function tell(line: string): void {
  process.stderr.write(line);
}
