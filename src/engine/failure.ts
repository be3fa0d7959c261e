import { deskDeliveries } from './desk-delivery.js';
import type { TurnDeps } from './deps.js';
import { applyStep } from './dialogue-turn.js';
import { record, toCommit } from './draft.js';
import { newDraft } from './turn.js';

/**
 * Gives up on what a conversation waits for, after its turn has thrown again and again: a person gets the case
 * with the words that broke the bot, so that nobody is left without an answer and nothing is tried for ever.
 */
export async function failTurn(conversation: string, deps: TurnDeps): Promise<void> {
  const input = await deps.store.loadTurn(conversation);
  const first = input.inbounds[0];
  if (first === undefined) return;
  const draft = newDraft(input, first, deps);
  const byPerson = 'person' in first;
  if (byPerson && (draft.subject === null || draft.subject.owner === 'bot')) {
    const words = 'text' in first && first.text !== '' ? [first.text] : [];
    await applyStep(draft, (context) => deps.brain().giveUp('error', words, context), deps);
  }
  if ('text' in first) {
    const author = 'person' in first ? first.person : first.agent;
    record(draft, {
      kind: byPerson ? 'person' : 'note',
      author: author.id,
      name: author.name,
      text: first.text,
      attachments: 'attachments' in first ? first.attachments : [],
      inbound: first.id,
    });
  }
  draft.deliveries.push(...(await deskDeliveries(draft, deps)));
  await deps.store.commitTurn(toCommit(draft, [first.id]));
}
