import type { Case } from '../model/case.js';
import type { Effect } from '../model/effect.js';
import type { DeskMessage, InboundEdit, InboundMessage } from '../model/inbound.js';
import { join, plain } from '../model/text.js';
import type { DeskContext } from './action.js';
import { phrase } from './phrases.js';

/** What an agent writes for colleagues only begins with this. */
const NOTE_MARK = '//';

/**
 * What becomes of an agent's message in a case's thread: the claiming agent's goes to the person, everything
 * else is a note. After a resolution the first message is what helped.
 */
export function onDeskMessage(subject: Case, inbound: DeskMessage, context: DeskContext): Effect[] {
  const isNote = inbound.text.trimStart().startsWith(NOTE_MARK);
  const own = subject.agent?.id === inbound.agent.id;
  if (subject.awaitingSolution && own && inbound.text.trim() === NOTE_MARK) {
    return [{ kind: 'solution', agent: inbound.agent, text: null }];
  }
  if (subject.awaitingSolution && own && !isNote && inbound.text.trim() !== '') {
    return [
      { kind: 'solution', agent: inbound.agent, text: inbound.text },
      {
        kind: 'post',
        author: null,
        text: phrase(context.phrases, 'desk-thread.solution-kept', context.deskLanguage),
        attachments: [],
      },
    ];
  }
  if (subject.owner === 'agent' && own && !isNote) {
    return [
      {
        kind: 'relay',
        author: inbound.agent,
        text: plain(inbound.text),
        attachments: inbound.attachments,
        receipt: { address: inbound.address, message: inbound.message },
      },
    ];
  }
  return [{ kind: 'note', author: inbound.agent, text: inbound.text }];
}

/** A person's message while people have the case: it goes to the thread, and the bot stays silent. */
export function onPersonMessage(inbound: InboundMessage): Effect[] {
  return [
    { kind: 'post', author: inbound.person, text: plain(inbound.text), attachments: inbound.attachments },
  ];
}

/** A person changed a message while people have the case: the thread gets the new words, marked as such. */
export function onPersonEdit(inbound: InboundEdit, context: DeskContext): Effect[] {
  const mark = phrase(context.phrases, 'desk-thread.amended', context.deskLanguage);
  const text = join([plain('('), mark, plain(`) ${inbound.text}`)]);
  return [{ kind: 'post', author: inbound.person, text, attachments: [] }];
}
