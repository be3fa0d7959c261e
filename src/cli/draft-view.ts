import { oneLine, percent, table } from '../eval/table.js';
import { tongueOf } from '../importing/tongue.js';
import { problemIn, textIn, type IssueText, type SolvedIssue } from '../model/issue.js';
import type { Language } from '../model/language.js';
import type { SolutionDraft } from '../model/solution-draft.js';
import type { Near } from '../review/neighbourhood.js';
import { sideBySide } from './side-by-side.js';

/** A draft with the issue it would be. */
export interface Reviewed {
  draft: SolutionDraft;
  issue: SolvedIssue;
  /** The nearest first. */
  near: readonly Near[];
}

const LONGEST_WORDS = 60;
/** So many stand beside a draft. */
const BESIDE = 2;

/** Drafts as a table, a line each. */
export function draftLines(reviewed: readonly Reviewed[]): string[] {
  if (reviewed.length === 0) return ['no draft waits to be reviewed'];
  return table(
    reviewed.map(({ draft, issue, near }) => [
      ...[String(draft.number), `case ${draft.caseNumber}`, draft.language, draft.intent ?? '—'],
      ...[outcomeOf(draft), oneLine(problemIn(issue, draft.language), LONGEST_WORDS)],
      near.map(nearName).join(', '),
    ]),
    'left',
  );
}

/** One draft, with the nearest issues beside it. */
export function draftView({ draft, issue, near }: Reviewed, width: number): string[] {
  const { number, caseNumber, language, intent, audience, area, author, at } = draft;
  const beside = near.slice(0, BESIDE);
  const columns = [
    ['THE DRAFT', '', ...textLines(textIn(issue, language))],
    ...beside.map((one, index) => [`NEAR ${index + 1}`, '', ...textLines(textIn(one.issue, language))]),
  ];
  return [
    `draft ${number} of case ${caseNumber}, ${outcomeOf(draft)}`,
    `${language}, intent ${intent ?? 'unknown'}, for ${audience}, area ${area ?? 'unknown'}; ${author}, ${day(at)}`,
    `it would be ${issue.id}`,
    ...near.map((one, index) => `near ${index + 1}: ${nearName(one)} ${problemIn(one.issue, language)}`),
    '',
    ...sideBySide(columns, width),
    '',
    ...remarksOn(draft),
  ];
}

/** What whoever reviews a draft should know beside its texts. */
export function remarksOn({ failed, solution, language }: SolutionDraft): string[] {
  const tongue = tongueOf(solution);
  const other = (tongue === 'ru' || tongue === 'en') && tongue !== language;
  return [
    ...failed.map((step) => `did not help: ${step}`),
    ...(other ? [`the solution seems to be in ${NAMES[tongue]}, the problem in ${NAMES[language]}`] : []),
  ];
}

const NAMES: Readonly<Record<Language, string>> = { ru: 'Russian', en: 'English' };

/** `waiting`, or what was decided, by whom and when. */
function outcomeOf({ status, decidedBy, decidedAt, issue }: SolutionDraft): string {
  const by = decidedBy === null || decidedAt === null ? '' : ` by ${decidedBy} on ${day(decidedAt)}`;
  if (status === 'waiting') return by === '' ? status : `waiting again, put back${by}`;
  return `${status}${issue === null ? '' : ` as ${issue}`}${by}`;
}

function nearName({ id, likeness }: Near): string {
  return `${id} (${percent(likeness, 0)})`;
}

function day(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}

function textLines(text: IssueText | undefined): string[] {
  if (text === undefined) return [];
  const { problem, symptoms, cause, solution, check, handover } = text;
  const section = (name: string, lines: readonly string[]): string[] =>
    lines.length === 0 ? [] : ['', name, ...lines];
  return [
    problem === '' ? '(no problem)' : problem,
    ...section(
      'Symptoms',
      symptoms.map((symptom) => `• ${symptom}`),
    ),
    ...section('Cause', cause === undefined ? [] : [cause]),
    ...section(
      'Solution',
      solution.map((step, index) => `${index + 1}. ${step}`),
    ),
    ...section('Check', check === undefined ? [] : [check]),
    ...section('Hand over', handover === undefined ? [] : [handover]),
  ];
}
