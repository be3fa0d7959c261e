import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { z } from 'zod';
import { isObject, isUpload, type Params } from './params.js';

const fieldSchema = z.object({
  name: z.string(),
  types: z.array(z.string()),
  required: z.boolean(),
  description: z.string().default(''),
});
const wireSchema = z.object({
  methods: z.record(z.string(), z.object({ fields: z.array(fieldSchema).default([]) })),
  types: z.record(
    z.string(),
    z.object({ fields: z.array(fieldSchema).default([]), subtypes: z.array(z.string()).default([]) }),
  ),
});
type Field = z.infer<typeof fieldSchema>;

/** What the published description of the Bot API says about calls and objects. */
export interface Wire {
  knows(method: string): boolean;
  /** What is wrong with a call, or null. */
  callProblem(method: string, params: Params): string | null;
  /** What is wrong with a value that should be of `type` (`Update`, `Array of Message`), or null. */
  valueProblem(type: string, value: unknown): string | null;
  /** The emoji that may be reactions. */
  readonly reactions: ReadonlySet<string>;
}

const SOURCE = resolve(import.meta.dirname, '../../../../shared/data/wire/telegram/bot-api.json');

let loaded: Wire | null | undefined;

/** The description, or null where it is not there: then nothing is checked, which is said once. */
export function loadWire(): Wire | null {
  if (loaded !== undefined) return loaded;
  if (!existsSync(SOURCE)) {
    process.stderr.write(
      `telegram test server: no wire data at ${SOURCE}; calls are not checked against it\n`,
    );
    loaded = null;
    return null;
  }
  loaded = createWire(wireSchema.parse(JSON.parse(readFileSync(SOURCE, 'utf8'))));
  return loaded;
}

function createWire(data: z.infer<typeof wireSchema>): Wire {
  function fieldsProblem(fields: readonly Field[], value: Params, path: string): string | null {
    for (const field of fields) {
      const given = value[field.name];
      if (given === undefined || given === null) {
        if (field.required) return `${path}${field.name} is missing`;
        continue;
      }
      const problem = anyProblem(field.types, given, `${path}${field.name}`);
      if (problem !== null) return problem;
    }
    const unknown = Object.keys(value).find((name) => !fields.some((field) => field.name === name));
    return unknown === undefined ? null : `${path}${unknown} is not a known field`;
  }

  function anyProblem(types: readonly string[], value: unknown, path: string): string | null {
    const problems = types.map((type) => problemOf(type, value, path));
    return problems.includes(null) ? null : (problems[0] ?? null);
  }

  function problemOf(type: string, value: unknown, path: string): string | null {
    if (type.startsWith('Array of ')) {
      if (!Array.isArray(value)) return `${path} must be an array`;
      const items: unknown[] = value;
      for (const [index, item] of items.entries()) {
        const problem = problemOf(type.slice('Array of '.length), item, `${path}[${index}]`);
        if (problem !== null) return problem;
      }
      return null;
    }
    const fits = scalarFits(type, value);
    if (fits !== null) return fits ? null : `${path} must be of type ${type}`;
    const described = data.types[type];
    if (described === undefined) return `${path}: the type ${type} is not described`;
    if (described.subtypes.length > 0) return anyProblem(described.subtypes, value, path);
    return isObject(value)
      ? fieldsProblem(described.fields, value, `${path}.`)
      : `${path} must be an object of type ${type}`;
  }

  const emoji = data.types.ReactionTypeEmoji?.fields.find((field) => field.name === 'emoji');
  return {
    knows: (method) => Object.hasOwn(data.methods, method),
    callProblem: (method, params) => fieldsProblem(data.methods[method]?.fields ?? [], params, ''),
    valueProblem: (type, value) => problemOf(type, value, type),
    reactions: new Set([...(emoji?.description ?? '').matchAll(/"([^"]+)"/g)].map((match) => match[1] ?? '')),
  };
}

function scalarFits(type: string, value: unknown): boolean | null {
  switch (type) {
    case 'Integer':
      return Number.isSafeInteger(value);
    case 'Float':
      return typeof value === 'number';
    case 'String':
      return typeof value === 'string';
    case 'Boolean':
      return typeof value === 'boolean';
    case 'InputFile':
      return isUpload(value);
    default:
      return null;
  }
}
