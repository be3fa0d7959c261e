import { FirstlineError } from '../errors.js';
import type { Intent } from '../model/intent.js';
import type { SolvedIssue, WrittenIssue } from '../model/issue.js';
import { mayShow, type Audience, type Language } from '../model/language.js';
import type { LabelledMessage } from '../model/message.js';
import { ANSWER_PRECISION } from '../model/promise.js';
import type {
  Decision,
  IntentCandidate,
  IssueMatch,
  Problem,
  Thresholds,
  Understanding,
} from '../model/understanding.js';
import { actOf } from './act.js';
import { createClassifier, type Classifier } from './classify.js';
import { decide, fitThresholds, marginOf, topOf } from './decide.js';
import { createIssueIndex } from './issue-index.js';
import { createLexicon } from './lexicon.js';
import type { Model } from './model.js';
import { normalize, type Token } from './normalize.js';
import { read, type Reading } from './reading.js';
import { retrieve } from './retrieve.js';
import { createScales, type Meaning } from './segment-meaning.js';
import { problemsIn } from './segment-problem.js';
import { foldText, signalsOf } from './signal.js';
import { train, type TrainingOptions } from './train.js';

/** What is understood by. */
export interface Content {
  intents: readonly Intent[];
  issues: readonly WrittenIssue[];
  /** Messages by which confidence is fitted; without any, it is fitted by cross-validation of the examples. */
  validation?: readonly LabelledMessage[];
}

export interface UnderstandingOptions extends TrainingOptions {
  /** Of what is answered without asking, this share is right: between 0.5 and 1. Default 0.97. */
  answerPrecision?: number;
  /** What was learned from these intents before; without it, it is learned now. */
  model?: Model;
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
  /**
   * Does this while the issue is found beside the others, or in the place of the one of its id; afterwards everything is
   * as it was. What is done must not wait for anything: all that is understood meanwhile knows the issue.
   */
  trying<Result>(issue: SolvedIssue, work: () => Result): Result;
  /** The ids of issues with most words in common with a text, whoever they are for, the nearest first. */
  near(text: string, count: number): string[];
}

const MOST_CANDIDATES = 5;
const TERMS_TOLD = 4;
/** Inside a flow, fewer words than this are an answer. */
const OWN_PROBLEM = 3;

/**
 * Understanding by a model, trained now if none is given.
 *
 * Without any example, nothing is ever recognised: messages are handed over, solved issues are still found. With
 * one intent, or too few examples to leave any out, probabilities rest on likeness alone and the limits are
 * the promise itself. Throws `NLU_OPTIONS` for options out of range and `NLU_DUPLICATE` for two intents of one id.
 */
