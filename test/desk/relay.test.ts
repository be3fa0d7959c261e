import { describe, expect, it } from 'vitest';
import type { DeskContext } from '../../src/desk/action.js';
import { onDeskDeletion, onDeskEdit, onPersonDeletion, onPersonEdit } from '../../src/desk/amendment.js';
import { bySize } from '../../src/desk/file-limit.js';
import { onPersonMessage } from '../../src/desk/person-message.js';
import { onReach } from '../../src/desk/reach.js';
import { onDeskMessage } from '../../src/desk/relay.js';
import type { Attachment } from '../../src/model/attachment.js';
import type { Effect } from '../../src/model/effect.js';
import type { HistoryEntry } from '../../src/model/history.js';
import type { DeskEdit, DeskMessage, InboundMessage } from '../../src/model/inbound.js';
import { caseOf, deskPhrases } from '../support/desk.js';
import { knowledgeOf } from '../support/knowledge.js';

const MB = 1024 * 1024;
const OLGA = { id: 'olga', name: 'Olga', locale: null };
const ANNA = { id: '1', name: 'Анна', locale: 'ru' };
const context: DeskContext = {
  phrases: deskPhrases(),
  deskLanguage: 'en',
  timeZone: 'UTC',
  now: 0,
  otherOpen: false,
  agents: [],
  library: { templates: [], names: {}, issue: () => null, find: () => [], flows: [] },
  other: null,
  intents: [],
  queue: [],
  desks: [],
  knowledge: knowledgeOf(),
  review: null,
  home: null,
  typed: true,
};
const claimed = caseOf({ owner: 'agent', agent: OLGA });
const thread = claimed.desk ?? claimed.address;
const base = { id: 'in-9', at: 0, message: '9', masked: [] };

function file(size: number | null, channel: Attachment['channel'] = 'slack'): Attachment {
  return { kind: 'video', channel, file: 'f', name: 'a.mp4', mime: null, size };
}
function written(fields: Partial<DeskMessage> = {}): DeskMessage {
  const said = { kind: 'desk-message' as const, ...base, address: thread, text: '', agent: OLGA };
  return { ...said, attachments: [], ...fields };
}
function edited(text: string): DeskEdit {
  return { kind: 'desk-edit', ...base, id: 'e', address: thread, text, original: 'in-9', agent: OLGA };
}
function message(fields: Partial<InboundMessage> = {}): InboundMessage {
  const said = { kind: 'message' as const, ...base, address: claimed.address, text: '', person: ANNA };
  return { ...said, attachments: [], album: null, ...fields };
}
const relayed: HistoryEntry = {
  ...{ at: 0, kind: 'agent', author: 'olga', name: 'Olga', text: 'at first' },
  ...{ attachments: [], inbound: 'in-9' },
};
const texts = (effects: readonly Effect[]): string[] =>
  effects.map((effect) =>
    'text' in effect && typeof effect.text === 'object' ? `${effect.text?.text}` : effect.kind,
  );

