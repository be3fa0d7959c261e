import type { ChannelName, MessageRef } from '../model/address.js';
import type { Case } from '../model/case.js';
import { answerOf } from '../model/delivery.js';
import type { Effect } from '../model/effect.js';
import { refOf, wordsOf, type InboundMessage } from '../model/inbound.js';
import type { DeskContext } from './action.js';
import { bySize, valuesOf } from './file-limit.js';
import { phrase } from './phrases.js';
import { wake } from './relay.js';

/**
 * A person's message while people have the case: it goes to the thread, and the bot stays silent. `desk`: where the
 * thread is.
 */
export function onPersonMessage(
  subject: Case,
  inbound: InboundMessage,
  desk: ChannelName,
  context: Pick<DeskContext, 'phrases' | 'deskLanguage'>,
  sources: readonly MessageRef[] = [refOf(inbound)],
): Effect[] {
  const { passable, tooLarge } = bySize(inbound.attachments, desk);
  const effects: Effect[] = subject.snoozedUntil === null ? [] : wake('desk-thread.woken', context);
  if (inbound.text.trim() !== '' || passable.length > 0) {
    effects.push({
      kind: 'post',
      author: inbound.person,
      text: wordsOf(inbound),
      attachments: passable,
      sources: [...sources],
      replyTo: answerOf(inbound, inbound.replyTo?.excerpt ?? null),
    });
  }
  for (const each of tooLarge) {
    const text = phrase(
      context.phrases,
      'desk-thread.person-file-too-large',
      context.deskLanguage,
      valuesOf(each),
    );
    effects.push({ kind: 'post', author: null, text, attachments: [], sources: [...sources] });
  }
  return [...effects, ...onLargeFiles(subject, inbound, desk, context)];
}

/** Whoever sends a file that is too large for the agents to get is told so at once. */
export function onLargeFiles(
  { language }: Pick<Case, 'language'>,
  { attachments }: Pick<InboundMessage, 'attachments'>,
  desk: ChannelName,
  { phrases }: Pick<DeskContext, 'phrases'>,
): Effect[] {
  return bySize(attachments, desk).tooLarge.map((each) => {
    const text = phrase(phrases, 'desk.file-too-large', language, valuesOf(each));
    return { kind: 'say', weight: 'notice', text, choices: [], longAnswer: false };
  });
}
