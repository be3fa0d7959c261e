import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import process, { argv, cpuUsage, memoryUsage, stderr, stdout } from 'node:process';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { parse } from 'yaml';
import { z } from 'zod';
import { writtenIssueSchema, type WrittenIssue } from '../../src/model/issue.js';
import { LANGUAGES, mayShow } from '../../src/model/language.js';
import { createIssueIndex } from '../../src/nlu/issue-index.js';
import { createLexicon } from '../../src/nlu/lexicon.js';
import { normalize, wordsOf } from '../../src/nlu/normalize.js';
import { read } from '../../src/nlu/reading.js';
import { retrieve } from '../../src/nlu/retrieve.js';
import { countsIn } from './counts.js';
import { seeded } from './random.js';

const articleSchema = z.object({ title: z.string(), solution: z.string() });

function shippedIssues(): WrittenIssue[] {
  return readdirSync('data/issues')
    .filter((name) => name.endsWith('.yml'))
    .sort()
    .map((name) => writtenIssueSchema.parse(parse(readFileSync(join('data/issues', name), 'utf8'))));
}

/** Words of a language, the most frequent first: out of the public knowledge base, else out of the shipped issues. */
function vocabularies(issues: readonly WrittenIssue[]): { ru: string[]; en: string[] } {
  const file = resolve('../shared/data/kb/vkcloud.jsonl');
  const texts = existsSync(file)
    ? readFileSync(file, 'utf8')
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => articleSchema.parse(JSON.parse(line)))
        .map(({ title, solution }) => `${title} ${solution}`)
    : issues.flatMap(({ ru, en }) => [ru, en].flatMap(({ cause, solution }) => [cause, ...solution]));
  const counts = new Map<string, number>();
  for (const text of texts) {
    for (const { form } of wordsOf(text)) counts.set(form, (counts.get(form) ?? 0) + 1);
  }
  const words = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([word]) => word);
  return {
    ru: words.filter((word) => /^[а-я]+$/u.test(word)),
    en: words.filter((word) => /^[a-z]+$/u.test(word)),
  };
}

/**
 * Words by Zipf's law: the word of rank r comes with a frequency of 1/r. Beyond those known, words are made of two
 * of them, so that the vocabulary grows with the texts as it does in life.
 */
function speaker(words: readonly string[], random: () => number): (length: number) => string {
  const ranks = 20 * words.length;
  const word = (): string => {
    const rank = Math.floor(ranks ** random()) - 1;
    const known = words[rank];
    if (known !== undefined) return known;
    const head = words[rank % words.length] ?? '';
    const tail = words[(rank * 7919) % words.length] ?? '';
    return head.slice(0, 6) + tail.slice(0, 5);
  };
  return (length) => Array.from({ length }, word).join(' ');
}

/** Like `model`, text for text of the same length, in other words. */
function resembling(
  model: WrittenIssue,
  number: number,
  say: Record<'ru' | 'en', (length: number) => string>,
): WrittenIssue {
  const like = (text: string, language: 'ru' | 'en'): string => say[language](wordsOf(text).length);
  const texts = (language: 'ru' | 'en'): WrittenIssue['ru'] => ({
    problem: like(model[language].problem, language),
    symptoms: model[language].symptoms.map((text) => like(text, language)),
    cause: like(model[language].cause, language),
    solution: model[language].solution.map((text) => like(text, language)),
    check: like(model[language].check, language),
    handover: like(model[language].handover, language),
  });
  return {
    ...model,
    id: `issue-${number}`,
    intent: `${model.intent}-${number % 5}`,
    ru: texts('ru'),
    en: texts('en'),
  };
}

/** Bytes in use once the rubbish is gone. */
function bytes(): number {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc()');
  // `external` has the array buffers in it.
  const { heapUsed, external } = memoryUsage();
  return heapUsed + external;
}

/** Milliseconds of processor time. */
function processorTime(): number {
  const { user, system } = cpuUsage();
  return (user + system) / 1000;
}

function quantiles(times: readonly number[]): string {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number): string => (sorted[Math.floor(share * (sorted.length - 1))] ?? 0).toFixed(2);
  return `median ${at(0.5)} ms, p99 ${at(0.99)} ms, longest ${at(1)} ms`;
}

/** Each piece of work by itself, in processor time of this process. */
function timeEach<T>(items: readonly T[], work: (item: T) => void): string {
  return quantiles(
    items.map((item) => {
      const before = processorTime();
      work(item);
      return processorTime() - before;
    }),
  );
}

