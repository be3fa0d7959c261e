import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { PROBES } from '../../src/model/probe.js';
import type { Language } from '../../src/model/language.js';

/** Steps of a flow as they are written, and texts of the usual length, by a generator of numbers. */

const WORDS: Readonly<Record<Language, readonly string[]>> = {
  ru: 'откройте панель проверьте домен запись сервер письмо сайт подождите минуту если нет ошибка снова почта'.split(
    ' ',
  ),
  en: 'open the panel check your domain record server mail site wait a minute if not error again'.split(' '),
};
const CHECKS = ['dns', 'http', 'tls'] as const;

/** So many words of a language. */
export function words(language: Language, count: number, random: () => number): string {
  const all = WORDS[language];
  return Array.from({ length: count }, () => all[Math.floor(random() * all.length)] ?? '').join(' ');
}

/**
 * The steps of a flow that nothing is wrong with: it asks for the domain, goes through groups of a check, a branch over
 * its verdicts, a choice, advice and something to try, and ends well or with a person. Ways lead forward.
 */
export function makeSteps(count: number, random: () => number): unknown[] {
  const text = (length: number) => ({ ru: words('ru', length, random), en: words('en', length, random) });
  const about = (length: number) => {
    const { ru, en } = text(length);
    return { ru: `${ru}: {domain}`, en: `${en}: {domain}` };
  };
  const groups = Math.floor((count - 3) / 5);
  const rest = count - 3 - groups * 5;
  const from = (group: number): string => (group < groups ? `look-${group}` : rest > 0 ? 'rest-0' : 'done');
  const later = (group: number): string => from(group + 1 + Math.floor(random() * (groups - group)));
  const steps: unknown[] = [
    { id: 'ask', ask: text(14), slot: 'domain', type: 'domain', unknown: 'hand', next: from(0) },
  ];
  for (let group = 0; group < groups; group += 1) {
    const check = CHECKS[group % CHECKS.length] ?? 'dns';
    const [first = '', ...others] = PROBES[check].verdicts;
    const option = (value: string, next: string) => ({
      ...{
        value,
        label: { ru: `${words('ru', 2, random)} ${value}`, en: `${words('en', 2, random)} ${value}` },
        next,
      },
    });
    steps.push(
      { id: `look-${group}`, probe: [{ check, of: 'domain' }], next: `test-${group}` },
      {
        id: `test-${group}`,
        branch: [
          { slot: check, is: first, next: `seen-${group}` },
          { slot: check, in: others, next: `tell-${group}` },
        ],
      },
      {
        id: `seen-${group}`,
        choose: about(16),
        slot: `seen_${group}`,
        options: [
          option('blank', `tell-${group}`),
          option('error', `try-${group}`),
          option('slow', later(group)),
          option('other', 'hand'),
        ],
        unknown: `try-${group}`,
      },
      { id: `tell-${group}`, say: about(20), next: `try-${group}` },
      { id: `try-${group}`, confirm: about(40), yes: 'done', no: from(group + 1) },
    );
  }
  for (let n = 0; n < rest; n += 1) {
    steps.push({ id: `rest-${n}`, say: text(20), next: n + 1 < rest ? `rest-${n + 1}` : 'hand' });
  }
  steps.push({ id: 'done', resolve: about(14) }, { id: 'hand', handover: text(12), department: 'support' });
  return steps;
}

/** The bytes of all files in a folder. */
export function folderSize(root: string): number {
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .map((path) => statSync(join(root, path)))
    .reduce((sum, entry) => sum + (entry.isFile() ? entry.size : 0), 0);
}
