import { readImport, type Format } from '../../src/importing/format.js';
import type { ColumnMap } from '../../src/importing/from-csv.js';
import type { Defaults } from '../../src/importing/gather.js';
import { planImport, type Corpus, type Plan } from '../../src/importing/plan.js';
import { joinReadings } from '../../src/importing/row.js';
import type { IssueText, SolvedIssue } from '../../src/model/issue.js';
import type { StoredIssue } from '../../src/model/stored-issue.js';

const NOTHING: Corpus = { files: [], stored: [], intents: new Set() };
export const DEFAULTS: Defaults = { source: 'src', audience: 'staff', intent: null, area: null };

/** Files by their names, as they are imported. */
export function imported(
  files: Record<string, string | Uint8Array>,
  given: {
    format?: Format;
    columns?: ColumnMap;
    defaults?: Partial<Defaults>;
    corpus?: Partial<Corpus>;
  } = {},
): Plan {
  const { format, columns, defaults, corpus } = given;
  const readings = Object.entries(files).map(([name, text]) =>
    readImport(name, typeof text === 'string' ? new TextEncoder().encode(text) : text, { format, columns }),
  );
  return planImport(joinReadings(readings), { ...DEFAULTS, ...defaults }, { ...NOTHING, ...corpus });
}

/** What a plan puts, as it would be stored. */
export function stored({ put }: Plan): StoredIssue[] {
  return put.map((issue) => ({ ...issue, by: 'anna', createdAt: 1, updatedAt: 1 }));
}

/** The issues of a plan, by id. */
export function issues({ put }: Plan): Record<string, SolvedIssue> {
  return Object.fromEntries(put.map(({ issue }) => [issue.id, issue]));
}

/** What the only issue says in the only language it has. */
export function onlyText(plan: Plan): IssueText {
  const [first, ...others] = plan.put;
  const text = first?.issue.ru ?? first?.issue.en;
  if (text === undefined || others.length > 0) throw new Error(`not one issue: ${JSON.stringify(plan)}`);
  return text;
}

/** Codes and places of what was found, `code file:line`. */
export function told(findings: Plan['faults'] | Plan['notes']): string[] {
  return findings.map(({ code, file, line, article }) =>
    [code, `${file}${line === null ? '' : `:${line}`}${article === null ? '' : `#${article}`}`].join(' '),
  );
}
