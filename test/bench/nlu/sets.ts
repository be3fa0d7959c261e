import { cwd } from 'node:process';
import { loadCheckedContent } from '../../../src/content.js';
import { LANGUAGES, mayShow } from '../../../src/model/language.js';
import { drawEach, holdOut, largestIntents, ofIntents } from './draw.js';
import type { Example, Lesson } from './job.js';
import { longMessages } from './long.js';
import { messages, originals, vkcloudIssues, type PublicFile } from './public-data.js';
import { seeded, shuffled } from './random.js';

/** A set to measure on. Several lessons (draws) are measured one by one and averaged. */
export interface BenchSet {
  /** What is trained and asked, for the table's legend. */
  about: string;
  /** The public files it is made of; none for what is shipped. */
  files: readonly PublicFile[];
  lessons(): Lesson[];
}

const DRAWS = 5;
const INTENTS = 73;
const ISSUES = 500;
/** As many examples as an intent of the shipped content has, in both languages together. */
const EXAMPLES = 76;

/** By name, in the order in which they are measured. */
export const SETS: ReadonlyMap<string, BenchSet> = new Map<string, BenchSet>([
  [
    'shipped',
    { about: 'shipped content, every fifth example held out, with its issues', files: [], lessons: shipped },
  ],
  ['banking77', whole('banking77', 'English, 77 intents, 10,003 examples')],
  [
    'banking77-10',
    {
      about: `BANKING77, ten examples an intent: mean of ${DRAWS} draws`,
      files: ['banking77'],
      lessons: () => {
        const train = messages('banking77', 'train');
        const test = messages('banking77', 'test');
        return Array.from({ length: DRAWS }, (_, seed) => plain(drawEach(train, 10, seed), test));
      },
    },
  ],
  [
    'banking77-60x50',
    {
      about: '60 intents of BANKING77 with 50 examples each',
      files: ['banking77'],
      lessons: () => {
        const train = messages('banking77', 'train');
        const intents = largestIntents(train, 60);
        const test = ofIntents(messages('banking77', 'test'), intents);
        return [plain(drawEach(ofIntents(train, intents), 50, 0), test)];
      },
    },
  ],
  ['nlu-ru', whole('nlu-ru', 'Russian, 67 intents, 5,000 examples')],
  ['clinc150', whole('clinc150', 'English, 150 intents, 15,000 examples; in scope, nothing rejected')],
  [
    'both-60x50',
    {
      about:
        '60 intents with 50 examples each, as shipped content is: 50 of nlu-ru in both languages, 10 of BANKING77',
      files: ['banking77', 'nlu-ru'],
      lessons: () => {
        const { train, test } = mixture(50, 10, 25, 50);
        return [plain(train, test)];
      },
    },
  ],
  [
    'messages',
    {
      about: `${INTENTS} intents of nlu-ru in both languages and BANKING77, up to ${EXAMPLES} examples each, ${ISSUES} issues of vkcloud`,
      files: ['banking77', 'nlu-ru', 'vkcloud'],
      lessons: () => [asDeployed()],
    },
  ],
]);

function plain(train: Example[], test: Example[]): Lesson {
  return { train, test, issues: [], long: [] };
}

function whole(file: 'banking77' | 'clinc150' | 'nlu-ru', about: string): BenchSet {
  return { about, files: [file], lessons: () => [plain(messages(file, 'train'), messages(file, 'test'))] };
}

function shipped(): Lesson[] {
  const { intents, issues } = loadCheckedContent(cwd());
  const examples = intents
    .filter(({ audience }) => mayShow(audience, 'customer'))
    .flatMap(({ id: intent, examples: texts }) =>
      LANGUAGES.flatMap((language) => texts[language].map((text) => ({ text, language, intent }))),
    );
  return [{ ...holdOut(examples), issues, long: longMessages() }];
}

/** Intents of nlu-ru with examples in both languages, and some of BANKING77. */
function mixture(
  russian: number,
  banking: number,
  eachLanguage: number,
  eachBanking: number,
): { train: Example[]; test: Example[] } {
  const ru = messages('nlu-ru', 'train');
  const en = messages('banking77', 'train');
  const ruIntents = largestIntents(ru, russian);
  const enIntents = largestIntents(en, banking);
  const both = (split: 'train' | 'test'): Example[][] => [
    ofIntents(messages('nlu-ru', split), ruIntents),
    ofIntents(originals(split), ruIntents),
  ];
  return {
    train: [
      ...both('train').flatMap((own) => drawEach(own, eachLanguage, 0)),
      ...drawEach(ofIntents(en, enIntents), eachBanking, 0),
    ],
    test: [...both('test').flat(), ...ofIntents(messages('banking77', 'test'), enIntents)],
  };
}

/** Content of a provider that has used the bot for long, and messages as they come: mixed, each once. */
function asDeployed(): Lesson {
  const { train, test } = mixture(67, INTENTS - 67, EXAMPLES / 2, EXAMPLES);
  const intents = largestIntents(train, INTENTS);
  return {
    train,
    test: shuffled(test, seeded(0)).slice(0, 4_000),
    issues: vkcloudIssues(intents).slice(0, ISSUES),
    long: longMessages(),
  };
}
