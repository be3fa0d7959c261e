import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { messageOf } from '../errors.js';
import { labelledMessageSchema, type LabelledMessage } from '../model/message.js';
import type { Fault, FaultCode } from './fault.js';

/** Messages by which confidence is fitted, beside `data/issues/`; a content folder may do without. */
const FILE = 'data/validation.jsonl';

/** A message and the line it stands on. */
export interface ValidationLine {
  line: number;
  value: LabelledMessage;
}

/** Reads the messages, a JSON object a line; none where the file is not there. Tells what is wrong with the form. */
export function readValidation(root: string, faults: Fault[]): ValidationLine[] {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(join(root, FILE)));
  } catch (thrown) {
    if (thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOENT') return [];
    const message = `the file cannot be read: ${messageOf(thrown)}`;
    faults.push(faultAt(1, 'unreadable', message, 'Mend its permissions, or save it as UTF-8'));
    return [];
  }
  return text.split('\n').flatMap((written, at) => {
    if (written.trim() === '') return [];
    let given: unknown;
    try {
      given = JSON.parse(written);
    } catch {
      faults.push(faultAt(at + 1, 'syntax', 'the line is no JSON', 'Write one object a line'));
      return [];
    }
    const read = labelledMessageSchema.safeParse(given);
    if (read.success) return [{ line: at + 1, value: read.data }];
    const [issue] = read.error.issues;
    const message = `\`${issue?.path.join('.') ?? ''}\`: ${issue?.message ?? ''}`;
    faults.push(faultAt(at + 1, 'value', message, 'Write {"text", "intent", "lang", "audience"}'));
    return [];
  });
}

/** A fault of the file, at a line of it. */
export function faultAt(line: number, code: FaultCode, message: string, remedy: string): Fault {
  return { file: FILE, line, column: 1, step: null, code, message, remedy };
}
