import { phrase } from '../desk/phrases.js';
import { isFromDesk, type Inbound } from '../model/inbound.js';
import { planAftercare } from './aftercare.js';
import { deskDeliveries } from './desk-delivery.js';
import type { TurnDeps } from './deps.js';
import { caseOnDesk } from './desk-turn.js';
import { applyStep } from './dialogue-turn.js';
import { record, toCommit, type Draft } from './draft.js';
import { applyEffects } from './effects.js';
import { webhooksOf } from './events.js';
import { relayToDesk } from './person-to-desk.js';
import { setReminders } from './reminders.js';
import { newDraft } from './turn.js';

/**
 * Gives up on what a conversation waits for, after its turn has thrown again and again: a person gets the case
 * with the words that broke the bot, so that nobody is left without an answer and nothing is tried for ever. An
 * agent is told that what they did was not done.
 */
export async function failTurn(conversation: string, deps: TurnDeps): Promise<void> {
  const input = await deps.store.loadTurn(conversation);
  const first = input.inbounds[0];
  if (first === undefined) return;
  const draft = newDraft(input, first, deps);
  if (isFromDesk(first)) {
    draft.subject = await caseOnDesk(first, deps);
    const text = phrase(deps.brain().phrases, 'desk-thread.not-handled', deps.deskLanguage);
    applyEffects(draft, [{ kind: 'post', author: null, text, attachments: [] }], deps);
  } else if (leavesWaiting(draft, first)) {
    const words = 'text' in first && first.text !== '' ? [first.text] : [];
    await applyStep(draft, (context) => deps.brain().giveUp('error', words, context), deps);
  } else if (first.kind === 'message') {
    relayToDesk(draft, first, deps);
  }
  recordWords(draft, first);
  planAftercare(draft, deps);
  setReminders(draft, deps);
  draft.deliveries.push(...(await deskDeliveries(draft, deps)));
  await deps.store.commitTurn(toCommit(draft, [first.id], webhooksOf(draft, deps.webhooks, deps.ids)));
}

/** Whether somebody waits for what the bot would have said. Of silence nobody does. */
function leavesWaiting({ subject }: Draft, inbound: Inbound): boolean {
  if (inbound.kind === 'reach' || inbound.kind === 'deletion') return false;
  if (inbound.kind === 'timer' && inbound.timer !== 'wait') return false;
  if (inbound.kind === 'timer' || inbound.kind === 'probed') return subject?.owner === 'bot';
  return subject === null || subject.owner === 'bot';
}

function recordWords(draft: Draft, inbound: Inbound): void {
  if (!('text' in inbound)) return;
  const author = 'person' in inbound ? inbound.person : inbound.agent;
  record(draft, {
    kind: 'person' in inbound ? 'person' : 'note',
    author: author.id,
    name: author.name,
    text: inbound.text,
    attachments: 'attachments' in inbound ? inbound.attachments : [],
    inbound: inbound.id,
  });
}
