import type { Language } from '../model/language.js';
import type { Content, UnderstandingOptions } from '../nlu/understand.js';
import { share } from './figures.js';
import type { MessageSet } from './message-set.js';
import { predictionOf, type Prediction } from './prediction.js';
import { summaryOf, type Summary } from './summary.js';
import { trainAndPromise } from './trained.js';

/** A prediction with the solved issues that were found, best first. */
export type MessagePrediction = Prediction & { issues: string[] };

/** What is told about messages beside the summary. Shares are 0–1, null where there is nothing to have a share of. */
export interface MessagesSummary extends Summary {
  /** Of the messages in scope, the share with a solved issue of the right intent among the first three. */
  issueInThree: number | null;
  /** The same among messages whose intent has solved issues at all, and how many these are. */
  issueInThreeWhereAny: number | null;
  withIssues: number;
  issueInThreeByLanguage: Partial<Record<Language, number | null>>;
  /** Accuracy in Russian less accuracy in English; null unless there are messages in scope of both. */
  languageGap: number | null;
}

const LOOKED_AT = 3;

/** Understands each message with the content, as the first of its conversation. */
export function evaluateMessages(
  set: MessageSet,
  content: Content,
  options: UnderstandingOptions,
): { predictions: MessagePrediction[]; summary: MessagesSummary } {
  const { understander, limits, promises } = trainAndPromise(content, options);
  const predictions = set.messages.map((message): MessagePrediction => {
    const understanding = understander.understand(message.text, {
      audience: message.audience,
      language: null,
      inFlow: false,
    });
    return {
      ...predictionOf(message, understanding),
      issues: understanding.issues.map(({ issue }) => issue),
    };
  });
  const summary = summaryOf(predictions, limits, promises, set.notes);
  const intentOf = new Map(content.issues.map(({ id, intent }) => [id, intent]));
  const solved = new Set(intentOf.values());
  const helped = ({ meant, issues }: MessagePrediction): boolean =>
    issues.slice(0, LOOKED_AT).some((issue) => intentOf.get(issue) === meant);
  const inside = predictions.filter(({ meant }) => meant !== null);
  const where = inside.filter(({ meant }) => meant !== null && solved.has(meant));
  const [ru, en] = [summary.languages.ru?.accuracy ?? null, summary.languages.en?.accuracy ?? null];
  const issueInThreeByLanguage: MessagesSummary['issueInThreeByLanguage'] = {};
  for (const language of ['ru', 'en'] as const) {
    if (summary.languages[language] === undefined) continue;
    issueInThreeByLanguage[language] = share(
      inside.filter((prediction) => prediction.language === language),
      helped,
    );
  }
  return {
    predictions,
    summary: {
      ...summary,
      issueInThree: share(inside, helped),
      issueInThreeWhereAny: share(where, helped),
      withIssues: where.length,
      issueInThreeByLanguage,
      languageGap: ru === null || en === null ? null : ru - en,
    },
  };
}
