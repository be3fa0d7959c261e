import { FirstlineError } from '../errors.js';
import { oneLine, table } from '../eval/table.js';
import { createTwinIndex, examplesOf } from '../flow/example.js';
import type { Language } from '../model/language.js';
import type { StoredExample } from '../model/taught-example.js';
import type { Store } from '../store/store.js';
import { json } from './eval-files.js';
import type { Teaching } from './teaching-list.js';

const LONGEST_WORDS = 60;

/** Prints the examples that are in force beside the files; with `all`, those that were exported or removed as well. */
export function listExamples(
  teaching: Teaching,
  options: { language?: Language; all: boolean; json: boolean },
): void {
  const { language, all } = options;
  const shown = teaching.examples.filter(
    (one) => (language === undefined || one.language === language) && (all || one.status === 'taught'),
  );
  const listed = shown.map((example) => ({ example, state: stateOf(example, teaching) }));
  if (options.json) {
    process.stdout.write(json({ examples: listed.map(({ example, state }) => ({ ...example, state })) }));
    return;
  }
  const lines = [
    ...(shown.length === 0 ? ['nothing that was taught is beside the files'] : []),
    ...table(
      listed.map(({ example, state }) => [
        ...[String(example.number), example.intent, example.language, state],
        ...[`${example.by} ${day(example.at)}`, oneLine(example.text, LONGEST_WORDS)],
      ]),
      'left',
    ),
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}

/** Removes an example that is in force beside the files. Throws `TEACH_NONE` where there is none of this number. */
export async function removeExample(
  number: number,
  by: string,
  options: { json: boolean },
  store: Store,
): Promise<void> {
  const changed = await store.changeExamples([number], 'removed', by, Date.now());
  if (changed.length === 0) {
    throw new FirstlineError(
      'TEACH_NONE',
      `No example ${number} is beside the files.`,
      'See those that are with `firstline teach --examples`; what was exported is taken out of its file.',
    );
  }
  process.stdout.write(
    options.json
      ? json({ example: number, status: 'removed', by })
      : `example ${number} is removed by ${by}; a bot that runs forgets it within some seconds\n`,
  );
}

/** What is to be known of an example: whether it is in force, and if not, why. */
function stateOf(example: StoredExample, { intents, named, standing }: Teaching): string {
  if (example.status !== 'taught') {
    return `${example.status} by ${example.changedBy ?? ''} ${day(example.changedAt ?? example.at)}`;
  }
  if (standing.includes(example)) return 'in the file too';
  const intent = intents.find(({ id }) => id === example.intent);
  if (intent === undefined) return named.has(example.intent) ? 'its file has a mistake' : 'proposed';
  if (intent.examples[example.language].includes(example.text)) return 'in force';
  const twins = createTwinIndex();
  examplesOf(intents).forEach(twins.add);
  const twin = twins.find({ intent, language: example.language, text: example.text });
  return `not in force: stands under ${twin?.intent.id ?? 'another'}`;
}

function day(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}
