import { z } from 'zod';
import type { Fault, FaultCode } from './fault.js';
import { nearest, nearestRemedy } from '../model/spelling.js';
import { flowSchema, type Flow } from './schema.js';
import { faultsOf } from './schema-fault.js';
import type { Sourced } from './sources.js';
import { STEP_KINDS, stepSchemas, type Step } from './step.js';
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

type StepOutcome = { ok: true; step: Step } | { ok: false; faults: Fault[] };

/**
 * Checks a flow. A step is held against the schema of the kind it has the key of, so that the message is about
 * that kind and not about all of them.
 */
export function readFlow(source: YamlSource): ReadOutcome<Flow> {
  const head = readAs(source, flowHeadSchema);
  const given = valueAt(source.value, ['steps']);
  const read = Array.isArray(given) ? given.map((_, index) => readStep(source, index)) : [];
  const faults = [head, ...read].flatMap((part) => (part.ok ? [] : part.faults));
  if (!head.ok || faults.length > 0) return { ok: false, faults };
  const steps = read.flatMap((outcome) => (outcome.ok ? [outcome.step] : []));
  return { ok: true, read: { source, value: { ...head.read.value, steps } } };
}

function readStep(source: YamlSource, index: number): StepOutcome {
  const path: Path = ['steps', index];
  const step = valueAt(source.value, path);
  const refuse = (code: FaultCode, message: string, remedy: string, second?: string): StepOutcome => {
    const fault =
      second === undefined
        ? source.fault(path, code, message, remedy)
        : source.fault([...path, second], code, message, remedy, 'key');
    return { ok: false, faults: [fault] };
  };
  if (!isRecord(step)) {
    return refuse('type', 'a step must hold keys and values', 'Write `- id: …` and the rest below it');
  }
  const [kind, second] = Object.keys(step).flatMap((key) => STEP_KINDS.filter((name) => name === key));
  if (kind === undefined) {
    const otherwise = `Give it one of ${STEP_KINDS.join(', ')}`;
    const meant = Object.keys(step).find((key) => key.length > 3 && nearest(key, STEP_KINDS) !== null);
    const remedy = meant === undefined ? otherwise : nearestRemedy(meant, STEP_KINDS, otherwise);
    return refuse('step-kind', 'the step does nothing', remedy);
  }
  if (second !== undefined) {
    const message = `the step has both \`${kind}\` and \`${second}\``;
    return refuse('step-kind', message, 'Make two steps of it', second);
  }
  const schema = stepSchemas[kind];
  const result = schema.safeParse(step);
  if (result.success) return { ok: true, step: result.data };
  return { ok: false, faults: faultsOf(source, schema, path, result.error.issues) };
}
