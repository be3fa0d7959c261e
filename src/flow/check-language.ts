import type { Language } from '../model/language.js';
import type { Fault } from './fault.js';
import type { Path } from './path.js';
import type { YamlSource } from './yaml.js';

/** What the languages are called in themselves: right in either. */
const ENDONYMS: ReadonlySet<string> = new Set(['Русский', 'English']);

/** A word that is an address: of a page, a mailbox, a site. */
const ADDRESS = /[^\s@](?:@|:\/\/|\.(?=[a-z]))\S/;

/** The most words of a label that may be a name without looking like one, such as `nginx` or `cPanel mail`. */
const LABEL_WORDS = 2;

/**
 * A text that is not in its language. English has Cyrillic letters only inside quotes. Russian without any is a
 * name (each word has a capital or a digit: `Windows`, `Let's Encrypt`), one word, or a short label. Code,
 * placeholders and addresses are in no language.
 */
export function checkLanguage(
  source: YamlSource,
  path: Path,
  language: Language,
  text: string,
  label: boolean,
): Fault[] {
  if (ENDONYMS.has(text.trim())) return [];
  const bare = text
    .replace(/`[^`\n]+`|\{[a-z][a-z0-9_]*\}/g, ' ')
    .replace(/\S+/g, (word) => (ADDRESS.test(word) ? ' ' : word));
  const wrong = language === 'en' ? foreignToEnglish(bare) : foreignToRussian(bare, label);
  if (wrong === null) return [];
  const message = `the text in \`${language}\` is in another language: ${shortened(wrong)}`;
  return [source.fault(path, 'untranslated', message, 'Translate it, or mark what is typed as `code`')];
}

function foreignToEnglish(text: string): string | null {
  const unquoted = text.replace(/"[^"\n]*"|“[^”\n]*”|«[^»\n]*»|‘[^’\n]*’/gu, ' ');
  return /[\p{Script=Cyrillic}][\p{Script=Cyrillic}\s-]*/u.exec(unquoted)?.[0].trim() ?? null;
}

function foreignToRussian(text: string, label: boolean): string | null {
  if (/\p{Script=Cyrillic}/u.test(text)) return null;
  const words = text.match(/[\p{L}\p{N}][\p{L}\p{N}'’+-]*/gu)?.filter((word) => /\p{L}/u.test(word)) ?? [];
  const names = words.every((word) => /[\p{Lu}\p{N}]/u.test(word));
  return names || words.length <= (label ? LABEL_WORDS : 1) ? null : text.trim();
}

function shortened(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return `\`${line.length > 40 ? `${line.slice(0, 40)}…` : line}\``;
}
