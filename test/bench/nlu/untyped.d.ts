/** The baselines ship no types for these modules; only what is used here is declared. */
declare module 'natural/lib/natural/classifiers/bayes_classifier.js' {
  export default class BayesClassifier {
    addDocument(tokens: string[], label: string): void;
    train(): void;
    classify(tokens: string[]): string;
    static restore(saved: unknown): BayesClassifier;
  }
}

declare module 'natural/lib/natural/stemmers/index.js' {
  interface Stemmer {
    tokenizeAndStem(text: string): string[];
  }
  const stemmers: { PorterStemmer: Stemmer; PorterStemmerRu: Stemmer };
  export default stemmers;
}

declare module 'node-nlp' {
  namespace nodeNlp {
    interface Settings {
      languages?: string[];
      autoSave: boolean;
      autoLoad: boolean;
      nlu: { log: boolean };
    }
    class NlpManager {
      constructor(settings: Settings);
      addDocument(locale: string, text: string, intent: string): void;
      train(): Promise<void>;
      process(locale: string, text: string): Promise<{ intent: string }>;
      export(minified: boolean): string;
      import(saved: string): void;
    }
  }
  export default nodeNlp;
}
