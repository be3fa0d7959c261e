import { z } from 'zod';
import type { Fault } from './fault.js';
import { nearest, nearestRemedy } from '../model/spelling.js';
import { flowSchema, type Flow } from './schema.js';
import type { Sourced } from './sources.js';
import { STEP_KINDS, stepSchemas } from './step.js';
import { isRecord, valueAt, type Path } from './path.js';
import type { YamlSource } from './yaml.js';

export type ReadOutcome<T> = { ok: true; read: Sourced<T> } | { ok: false; faults: Fault[] };

/** Checks a file's value against its schema; each mistake becomes a fault at its place. */
export function readAs<T>(source: YamlSource, schema: z.ZodType<T>): ReadOutcome<T> {
  const result = schema.safeParse(source.value);
  if (result.success) return { ok: true, read: { source, value: result.data } };
  return { ok: false, faults: faultsOf(source, schema, [], result.error.issues) };
}

/** The flow without what its steps hold: those are read one by one, each by the schema of its kind. */
const flowHeadSchema = flowSchema.extend({ steps: z.array(z.unknown()).min(1) });

/**
 * Checks a flow. A step is held against the schema of the kind it has the key of, so that the message is about
 * that kind and not about all of them.
 */
export function readFlow(source: YamlSource): ReadOutcome<Flow> {
  const head = readAs(source, flowHeadSchema);
  const faults = head.ok ? [] : head.faults;
  const steps = valueAt(source.value, ['steps']);
  if (Array.isArray(steps)) steps.forEach((_, index) => faults.push(...stepFaults(source, index)));
  return faults.length > 0 ? { ok: false, faults } : readAs(source, flowSchema);
}

function stepFaults(source: YamlSource, index: number): Fault[] {
  const path: Path = ['steps', index];
  const step = valueAt(source.value, path);
  if (!isRecord(step)) {
    return [
      source.fault(path, 'type', 'a step must hold keys and values', 'Write `- id: …` and the rest below it'),
    ];
  }
  const [kind, second] = Object.keys(step).flatMap((key) => STEP_KINDS.filter((name) => name === key));
  if (kind === undefined) {
    const meant = Object.keys(step).find((key) => key.length > 3 && nearest(key, STEP_KINDS) !== null);
    const remedy =
      meant === undefined
        ? `Give it one of ${STEP_KINDS.join(', ')}`
        : nearestRemedy(meant, STEP_KINDS, `Give it one of ${STEP_KINDS.join(', ')}`);
    return [source.fault(path, 'step-kind', 'the step does nothing', remedy)];
  }
  if (second !== undefined) {
    const message = `the step has both \`${kind}\` and \`${second}\``;
    return [source.fault([...path, second], 'step-kind', message, 'Make two steps of it', 'key')];
  }
  const schema = stepSchemas[kind];
  const result = schema.safeParse(step);
  return result.success ? [] : faultsOf(source, schema, path, result.error.issues);
}

function faultsOf(
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
    return [faultOf(source, path, issue)];
  });
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
      const blank = typeof found === 'string';
      const message = blank ? `${name} is empty` : `${name} needs at least ${Number(issue.minimum)} entries`;
      return source.fault(path, 'value', message, blank ? 'Write the text' : 'Add what is missing');
    }
    case 'too_big':
      return source.fault(
        path,
        'value',
        `${name} has more than ${Number(issue.maximum)} entries`,
        'Make two steps of it',
      );
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
    case 'invalid_union':
    case 'not_multiple_of':
    case 'unrecognized_keys':
      return source.fault(path, 'value', `${name} does not fit`, sentence(issue.message));
  }
}

const KINDS: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  boolean: 'true or false',
  object: 'keys and values',
  record: 'keys and values',
  array: 'a list',
};

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

/** Every key that a schema knows, at any depth. */
function keysOf(schema: z.ZodType): Set<string> {
  const keys = new Set<string>();
  const visit = (part: unknown): void => {
    if (Array.isArray(part)) part.forEach(visit);
    if (!isRecord(part)) return;
    if (isRecord(part.properties)) Object.keys(part.properties).forEach((key) => keys.add(key));
    Object.values(part).forEach(visit);
  };
  visit(z.toJSONSchema(schema, { io: 'input' }));
  return keys;
}
