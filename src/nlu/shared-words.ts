import { COMMON_WORDS } from './common-words.js';
import { normalize } from './normalize.js';

/** The words of a text that tell what it is about, as stems. */
export function tellingStems(text: string): ReadonlySet<string> {
  const telling = normalize(text).tokens.filter(
    ({ form }) => !COMMON_WORDS.ru.has(form) && !COMMON_WORDS.en.has(form),
  );
  return new Set(telling.map(({ stem }) => stem));
}

/**
 * How much of what two short texts are about they have in common, 0–1 (Jaccard). A single word in common says nothing,
 * unless it is all that there is.
 */
export function sharedWords(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  const both = [...one].filter((stem) => other.has(stem)).length;
  const all = one.size + other.size - both;
  if (all === 0 || (both < 2 && all > 1)) return 0;
  return both / all;
}
