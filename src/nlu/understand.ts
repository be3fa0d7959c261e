import { FirstlineError } from '../errors.js';
import type { Intent } from '../model/intent.js';
import type { SolvedIssue } from '../model/issue.js';
import { LANGUAGES, mayShow, type Audience, type Language } from '../model/language.js';
import type { Decision, IntentCandidate, Thresholds, Understanding } from '../model/understanding.js';
import { actOf } from './act.js';
import { fitCalibrator, trialWeights, type Calibrator } from './calibrate.js';
import { learn } from './learn.js';
import { type Classifier, type Example, type Weighed } from './classify.js';
import { decide, fitThresholds, marginOf, outcomeOf, topOf, type Targets } from './decide.js';
import { createIssueIndex } from './issue-index.js';
import { createLexicon, type Lexicon } from './lexicon.js';
import { normalize } from './normalize.js';
import { read, type Reading } from './reading.js';
import { retrieve } from './retrieve.js';
import { signalsOf } from './signal.js';
import type { Trial } from './trial.js';

/** What understanding is built from. */
export interface Content {
  intents: readonly Intent[];
  issues: readonly SolvedIssue[];
}

export interface UnderstandingOptions {
  /** Of what is answered without asking, this share is right: between 0.5 and 1. Default 0.95. */
  answerPrecision?: number;
  /** The share of messages that belong to nothing the bot knows: between 0 and 1. Default 0.15. */
  expectedOutOfScope?: number;
  /** Messages kept apart: with them, probabilities and limits are fitted to these and not by cross-validation. */
  validation?: readonly LabelledText[];
}

/** A message with what it means: null belongs to nothing that is known. */
export interface LabelledText {
  text: string;
  language: Language;
  intent: string | null;
}

/** Where a text was said. */
export interface TextContext {
  audience: Audience;
  /** The conversation's language so far, or null. */
  language: Language | null;
  /** Whether a flow waits for an answer: a word or two are then an answer and no new problem. */
  inFlow: boolean;
}

/** Understands texts; pure, but for issues that are put and removed. */
export interface Understander {
  /** Never throws, whatever the text; the time is bounded for texts of any length. */
  understand(text: string, context: TextContext): Understanding;
  /** Adds or replaces a solved issue; found from the next text on. */
  putIssue(issue: SolvedIssue): void;
  removeIssue(id: string): void;
}

const MOST_CANDIDATES = 5;
const TERMS_TOLD = 4;
/** Inside a flow, fewer words than this are an answer. */
const OWN_PROBLEM = 3;

/**
 * Trains on the content's examples, calibrates and fits the thresholds by cross-validation within them.
 *
 * Without any example, nothing is ever recognised: messages are handed over, solved issues are still found. With
 * one intent, or too few examples to leave any out, probabilities rest on likeness alone and the limits are
 * the promise itself. Throws `NLU_OPTIONS` for options out of range and `NLU_DUPLICATE` for two intents of one id.
 */
export function createUnderstanding(content: Content, options: UnderstandingOptions = {}): Understander {
  const targets = checked(options);
  const audiences = new Map(content.intents.map(({ id, audience }) => [id, audience]));
  if (audiences.size < content.intents.length) {
    const twice = content.intents.find(
      ({ id }, at) => content.intents.findIndex((other) => other.id === id) !== at,
    );
    throw new FirstlineError(
      'NLU_DUPLICATE',
      `There are two intents called ${twice?.id ?? ''}.`,
      'Rename one of them: ids are unique.',
    );
  }
  const lexicon = createLexicon();
  const written = content.intents.flatMap(({ id, title, examples: texts }) =>
    LANGUAGES.flatMap((language) =>
      [...texts[language], title[language]].map((text, at) => ({
        intent: id,
        language,
        text,
        said: at < texts[language].length,
        normalized: normalize(text),
      })),
    ),
  );
  for (const { normalized } of written) {
    for (const { form, kind } of normalized.tokens) if (kind === 'word') lexicon.add(form);
  }
  const index = createIssueIndex();
  const putIssue = (issue: SolvedIssue): void => {
    for (const word of index.put(issue)) lexicon.add(word);
  };
  content.issues.forEach(putIssue);

  const examples = written.map(({ normalized, ...example }): Example => ({
    ...example,
    tokens: read(example.text, lexicon, example.language, normalized).tokens,
  }));
  const { classifier, trials: crossed } = learn(examples, audiences);
  const trials =
    options.validation === undefined
      ? crossed
      : options.validation.map((message) => tried(message, classifier, lexicon));
  const calibrator = fitCalibrator(trials, targets.expectedOutOfScope);
  const thresholds = {
    ru: fitFor('ru', trials, calibrator, targets),
    en: fitFor('en', trials, calibrator, targets),
  };

  return {
    putIssue,
    removeIssue: index.remove,
    understand(text, { audience, language: conversation, inFlow }) {
      const reading = read(text, lexicon, conversation);
      const { language, entities } = reading;
      const evidence = classifier.weigh(reading.tokens, (intent) =>
        mayShow(audiences.get(intent) ?? 'staff', audience),
      );
      const all = calibrator.candidates(evidence, language);
      const intents = all.slice(0, MOST_CANDIDATES);
      const act =
        actOf(text, entities) ?? (reading.way === 'as-written' ? null : actOf(spoken(reading), entities));
      return {
        language,
        act,
        intents,
        issues: retrieve(reading.tokens, intents, { index, lexicon, audience, language }),
        decision: settle(decide(all, thresholds[language]), reading, act !== null, inFlow),
        p: topOf(all),
        margin: marginOf(all),
        thresholds: thresholds[language],
        entities,
        signals: signals(text, reading),
        reasons: reasonsFor(classifier, reading, evidence, intents),
      };
    },
  };
}

