import type { DialogueContent } from '../dialogue/content.js';
import { slotNames } from '../flow/slots.js';

/** What the content calls things, by the key under which a conversation may name one. */
export type Names = ReadonlyMap<string, ReadonlySet<string>>;

const made = new WeakMap<DialogueContent, Names>();

/** The names in the content: a conversation that expects another one has a typing error, or is older. */
export function namesIn(content: DialogueContent): Names {
  const known = made.get(content);
  if (known !== undefined) return known;
  const scripts = [...content.flows.values()].map(({ flow }) => flow);
  const flows = new Set(scripts.map(({ id }) => id));
  const intents = new Set(content.intents.map(({ id }) => id));
  const names = new Map([
    ...['flow', 'start', 'resume'].map((key) => [key, flows] as const),
    ...['intent', 'understood'].map((key) => [key, intents] as const),
    ['step', new Set(scripts.flatMap(({ steps }) => steps.map(({ id }) => id)))] as const,
    ['ask', new Set(scripts.flatMap((flow) => [...slotNames(flow)]))] as const,
  ]);
  made.set(content, names);
  return names;
}