export function createUnderstanding(content: Content, options: UnderstandingOptions = {}): Understander {
  const { answerPrecision = ANSWER_PRECISION } = options;
  if (!(answerPrecision >= 0.5 && answerPrecision < 1)) {
    throw new FirstlineError(
      'NLU_OPTIONS',
      `answerPrecision ${answerPrecision} is out of range.`,
      'Give the share of answers that are right, from 0.5 to below 1.',
    );
  }
  const model = options.model ?? train(content, options);
  const audiences = new Map(content.intents.map(({ id, audience }) => [id, audience]));
  const lexicon = createLexicon();
  for (const word of model.words) lexicon.add(word);
  const index = createIssueIndex();
  const putIssue = (issue: SolvedIssue): void => {
    for (const word of index.put(issue)) lexicon.add(word);
  };
  content.issues.forEach(putIssue);
  const classifier = createClassifier(model);
  const { calibration, outcomes } = model;
  const weigh = createScales(classifier, calibration, lexicon, model);
  const actions = new Set(content.intents.flatMap(({ id, action }) => (action === undefined ? [] : [id])));
  const isProblem = (intent: string): boolean => !actions.has(intent);
  const limits = {
    ru: fitThresholds(outcomes.ru, answerPrecision),
    en: fitThresholds(outcomes.en, answerPrecision),
  };

  return {
    putIssue,
    removeIssue: index.remove,
    trying(issue, work) {
      const before = index.find(issue.id);
      try {
        return lexicon.trying(index.put(issue), work);
      } finally {
        if (before === null) index.remove(issue.id);
        else index.put(before);
      }
    },
    near: (text, count) =>
      index.search(normalize(text).tokens, () => true, count).map(({ issue }) => issue.id),
    understand(text, { audience, language: conversation, inFlow }) {
      const reading = read(text, lexicon, conversation);
      const { language, entities } = reading;
      const visible = (intent: string): boolean => mayShow(audiences.get(intent) ?? 'staff', audience);
      const meaning = weigh(text, reading, visible);
      const { judgement } = meaning;
      const intents = judgement.candidates.slice(0, MOST_CANDIDATES);
      const act = actOf(text, entities) ?? (reading.meant === null ? null : actOf(reading.meant, entities));
      const find = (tokens: readonly Token[], likely: readonly IntentCandidate[]): IssueMatch[] =>
        retrieve(tokens, likely, { index, lexicon, audience, language });
      const problems = act === null ? problemsOf(meaning, limits[language], isProblem, find) : [];
      return {
        language,
        act,
        intents,
        issues: find(meaning.tokens, intents),
        decision: settle(decide(judgement, limits[language]), reading, meaning, act !== null, inFlow),
        p: topOf(intents),
        belongs: judgement.belongs,
        margin: marginOf(intents),
        thresholds: limits[language],
        entities,
        signals: signals(text, reading),
        ...(problems.length > 0 && { problems }),
        reasons: reasonsFor(classifier, reading, meaning, intents),
      };
    },
  };
}

/**
 * A reply and a text without words decide nothing; in a flow a few words are an answer. A single word names a topic, and
 * not what is wrong with it: unless it is an example itself, it is asked what is meant.
 */
function settle(
  decision: Decision,
  { tokens }: Reading,
  { nearest }: Meaning,
  isReply: boolean,
  inFlow: boolean,
): Decision {
  const words = tokens.filter(({ kind }) => kind !== 'entity');
  const [first] = words;
  if (first === undefined || isReply) return 'clarify';
  const isTopic = words.length === 1 && foldText(nearest ?? '') !== first.form;
  const isAnswer = inFlow && words.length < OWN_PROBLEM;
  return decision === 'answer' && (isTopic || isAnswer) ? 'choose' : decision;
}

/** The problems that a message tells of, where they are several; in the head of a very long one, none. */
function problemsOf(
  { windows }: Meaning,
  limits: Thresholds,
  counts: (intent: string) => boolean,
  find: (tokens: readonly Token[], likely: readonly IntentCandidate[]) => IssueMatch[],
): Problem[] {
  if (windows === null) return [];
  return problemsIn(windows, counts).map(({ offset, length, tokens, judgement }) => {
    const intents = judgement.candidates.slice(0, MOST_CANDIDATES);
    const p = topOf(intents);
    const decision = p >= limits.answer ? 'answer' : 'choose';
    return { offset, length, intents, issues: find(tokens, intents), decision, p };
  });
}

function signals(text: string, reading: Reading): Understanding['signals'] {
  const written = signalsOf(text);
  if (reading.meant === null) return written;
  const meant = signalsOf(reading.meant);
  return {
    human: written.human || meant.human,
    anger: written.anger || meant.anger,
    urgent: written.urgent || meant.urgent,
  };
}

function reasonsFor(
  classifier: Classifier,
  reading: Reading,
  { nearest, tokens }: Meaning,
  [best]: readonly IntentCandidate[],
): string[] {
  const reasons: string[] = [];
  if (reading.meant !== null) {
    reasons.push(`${reading.way === 'as-written' ? 'mended' : reading.way}: ${reading.meant}`);
  }
  if (best === undefined) return reasons;
  const terms = classifier.explain(tokens, best.intent, TERMS_TOLD);
  if (terms.length > 0) reasons.push(`terms: ${terms.join(', ')}`);
  if (nearest !== null) reasons.push(`nearest example of ${best.intent}: ${nearest}`);
  return reasons;
}
