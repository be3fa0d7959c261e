import { LANGUAGES } from '../model/language.js';
import type { Confusion } from './confusion.js';
import type { ExamplesSummary } from './examples.js';
import type { Figures } from './figures.js';
import type { MessagesSummary } from './messages.js';
import { count, type Note } from './note.js';
import type { RankingFigures } from './ranking.js';
import type { RetrievalSummary } from './retrieval.js';
import type { Summary } from './summary.js';
import { decimal, oneLine, percent, points, table } from './table.js';

/** More pairs than this are for `--json`. */
const MOST_CONFUSIONS = 10;
/** Of a longer text the beginning is shown. */
const LONGEST_QUOTE = 76;

/** What is told about a set of messages on a terminal. `head`: what was measured, a line each. */
export function summaryReport(
  head: readonly string[],
  summary: Summary,
  more: readonly Line[] = [],
): string[] {
  const used = LANGUAGES.filter((language) => summary.languages[language] !== undefined);
  const columns: Column[] = [{ name: 'all', figures: summary.all }];
  for (const language of used.length > 1 ? used : []) {
    const figures = summary.languages[language];
    if (figures !== undefined) columns.push({ name: language, figures });
  }
  const lines: readonly Line[] = [...figureLines(summary.all), ...more];
  return [
    ...head,
    '',
    ...figureTable(columns, lines),
    '',
    ...table([
      ['promised', 'came true', 'off by', 'answered'],
      ...summary.promises.map(({ promised, cameTrue, answered }) => [
        percent(promised, 0),
        percent(cameTrue),
        cameTrue === null ? '—' : points(cameTrue - promised),
        percent(answered),
      ]),
    ]),
    '',
    ...table([
      ['limits', 'answer', 'clarify'],
      ...used.map((language) => {
        const { answer, clarify } = summary.limits[language];
        return [language, decimal(answer, 2), decimal(clarify, 2)];
      }),
    ]),
    ...confusionReport(summary.confusions),
    ...noteReport(summary.notes),
  ];
}

/** What only messages for the content have beside the figures of all. */
export function issueLines(summary: MessagesSummary): Line[] {
  return [
    [
      'an issue of the right intent in the first three',
      ({ name }) =>
        percent(name === 'all' ? summary.issueInThree : (summary.issueInThreeByLanguage[name] ?? null)),
    ],
    ...(summary.languageGap === null
      ? []
      : [
          [
            'right in Russian less English, points',
            ({ name }) => (name === 'all' ? points(summary.languageGap ?? 0) : ''),
          ] satisfies Line,
        ]),
  ];
}

/** What is told about retrieval on a terminal. */
export function retrievalReport(head: readonly string[], summary: RetrievalSummary): string[] {
  const { figures, alike } = summary;
  const columns: [string, (of: RankingFigures) => string][] = [
    ['MRR', ({ mrr }) => decimal(mrr)],
    ['hit@1', ({ hit1 }) => decimal(hit1)],
    ['hit@3', ({ hit3 }) => decimal(hit3)],
    ['hit@5', ({ hit5 }) => decimal(hit5)],
    ['hit@10', ({ hit10 }) => decimal(hit10)],
  ];
  return [
    ...head,
    '',
    ...table([
      ['', ...columns.map(([name]) => name)],
      ['the right one', ...columns.map(([, cell]) => cell(figures))],
      ...(alike === null ? [] : [['or one like it', ...columns.map(([, cell]) => cell(alike))]]),
    ]),
    ...noteReport(summary.notes),
  ];
}

interface Column {
  name: 'all' | 'ru' | 'en';
  figures: Figures;
}

/** A row of the table of figures: its name, and its cell for a column. */
type Line = [name: string, cell: (column: Column) => string];

/** A row for each line, a column for all and for each language. */
function figureTable(columns: readonly Column[], lines: readonly Line[]): string[] {
  return table([
    ['', ...columns.map(({ name }) => name)],
    ...lines.map(([name, cell]) => [name, ...columns.map((column) => cell(column))]),
  ]);
}

