import { Command, InvalidArgumentError, Option } from 'commander';
import { FirstlineError } from '../errors.js';
import { around, isDay } from '../stats/period.js';
import { createStatistics, VIEWS, type View } from '../stats/stats.js';
import { readCaseRows } from '../store/sqlite/case-rows.js';
import { configFromEnvironment } from './environment.js';
import { json } from './eval-files.js';
import { statsLines, type StatsReport } from './stats-report.js';

interface Options {
  since?: string;
  until?: string;
  by?: View;
  json: boolean;
}

/** `firstline stats`: what became of the cases in the database; "Figures" in README.md defines each figure. */
export function statsCommand(): Command {
  return new Command('stats')
    .description(
      'tell what became of cases: solved, handed over and why, opened again, how long people waited',
    )
    .addOption(dayOption('--since <date>', 'only cases opened on this day or later, such as 2026-03-01'))
    .addOption(dayOption('--until <date>', 'only cases opened on this day or earlier'))
    .addOption(
      new Option(
        '--by <what>',
        'also tell the cases apart by this, or what became of each issue or flow',
      ).choices(VIEWS),
    )
    .option('--json', 'print one JSON object instead of tables', false)
    .action(({ since = null, until = null, by = null, json: asJson }: Nullable<Options>) => {
      const { databaseUrl, hours } = configFromEnvironment();
      const asked = { period: { since, until }, timeZone: hours.timeZone, by, at: Date.now() };
      const report = readStats(databaseUrl, asked);
      process.stdout.write(
        asJson
          ? json({ ...report, at: new Date(report.at).toISOString() })
          : `${statsLines(report).join('\n')}\n`,
      );
    });
}

/** Reads the figures of a database. Changes nothing, and may run beside the bot. Throws `STATS_PERIOD`. */
export function readStats(
  databaseUrl: string,
  asked: Pick<StatsReport, 'period' | 'timeZone' | 'by' | 'at'>,
): StatsReport {
  const { since, until } = asked.period;
  if (since !== null && until !== null && since > until) {
    throw new FirstlineError(
      'STATS_PERIOD',
      `The period would begin on ${since}, after its end on ${until}.`,
      'Give a --since that is not after --until.',
    );
  }
  const statistics = createStatistics(asked);
  readCaseRows(databaseUrl, around(asked.period), statistics.add);
  return { ...asked, ...statistics.stats() };
}

type Nullable<T> = { [Key in keyof T]: undefined extends T[Key] ? T[Key] | null : T[Key] };

function dayOption(flags: string, description: string): Option {
  return new Option(flags, description).argParser((given) => {
    if (!isDay(given)) throw new InvalidArgumentError('Give a day of the calendar as YYYY-MM-DD.');
    return given;
  });
}
