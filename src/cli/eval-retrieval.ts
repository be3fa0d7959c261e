import { existsSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Command, Option } from 'commander';
import { readJudgedSet } from '../eval/judged-set.js';
import { readKnowledgeBase } from '../eval/knowledge-base.js';
import { count } from '../eval/note.js';
import { retrievalReport } from '../eval/report.js';
import { evaluateRetrieval } from '../eval/retrieval.js';
import type { RetrievalSet } from '../eval/retrieval-set.js';
import { FirstlineError } from '../errors.js';
import { languageSchema } from '../model/language.js';
import { json, jsonLines, prepareOutputs, readData } from './eval-files.js';

interface Options {
  json: boolean;
  predictions?: string;
  query: string;
  search: string;
  lang: string;
  searchLang?: string;
}

const PARTS = ['docs', 'queries', 'qrels'] as const;

/** `firstline eval retrieval PATH`: how well the index behind solved issues finds what answers a question. */
export function evalRetrievalCommand(): Command {
  return new Command('retrieval')
    .description('measure the search for solved issues on questions with known answers')
    .argument(
      '<path>',
      'a folder with docs.jsonl, queries.jsonl and qrels.jsonl, or a knowledge base: JSON Lines of {"lang", "key", …}',
    )
    .option('--json', 'print one JSON object instead of a report', false)
    .option('--predictions <file>', 'write the ten best for each question, a JSON line each')
    .option('--query <field>', 'knowledge base: the field that asks', 'title')
    .option('--search <fields>', 'knowledge base: the fields that are searched, joined by commas', 'solution')
    .addOption(
      new Option('--lang <language>', 'knowledge base: the language of the questions')
        .choices(languageSchema.options)
        .default('ru'),
    )
    .addOption(
      new Option(
        '--search-lang <language>',
        'knowledge base: the language that is searched (default: that of the questions)',
      ).choices(languageSchema.options),
    )
    .action((path: string, options: Options) => {
      process.stdout.write(measureRetrieval(path, options));
    });
}

function measureRetrieval(path: string, options: Options): string {
  const isFolder = existsSync(path) && statSync(path).isDirectory();
  const files = isFolder ? PARTS.map((part) => join(path, `${part}.jsonl`)) : [path];
  const write = prepareOutputs({ predictions: options.predictions }, files);
  const set = isFolder ? readFolder(path) : readFile(path, options);
  const { ranked, summary } = evaluateRetrieval(set);
  write('predictions', jsonLines(ranked.map(({ query, ranked: ids }) => ({ query, ranked: ids }))));
  if (options.json) return json({ file: path, ...summary });
  const head = `${basename(path)}: ${count(summary.figures.queries, 'question')} asked of ${count(summary.documents, 'document')}`;
  return `${retrievalReport([head], summary).join('\n')}\n`;
}

function readFolder(path: string): RetrievalSet {
  const missing = PARTS.filter((part) => !existsSync(join(path, `${part}.jsonl`)));
  if (missing.length > 0) {
    throw new FirstlineError(
      'EVAL_FILE',
      `${path} has no ${missing.map((part) => `${part}.jsonl`).join(' and no ')}.`,
      'Give a folder with docs.jsonl, queries.jsonl and qrels.jsonl.',
    );
  }
  return readJudgedSet({
    docs: readData(join(path, 'docs.jsonl')),
    queries: readData(join(path, 'queries.jsonl')),
    qrels: readData(join(path, 'qrels.jsonl')),
  });
}

function readFile(path: string, { query, search, lang, searchLang }: Options): RetrievalSet {
  const language = languageSchema.parse(lang);
  return readKnowledgeBase(readData(path), path, {
    query,
    search: search
      .split(',')
      .map((field) => field.trim())
      .filter((field) => field !== ''),
    language,
    searchLanguage: searchLang === undefined ? language : languageSchema.parse(searchLang),
  });
}
