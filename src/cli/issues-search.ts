import { Command, Option } from 'commander';
import { decimal, oneLine, table } from '../eval/table.js';
import type { Corpus } from '../importing/plan.js';
import { problemIn } from '../model/issue.js';
import { besideFiles } from '../model/stored-issue.js';
import {
  audienceSchema,
  LANGUAGES,
  languageSchema,
  mayShow,
  type Audience,
  type ContentAudience,
  type Language,
} from '../model/language.js';
import { createIssueIndex } from '../nlu/issue-index.js';
import { createLexicon } from '../nlu/lexicon.js';
import { read } from '../nlu/reading.js';
import { configFromEnvironment } from './environment.js';
import { json } from './eval-files.js';
import { readCorpus } from './issue-corpus.js';
import { withStoreToRead } from './with-store.js';

interface Options {
  audience?: Audience;
  lang?: Language;
  json: boolean;
}

/** A solved issue that was found; `score`: the share of what the words of the question are worth, 0–1. */
export interface Found {
  id: string;
  score: number;
  title: string;
  languages: Language[];
  audience: ContentAudience;
  intent: string | null;
  /** Null: a file. */
  source: string | null;
}

const MOST = 10;
const LONGEST_TITLE = 80;

/** `firstline issues search "TEXT"`: the solved issues whose words are nearest to a text. */
export function issuesSearchCommand(): Command {
  return new Command('search')
    .description('find the solved issues, of files and database, that are nearest to a text')
    .argument('<text...>', 'what somebody would write; in quotes, so that the shell leaves its signs alone')
    .addOption(new Option('--audience <audience>', 'only what these may see').choices(audienceSchema.options))
    .addOption(
      new Option('--lang <language>', 'only what is known in this language').choices(languageSchema.options),
    )
    .option('--json', 'print one JSON object instead of lines', false)
    .action(async (words: string[], options: Options) => {
      const text = words.join(' ');
      const { databaseUrl, contentDir } = configFromEnvironment();
      const corpus = await withStoreToRead(databaseUrl, (store) =>
        readCorpus(contentDir, store, (line) => process.stderr.write(line)),
      );
      const found = searchIssues(text, corpus, options);
      process.stdout.write(options.json ? json({ text, found }) : `${lines(found).join('\n')}\n`);
    });
}

/** Finds by words alone, read as the bot reads them: slips, layout and Latin spelling put right. */
export function searchIssues(
  text: string,
  { files, stored }: Pick<Corpus, 'files' | 'stored'>,
  { audience, lang }: Pick<Options, 'audience' | 'lang'> = {},
): Found[] {
  const index = createIssueIndex();
  const lexicon = createLexicon();
  const written = new Set(files.map(({ id }) => id));
  const sources = new Map(stored.map(({ issue, source }) => [issue.id, source]));
  const others = besideFiles(stored, files).map(({ issue }) => issue);
  for (const issue of [...files, ...others]) index.put(issue).forEach(lexicon.add);
  const { tokens, language } = read(text, lexicon, lang ?? null);
  const hits = index.search(
    tokens.filter(({ kind }) => kind !== 'entity'),
    (issue) =>
      (audience === undefined || mayShow(issue.audience, audience)) &&
      (lang === undefined || issue[lang] !== undefined),
    MOST,
  );
  return hits.map(({ issue, score }) => ({
    id: issue.id,
    score,
    title: problemIn(issue, lang ?? language),
    languages: LANGUAGES.filter((one) => issue[one] !== undefined),
    audience: issue.audience,
    intent: issue.intent,
    source: written.has(issue.id) ? null : (sources.get(issue.id) ?? null),
  }));
}

function lines(found: readonly Found[]): string[] {
  if (found.length === 0) return ['none has a word in common with it'];
  return table(
    found.map(({ id, score, title, languages, audience }) => [
      ...[decimal(score, 2), id, languages.join('+'), audience],
      oneLine(title, LONGEST_TITLE),
    ]),
    'left',
  );
}
