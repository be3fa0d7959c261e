import { FirstlineError } from '../errors.js';
import type { Intent } from '../model/intent.js';
import type { IssueText, SolvedIssue } from '../model/issue.js';
import { LANGUAGES, mayShow, type Audience, type ContentAudience, type Language } from '../model/language.js';
import type { LabelledMessage } from '../model/message.js';
import { EXPECTED_OUT_OF_SCOPE } from '../model/promise.js';
import { fitCalibration, judgeBest, trialWeights, type Calibration } from './calibrate.js';
import { createClassifier, type Classifier, type Example } from './classify.js';
import { isWorth, type Outcomes } from './decide.js';
import { learn } from './learn.js';
import { createLexicon, type Lexicon } from './lexicon.js';
import type { Model } from './model.js';
import { normalize } from './normalize.js';
import { read } from './reading.js';
import { usualLength } from './segment.js';
import type { Trial } from './trial.js';

/** What is learned from, and nothing else of intents and solved issues. */
export interface TrainingContent {
  intents: readonly Pick<Intent, 'id' | 'audience' | 'title' | 'examples'>[];
  issues: readonly (Pick<SolvedIssue, 'intent' | 'audience'> &
    Record<Language, Pick<IssueText, 'problem' | 'symptoms'>>)[];
  /** Messages kept apart from the examples: as `TrainingOptions.validation`, which goes before them. */
  validation?: readonly LabelledMessage[];
}

export interface TrainingOptions {
  /** The share of messages that belong to nothing the bot knows: from 0 to below 1. Default 0.15. */
  expectedOutOfScope?: number;
  /** Messages kept apart: with them, probabilities and limits are fitted to these and not by cross-validation. */
  validation?: readonly (Omit<LabelledMessage, 'audience'> & {
    /** Null: nobody knows who would have said it, and it is weighed against everything. */
    audience: Audience | null;
  })[];
}

/**
 * Trains on the intents' examples and titles and on how their solved issues put the problem, and finds out by
 * cross-validation within the examples, or by messages kept apart, what the classifier's evidence is worth. The same
 * content and options give the same model.
 *
 * Throws `NLU_OPTIONS` for options out of range and `NLU_DUPLICATE` for two intents of one id.
 */
export function train(content: TrainingContent, options: TrainingOptions = {}): Model {
  const { expectedOutOfScope = EXPECTED_OUT_OF_SCOPE, validation = content.validation ?? [] } = options;
  if (!(expectedOutOfScope >= 0 && expectedOutOfScope < 1)) {
    throw new FirstlineError(
      'NLU_OPTIONS',
      `expectedOutOfScope ${expectedOutOfScope} is out of range.`,
      'Give a share of all messages, from 0 to below 1.',
    );
  }
  const audiences = audiencesOf(content.intents);
  const lexicon = createLexicon();
  const { examples, words } = readExamples(content, lexicon);
  const { learned, trials: crossed } = learn(examples, validation.length === 0 ? audiences : null);
  const trials =
    validation.length === 0 ? crossed : tried(validation, createClassifier(learned), lexicon, audiences);
  const calibration = fitCalibration(trials, expectedOutOfScope);
  return {
    ...learned,
    words,
    usualLength: usualLength(examples.filter(({ said }) => said).map(({ text }) => text)),
    calibration,
    outcomes: {
      ru: outcomesOf('ru', trials, calibration, expectedOutOfScope),
      en: outcomesOf('en', trials, calibration, expectedOutOfScope),
    },
  };
}

function audiencesOf(intents: TrainingContent['intents']): Map<string, Intent['audience']> {
  const audiences = new Map<string, Intent['audience']>();
  for (const { id, audience } of intents) {
    if (audiences.has(id)) {
      throw new FirstlineError(
        'NLU_DUPLICATE',
        `There are two intents called ${id}.`,
        'Rename one of them: ids are unique.',
      );
    }
    audiences.set(id, audience);
  }
  return audiences;
}

/** All that is learned from, read with all of its words known, and these words as often as they occur. */
function readExamples(
  { intents, issues }: TrainingContent,
  lexicon: Lexicon,
): { examples: Example[]; words: string[] } {
  const written = intents.flatMap((intent) =>
    LANGUAGES.flatMap((language) => {
      const said = intent.examples[language];
      return [...said, ...told(intent, language, issues)].map((text, at) => ({
        intent: intent.id,
        language,
        text,
        said: at < said.length,
        normalized: normalize(text),
      }));
    }),
  );
  const words = written.flatMap(({ normalized }) =>
    normalized.tokens.flatMap(({ form, kind }) => (kind === 'word' ? [form] : [])),
  );
  words.forEach(lexicon.add);
  const examples = written.map(({ normalized, ...example }) => ({
    ...example,
    tokens: read(example.text, lexicon, example.language, normalized).tokens,
  }));
  return { examples, words };
}

/** How an intent is told of besides its examples: by its title, and by its issues that everybody may see who may see it. */
function told(
  { id, audience, title }: TrainingContent['intents'][number],
  language: Language,
  issues: TrainingContent['issues'],
): string[] {
  const own = issues.filter(
    (issue) => issue.intent === id && (issue.audience === 'both' || issue.audience === audience),
  );
  return [
    title[language],
    ...own.flatMap((issue) => [issue[language].problem, ...issue[language].symptoms]),
  ].filter((text) => text.trim() !== '');
}

/** Messages kept apart, weighed against what whoever says them may see. */
function tried(
  messages: NonNullable<TrainingOptions['validation']>,
  classifier: Classifier,
  lexicon: Lexicon,
  audiences: ReadonlyMap<string, ContentAudience>,
): Trial[] {
  return messages.map(({ text, lang, intent, audience }) => {
    const { tokens } = read(text, lexicon, lang);
    const visible = (id: string): boolean =>
      audience === null || mayShow(audiences.get(id) ?? 'both', audience);
    return { evidence: classifier.weigh(tokens, visible), language: lang, meant: intent };
  });
}

/** Below this many messages of a language, the limits are fitted to both languages together. */
const FEWEST_OF_LANGUAGE = 60;

function outcomesOf(
  language: Language,
  trials: readonly Trial[],
  calibration: Calibration,
  expectedOutOfScope: number,
): Outcomes {
  const own = trials.filter((trial) => trial.language === language);
  const used = own.length >= FEWEST_OF_LANGUAGE ? own : trials;
  const judged = used.map((trial) => judgeBest(trial.evidence, trial.language, calibration));
  return {
    p: Float64Array.from(judged, ({ p }) => p),
    worth: Uint8Array.from(judged, ({ p, belongs }) => (isWorth(p, belongs) ? 1 : 0)),
    inside: Uint8Array.from(used, ({ meant }) => (meant === null ? 0 : 1)),
    weights: Float64Array.from(trialWeights(used, expectedOutOfScope)),
  };
}