function bench(count: number): void {
  const shipped = shippedIssues();
  const random = seeded(20_261_122);
  const words = vocabularies(shipped);
  const say = { ru: speaker(words.ru, random), en: speaker(words.en, random) };
  const issues = Array.from({ length: count }, (_, number) => {
    const model = shipped[number % shipped.length];
    if (model === undefined) throw new Error('there are no shipped issues to be like');
    return resembling(model, number, say);
  });
  const problem = (issue: WrittenIssue | undefined): string =>
    (random() < 0.5 ? issue?.ru : issue?.en)?.problem ?? '';
  // Half of the questions are problems of issues with other words around, half are words by chance.
  const questions = Array.from({ length: 2000 }, (_, at) => {
    const language = random() < 0.5 ? 'ru' : 'en';
    const around = say[language](3 + Math.floor(random() * 12));
    return at % 2 === 0 ? `${problem(issues[Math.floor(random() * count)])} ${around}` : around;
  }).map((text) => normalize(text).tokens);

  const bytesBefore = bytes();
  const before = processorTime();
  const index = createIssueIndex();
  for (const issue of issues) index.put(issue);
  const building = processorTime() - before;
  const memory = bytes() - bytesBefore;
  stdout.write(
    `${count} issues: built in ${(building / 1000).toFixed(1)} s, ${(building / count).toFixed(3)} ms an issue; ` +
      `the index takes ${(memory / 2 ** 20).toFixed(0)} MB\n`,
  );
  const everyone = (): boolean => true;
  for (const tokens of questions.slice(0, 200)) index.search(tokens, everyone, 5);
  stdout.write(`a search: ${timeEach(questions, (tokens) => index.search(tokens, everyone, 5))}\n`);
  const both = timeEach(questions, (tokens) => {
    index.search(tokens, everyone, 5);
    index.bestByIntent(tokens, everyone);
  });
  stdout.write(`a search and the best of each intent: ${both}\n`);
  stdout.write(`putting again: ${timeEach(issues.slice(0, 1000), (issue) => index.put(issue))}\n`);
  stdout.write(`removing: ${timeEach(issues.slice(1000, 2000), ({ id }) => index.remove(id))}\n`);
}

/**
 * Each symptom of the shipped issues is left out of its issue and asked for: the mean reciprocal rank of the issue
 * among the five that are found, without the help of intents.
 */
function benchSymptoms(): void {
  const issues = shippedIssues();
  const index = createIssueIndex();
  const lexicon = createLexicon();
  for (const issue of issues) for (const word of index.put(issue)) lexicon.add(word);
  const ranks: number[] = [];
  for (const issue of issues) {
    for (const language of LANGUAGES) {
      for (const symptom of issue[language].symptoms) {
        const symptoms = issue[language].symptoms.filter((text) => text !== symptom);
        index.put({ ...issue, [language]: { ...issue[language], symptoms } });
        const audience = mayShow(issue.audience, 'customer') ? 'customer' : 'staff';
        const { tokens } = read(symptom, lexicon, language);
        const found = retrieve(tokens, [], { index, lexicon, audience, language });
        ranks.push(found.findIndex((match) => match.issue === issue.id) + 1);
      }
    }
    index.put(issue);
  }
  const share = (value: (rank: number) => number): string =>
    (ranks.reduce((sum, rank) => sum + value(rank), 0) / ranks.length).toFixed(3);
  stdout.write(
    `${ranks.length} symptoms left out: MRR ${share((rank) => (rank === 0 ? 0 : 1 / rank))}, ` +
      `hit@1 ${share((rank) => (rank === 1 ? 1 : 0))}\n`,
  );
}

const HELP = `npm run bench:retrieval -- [COUNTS]

Finding solved issues: how well left-out symptoms of the shipped ones find theirs, then time and memory among so many
made-up ones. COUNTS is a list of whole numbers, such as 1000,100000, which is what is taken without it.
`;

const [, , given = '1000,100000'] = argv;
const counts = countsIn(given.split(','));
if (given === '--help') stdout.write(HELP);
else if (counts === null) {
  stderr.write(`${given} is no list of whole numbers.\n\n${HELP}`);
  process.exitCode = 1;
} else {
  benchSymptoms();
  for (const count of counts) bench(count);
}
