import type { Intent } from '../model/intent.js';
import { fill } from '../model/text.js';
import { isCourtesy } from './content.js';
import { botHasCase, close, named, say, sayPhrase, type Draft } from './draft.js';
import { namesOf, type PhraseKey } from './phrases.js';
import { askedNow } from './question.js';

/** Short courtesies for the middle of a conversation, where the intent's own reply would begin it anew. */
const COURTESY: Readonly<Record<string, PhraseKey>> = {
  greeting: 'greet.greeting',
  thanks: 'greet.thanks',
  goodbye: 'greet.goodbye',
};

/** Answers in one message, and goes on with whatever was open. */
export function reply(draft: Draft, intent: Intent): Draft {
  const { pending, stack, later } = draft.state.episode;
  const courtesy = COURTESY[intent.id];
  const open = askedNow(draft.scene, draft.state).kind !== 'nothing';
  const said =
    open && courtesy !== undefined
      ? sayPhrase(draft, courtesy)
      : say(draft, fill(intent.reply?.[draft.scene.language] ?? '', namesOf(draft.scene)));
  const replied = named(said, isCourtesy(intent.id) ? 'small-talk' : 'reply');
  const waits = pending?.kind === 'next' || later.length > 0;
  const wasTheQuestion = pending !== null && !waits && stack.length === 0 && !isCourtesy(intent.id);
  return wasTheQuestion && botHasCase(draft) ? close(replied, 'answered') : replied;
}