function checked(options: UnderstandingOptions): Targets {
  const { answerPrecision = 0.95, expectedOutOfScope = 0.15 } = options;
  if (
    !(answerPrecision >= 0.5 && answerPrecision < 1) ||
    !(expectedOutOfScope > 0 && expectedOutOfScope < 1)
  ) {
    throw new FirstlineError(
      'NLU_OPTIONS',
      `answerPrecision ${answerPrecision} or expectedOutOfScope ${expectedOutOfScope} is out of range.`,
      'Give answerPrecision from 0.5 to below 1, and expectedOutOfScope between 0 and 1.',
    );
  }
  return { answerPrecision, expectedOutOfScope };
}

/** A message kept apart, weighed against everything: nobody knows who would have said it. */
function tried({ text, language, intent }: LabelledText, classifier: Classifier, lexicon: Lexicon): Trial {
  const { tokens } = read(text, lexicon, language);
  return { evidence: classifier.weigh(tokens, () => true), language, meant: intent };
}

/** Below this many messages of a language, the limits are fitted to both languages together. */
const FEWEST_OF_LANGUAGE = 60;

function fitFor(
  language: Language,
  trials: readonly Trial[],
  calibrator: Calibrator,
  targets: Targets,
): Thresholds {
  const own = trials.filter((trial) => trial.language === language);
  const used = own.length >= FEWEST_OF_LANGUAGE ? own : trials;
  const weights = trialWeights(used, targets.expectedOutOfScope);
  return fitThresholds(
    used.map(({ evidence, language: said, meant }, at) =>
      outcomeOf(calibrator.candidates(evidence, said), meant, weights[at] ?? 0),
    ),
    targets,
  );
}

/** A reply and a text without words decide nothing; in a flow a few words are an answer. */
function settle(decision: Decision, { tokens }: Reading, isReply: boolean, inFlow: boolean): Decision {
  const words = tokens.filter(({ kind }) => kind !== 'entity').length;
  if (words === 0 || isReply) return 'clarify';
  return inFlow && words < OWN_PROBLEM && decision === 'answer' ? 'choose' : decision;
}

/** A text in the wrong layout or alphabet, as it was meant. */
function spoken({ tokens }: Reading): string {
  return tokens.map(({ form }) => form).join(' ');
}

function signals(text: string, reading: Reading): Understanding['signals'] {
  const written = signalsOf(text);
  if (reading.way === 'as-written') return written;
  const meant = signalsOf(spoken(reading));
  return {
    human: written.human || meant.human,
    anger: written.anger || meant.anger,
    urgent: written.urgent || meant.urgent,
  };
}

function reasonsFor(
  classifier: Classifier,
  reading: Reading,
  { nearest }: Weighed,
  [best]: readonly IntentCandidate[],
): string[] {
  const reasons: string[] = [];
  if (reading.way !== 'as-written') reasons.push(`${reading.way}: ${spoken(reading)}`);
  if (best === undefined) return reasons;
  const terms = classifier.explain(reading.tokens, best.intent, TERMS_TOLD);
  if (terms.length > 0) reasons.push(`terms: ${terms.join(', ')}`);
  if (nearest !== null) reasons.push(`nearest example of ${nearest.intent}: ${nearest.text}`);
  return reasons;
}
