import type { Config } from '../config.js';
import type { Content } from '../flow/content.js';
import { withExamples } from '../flow/overlay.js';
import type { SolvedIssue } from '../model/issue.js';
import { besideFiles, type StoredIssue } from '../model/stored-issue.js';
import type { TaughtExample } from '../model/taught-example.js';
import type { Model } from '../nlu/model.js';
import { createUnderstanding } from '../nlu/understand.js';
import type { Version } from '../replay/decision.js';
import { modelKey } from '../training/model-key.js';
import { keptModel } from './kept-model.js';

/** All that a bot decides by: content, and the solved issues that are in no file. */
export interface WholeContent {
  content: Content;
  stored: readonly SolvedIssue[];
}

/** Content as a bot has it: files, what was taught beside them, and the stored solved issues that are in no file. */
export function wholeContent(
  files: Content,
  taught: readonly TaughtExample[],
  issues: readonly StoredIssue[],
): WholeContent {
  return {
    content: withExamples(files, taught),
    stored: besideFiles(issues, files.issues).map(({ issue }) => issue),
  };
}

/** The part of the configuration that decisions depend on. */
export type DecisionConfig = Pick<
  Config,
  'modelFile' | 'answerPrecision' | 'expectedOutOfScope' | 'names' | 'limits'
>;

/**
 * Makes what decides, of the content as it is and as it would be. What differs in nothing that is learned from is learned
 * once; `begin` is told what takes a moment.
 */
export function createVersions(
  { before, after }: Readonly<Record<'before' | 'after', WholeContent>>,
  config: DecisionConfig,
  begin: (what: string) => void,
): { before: Version; after: Version } {
  const { expectedOutOfScope } = config;
  const keys = [before, after].map(({ content }) => modelKey(content, { expectedOutOfScope }));
  begin('understanding the content as it is');
  const model = keptModel(before.content, config);
  const isNew = keys[0] !== keys[1];
  if (isNew) begin('learning the content as it would be');
  return {
    before: versionOf(before, model, config),
    after: versionOf(after, isNew ? keptModel(after.content, config) : model, config),
  };
}

function versionOf({ content, stored }: WholeContent, model: Model, config: DecisionConfig): Version {
  const { answerPrecision, expectedOutOfScope, names, limits } = config;
  const understander = createUnderstanding(content, { model, answerPrecision, expectedOutOfScope });
  stored.forEach(understander.putIssue);
  return {
    content: {
      ...{ ...content, issues: [...content.issues, ...stored] },
      learned: new Set(stored.map(({ id }) => id)),
    },
    understand: understander.understand,
    deployment: { names, limits },
  };
}