describe('an agent’s message', () => {
  it('goes with its formatting, and quotes nothing of the thread’s own', () => {
    const spans = [{ kind: 'bold' as const, offset: 0, length: 2 }];
    const replyTo = { message: '3', quote: 'a note', excerpt: 'a note of ours' };
    const [effect] = onDeskMessage(claimed, written({ text: 'do', spans, replyTo }), [], context);
    expect(effect).toMatchObject({
      kind: 'relay',
      text: { text: 'do', spans },
      replyTo: { message: { address: thread, message: '3' }, excerpt: null },
      inbound: 'in-9',
    });
  });

  it('leaves files out that are too large, says so, and keeps all else', () => {
    const both = [file(51 * MB), file(1 * MB)];
    const effects = onDeskMessage(claimed, written({ text: 'see', attachments: both }), [], context);
    expect(effects[0]).toMatchObject({ kind: 'relay', attachments: [both[1]] });
    expect(texts(effects)[1]).toMatch(/^"a\.mp4" \(51 MB\).*up to 50 MB/);
    const alone = onDeskMessage(claimed, written({ attachments: [file(51 * MB)] }), [], context);
    expect(alone.map(({ kind }) => kind)).toEqual(['not-delivered', 'post']);
  });

  it.each([
    ['what was relayed', 'at last', [relayed], ['revise']],
    ['what was relayed, into a note', '// for us', [relayed], ['withdraw']],
    ['what was relayed, into an order', '!resolve', [relayed], ['post']],
    ['a note', 'at last', [], ['note']],
    ['a misspelt order', '!claim', [], ['post']],
    ['what another agent’s message was', 'at last', [{ ...relayed, inbound: 'in-8' }], ['note']],
  ])('changes %s', (_, text, history, kinds) => {
    expect(onDeskEdit(claimed, edited(text), history, context).map(({ kind }) => kind)).toEqual(kinds);
  });

  it('takes its copy along when it is deleted, whatever has become of the case, and a note takes nothing', () => {
    const { id, at, address, original } = edited('');
    const deletion = { kind: 'desk-deletion' as const, id, at, address, original, message: '9', agent: OLGA };
    const [effect] = onDeskDeletion(deletion, [relayed], context);
    expect(effect).toMatchObject({ kind: 'withdraw', of: { address: thread, message: '9' } });
    expect(onDeskDeletion(deletion, [], context)).toEqual([]);
  });
});

describe('what a person does', () => {
  it('is told on the desk with what it answers, and a change below what it changes', () => {
    const own = { address: claimed.address, message: '9' };
    const replyTo = { message: '3', quote: null, excerpt: 'did you' };
    const [post] = onPersonMessage(claimed, message({ text: 'yes', replyTo }), 'telegram', context);
    expect(post).toMatchObject({
      sources: [own],
      replyTo: { excerpt: 'did you', message: { message: '3' } },
    });
    const { person, address, id, at } = message();
    const words = { message: '9', text: 'no', masked: [] };
    const [edit] = onPersonEdit({ kind: 'edit', id, at, address, person, ...words }, context);
    expect(edit).toMatchObject({ text: { text: '(amended) no' }, sources: [own], replyTo: { message: own } });
    const [deleted] = onPersonDeletion({ kind: 'deletion', id, at, address, message: '9', person }, context);
    expect(deleted).toMatchObject({ author: null, replyTo: { message: own } });
    const reach = { kind: 'reach' as const, id, at, address, person };
    expect(texts(onReach({ ...reach, reachable: false }, context))[0]).toContain('has blocked the bot');
    expect(texts(onReach({ ...reach, reachable: true }, context))[0]).toContain('let the bot in again');
  });

  it('and a file too large is told of on both sides', () => {
    const large = message({ text: 'see', attachments: [file(21 * MB, 'telegram')] });
    const told = texts(onPersonMessage(claimed, large, 'slack', context));
    expect(told[0]).toBe('see');
    expect(told[1]).toContain('"a.mp4" (21 MB)');
    expect(told[2]).toContain('«a.mp4» (21 МБ) специалисту не дойдёт');
    expect(onPersonMessage(claimed, large, 'telegram', context)).toHaveLength(1);
  });

  it.each([
    ['telegram', 'telegram', 2_000, true],
    ['slack', 'slack', 900, true],
    ['telegram', 'slack', 20, true],
    ['telegram', 'slack', 21, false],
    ['slack', 'telegram', 50, true],
    ['slack', 'telegram', 51, false],
    ['slack', 'telegram', null, true],
  ] as const)('from %s to %s a file of %s MB can be passed on: %s', (from, to, size, passes) => {
    const { passable } = bySize([file(size === null ? null : size * MB, from)], to);
    expect(passable.length === 1).toBe(passes);
  });
});
