import BayesClassifier from 'natural/lib/natural/classifiers/bayes_classifier.js';
import stemmers from 'natural/lib/natural/stemmers/index.js';
import type { Language } from '../../../src/model/language.js';
import type { System, Trained } from './system.js';
import { titleOf } from './title.js';

/** Stemmed by the language it is told: the default stemmer drops all Cyrillic. */
function tokensOf(text: string, language: Language): string[] {
  const { PorterStemmer, PorterStemmerRu } = stemmers;
  return (language === 'ru' ? PorterStemmerRu : PorterStemmer).tokenizeAndStem(text);
}

function trained(bayes: BayesClassifier): Trained {
  return {
    guess: (text, language) => bayes.classify(tokensOf(text, language)),
    save: () => JSON.stringify(bayes),
  };
}

/** `natural`'s naive Bayes, with its stemmers and without its stop words, as by default. */
export const bayes: System = {
  train({ train }) {
    const learner = new BayesClassifier();
    for (const { text, language, intent } of train) learner.addDocument(tokensOf(text, language), intent);
    for (const intent of new Set(train.map((example) => example.intent)))
      learner.addDocument(tokensOf(titleOf(intent), 'en'), intent);
    learner.train();
    return trained(learner);
  },
  open: (saved) => trained(BayesClassifier.restore(JSON.parse(saved.toString()))),
};
