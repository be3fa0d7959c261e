import { Command, InvalidArgumentError, Option } from 'commander';
import { FirstlineError } from '../errors.js';
import { LANGUAGES, type Language } from '../model/language.js';
import { missReasonSchema, type MissReason } from '../model/miss.js';
import { configFromEnvironment } from './environment.js';
import { allowWorseOption } from './replay-options.js';
import { shellUser } from './shell.js';
import { listExamples, removeExample } from './teach-examples.js';
import { decideGroup, takeBackGroup, type GroupDecision } from './teach-decide.js';
import { listGroups, showGroup } from './teach-list.js';
import { readTeaching } from './teaching-list.js';
import { withStoreToRead } from './with-store.js';

interface Options {
  intent?: string;
  newIntent?: string;
  only?: number[];
  drop: boolean;
  takeBack: boolean;
  examples: boolean;
  remove?: number;
  language?: Language;
  why?: MissReason;
  by?: string;
  allowWorse?: number | true;
  all: boolean;
  json: boolean;
}

/** `firstline teach`: what the bot did not know, was unsure of, or got wrong, and what it is taught by it. */
export function teachCommand(): Command {
  return new Command('teach')
    .description(
      'teach the bot by messages that it did not understand: assign them to an intent, or drop them',
    )
    .argument(
      '[number]',
      'the group to show or to decide about (default: lists those that wait)',
      counted('Write the number of a group, as `firstline teach` lists it.'),
    )
    .option('--intent <id>', 'this is what the group means: its texts become examples of the intent')
    .option(
      '--new-intent <id>',
      'the group means something new: its texts are kept for an intent to be written',
    )
    .option('--only <texts>', 'of the group only these texts, by their numbers: 1,3', textNumbers)
    .option('--drop', 'nothing is to be learned from the group', false)
    .option('--take-back', 'let the group wait again; its examples are removed', false)
    .option('--examples', 'list the examples that were taught', false)
    .option(
      '--remove <example>',
      'remove one of those, by its number',
      counted('Write the number of an example, as `firstline teach --examples` lists it.'),
    )
    .addOption(new Option('--language <language>', 'list only this language').choices([...LANGUAGES]))
    .addOption(new Option('--why <why>', 'list only what was missed so').choices(missReasonSchema.options))
    .option('--all', 'list what was decided about, or removed, as well', false)
    .option('--by <name>', 'who decides (default: the login name)')
    .addOption(allowWorseOption())
    .option('--json', 'print one JSON object instead of lines', false)
    .action(async (number: number | undefined, options: Options) => {
      checkOptions(number, options);
      const config = configFromEnvironment();
      const by = options.by ?? shellUser(process.env);
      // Where there is no database there is nothing to teach, and none is made.
      await withStoreToRead(config.databaseUrl, async (store) => {
        if (options.remove !== undefined) return removeExample(options.remove, by, options, store);
        if (options.takeBack && number !== undefined) return takeBackGroup(number, by, options, store);
        const teaching = await readTeaching(config.contentDir, store);
        const decision = decisionOf(options);
        if (options.examples) listExamples(teaching, options);
        else if (number === undefined) listGroups(teaching, options);
        else if (decision === null) showGroup(number, teaching, options);
        else await decideGroup(number, decision, { ...options, by }, teaching, { store, config });
      });
    });
}

function counted(remedy: string): (written: string) => number {
  return (written) => {
    if (/^[1-9]\d{0,14}$/u.test(written)) return Number(written);
    throw new InvalidArgumentError(remedy);
  };
}

function textNumbers(written: string): number[] {
  if (/^[1-9]\d{0,4}(?: *, *[1-9]\d{0,4})*$/u.test(written)) {
    return [...new Set(written.split(',').map(Number))];
  }
  throw new InvalidArgumentError('Write numbers of texts with commas between them: 1,3.');
}

function decisionOf({ intent, newIntent, drop }: Options): GroupDecision | null {
  if (drop) return { kind: 'drop' };
  if (newIntent !== undefined) return { kind: 'new-intent', id: newIntent };
  return intent === undefined ? null : { kind: 'intent', id: intent };
}

/** What belongs to another way of using the command would be lost silently. */
function checkOptions(number: number | undefined, options: Options): void {
  const { intent, newIntent, only, drop, takeBack, examples, remove, language, why, all, allowWorse } =
    options;
  const deciding = named({ intent, 'new-intent': newIntent, drop, 'take-back': takeBack });
  const ways = [...deciding, ...named({ examples, remove })];
  if (ways.length > 1) throw unclear(`${ways.slice(0, 2).join(' and ')} cannot be done at once.`);
  const takesTexts = deciding.length > 0 && !takeBack;
  const lists = number === undefined && deciding.length === 0 && remove === undefined;
  const lost = [
    ...(takesTexts ? [] : named({ only })),
    ...(intent === undefined ? named({ 'allow-worse': allowWorse }) : []),
    ...(lists ? [] : named({ language, all })),
    ...(lists && !examples ? [] : named({ why })),
  ];
  if (lost.length > 0) throw unclear(`${lost.join(' and ')} means nothing here.`);
  if (number === undefined && deciding.length > 0) throw unclear('No group is named.');
  if (number !== undefined && (examples || remove !== undefined)) {
    throw unclear(`The group ${String(number)} means nothing here.`);
  }
}

/** Those that were given, as they are written. */
function named(given: Readonly<Record<string, unknown>>): string[] {
  return Object.entries(given).flatMap(([name, value]) =>
    value === undefined || value === false ? [] : [`--${name}`],
  );
}

function unclear(what: string): FirstlineError {
  return new FirstlineError(
    'TEACH_OPTION',
    what,
    'Write `firstline teach N --intent ID`; see `firstline teach --help`.',
  );
}
