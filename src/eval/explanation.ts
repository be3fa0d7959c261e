import type { Intent } from '../model/intent.js';
import { problemIn, type SolvedIssue } from '../model/issue.js';
import type { Audience, Language } from '../model/language.js';
import type { Understanding } from '../model/understanding.js';
import { reaches } from './prediction.js';
import { decimal, oneLine, table } from './table.js';

/** How a text was read, where not as it is written. */
export interface OtherReading {
  way: 'other-layout' | 'transliterated' | 'mended';
  text: string;
}

/** An understanding with the names of what it speaks of. */
export interface Explanation extends Omit<Understanding, 'intents' | 'issues'> {
  text: string;
  audience: Audience;
  /** Null: as written. */
  readAs: OtherReading | null;
  intents: { intent: string; p: number; title: string }[];
  issues: { issue: string; score: number; problem: string; intent: string }[];
}

/** Names what an understanding of `text` speaks of, in the language it was read in. */
export function explain(
  text: string,
  audience: Audience,
  understanding: Understanding,
  content: { intents: readonly Intent[]; issues: readonly SolvedIssue[] },
): Explanation {
  const { language, reasons } = understanding;
  const intents = new Map(content.intents.map((intent) => [intent.id, intent]));
  const issues = new Map(content.issues.map((issue) => [issue.id, issue]));
  return {
    text,
    audience,
    ...understanding,
    readAs: otherReading(reasons),
    intents: understanding.intents.map((candidate) => ({
      ...candidate,
      title: intents.get(candidate.intent)?.title[language] ?? '',
    })),
    issues: understanding.issues.map((match) => {
      const issue = issues.get(match.issue);
      const problem = issue === undefined ? '' : problemIn(issue, language);
      return { ...match, problem, intent: issue?.intent ?? '' };
    }),
  };
}

/** The explanation as lines for a terminal. */
export function explanationLines(explained: Explanation): string[] {
  const { language, audience, readAs, act, entities, signals, intents, issues, reasons } = explained;
  const said = Object.entries(signals)
    .filter(([, holds]) => holds)
    .map(([name]) => SIGNALS[name] ?? name);
  const why = reasons.filter((reason) => readAs === null || !reason.startsWith(`${readAs.way}: `));
  return [
    ...section('text', [oneLine(explained.text, LONGEST) || '(empty)']),
    ...(readAs === null
      ? []
      : section('read as', [`${oneLine(readAs.text, LONGEST)} (${WAYS[readAs.way]})`])),
    ...section('language', [`${LANGUAGE_NAMES[language]}, understood for ${AUDIENCES[audience]}`]),
    ...section('act', [act === null ? 'none: no short reply' : `${act}: a reply, the dialogue goes by it`]),
    ...section(
      'entities',
      entities.length === 0
        ? ['none']
        : table(
            entities.map(({ kind, value }) => [kind, oneLine(value, LONGEST)]),
            'left',
          ),
    ),
    ...section('signals', [said.length === 0 ? 'none' : said.join(', ')]),
    '',
    ...section('decision', decisionLines(explained)),
    '',
    ...problemLines(explained),
    ...section(
      'intents',
      intents.length === 0
        ? ['none comes into question']
        : table(
            intents.map(({ intent, p, title }) => [`${decimal(p)} ${bar(p)}`, intent, title]),
            'left',
          ),
    ),
    '',
    ...section('because', why.length === 0 ? ['nothing speaks for any intent'] : why),
    '',
    ...section(
      'issues',
      issues.length === 0
        ? ['none is near']
        : table(
            issues.map(({ issue, score, problem }) => [
              decimal(score),
              issue,
              oneLine(problem, LONGEST_PROBLEM),
            ]),
            'left',
          ),
    ),
  ];
}

const LANGUAGE_NAMES: Record<Language, string> = { ru: 'Russian', en: 'English' };
const AUDIENCES: Record<Audience, string> = { customer: 'a customer', staff: 'a colleague' };
const WAYS: Record<OtherReading['way'], string> = {
  'other-layout': 'typed in the other keyboard layout',
  transliterated: 'Russian in Latin letters',
  mended: 'slips mended',
};
const SIGNALS: Readonly<Record<string, string>> = {
  human: 'asks for a person',
  anger: 'anger or despair',
  urgent: 'says that it is urgent',
};
const DECISIONS: Record<Understanding['decision'], string> = {
  answer: 'answer at once',
  choose: 'offer a choice',
  clarify: 'ask what is meant',
  handover: 'hand over to a person',
};

function decisionLines({ decision, p, belongs, margin, thresholds }: Explanation): string[] {
  const { answer, clarify } = thresholds;
  return [
    DECISIONS[decision],
    `probability ${decimal(p)}, ${decimal(margin)} ahead of the next; that nothing known is meant: ${decimal(1 - belongs)}`,
    `limits: answer from ${decimal(answer)}, clarify from ${decimal(clarify)}, below that hand over`,
    ...(reaches(p, thresholds) && decision !== 'answer'
      ? [
          'sure enough to answer, but a reply, a word within a flow or a text without words decides nothing by itself',
        ]
      : []),
  ];
}

/** Each of several problems, with the words that tell of it. */
function problemLines({ text, problems = [] }: Explanation): string[] {
  const rows = problems.map(({ offset, length, intents, decision, p }) => [
    decimal(p),
    intents[0]?.intent ?? '',
    DECISIONS[decision],
    oneLine(text.slice(offset, offset + length), LONGEST_PROBLEM),
  ]);
  return rows.length === 0 ? [] : [...section('problems', table(rows, 'left')), ''];
}

function otherReading(reasons: readonly string[]): OtherReading | null {
  for (const way of ['other-layout', 'transliterated', 'mended'] as const) {
    const found = reasons.find((reason) => reason.startsWith(`${way}: `));
    if (found !== undefined) return { way, text: found.slice(way.length + 2) };
  }
  return null;
}

const NAME_WIDTH = 12;
/** Of a longer text the beginning is shown. */
const LONGEST = 200;
const LONGEST_PROBLEM = 72;

/** A name, and its lines beside it. */
function section(name: string, lines: readonly string[]): string[] {
  return lines.map((line, at) => `${(at === 0 ? name : '').padEnd(NAME_WIDTH)}${line}`.trimEnd());
}

const BAR = 10;

function bar(p: number): string {
  const full = Math.round(p * BAR);
  return '█'.repeat(full) + '·'.repeat(BAR - full);
}
