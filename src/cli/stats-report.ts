import { percent, table } from '../eval/table.js';
import { handoverReasonSchema, resolutionSchema } from '../model/case.js';
import { ALONE, share, sum, type Alone, type Figures } from '../stats/figures.js';
import { dayIn, type Period } from '../stats/period.js';
import type { Stats, View } from '../stats/stats.js';
import type { Standing } from '../model/case-row.js';
import { flowTable, groupTable, intentTable, issueTable, length } from './stats-tables.js';

/** Figures, and what they are figures of. */
export interface StatsReport extends Stats {
  period: Period;
  timeZone: string;
  /** When they were read, ms since the epoch: cases are told as they stood then. */
  at: number;
  by: View | null;
}

const BY_THE_BOT = ['confirmed', 'answered', 'silence'] as const;

const ALONE_WORDS: Readonly<Record<Alone, string>> = {
  confirmed: 'confirmed by the person',
  answered: 'answered',
  assumed: 'silence after something to try: assumed',
  abandoned: 'silence to a question: abandoned',
  silence: 'silence, of which no more is known',
  cancelled: 'cancelled by the person',
  replaced: 'replaced by a new one',
  bot: 'open',
};

const PEOPLE_WORDS: Readonly<Record<Standing, string>> = {
  'by-agent': 'resolved by an agent',
  confirmed: 'back with the bot: confirmed',
  answered: 'back with the bot: answered',
  silence: 'back with the bot: silence',
  cancelled: 'cancelled by the person',
  replaced: 'replaced by a new one',
  merged: 'went on in another case',
  spam: 'spam',
  queue: 'open: waits for an agent',
  agent: 'open: an agent has it',
  bot: 'open: back with the bot',
};

/** People first, then the bot again, then what is open. */
const IN_ORDER: readonly Standing[] = [
  'by-agent',
  ...BY_THE_BOT,
  ...(['merged', 'spam', 'cancelled', 'replaced', 'queue', 'agent', 'bot'] as const),
];

/** What is told about cases on a terminal. */
export function statsLines(report: StatsReport): string[] {
  const { all, period, timeZone, at } = report;
  const head = `cases opened ${periodWords(period)} (days in ${timeZone}), as they stood on ${moment(at, timeZone)}`;
  if (all.cases === 0) return [head, 'there are none'];
  return [
    head,
    '',
    ...becameOf(all),
    '',
    ...handedOver(all),
    '',
    ...reopened(all),
    '',
    ...waits(all),
    ...satisfactionLines(all.satisfaction),
    ...(all.clockWentBack === 0
      ? []
      : [`the clock went back in ${String(all.clockWentBack)} of them: times are too short there`]),
    '',
    ...tableBy(report),
  ];
}

function satisfactionLines({ alone, people, ...all }: Figures['satisfaction']): string[] {
  if (all.mean === null) return [];
  const rows = [
    ['satisfaction', 'mean', 'answers', '1', '2', '3', '4', '5'],
    ...(
      [
        ['all', all],
        ['by the bot alone', alone],
        ['with people', people],
      ] as const
    ).map(([name, { mean, answers, scores }]) => [
      name,
      mean === null ? '—' : mean.toFixed(1),
      String(answers),
      ...scores.map(String),
    ]),
  ];
  return ['', ...table(rows)];
}

/** What was asked for, else what became of intents. */
function tableBy({ by, groups, intents, issues, flows }: StatsReport): string[] {
  if (by === 'issue') return issueTable(issues);
  if (by === 'flow') return flowTable(flows);
  const grouped = by === null || groups === null ? [] : [...groupTable(by, groups), ''];
  return [...grouped, ...intentTable(intents)];
}

function becameOf({ cases, alone, people, helped }: Figures): string[] {
  const row = (name: string, count: number): string[] => [name, String(count), percent(share(count, cases))];
  const parts = <Name extends string>(
    words: Readonly<Record<Name, string>>,
    names: readonly Name[],
    counts: Readonly<Record<Name, number>>,
  ): string[][] =>
    names.filter((name) => counts[name] > 0).map((name) => row(`  ${words[name]}`, counts[name]));
  return table([
    row('opened', cases),
    row('the bot alone', sum(alone)),
    ...parts(ALONE_WORDS, ALONE, alone),
    row('with people', sum(people)),
    ...parts(PEOPLE_WORDS, IN_ORDER, people),
    ...(helped > 0 ? [row('    and it helped, says the person', helped)] : []),
  ]);
}

function handedOver({ cases, handedOver: given, handedBack }: Figures): string[] {
  const reasons = handoverReasonSchema.options.filter((reason) => given.reasons[reason] > 0);
  return table([
    ['handed over', String(given.cases), percent(given.share)],
    ...reasons
      .toSorted((one, other) => given.reasons[other] - given.reasons[one])
      .map((reason) => [
        `  ${reason}`,
        String(given.reasons[reason]),
        percent(share(given.reasons[reason], given.cases)),
      ]),
    ['handed over more than once', String(given.again), percent(share(given.again, cases))],
    ['handed back to the bot', String(handedBack.cases), percent(share(handedBack.cases, cases))],
    ...BY_THE_BOT.filter((how) => handedBack[how] > 0).map((how) => [
      `  ended since: ${how}`,
      String(handedBack[how]),
      percent(share(handedBack[how], handedBack.cases)),
    ]),
  ]);
}

function reopened({
  reopened: { ended, reopened: again, share: part, undecided, ...how },
}: Figures): string[] {
  const ends = resolutionSchema.options.filter((end) => how.firstEnds[end] > 0);
  return [
    ...table([
      ['ended the first time', 'cases', 'opened again within 7 days', 'share'],
      ...ends.map((end) => {
        const [all, some] = [how.firstEnds[end], how.reopenedAfter[end]];
        return [`  ${end}`, String(all), String(some), percent(share(some, all))];
      }),
      ['in all', String(ended), String(again), percent(part)],
    ]),
    ...(undecided === 0
      ? []
      : [`ended less than 7 days ago, so that they may still be: ${String(undecided)}`]),
  ];
}

function waits({ firstAnswer, end }: Figures): string[] {
  const { without, waiting } = firstAnswer;
  return [
    ...table([
      ['from the hand-over, wall-clock time', 'cases', 'median', '90 % within'],
      ...[
        { name: "to an agent's first words", ...firstAnswer },
        { name: 'to the end', ...end },
      ].map(({ name, cases, medianMs, p90Ms }) => [name, String(cases), length(medianMs), length(p90Ms)]),
    ]),
    `ended or handed back before an agent wrote: ${String(without)}; nobody has written yet: ${String(waiting)}`,
  ];
}

function periodWords({ since, until }: Period): string {
  if (since === null) return until === null ? 'at any time' : `until ${until}`;
  return until === null ? `since ${since}` : `from ${since} to ${until}`;
}

function moment(at: number, timeZone: string): string {
  const time = new Intl.DateTimeFormat('en-GB', { timeZone, timeStyle: 'short' }).format(at);
  return `${dayIn(timeZone)(at)}, ${time}`;
}