function figureLines({ outOfScope, coverage }: Figures): Line[] {
  const scopeless: Line[] = [
    ['out of scope', ({ figures }) => figures.outOfScope.toLocaleString('en-GB')],
    ['  rejected', ({ figures }) => percent(figures.outOfScopeRecall)],
    ['  not answered outright', ({ figures }) => percent(figures.outOfScopeNotAnswered)],
  ];
  return [
    ['in scope', ({ figures }) => figures.inScope.toLocaleString('en-GB')],
    ['  right', ({ figures }) => percent(figures.accuracy)],
    ['  right and not rejected', ({ figures }) => percent(figures.inScopeAccuracy)],
    ...(outOfScope === 0 ? [] : scopeless),
    ['answered without asking', ({ figures }) => percent(figures.answered)],
    ...(outOfScope === 0
      ? []
      : [['  of those in scope', ({ figures }) => percent(figures.answeredInScope)] satisfies Line]),
    ['  of all answered right', ({ figures }) => percent(figures.answeredRight)],
    ...coverage.map(({ precision }, at): Line => [
      `could be answered with ${percent(precision, 0)} right`,
      ({ figures }) => percent(figures.coverage[at]?.all ?? null),
    ]),
    ...(outOfScope === 0
      ? [['calibration error', ({ figures }) => decimal(figures.calibrationAll, 4)] satisfies Line]
      : [
          ['calibration error of all', ({ figures }) => decimal(figures.calibrationAll, 4)] satisfies Line,
          [
            '  in scope, given that it is',
            ({ figures }) => decimal(figures.calibrationGivenScope, 4),
          ] satisfies Line,
          [
            '  in scope, as it stands',
            ({ figures }) => decimal(figures.calibrationInScope, 4),
          ] satisfies Line,
        ]),
  ];
}

/** What is told about the content's own examples on a terminal. `most`: the share that may be taken for another intent. */
export function examplesReport(head: readonly string[], summary: ExamplesSummary, most: number): string[] {
  const columns: Column[] = [
    { name: 'all', figures: summary.all },
    ...LANGUAGES.map((name): Column => ({ name, figures: summary.languages[name] })),
  ];
  const lines: readonly Line[] = [
    ['examples', ({ figures }) => figures.inScope.toLocaleString('en-GB')],
    ['  right', ({ figures }) => percent(figures.accuracy)],
    ['answered without asking', ({ figures }) => percent(figures.answered)],
    ['  of these right', ({ figures }) => percent(figures.answeredRight)],
  ];
  const { confused } = summary;
  return [
    ...head,
    '',
    ...figureTable(columns, lines),
    '',
    confused.length === 0
      ? `no intent is taken for another in more than ${percent(most, 0)} of its examples`
      : `taken for another in more than ${percent(most, 0)} of its examples: mend the examples, merge the intents, or tell them apart by a first question`,
    ...confused.flatMap((pair) => pairLines(pair, `of ${pair.of}`)),
  ];
}

function confusionReport(confusions: readonly Confusion[]): string[] {
  if (confusions.length === 0) return [];
  const shown = confusions.slice(0, MOST_CONFUSIONS);
  const rest = confusions.length - shown.length;
  return [
    '',
    'most often taken for each other: what was meant, what it was taken for, and the examples to blame',
    ...shown.flatMap((confusion) => pairLines(confusion)),
    ...(rest > 0 ? [`      and ${count(rest, 'pair')} more`] : []),
  ];
}

function pairLines(
  { meant, guessed, count: times, answered, blame, messages }: Confusion,
  of = '',
): string[] {
  const outright = answered > 0 ? `, ${answered} answered outright` : '';
  return [
    `${String(times).padStart(4)}  ${of === '' ? '' : `${of}  `}${meant ?? 'none'} → ${guessed}${outright}`,
    ...(messages[0] === undefined ? [] : [`        said      ${quoted(messages[0])}`]),
    ...blame
      .slice(0, 2)
      .map(
        ({ example, count: named }) => `        example   ${quoted(example)}${named > 1 ? ` ×${named}` : ''}`,
      ),
  ];
}

function noteReport(notes: readonly Note[]): string[] {
  return notes.length === 0 ? [] : ['', ...notes.map(({ text }) => `note: ${text}`)];
}

function quoted(text: string): string {
  return oneLine(text, LONGEST_QUOTE);
}
