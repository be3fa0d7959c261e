import { readFileSync, writeFileSync } from 'node:fs';
import { FirstlineError, messageOf } from '../errors.js';
import { describeFault, type Fault } from '../flow/fault.js';
import { readAs } from '../flow/read.js';
import { parseYaml } from '../flow/yaml.js';
import { toDraftYaml, withoutUnwritten } from '../importing/draft-yaml.js';
import { solvedIssueSchema, type SolvedIssue } from '../model/issue.js';

/** Writes an issue to be worked on into a file that is not there yet. */
export function writeDraftFile(path: string, issue: SolvedIssue, remarks: readonly string[]): void {
  try {
    writeFileSync(path, toDraftYaml(issue, remarks), { flag: 'wx' });
  } catch (thrown) {
    throw new FirstlineError(
      'DRAFT_FILE',
      `${path} cannot be written (${messageOf(thrown)}).`,
      'Name a file that is not there yet, in a folder that is.',
      thrown,
    );
  }
}

/** Reads such a file back. Throws `DRAFT_FILE` with every mistake by line and field. */
export function readDraftFile(path: string): SolvedIssue {
  const parsed = parseYaml(path, bytesOf(path));
  if (!parsed.ok) throw mistaken(path, parsed.faults);
  const { source } = parsed;
  const read = readAs({ ...source, value: withoutUnwritten(source.value) }, solvedIssueSchema);
  if (!read.ok) throw mistaken(path, read.faults);
  return read.read.value;
}

function bytesOf(path: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch (thrown) {
    throw new FirstlineError(
      'DRAFT_FILE',
      `${path} cannot be read (${messageOf(thrown)}).`,
      'Write the draft into it first with `firstline issues review N --write FILE`.',
      thrown,
    );
  }
}

function mistaken(path: string, faults: readonly Fault[]): FirstlineError {
  return new FirstlineError(
    'DRAFT_FILE',
    `${path} is no solved issue yet:\n${faults.map(describeFault).join('\n')}`,
    'Mend what is told here, and give the command again. Nothing was changed.',
  );
}
