import { LANGUAGES, type Language, type LocalText } from '../model/language.js';
import { placeholders } from '../model/text.js';
import { checkLanguage } from './check-language.js';
import { checkTone } from './check-tone.js';
import type { Fault } from './fault.js';
import { nearestRemedy } from '../model/spelling.js';
import type { Path } from './path.js';
import type { YamlSource } from './yaml.js';

/** Names that every deployment gives: they may stand in any text. */
export const DEPLOYMENT_NAMES = ['provider', 'site', 'panel', 'status_page', 'hours'] as const;

/** UTF-16 units: a button that no platform cuts. */
const LABEL_LIMIT = 40;

/** What a text may hold besides the deployment's names. */
export interface TextRule {
  label?: boolean;
  /** Names that have a value at some time; null: whatever the code fills in. */
  allowed: ReadonlySet<string> | null;
  /** Those of them that have a value whenever this text is said; all of them when it is left out. */
  known?: ReadonlySet<string>;
}

/** Mistakes in a text that both languages share, or one has: length, placeholders, code. */
export function checkText(source: YamlSource, path: Path, text: LocalText, rule: TextRule): Fault[] {
  const names = { ru: new Set(placeholders(text.ru)), en: new Set(placeholders(text.en)) };
  return LANGUAGES.flatMap((language) => {
    const place = [...path, language];
    const label = rule.label ?? false;
    const faults = [
      ...checkWords(source, place, text[language], label),
      ...checkLanguage(source, place, language, text[language], label),
      ...(label ? [] : checkTone(source, place, language, text[language])),
    ];
    const other = language === 'ru' ? 'en' : 'ru';
    for (const name of names[language]) {
      const wrong = checkName(source, place, name, rule);
      if (wrong !== null) {
        faults.push(wrong);
      } else if (!names[other].has(name)) {
        const message = `\`{${name}}\` is in \`${language}\` but not in \`${other}\``;
        const remedy = 'Use it in both languages or in neither';
        faults.push(source.fault([...path, other], 'placeholder-language', message, remedy));
      }
    }
    return faults;
  });
}

/** Mistakes in one language's words: length, braces and backticks that would be shown as they are. */
function checkWords(source: YamlSource, path: Path, text: string, label: boolean): Fault[] {
  const faults: Fault[] = [];
  if (label && text.length > LABEL_LIMIT) {
    const message = `the label has ${text.length} characters; the limit is ${LABEL_LIMIT}`;
    faults.push(source.fault(path, 'label-long', message, 'Shorten it: it is shown on a button'));
  }
  const bare = withoutCode(text);
  if (bare.includes('`')) {
    const remedy = 'Put one backtick before the code and one after it, on the same line';
    faults.push(source.fault(path, 'code-form', 'a backtick has no partner on its line', remedy));
  }
  for (const [written] of bare.matchAll(/\{\s*[\p{L}_][\p{L}\p{N}_ .-]*\}/gu)) {
    if (/^\{[a-z][a-z0-9_]*\}$/.test(written)) continue;
    const remedy = 'Write names of placeholders in lower-case letters, digits and _, without spaces';
    faults.push(source.fault(path, 'placeholder-form', `\`${written}\` would be shown as it is`, remedy));
  }
  return faults;
}

/** Mistakes in a text of one language that is never filled: outside code it must hold no placeholder. */
export function checkLiteral(source: YamlSource, path: Path, language: Language, text: string): Fault[] {
  const [name] = placeholders(withoutCode(text));
  const faults = [
    ...checkWords(source, path, text, false),
    ...checkLanguage(source, path, language, text, false),
    ...checkTone(source, path, language, text),
  ];
  if (name === undefined) return faults;
  const remedy = 'Write it out: nothing is filled in here';
  return [
    ...faults,
    source.fault(path, 'placeholder-unknown', `\`{${name}}\` would be shown as it is`, remedy),
  ];
}

function withoutCode(text: string): string {
  return text.replace(/`[^`\n]+`/g, '');
}

function checkName(source: YamlSource, path: Path, name: string, rule: TextRule): Fault | null {
  if (rule.allowed === null || DEPLOYMENT_NAMES.some((given) => given === name)) return null;
  if (!rule.allowed.has(name)) {
    const names = [...rule.allowed, ...DEPLOYMENT_NAMES];
    const remedy = nearestRemedy(name, names, `Use one of ${names.join(', ')}`);
    return source.fault(
      path,
      'placeholder-unknown',
      `nothing is known by the name \`{${name}}\` here`,
      remedy,
    );
  }
  if (rule.known === undefined || rule.known.has(name)) return null;
  const message = `\`{${name}}\` can be without a value when this is said`;
  const remedy = `Lead whoever does not know it elsewhere (\`unknown\`, or a branch on \`known\`), or leave it out`;
  return source.fault(path, 'placeholder-empty', message, remedy);
}
