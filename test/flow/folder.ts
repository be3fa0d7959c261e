import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A flow that nothing is wrong with. */
export const FLOW = `# yaml-language-server: $schema=./flow.schema.json
id: no-site
audience: customer
title: { ru: 'Сайт не открывается', en: 'Site does not open' }
steps:
  - id: which
    ask: { ru: 'Какой домен?', en: 'Which domain?' }
    slot: domain
    type: domain
    unknown: agent
    next: seen
  - id: seen
    choose: { ru: 'Что видно на {domain}?', en: 'What is at {domain}?' }
    slot: seen
    options:
      - value: blank
        label: { ru: 'Пустая страница', en: 'A blank page' }
        next: reload
      - value: error
        label: { ru: 'Ошибка', en: 'An error' }
        next: agent
  - id: reload
    confirm: { ru: 'Обновите страницу. Помогло?', en: 'Reload the page. Did it help?' }
    yes: done
    no: agent
  - id: done
    resolve: { ru: 'Хорошо', en: 'Good' }
  - id: agent
    handover: { ru: 'Передаю коллеге', en: 'A colleague takes over' }
`;

/** An intent that starts it. */
export const INTENT = `# yaml-language-server: $schema=./intent.schema.json
id: no-site
audience: customer
title: { ru: 'Сайт не открывается', en: 'Site does not open' }
flow: no-site
examples:
  ru: ['сайт не открывается', 'сайт лежит']
  en: ['site is down', 'my site does not open']
`;

/** An intent that starts nothing: its solved issues are suggested. */
export const OLD_PAGE = `# yaml-language-server: $schema=./intent.schema.json
id: old-page
audience: customer
title: { ru: 'Видна старая страница', en: 'An old page is shown' }
examples:
  ru: ['правки не видны', 'на сайте вчерашнее']
  en: ['changes are not shown', 'still the page of yesterday']
`;

/** A solved issue of that intent. */
export const ISSUE = `# yaml-language-server: $schema=../issue.schema.json
id: no-site-cache
intent: old-page
audience: customer
area: site
tags: [cache]
date: '2026-01-15'
ru:
  problem: Старая страница
  symptoms: [Видно вчерашнее]
  cause: Кэш
  solution: ['Выполните \`ipconfig /flushdns\`']
  check: Видно новое
  handover: Если не помогло
en:
  problem: An old page
  symptoms: [Yesterday's page is seen]
  cause: A cache
  solution: ['Run \`ipconfig /flushdns\`']
  check: The new page is seen
  handover: When it did not help
`;

/** The bot's own sentences. */
export const PHRASES = `# yaml-language-server: $schema=./phrases.schema.json
id: hello
texts:
  welcome: { ru: 'Здравствуйте, {name}', en: 'Hello, {name}' }
`;

/** Paths and texts of content that nothing is wrong with. */
export const GOOD: Readonly<Record<string, string>> = {
  'flows/no-site.yml': FLOW,
  'flows/patterns/hello.yml': PHRASES,
  'intents/no-site.yml': INTENT,
  'intents/old-page.yml': OLD_PAGE,
  'data/issues/no-site-cache.yml': ISSUE,
};

const made: string[] = [];

/** Writes files into a new folder under the system's temporary one. */
export function folder(files: Readonly<Record<string, string | Uint8Array>>): string {
  const root = mkdtempSync(join(tmpdir(), 'firstline-content-'));
  made.push(root);
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
  return root;
}

/** Removes every folder that was made. */
export function cleanUp(): void {
  for (const root of made.splice(0)) rmSync(root, { recursive: true, force: true });
}
