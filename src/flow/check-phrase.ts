import { nearestRemedy } from '../model/spelling.js';
import { checkText } from './check-text.js';
import type { Fault } from './fault.js';
import type { Phrases } from './schema.js';
import type { Folder } from './sources.js';

/**
 * The bot's own sentences: those it never says, those it cannot do without, and what is wrong with their texts.
 * `required`: the placeholders that each may use; null: whatever there is.
 */
export function checkPhrases(
  phrases: Folder<Phrases>,
  required: Readonly<Record<string, readonly string[]>> | null,
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
      if (required !== null && allowed === undefined) {
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
