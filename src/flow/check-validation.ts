import { LANGUAGES, mayShow } from '../model/language.js';
import { nearestRemedy } from '../model/spelling.js';
import type { Fault } from './fault.js';
import type { Sources } from './sources.js';
import { faultAt } from './validation.js';

/** Fewer of a language say too little about how sure the bot may be in it. */
const FEWEST = 100;

/** What is wrong with the messages in view of the intents, and whether they are enough. */
export function checkValidation({ validation, intents }: Sources): Fault[] {
  const texts = new Set<string>();
  const faults = validation.flatMap(({ line, value: { text, intent, lang, audience } }): Fault[] => {
    const key = `${lang} ${audience} ${text}`;
    if (texts.has(key))
      return [faultAt(line, 'duplicate-example', 'the message stands above too', 'Remove one')];
    texts.add(key);
    if (intent === null || !intents.named.has(intent)) {
      if (intent === null) return [];
      const remedy = nearestRemedy(intent, intents.named, `Write intents/${intent}.yml or name another`);
      return [faultAt(line, 'no-such-intent', `there is no intent \`${intent}\``, remedy)];
    }
    const known = intents.read.find(({ value }) => value.id === intent)?.value;
    if (known === undefined || mayShow(known.audience, audience)) return [];
    const message = `\`${intent}\` is not for \`${audience}\``;
    return [faultAt(line, 'audience', message, 'Give the audience of the intent, or name another')];
  });
  if (validation.length === 0) return faults;
  return [
    ...faults,
    ...LANGUAGES.flatMap((language) => {
      const count = validation.filter(({ value }) => value.lang === language).length;
      if (count >= FEWEST) return [];
      const message = `${String(count)} messages in \`${language}\` are too few to go by`;
      return [faultAt(1, 'few-examples', message, `Write ${String(FEWEST)} or more, or remove the file`)];
    }),
  ];
}
