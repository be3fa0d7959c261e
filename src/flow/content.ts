import type { Intent } from '../model/intent.js';
import type { WrittenIssue } from '../model/issue.js';
import type { LocalText } from '../model/language.js';
import type { LabelledMessage } from '../model/message.js';
import type { Template } from '../model/template.js';
import { checkContent } from './check.js';
import { checkLikeness } from './check-example.js';
import { compileFlow, type CompiledFlow } from './compile.js';
import { compareFaults, isRemark, type Fault } from './fault.js';
import { readSources } from './folder.js';
import type { Needs } from './needs.js';

/** Everything the bot can say and understand, read from files. */
export interface Content {
  intents: Intent[];
  issues: WrittenIssue[];
  /** Answers that agents have ready. */
  templates: Template[];
  /** By id, those of `flows/patterns/` included. */
  flows: ReadonlyMap<string, CompiledFlow>;
  /** The bot's own sentences, by `ID.name`. */
  phrases: ReadonlyMap<string, LocalText>;
  /** Messages with what they mean, by which confidence is fitted; empty: by cross-validation of the examples. */
  validation: readonly LabelledMessage[];
}

/** `faults`: every mistake; `remarks`: what a check tells besides, though content can be used with it: takes a moment. */
export type ContentOutcome = { remarks: () => Fault[] } & (
  { ok: true; content: Content } | { ok: false; faults: Fault[] }
);

/**
 * Reads and checks all content under `root`: `intents/`, `flows/`, `flows/patterns/`, `data/issues/` and
 * `data/validation.jsonl`. Either it can be used, or every mistake is told at once, by file and line.
 *
 * `needs`: what the bot cannot do without. When it is given, what of `flows/patterns/` the bot never says or
 * starts is a mistake too.
 */
export function loadContent(root: string, needs?: Needs): ContentOutcome {
  const { sources, faults } = readSources(root);
  const { intents, issues, templates, flows, patterns, phrases } = sources;
  const told = [...faults, ...checkContent(sources, needs ?? null)].sort(compareFaults);
  const mistakes = told.filter((fault) => !isRemark(fault));
  const remarks = (): Fault[] => [...told.filter(isRemark), ...checkLikeness(sources)].sort(compareFaults);
  if (mistakes.length > 0) return { ok: false, faults: mistakes, remarks };
  return {
    ok: true,
    remarks,
    content: {
      intents: intents.read.map(({ value }) => value),
      issues: issues.read.map(({ value }) => value),
      templates: templates.read.map(({ value }) => value),
      validation: sources.validation.map(({ value }) => value),
      flows: new Map([...flows.read, ...patterns.read].map(({ value }) => [value.id, compileFlow(value)])),
      phrases: new Map(
        phrases.read.flatMap(({ value }) =>
          Object.entries(value.texts).map(([name, text]): [string, LocalText] => [
            `${value.id}.${name}`,
            text,
          ]),
        ),
      ),
    },
  };
}
