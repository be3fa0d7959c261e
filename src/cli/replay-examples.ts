import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { FirstlineError, messageOf } from '../errors.js';
import { describeFault, type Fault } from '../flow/fault.js';
import { readAs } from '../flow/read.js';
import { parseYaml } from '../flow/yaml.js';
import { idSchema } from '../model/intent.js';
import { LANGUAGES } from '../model/language.js';
import { nearestRemedy } from '../model/spelling.js';
import { taughtExampleSchema, type TaughtExample } from '../model/taught-example.js';

const linesSchema = z.array(taughtExampleSchema.shape.text).min(1);
const examplesSchema = z.record(
  idSchema,
  z
    .strictObject({ ru: linesSchema.optional(), en: linesSchema.optional() })
    .refine(({ ru, en }) => ru !== undefined || en !== undefined, {
      message: 'give examples in one language at least',
    }),
);

/**
 * Reads a YAML file of examples by intent, `ID: { ru: […], en: […] }`. Throws `REPLAY_EXAMPLES` with every mistake by line:
 * what is no such file, holds nothing, or names an intent that is not among these.
 */
export function readExamplesFile(path: string, intents: readonly { id: string }[]): TaughtExample[] {
  const parsed = parseYaml(path, bytesOf(path));
  if (!parsed.ok) throw mistaken(path, parsed.faults.map(describeFault));
  const read = readAs(parsed.source, examplesSchema);
  if (!read.ok) throw mistaken(path, read.faults.map(describeFault));
  const given = Object.entries(read.read.value);
  if (given.length === 0) throw mistaken(path, ['there is no example in it']);
  const known = new Set(intents.map(({ id }) => id));
  const unknown = given.flatMap(([id]): Fault[] =>
    known.has(id)
      ? []
      : [
          parsed.source.fault(
            [id],
            'no-such-intent',
            `there is no intent \`${id}\``,
            nearestRemedy(id, known, 'Name one that has a file in intents/'),
            'key',
          ),
        ],
  );
  if (unknown.length > 0) throw mistaken(path, unknown.map(describeFault));
  return given.flatMap(([intent, examples]) =>
    LANGUAGES.flatMap((language) =>
      (examples[language] ?? []).map((text): TaughtExample => ({ intent, language, text })),
    ),
  );
}

function bytesOf(path: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch (thrown) {
    throw mistaken(path, [`it cannot be read (${messageOf(thrown)})`]);
  }
}

function mistaken(path: string, mistakes: readonly string[]): FirstlineError {
  return new FirstlineError(
    'REPLAY_EXAMPLES',
    `${path} holds no examples that could be taught:\n${mistakes.join('\n')}`,
    'Write examples by intent, such as `mail-to-spam: { en: [our mail goes to junk] }`.',
  );
}
