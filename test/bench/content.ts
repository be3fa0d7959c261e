import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { argv, stdout } from 'node:process';
import { z } from 'zod';
import { figuresOf } from '../../src/eval/figures.js';
import { predictionOf, type Prediction } from '../../src/eval/prediction.js';
import { decimal, percent, table } from '../../src/eval/table.js';
import { loadCheckedContent } from '../../src/content.js';
import type { Content } from '../../src/flow/content.js';
import type { Intent } from '../../src/model/intent.js';
import { LANGUAGES, mayShow, type Audience, type Language } from '../../src/model/language.js';
import { createUnderstanding, type Understander } from '../../src/nlu/understand.js';
import { OFF_TOPIC } from '../nlu/off-topic.js';
import { around, FURTHER } from '../nlu/story.js';

/**
 * How the content of a folder (by default this one) does on its own examples: in turn a fifth of them is left out and
 * asked, plainly, told in a story, and two at once; beside them messages about other things, of which the public ones in
 * `../shared/data` are only measured on.
 *
 * `npx tsx test/bench/content.ts [folder]`
 */

const FOLDS = 5;
const MOST_PUBLIC = 320;
/** Of the public sets, what no hosting provider and no help desk is asked. */
const FOREIGN =
  /recipe|weather|restaurant|flight|calorie|cook|joke|song|music|podcast|radio|timer|alarm|taxi|uber|train|traffic|dice|coin|news|movie|lists|audio/;

const KINDS = ['alone', 'in a story', 'off topic', 'the story alone', 'two problems'] as const;
type Kind = (typeof KINDS)[number];
interface Asked {
  kind: Kind;
  prediction: Prediction;
  /** Whether it was taken for several problems, and whether these were the ones. */
  several: boolean;
  bothRight: boolean;
}

const rowSchema = z.object({ text: z.string(), intent: z.string(), split: z.string() });

function foreign(file: string, split: string): string[] {
  const path = resolve('../shared/data/intent', file);
  if (!existsSync(path)) {
    stdout.write(`${path} is not here: without its messages off topic\n`);
    return [];
  }
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => rowSchema.parse(JSON.parse(line)))
    .filter((row) => row.split === split && FOREIGN.test(row.intent))
    .map(({ text }) => text)
    .slice(0, MOST_PUBLIC);
}

const seerOf = ({ audience }: Intent): Audience => (mayShow(audience, 'customer') ? 'customer' : 'staff');
const isPart = (at: number, fold: number): boolean => at % FOLDS === fold;
const bare = (text: string): string => text.replace(/[.!?…]+$/u, '');

function without(intent: Intent, fold: number): Intent {
  const kept = (language: Language): string[] =>
    intent.examples[language].filter((_, at) => !isPart(at, fold));
  return { ...intent, examples: { ru: kept('ru'), en: kept('en') } };
}

function ask(
  nlu: Understander,
  kind: Kind,
  text: string,
  { language, audience, meant }: { language: Language; audience: Audience; meant: readonly string[] },
): Asked {
  const understanding = nlu.understand(text, { audience, language, inFlow: false });
  const best = understanding.intents[0]?.intent ?? null;
  // Of two problems, whichever comes first is right.
  const label = meant.find((intent) => intent === best) ?? meant[0] ?? null;
  const found = understanding.problems?.map(({ intents }) => intents[0]?.intent ?? '') ?? [];
  return {
    kind,
    prediction: predictionOf({ text, language, label, meant: label }, understanding),
    several: found.length > 0,
    bothRight: found.length === 2 && found.every((intent) => meant.includes(intent)),
  };
}

function askFold(
  { intents, issues, validation }: Content,
  fold: number,
  strange: Record<Language, string[]>,
): Asked[] {
  const nlu = createUnderstanding({
    intents: intents.map((intent) => without(intent, fold)),
    issues,
    validation,
  });
  return LANGUAGES.flatMap((language) => {
    const held = intents.flatMap((intent) =>
      intent.examples[language].filter((_, at) => isPart(at, fold)).map((text) => ({ intent, text })),
    );
    const problems = held.filter(
      ({ intent: { reply, action } }) => reply === undefined && action === undefined,
    );
    const of = (intent: Intent): { language: Language; audience: Audience; meant: string[] } => ({
      language,
      audience: seerOf(intent),
      meant: [intent.id],
    });
    const stranger = { language, audience: 'customer', meant: [] } as const;
    return [
      ...held.map(({ intent, text }) => ask(nlu, 'alone', text, of(intent))),
      ...problems.map(({ intent, text }, at) =>
        ask(
          nlu,
          'in a story',
          `${around(language, at)} ${bare(text)}. ${around(language, at + 2)}`,
          of(intent),
        ),
      ),
      ...problems.flatMap(({ intent, text }, at) => {
        const other = problems[(at * 7 + 11) % problems.length];
        if (other === undefined || other.intent === intent || seerOf(other.intent) !== seerOf(intent))
          return [];
        const both = `${bare(text)}${FURTHER[language]}${other.text}`;
        return [ask(nlu, 'two problems', both, { ...of(intent), meant: [intent.id, other.intent.id] })];
      }),
      ...strange[language]
        .filter((_, at) => isPart(at, fold))
        .flatMap((text, at) => [
          ask(nlu, 'off topic', text, stranger),
          ask(nlu, 'the story alone', `${around(language, at + fold)} ${around(language, at + 3)}`, stranger),
        ]),
    ];
  });
}

function report(asked: readonly Asked[]): string[] {
  const rows = KINDS.flatMap((kind) =>
    LANGUAGES.map((language) => {
      const own = asked.filter((one) => one.kind === kind && one.prediction.language === language);
      const figures = figuresOf(own.map(({ prediction }) => prediction));
      const several = own.filter((one) => one.several);
      const share = (count: number, of: number): string => percent(of === 0 ? null : count / of);
      return [
        `${kind}, ${language}`,
        String(own.length),
        percent(figures.accuracy),
        percent(figures.answered),
        percent(figures.inScope === 0 ? null : figures.answeredRight),
        share(own.filter(({ prediction }) => prediction.decision === 'choose').length, own.length),
        share(several.length, own.length),
        share(several.filter((one) => one.bothRight).length, several.length),
        decimal(figures.inScope === 0 ? null : figures.calibrationGivenScope),
      ];
    }),
  );
  const head = [
    '',
    'messages',
    'right',
    'answered',
    'of these right',
    'offered',
    'taken for several',
    'both right',
    'calibration error',
  ];
  return table([head, ...rows]);
}

const [, , folder = '.'] = argv;
const content = loadCheckedContent(folder);
const strange = {
  ru: [...OFF_TOPIC.ru, ...foreign('nlu-ru.jsonl', 'train')],
  en: [...OFF_TOPIC.en, ...foreign('clinc150.jsonl', 'valid')],
};
const asked = Array.from({ length: FOLDS }, (_, fold) => askFold(content, fold, strange)).flat();
stdout.write(`${report(asked).join('\n')}\n`);
