import { checkFlow } from './check-flow.js';
import { checkIntents } from './check-intent.js';
import { checkText } from './check-text.js';
import type { Fault } from './fault.js';
import { nearestRemedy } from '../model/spelling.js';
import type { Phrases } from './schema.js';
import type { Folder, Sourced, Sources } from './sources.js';

/**
 * Everything that content can be wrong in beyond the form of each file: ids, references, flows that hang or end
 * nowhere, placeholders without a value, what customers must not see. See `loadContent` for `required`
 * and `started`.
 */
export function checkContent(
  sources: Sources,
  required: Readonly<Record<string, readonly string[]>> | undefined,
  started: readonly string[],
): Fault[] {
  const { intents, issues, flows, patterns, phrases } = sources;
  const scripts = [...flows.read, ...patterns.read];
  return [
    ...[intents.read, issues.read, scripts, phrases.read].flatMap(checkIds),
    ...scripts.flatMap(checkFlow),
    ...checkIntents(sources),
    ...checkPhrases(phrases, required),
    ...started.filter((id) => !patterns.named.has(id)).map(missingScript),
  ];
}

/** Ids that two files share, or that are not the name of their file. */
function checkIds(pieces: readonly Sourced<{ id: string }>[]): Fault[] {
  const seen = new Map<string, string>();
  return pieces.flatMap(({ source, value: { id } }) => {
    const faults: Fault[] = [];
    const file = source.file.replace(/^.*\//, '');
    if (file !== `${id}.yml`) {
      const message = `the id is \`${id}\`, but the file is called ${file}`;
      faults.push(source.fault(['id'], 'file-name', message, `Call the file ${id}.yml, or change the id`));
    }
    const before = seen.get(id);
    if (before !== undefined) {
      const remedy = 'Give one of the two another id';
      faults.push(source.fault(['id'], 'duplicate-id', `the id \`${id}\` is used in ${before} too`, remedy));
    }
    seen.set(id, source.file);
    return faults;
  });
}

function checkPhrases(
  phrases: Folder<Phrases>,
  required: Readonly<Record<string, readonly string[]>> | undefined,
): Fault[] {
  const demanded = new Map(Object.entries(required ?? {}));
  const there = new Set<string>();
  const faults: Fault[] = [];
  for (const { source, value } of phrases.read) {
    for (const [name, text] of Object.entries(value.texts)) {
      const key = `${value.id}.${name}`;
      const path = ['texts', name];
      there.add(key);
      const allowed = demanded.get(key);
      if (required !== undefined && allowed === undefined) {
        const remedy = nearestRemedy(key, demanded.keys(), 'Remove it');
        faults.push(source.fault(path, 'unused-phrase', `the bot never says \`${key}\``, remedy, 'key'));
      }
      const rule = { allowed: allowed === undefined ? null : new Set(allowed) };
      faults.push(...checkText(source, path, text, rule));
    }
  }
  for (const key of demanded.keys()) {
    const [id = ''] = key.split('.', 1);
    const owner = phrases.read.find(({ value }) => value.id === id);
    // A file that could not be read has its own faults; what it holds is not known.
    if (there.has(key) || (owner === undefined && phrases.named.has(id))) continue;
    const message = `the phrase \`${key}\` is missing`;
    const remedy = `Write it under \`texts\` in flows/patterns/${id}.yml, in both languages`;
    const place = { file: `flows/patterns/${id}.yml`, line: 1, column: 1, step: null };
    faults.push(
      owner?.source.fault(['texts'], 'no-such-phrase', message, remedy, 'key') ?? {
        ...{ ...place, code: 'no-such-phrase', message, remedy },
      },
    );
  }
  return faults;
}

function missingScript(id: string): Fault {
  const place = { file: `flows/patterns/${id}.yml`, line: 1, column: 1, step: null };
  const message = `the flow \`${id}\`, which the bot starts by itself, is missing`;
  return { ...place, code: 'no-such-flow', message, remedy: 'Write it, or restore it from the project' };
}
