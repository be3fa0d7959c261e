import type { Person } from '../model/address.js';
import type { Case } from '../model/case.js';
import type { DeskButton } from '../model/delivery.js';
import type { Effect } from '../model/effect.js';
import type { Intent } from '../model/intent.js';
import { mayShow, type Audience, type Language } from '../model/language.js';
import { foldText } from '../model/likeness.js';
import { nearest } from '../model/spelling.js';
import type { DeskPhrase, Phrases } from './phrases.js';
import { threadPhrase } from './thread-line.js';

/** What an agent needs to know of an intent to name it. */
export type NamedIntent = Pick<Intent, 'id' | 'title' | 'audience'>;

interface IntentContext {
  phrases: Phrases;
  /** The language agents read. */
  deskLanguage: Language;
  intents: readonly NamedIntent[];
}

/** What an agent wrote for an intent; `near`: the one that was probably meant. */
type ReadIntent = { kind: 'intent'; intent: NamedIntent } | { kind: 'unknown'; near: NamedIntent | null };

/**
 * An agent says what the case is really about, by an intent's id or title. Where that is misspelt, the nearest one is
 * offered; without any, what the bot had understood and what else was asked about.
 */
export function sayMeant(
  subject: Case,
  agent: Person,
  written: string | null,
  context: IntentContext,
): Effect[] {
  const { deskLanguage } = context;
  const say = (key: DeskPhrase, values: Record<string, string>, buttons: DeskButton[] = []): Effect =>
    threadPhrase(key, context, values, buttons);
  if (written === null) return [say('desk-thread.which-intent', {}, toldBefore(subject, context))];
  const read = readIntent(written, subject.audience, context.intents);
  if (read.kind === 'unknown') {
    const { near } = read;
    return [
      near === null
        ? say('desk-thread.no-such-intent', { written })
        : say('desk-thread.misspelt-intent', { written, near: near.id }, [buttonOf(near, deskLanguage)]),
    ];
  }
  const { id, title: titles } = read.intent;
  const title = titles[deskLanguage];
  return [
    { kind: 'meant', agent, intent: id, title },
    say('desk-thread.meant', { agent: agent.name, title, intent: id }),
  ];
}

/** Reads an intent by its id or its title, among those that a case of this audience may be about. */
function readIntent(written: string, audience: Audience, intents: readonly NamedIntent[]): ReadIntent {
  const said = foldText(written);
  const names = intents
    .filter((intent) => mayShow(intent.audience, audience))
    .flatMap((intent) =>
      [intent.id, intent.title.ru, intent.title.en].map((name) => ({ name: foldText(name), intent })),
    );
  const found = names.find(({ name }) => name === said);
  if (found !== undefined) return { kind: 'intent', intent: found.intent };
  const near = nearest(
    said,
    names.map(({ name }) => name),
  );
  return { kind: 'unknown', near: names.find(({ name }) => name === near)?.intent ?? null };
}

function toldBefore({ dossier, intent }: Case, { intents, deskLanguage }: IntentContext): DeskButton[] {
  const told = [dossier?.understood, ...(dossier?.also ?? [])].map((one) => one?.intent);
  return intents
    .filter(({ id }) => told.includes(id) && id !== intent)
    .map((one) => buttonOf(one, deskLanguage));
}

function buttonOf({ id, title }: NamedIntent, language: Language): DeskButton {
  return { action: 'intent', argument: id, label: title[language] };
}
