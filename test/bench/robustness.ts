import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import process, { argv, cpuUsage, stderr, stdout } from 'node:process';
import { z } from 'zod';
import type { Language } from '../../src/model/language.js';
import { createUnderstanding } from '../../src/nlu/understand.js';
import { DAMAGES } from './damage.js';
import { seeded } from './random.js';

/**
 * How much of the accuracy is kept when messages arrive mistyped, in the other layout, transliterated and so on.
 *
 * `npx tsx test/bench/robustness.ts [set] [test]`: trains on `set` (nlu-ru; banking77 for English). Without `test`, a fifth
 * of the training split is held out and asked, for tuning; with it the test split is, for the figure to report.
 */

const SEED = 20_261_122;
const MOST_ASKED = 1_500;
const LANGUAGE_OF: Record<string, Language> = { 'nlu-ru': 'ru', banking77: 'en', clinc150: 'en' };

const rowSchema = z.object({ text: z.string(), intent: z.string(), split: z.string() });
type Row = z.infer<typeof rowSchema>;

function bench(name: string, language: Language, onTest: boolean): void {
  const file = resolve('../shared/data/intent', `${name}.jsonl`);
  if (!existsSync(file)) {
    stdout.write(`${name}: skipped, ${file} is not here\n`);
    return;
  }
  const rows = readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => rowSchema.parse(JSON.parse(line)));
  const given = rows.filter(({ split }) => split === 'train');
  const train = onTest ? given : given.filter((_, at) => at % 5 !== 0);
  const asked = onTest ? rows.filter(({ split }) => split === 'test') : given.filter((_, at) => at % 5 === 0);
  const nlu = understandingOf(train, language);

  const kept = (damage: (typeof DAMAGES)[string]): { right: number; milliseconds: number } => {
    const random = seeded(SEED);
    const messages = asked
      .slice(0, onTest ? Infinity : MOST_ASKED)
      .map(({ text, intent }) => ({ text: damage(text, random), intent }));
    const before = cpuUsage();
    const right = messages.filter(
      ({ text, intent }) =>
        nlu.understand(text, { audience: 'customer', language: null, inFlow: false }).intents[0]?.intent ===
        intent,
    ).length;
    const { user, system } = cpuUsage(before);
    return { right: right / messages.length, milliseconds: (user + system) / 1000 / messages.length };
  };
  const plain = kept((text) => text).right;
  stdout.write(`\n${name}, ${onTest ? 'test split' : 'a fifth of the training split'}\n`);
  stdout.write(`${''.padEnd(30)}  right   kept  ms a message\n`);
  for (const [called, damage] of Object.entries(DAMAGES)) {
    if (language === 'en' && /passport|zh|transliteration|,|ё/u.test(called)) continue;
    const { right, milliseconds } = kept(damage);
    stdout.write(
      `${called.padEnd(30)} ${(100 * right).toFixed(1).padStart(5)}  ${((100 * right) / plain).toFixed(1).padStart(5)}  ${milliseconds.toFixed(2)}\n`,
    );
  }
}

function understandingOf(train: readonly Row[], language: Language): ReturnType<typeof createUnderstanding> {
  const intents = [...new Set(train.map(({ intent }) => intent))].map((id) => {
    const texts = train.filter(({ intent }) => intent === id).map(({ text }) => text);
    return {
      id,
      audience: 'both' as const,
      title: { ru: id, en: id },
      department: 'support' as const,
      priority: 'normal' as const,
      dangerous: false,
      examples: language === 'ru' ? { ru: texts, en: [] } : { ru: [], en: texts },
    };
  });
  return createUnderstanding({ intents, issues: [] });
}

const HELP = `npm run bench:robustness -- [SET] [test]

How much is still understood when messages arrive mistyped, in the other layout or in Latin letters. SET is a file in
../shared/data/intent: ${Object.keys(LANGUAGE_OF).join(', ')}; without it nlu-ru. A fifth of the training split is
left out and asked; with \`test\`, the test split is.
`;

const [, , name = 'nlu-ru', split, ...more] = argv;
const language = LANGUAGE_OF[name];
if (name === '--help') stdout.write(HELP);
else if (language === undefined || more.length > 0 || (split !== undefined && split !== 'test')) {
  stderr.write(`${argv.slice(2).join(' ')} is not a set to measure.\n\n${HELP}`);
  process.exitCode = 1;
} else bench(name, language, split === 'test');
