import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import type { TrainingContent } from '../nlu/train.js';

/** What, besides the content, decides what is learned. */
export interface LearningOptions {
  /** The share of messages that belong to nothing the bot knows: from 0 to below 1. */
  expectedOutOfScope: number;
}

/** The program's own files that a model depends on, in the form in which they run: sources, or built. */
const CODE = [new URL('../nlu/', import.meta.url), new URL('../model/', import.meta.url)];
const ENDING = import.meta.url.endsWith('.ts') ? '.ts' : '.js';
/** Names the versions of the libraries that texts are taken apart with. */
const PACKAGE = new URL('../../package.json', import.meta.url);

let running: string | null = null;

/**
 * What a model is kept under: a hash, in hex, of all that it depends on. Two equal keys mean that the same would be
 * learned; what only flows, replies or the solutions of issues say does not change it.
 *
 * The code is read once a process: it is the code that runs, also where a newer one has been put in its place.
 */
export function modelKey(
  { intents, issues, validation = [] }: TrainingContent,
  options: LearningOptions,
): string {
  running ??= codeVersion(CODE, ENDING, [PACKAGE]);
  const learned = intents.map(({ id, audience, title, examples }) => [
    id,
    audience,
    title.ru,
    title.en,
    examples.ru,
    examples.en,
  ]);
  const told = issues.map(({ intent, audience, ru, en }) => [
    intent,
    audience,
    ru.problem,
    ru.symptoms,
    en.problem,
    en.symptoms,
  ]);
  return createHash('sha256')
    .update(JSON.stringify([running, options.expectedOutOfScope, learned, told, validation]))
    .digest('hex');
}

/**
 * A hash of all files with this ending in these folders and below, and of further files, by name and content; and of
 * the version of Node, by whose tables letters are told apart and whose format models are kept in.
 */
export function codeVersion(folders: readonly URL[], ending: string, files: readonly URL[] = []): string {
  const hash = createHash('sha256').update(`${process.version} ${process.arch}`);
  const take = (name: string, file: URL): void => {
    const bytes = readFileSync(file);
    hash.update(`\n${name} ${bytes.length}\n`).update(bytes);
  };
  for (const [place, folder] of folders.entries()) {
    const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) =>
      name.replaceAll('\\', '/'),
    );
    for (const name of names.filter((one) => one.endsWith(ending)).sort()) {
      take(`${place}/${name}`, new URL(name, folder));
    }
  }
  for (const [place, file] of files.entries()) take(`file ${place}`, file);
  return hash.digest('hex');
}
