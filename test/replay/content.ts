import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What people write about three things, each in words of its own. */
export const EXAMPLES = {
  oven: [
    'the oven stays cold',
    'my oven does not heat up',
    'the oven will not get warm',
    'nothing bakes, the oven is cold',
    'the oven gives no heat at all',
    'our oven is barely warm inside',
    'the oven went cold while baking',
    'no heat from the oven since morning',
  ],
  door: [
    'the door squeaks when it opens',
    'our door makes a squeaking noise',
    'the hinge of the door creaks',
    'the door creaks every time',
    'a loud squeak from the door hinge',
    'my front door keeps squeaking',
    'the door is noisy, the hinge needs oil',
    'how do I stop the door from squeaking',
  ],
  lamp: [
    'the lamp flickers in the evening',
    'our lamp keeps flickering',
    'the light of the lamp trembles',
    'the lamp blinks all the time',
    'my desk lamp flickers when I read',
    'a new bulb, and the lamp still blinks',
    'why does the lamp flicker',
    'the lamp goes on and off by itself',
  ],
} as const;
export type Thing = keyof typeof EXAMPLES;

/** Makes a small content teach fewer courtesies and these three things, which no flow is for. */
export function withThings(root: string): string {
  for (const file of readdirSync(join(root, 'intents')).filter((name) => name.endsWith('.yml'))) {
    const path = join(root, 'intents', file);
    let kept = 0;
    const lines = readFileSync(path, 'utf8').split('\n');
    const fewer = lines.filter((line) => {
      if (!/^ {4}- /u.test(line)) kept = 0;
      else kept += 1;
      return kept <= FEW;
    });
    writeFileSync(path, fewer.join('\n'));
  }
  for (const [id, examples] of Object.entries(EXAMPLES)) {
    writeIntent(root, id, examples);
    writeIssue(root, id, examples[0]);
  }
  return root;
}

/** Writes the file of an intent. */
export function writeIntent(root: string, id: string, en: readonly string[]): void {
  write(root, 'intents', id, './intent.schema.json', {
    ...{ id, audience: 'customer', title: { ru: `Про ${id}`, en: `About the ${id}` } },
    examples: { ru: [`про ${id}`, `вопрос про ${id}`], en },
  });
}

/** Writes the file of a solved issue, ID-known, that an intent suggests. */
function writeIssue(root: string, intent: string, problem: string): void {
  const ru = {
    ...{ problem: `Что-то не так: ${intent}`, symptoms: ['Так не было'], cause: 'Износ' },
    ...{ solution: ['Разберите и почистите'], check: 'Проверьте', handover: 'Не помогает' },
  };
  const en = {
    ...{ problem, symptoms: [`It began with the ${intent}`], cause: 'It is worn' },
    ...{ solution: [`Take the ${intent} apart`], check: 'Try it', handover: 'It does not help' },
  };
  write(root, 'data/issues', `${intent}-known`, '../issue.schema.json', {
    ...{ id: `${intent}-known`, intent, audience: 'customer', area: 'house', tags: [], date: '2026-01-01' },
    ...{ ru, en },
  });
}

/** JSON is YAML. */
function write(root: string, folder: string, id: string, schema: string, value: object): void {
  mkdirSync(join(root, folder), { recursive: true });
  const lines = [`# yaml-language-server: $schema=${schema}`, JSON.stringify(value, null, 2)];
  writeFileSync(join(root, folder, `${id}.yml`), `${lines.join('\n')}\n`);
}

const FEW = 6;

/** Examples of one thing that somebody teaches as another, and some that are missing. */
export const WRONG = [
  'the oven has no heat',
  'our oven is cold inside',
  'why is the oven cold',
  'oven not warm',
  'the oven does not bake',
] as const;
export const GOOD = ['the stove is stone cold', 'my stove will not heat', 'stove gives no warmth'] as const;
