import { z } from 'zod';
import { nearestRemedy } from '../model/spelling.js';
import type { Fault } from './fault.js';
import { isRecord, valueAt, type Path } from './path.js';
import type { YamlSource } from './yaml.js';

/** What a schema found wrong, as faults at their places; `base`: where in the file the value stands. */
export function faultsOf(
  source: YamlSource,
  schema: z.ZodType,
  base: Path,
  issues: readonly z.core.$ZodIssue[],
): Fault[] {
  return issues.flatMap((issue) => {
    const path = [...base, ...issue.path];
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => {
        const remedy = nearestRemedy(
          key,
          keysOf(schema),
          'Remove it; the schema in the first line names what is known',
        );
        return source.fault([...path, key], 'unknown-key', `\`${key}\` is not known here`, remedy, 'key');
      });
    }
    const meant = issue.code === 'invalid_union' ? meantOf(issue, valueAt(source.value, path)) : null;
    return meant === null ? [faultOf(source, path, issue)] : faultsOf(source, schema, path, meant);
  });
}

/** Of a value that may have several forms, what is wrong in the form it has; null where it has none of them. */
function meantOf(
  { errors }: z.core.$ZodIssueInvalidUnion,
  value: unknown,
): readonly z.core.$ZodIssue[] | null {
  const plain = typeof value !== 'object';
  const otherForm = ({ code, path }: z.core.$ZodIssue): boolean =>
    path.length === 0 && (code === 'invalid_type' || (code === 'invalid_value' && !plain));
  return errors.find((issues) => !issues.some(otherForm)) ?? null;
}

function faultOf(source: YamlSource, path: Path, issue: z.core.$ZodIssue): Fault {
  const name = `\`${path.findLast((part) => typeof part === 'string') ?? 'the file'}\``;
  const found = valueAt(source.value, path);
  if (found === undefined) {
    return source.fault(path, 'missing', `${name} is missing`, `Add ${name}`);
  }
  switch (issue.code) {
    case 'invalid_type': {
      const expected = KINDS[issue.expected] ?? issue.expected;
      const quote = issue.expected === 'string' && found !== null && typeof found !== 'object';
      const remedy = quote ? `Put it in quotes: '${JSON.stringify(found)}'` : `Write ${expected}`;
      return source.fault(path, 'type', `${name} must be ${expected}, not ${kindOf(found)}`, remedy);
    }
    case 'invalid_value': {
      const values = issue.values.map(String);
      const remedy = nearestRemedy(
        typeof found === 'string' ? found : JSON.stringify(found),
        values,
        `Write one of ${values.join(', ')}`,
      );
      return source.fault(
        path,
        'value',
        `${name} is ${quoted(found)}, which is none of ${values.join(', ')}`,
        remedy,
      );
    }
    case 'too_small': {
      const least = Number(issue.minimum);
      if (typeof found === 'number') return limited(source, path, `${name} is at least ${least}`, least);
      const blank = typeof found === 'string';
      const message = blank ? `${name} is empty` : `${name} needs at least ${least} ${entries(least)}`;
      return source.fault(path, 'value', message, blank ? 'Write the text' : 'Add what is missing');
    }
    case 'too_big': {
      const most = Number(issue.maximum);
      if (typeof found === 'number') return limited(source, path, `${name} is at most ${most}`, most);
      const text = typeof found === 'string';
      const message = `${name} has more than ${most} ${text ? 'characters' : entries(most)}`;
      return source.fault(path, 'value', message, text ? 'Shorten it' : 'Make two steps of it');
    }
    case 'invalid_union': {
      const kinds = issue.errors.flatMap(([first]) =>
        first?.code === 'invalid_type' ? [KINDS[first.expected] ?? first.expected] : [],
      );
      const expected = kinds.length > 0 ? kinds.join(' or ') : 'what the schema names';
      const message = `${name} must be ${expected}, not ${kindOf(found)}`;
      return source.fault(path, 'type', message, `Write ${expected}`);
    }
    case 'invalid_format': {
      const date = issue.format === 'date';
      const message = `${name} is ${quoted(found)}, which is not ${date ? 'a date' : 'a valid name'}`;
      return source.fault(path, 'value', message, date ? 'Write it as YYYY-MM-DD' : sentence(issue.message));
    }
    case 'invalid_key': {
      const reason = issue.issues[0]?.message ?? issue.message;
      return source.fault(path, 'value', `${name} is not a valid name`, sentence(reason), 'key');
    }
    case 'custom':
    case 'invalid_element':
    case 'not_multiple_of':
    case 'unrecognized_keys':
      return source.fault(path, 'value', `${name} does not fit`, sentence(issue.message));
  }
}

const KINDS: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  object: 'keys and values',
  record: 'keys and values',
  array: 'a list',
};

function entries(count: number): string {
  return count === 1 ? 'entry' : 'entries';
}

function limited(source: YamlSource, path: Path, message: string, limit: number): Fault {
  return source.fault(path, 'value', message, `Write ${limit} or mend the value`);
}

function kindOf(value: unknown): string {
  if (value === null) return 'nothing';
  return KINDS[Array.isArray(value) ? 'array' : typeof value] ?? typeof value;
}

function quoted(value: unknown): string {
  return `\`${typeof value === 'string' ? value : JSON.stringify(value)}\``;
}

function sentence(message: string): string {
  return message.charAt(0).toUpperCase() + message.slice(1);
}

const keys = new WeakMap<z.ZodType, ReadonlySet<string>>();

/** Every key that a schema knows, at any depth. */
function keysOf(schema: z.ZodType): ReadonlySet<string> {
  const before = keys.get(schema);
  if (before !== undefined) return before;
  const found = new Set<string>();
  const visit = (part: unknown): void => {
    if (Array.isArray(part)) part.forEach(visit);
    if (!isRecord(part)) return;
    if (isRecord(part.properties)) Object.keys(part.properties).forEach((key) => found.add(key));
    Object.values(part).forEach(visit);
  };
  visit(z.toJSONSchema(schema, { io: 'input' }));
  keys.set(schema, found);
  return found;
}
