import { count, some } from '../eval/note.js';
import { describeFinding, type Finding } from '../importing/finding.js';
import type { Format } from '../importing/format.js';
import type { Plan } from '../importing/plan.js';
import type { ContentAudience } from '../model/language.js';
import { runningHint } from './running-hint.js';

/** What an import is told about. */
export interface Imported {
  plan: Plan;
  files: number;
  formats: readonly Format[];
  rows: number;
  /** Whether any of it leaves to the options who may see it. */
  unsaid: boolean;
  audience: ContentAudience;
  /** Whether anything was stored. */
  dryRun: boolean;
  ms: number;
}

/** More of a kind than this at once help nobody; all of them are in `--json`. */
const MOST_SHOWN = 20;

const AUDIENCES: Readonly<Record<ContentAudience, string>> = {
  staff: 'staff only: customers never see it, nor is it on the card of their cases',
  customer: 'customers only',
  both: 'customers and staff',
};

/** An import as lines: what is wrong, what else is to be known, and the sums. */
export function importLines(imported: Imported): string[] {
  const { plan, files, formats, rows, unsaid, audience, dryRun, ms } = imported;
  const { counts, sources, languages, faults, notes } = plan;
  const sums = [
    `${counts.new} new`,
    `${counts.changed} changed`,
    `${counts.same} the same`,
    `${counts.identical} left out as identical to others`,
    `${faults.length} broken`,
  ];
  return [
    ...shown(notes),
    ...shown(faults),
    `${count(rows, 'row')} in ${count(files, 'file')} (${formats.join(', ') || 'of no known form'}), source ${some(sources) || 'none'}, ${ms} ms`,
    sums.join(', '),
    `in Russian ${languages.ru}, in English ${languages.en}, in both ${languages.both}; like others: ${counts.alike}`,
    ...(unsaid ? [`where nothing else is said, for ${AUDIENCES[audience]}`] : []),
    dryRun ? 'nothing was stored: this was a dry run' : runningHint('takes them in'),
  ];
}

/** The same for programs, with every finding. */
export function importJson({ plan, ...rest }: Imported): object {
  const { put, counts, sources, languages, faults, notes } = plan;
  const ids = put.map(({ issue }) => issue.id);
  return {
    ok: faults.length === 0,
    ...rest,
    counts: { ...counts, broken: faults.length },
    sources,
    languages,
    ids,
    faults,
    notes,
  };
}

function shown(findings: readonly Finding[]): string[] {
  const codes = [...new Set(findings.map(({ code }) => code))];
  return codes.flatMap((code) => {
    const same = findings.filter((one) => one.code === code);
    const rest = same.length - MOST_SHOWN;
    const lines = same.slice(0, MOST_SHOWN).map(describeFinding);
    return rest > 0 ? [...lines, `… and ${rest} more ${code}`] : lines;
  });
}
