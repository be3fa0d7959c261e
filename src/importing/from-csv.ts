import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import { messageOf } from '../errors.js';
import { nearestRemedy } from '../model/spelling.js';
import { FIELD_NAMES, isNamed, takeFields, unusedFields, type FieldName } from './fields.js';
import { finding, wholeFile, type Fault, type Place } from './finding.js';
import { emptyReading, unread, type Reading } from './row.js';

/** Which columns mean what, beyond what their names say. */
export type ColumnMap = ReadonlyMap<string, FieldName>;

const cellsSchema = z.array(z.string());

/** Reads CSV with a line of headers; commas, semicolons or tabs part the cells. */
export function readCsv(file: string, text: string, columns: ColumnMap = new Map()): Reading {
  const faults: Fault[] = [];
  const at = (line: number): Place => ({ ...wholeFile(file), line });
  const parsed = parsedRecords(text, (line, why) =>
    faults.push(finding(at(line), 'syntax', why, MEND_QUOTES)),
  );
  const [head, ...records] = parsed;
  if (head === undefined) return unread(...faults);
  const headers = head.record.map((name) => name.trim());
  const broken = headerFaults(at(1), headers, columns);
  if (broken.length > 0) return unread(...broken);
  const fieldOf = (name: string): FieldName | null => columns.get(name) ?? isNamed(name);
  const reading = { ...emptyReading(), faults };
  for (const { record, line } of records) {
    if (record.every((cell) => cell.trim() === '')) continue;
    if (record.length !== headers.length) {
      const message = `the row has ${record.length} cells, and there are ${headers.length} headers`;
      faults.push(finding(at(line), 'syntax', message, 'Put cells that hold the separator into quotes'));
      continue;
    }
    const taken = takeFields(
      headers.map((name, column) => [name, record[column]]),
      at(line),
      fieldOf,
    );
    if ('code' in taken) faults.push(taken);
    else reading.rows.push(taken.row);
  }
  const unused = headers.filter((name) => fieldOf(name) === null && name !== '');
  if (unused.length > 0) reading.notes.push(unusedFields(wholeFile(file), unused, 'column'));
  return reading;
}

const MEND_QUOTES = 'Put the cell into quotes and write a quote within it twice';

function parsedRecords(
  text: string,
  refused: (line: number, why: string) => void,
): { record: string[]; line: number }[] {
  const records: { record: string[]; line: number }[] = [];
  let end = 0;
  try {
    parse(text, {
      bom: true,
      delimiter: separatorOf(text),
      relax_column_count: true,
      // Strictly read, one stray quote would swallow the rows behind it.
      relax_quotes: true,
      on_record: (record, { lines }) => {
        // What is told is where a record ends.
        records.push({ record: cellsSchema.parse(record), line: end + 1 });
        end = lines;
        return null;
      },
    });
  } catch (thrown) {
    refused(end + 1, `the file cannot be read from here on (${messageOf(thrown).split('\n')[0] ?? ''})`);
  }
  return records;
}

/** What parts the headers, outside of quotes. */
function separatorOf(text: string): string {
  const head = (/^(?:"(?:[^"]|"")*"|[^"\n])*/u.exec(text)?.[0] ?? '').replace(/"(?:[^"]|"")*"/gu, '');
  const count = (sign: string): number => head.split(sign).length;
  return [',', ';', '\t'].reduce((best, sign) => (count(sign) > count(best) ? sign : best));
}

function headerFaults(place: Place, headers: readonly string[], columns: ColumnMap): Fault[] {
  const faults: Fault[] = [];
  const named = new Map<string, string>();
  for (const header of headers) {
    if (header === '') continue;
    const field = columns.get(header) ?? isNamed(header) ?? `column ${header}`;
    const other = named.get(field);
    if (other !== undefined) {
      const message =
        other === header
          ? `two columns are called \`${header}\``
          : `\`${other}\` and \`${header}\` both mean the ${field}`;
      faults.push(finding(place, 'header-twice', message, 'Rename or remove one of them'));
    }
    named.set(field, header);
  }
  for (const column of columns.keys()) {
    if (headers.includes(column)) continue;
    const remedy = nearestRemedy(column, new Set(headers), `Name one of ${headers.join(', ')}`);
    faults.push(finding(place, 'no-column', `--map names a column \`${column}\` that is not there`, remedy));
  }
  for (const field of ['title', 'solution'] as const) {
    if (named.has(field)) continue;
    const message = `no column is the ${field}; there are ${headers.map((name) => `\`${name}\``).join(', ')}`;
    const remedy = `Call one \`${field}\`, or say which it is with --map COLUMN=${field}`;
    faults.push(finding(place, 'no-column', message, remedy));
  }
  return faults;
}

/** Reads `column=field`; null where it is nothing like that. */
export function columnMapping(written: string): [column: string, field: FieldName] | null {
  const at = written.lastIndexOf('=');
  const field = FIELD_NAMES.find((name) => name === written.slice(at + 1).trim());
  return at < 1 || field === undefined ? null : [written.slice(0, at).trim(), field];
}
