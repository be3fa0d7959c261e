import type { Intent } from '../model/intent.js';
import { LANGUAGES, mayShow, type Language } from '../model/language.js';
import { createUnderstanding, type Content, type UnderstandingOptions } from '../nlu/understand.js';
import { confusionsOf, type Confusion } from './confusion.js';
import { figuresOf, type Figures } from './figures.js';
import { predictionOf, type Prediction } from './prediction.js';

/** Two intents of which too many examples of the one were taken for the other. */
export interface ConfusedPair extends Confusion {
  /** How many examples the intent that was meant has, in both languages. */
  of: number;
}

export interface ExamplesSummary {
  examples: number;
  all: Figures;
  languages: Record<Language, Figures>;
  /** Pairs of intents of which more examples were taken for each other than is borne, the worst first. */
  confused: ConfusedPair[];
}

/**
 * Cross-validation of the content's own examples: in turn one of `folds` parts of each intent's examples is left out
 * and understood by what the others taught, as the first message of who may see the intent.
 * `most`: the share of an intent's examples that may be taken for one other intent before the two count as confused.
 */
export function evaluateExamples(
  content: Content,
  options: UnderstandingOptions & { folds: number; most: number },
): { predictions: Prediction[]; summary: ExamplesSummary } {
  const { folds, most, ...understanding } = options;
  const predictions = Array.from({ length: folds }, (_, fold) =>
    leaveOut(content, fold, folds, understanding),
  ).flat();
  const counts = new Map<string | null, number>();
  for (const { meant } of predictions) counts.set(meant, (counts.get(meant) ?? 0) + 1);
  const confused = confusionsOf(predictions)
    .map((confusion): ConfusedPair => ({ ...confusion, of: counts.get(confusion.meant) ?? 0 }))
    .filter(({ count, of }) => count > most * of)
    .sort((a, b) => b.count / b.of - a.count / a.of);
  const own = (language: Language): Figures =>
    figuresOf(predictions.filter((prediction) => prediction.language === language));
  return {
    predictions,
    summary: {
      examples: predictions.length,
      all: figuresOf(predictions),
      languages: { ru: own('ru'), en: own('en') },
      confused,
    },
  };
}

function leaveOut(
  content: Content,
  fold: number,
  folds: number,
  options: UnderstandingOptions,
): Prediction[] {
  const isOut = (at: number): boolean => at % folds === fold;
  const kept = ({ examples, ...intent }: Intent): Intent => ({
    ...intent,
    examples: {
      ru: examples.ru.filter((_, at) => !isOut(at)),
      en: examples.en.filter((_, at) => !isOut(at)),
    },
  });
  const understander = createUnderstanding({ ...content, intents: content.intents.map(kept) }, options);
  return content.intents.flatMap((intent) => {
    const audience = mayShow(intent.audience, 'customer') ? 'customer' : 'staff';
    return LANGUAGES.flatMap((language) =>
      intent.examples[language]
        .filter((_, at) => isOut(at))
        .map((text) =>
          predictionOf(
            { text, language, label: intent.id, meant: intent.id },
            understander.understand(text, { audience, language: null, inFlow: false }),
          ),
        ),
    );
  });
}
