import { createHash } from 'node:crypto';

/** Longer ids help nobody. */
const LONGEST = 60;

const LATIN: Readonly<Record<string, string>> = {
  ...{ а: 'a', б: 'b', в: 'v', г: 'g', д: 'd', е: 'e', ё: 'e', ж: 'zh', з: 'z', и: 'i', й: 'y', к: 'k' },
  ...{ л: 'l', м: 'm', н: 'n', о: 'o', п: 'p', р: 'r', с: 's', т: 't', у: 'u', ф: 'f', х: 'h', ц: 'ts' },
  ...{ ч: 'ch', ш: 'sh', щ: 'sch', ъ: '', ы: 'y', ь: '', э: 'e', ю: 'yu', я: 'ya' },
};

/** A name as lower-case Latin words joined by hyphens; empty where it has no letter or digit. */
export function slug(name: string): string {
  const latin = name
    .toLowerCase()
    .normalize('NFC')
    .replace(/[а-яё]/gu, (letter) => LATIN[letter] ?? '')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '');
  return latin.replace(/[^a-z0-9]+/gu, '-').replace(/^-|-$/gu, '');
}

/**
 * The id of what a source calls so: the same again for the same source and key. A key that loses something on the way
 * gets a few digits of its hash, so that another one does not come to the same id.
 */
export function issueId(source: string, key: string): string {
  const words = slug(key);
  const short = words.slice(0, LONGEST).replace(/-$/u, '');
  // Keys that differ in their case alone would be one; that is told where it happens.
  const whole = short === key.toLowerCase();
  return [source, short, ...(whole ? [] : [digits(key)])].filter((part) => part !== '').join('-');
}

function digits(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 8);
}
