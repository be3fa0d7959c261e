import { messageOf } from '../errors.js';
import { isNamed, takeFields, unusedFields } from './fields.js';
import { finding, wholeFile, type Place } from './finding.js';
import { isOwnLine, readOwnLine } from './own-lines.js';
import { emptyReading, type Reading } from './row.js';

/**
 * Reads JSON Lines: an object a line, either rows of `{lang, key, title, symptoms, solution, …}` or what
 * `issues export` has written.
 */
export function readJsonLines(file: string, text: string): Reading {
  const reading = emptyReading();
  const unused = new Set<string>();
  for (const [at, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const place: Place = { ...wholeFile(file), line: at + 1 };
    const value = parse(line);
    if (!value.ok) {
      const remedy = 'Put one whole JSON object on each line';
      reading.faults.push(finding(place, 'syntax', value.why, remedy));
    } else if (isOwnLine(value.object)) {
      const own = readOwnLine(value.object, place);
      if ('code' in own) reading.faults.push(own);
      else reading.whole.push(own);
    } else {
      const taken = takeFields(Object.entries(value.object), place, isNamed);
      if ('code' in taken) reading.faults.push(taken);
      else reading.rows.push(taken.row);
      if ('row' in taken) taken.unused.forEach((name) => unused.add(name));
    }
  }
  if (unused.size > 0) reading.notes.push(unusedFields(wholeFile(file), unused, 'field'));
  return reading;
}

function parse(line: string): { ok: true; object: object } | { ok: false; why: string } {
  try {
    const value: unknown = JSON.parse(line);
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isObject ? { ok: true, object: value } : { ok: false, why: 'the line is no object' };
  } catch (thrown) {
    return { ok: false, why: `the line is no JSON (${messageOf(thrown)})` };
  }
}
