import type { Intent } from '../model/intent.js';
import type { WrittenIssue } from '../model/issue.js';
import type { Template } from '../model/template.js';
import type { Flow, Phrases } from './schema.js';
import type { ValidationLine } from './validation.js';
import type { YamlSource } from './yaml.js';

/** A piece of content with the file it came from, for messages that name a line. */
export interface Sourced<T> {
  source: YamlSource;
  value: T;
}

/** What was read of a folder. */
export interface Folder<T> {
  read: Sourced<T>[];
  /** The names of its files without the ending, of those that could not be read as well. */
  named: ReadonlySet<string>;
}

/** All content as it was read, with its places. */
export interface Sources {
  intents: Folder<Intent>;
  issues: Folder<WrittenIssue>;
  /** Answers that agents have ready. */
  templates: Folder<Template>;
  flows: Folder<Flow>;
  /** Flows of `flows/patterns/`: started by the dialogue itself. Its `named` holds the names of phrases as well. */
  patterns: Folder<Flow>;
  phrases: Folder<Phrases>;
  /** Messages by which confidence is fitted, with their lines. */
  validation: readonly ValidationLine[];
}

/** Whether every file of a folder could be read, so that what is missing in it is really missing. */
export function isWhole(folder: Folder<unknown>): boolean {
  return folder.read.length === folder.named.size;
}
