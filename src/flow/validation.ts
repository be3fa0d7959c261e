import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { messageOf } from '../errors.js';
import { LANGUAGES, mayShow } from '../model/language.js';
import { labelledMessageSchema, type LabelledMessage } from '../model/message.js';
import { nearestRemedy } from '../model/spelling.js';
import type { Fault, FaultCode } from './fault.js';
import type { Sources } from './sources.js';

/** Messages by which confidence is fitted, beside `data/issues/`; a content folder may do without. */
const FILE = 'data/validation.jsonl';
/** Fewer of a language say too little about how sure the bot may be in it. */
const FEWEST = 100;

/** A message and the line it stands on. */
export interface ValidationLine {
  line: number;
  value: LabelledMessage;
}

/** Reads the messages, a JSON object a line; none where the file is not there. Tells what is wrong with the form. */
export function readValidation(root: string, faults: Fault[]): ValidationLine[] {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(join(root, FILE)));
  } catch (thrown) {
    if (thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOENT') return [];
    const message = `the file cannot be read: ${messageOf(thrown)}`;
    faults.push(faultAt(1, 'unreadable', message, 'Mend its permissions, or save it as UTF-8'));
    return [];
  }
  return text.split('\n').flatMap((written, at) => {
    if (written.trim() === '') return [];
    let given: unknown;
    try {
      given = JSON.parse(written);
    } catch {
      faults.push(faultAt(at + 1, 'syntax', 'the line is no JSON', 'Write one object a line'));
      return [];
    }
    const read = labelledMessageSchema.safeParse(given);
    if (read.success) return [{ line: at + 1, value: read.data }];
    const [issue] = read.error.issues;
    const message = `\`${issue?.path.join('.') ?? ''}\`: ${issue?.message ?? ''}`;
    faults.push(faultAt(at + 1, 'value', message, 'Write {"text", "intent", "lang", "audience"}'));
    return [];
  });
}

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

function faultAt(line: number, code: FaultCode, message: string, remedy: string): Fault {
  return { file: FILE, line, column: 1, step: null, code, message, remedy };
}
