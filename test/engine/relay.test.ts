import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DeskEdit, InboundMessage } from '../../src/model/inbound.js';
import { agentAt } from '../support/agent.js';
import { anna, bench, messageFrom, olga, PAUSE_MS, type Bench } from '../support/engine.js';

let b: Bench;
const agent = agentAt(() => b);
beforeEach(async () => {
  b = await bench();
  await b.writes('1', 'позовите человека');
  await agent.press('claim');
});
afterEach(() => b.close());

/** A change of the message that `agent.writes` wrote as this one. */
async function edit(original: string, text: string): Promise<DeskEdit> {
  const { desk, address } = await agent.case();
  const base = { id: `edit of ${original}`, at: b.clock.now(), address: desk ?? address };
  return { kind: 'desk-edit', ...base, message: original, original, text, masked: [], agent: olga };
}

function message(id: string, fields: Partial<InboundMessage>): InboundMessage {
  return { ...messageFrom('1', '', { id, at: b.clock.now() }), ...fields };
}

describe('an agent’s message that is changed before it is out', () => {
  it('goes first, and its new wording after it', async () => {
    const release = b.telegram.hold();
    const begun = b.telegram.begins('relay');
    const sending = agent.writes('at frist');
    await begun;
    const changed = b.give(await edit(await lastWritten(), 'at first'));
    release();
    await Promise.all([sending, changed]);
    const kinds = b.telegram.tried.map(({ delivery }) => delivery.kind);
    expect(kinds.indexOf('revise')).toBeGreaterThan(kinds.indexOf('relay'));
    expect(b.telegram.arrived('revise').map(({ text }) => text.text)).toEqual(['at first']);
    expect(b.telegram.arrived('mark').map(({ state }) => state)).toEqual(['delivered', 'delivered']);
  });

  it('changes nothing where the message never arrived: its mark stays', async () => {
    b.telegram.answerNext({ kind: 'failed', reason: 'blocked', error: 'blocked by the user' }, 'relay');
    await agent.writes('at frist');
    await b.give(await edit(await lastWritten(), 'at first'));
    expect(b.telegram.arrived('revise')).toEqual([]);
    expect(b.telegram.arrived('mark').map(({ state }) => state)).toEqual(['failed']);
  });

  it('is marked as not delivered when the change does not arrive', async () => {
    await agent.writes('at frist');
    b.telegram.answerNext({ kind: 'failed', reason: 'gone', error: 'chat not found' }, 'revise');
    await b.give(await edit(await lastWritten(), 'at first'));
    expect(b.telegram.arrived('mark').map(({ state }) => state)).toEqual(['delivered', 'failed']);
    expect(b.telegram.arrived('post').at(-1)?.text.text).toContain('no longer there');
  });
});

/** The id of the latest message that an agent wrote. */
async function lastWritten(): Promise<string> {
  const { id } = await agent.case();
  return (await b.store.history(id)).findLast(({ kind }) => kind === 'agent')?.inbound ?? '';
}

describe('what a person writes while an agent has the case', () => {
  it('keeps its formatting beside what was masked', async () => {
    const text = 'first: password: hunter2horse and last';
    const spans = (['first', 'hunter2horse', 'last'] as const).map((words) => ({
      ...{ kind: 'bold' as const, offset: text.indexOf(words), length: words.length },
    }));
    const replyTo = { message: '5', quote: null, excerpt: 'password: hunter2horse' };
    await b.give(message('p1', { text, spans, replyTo }));
    await b.pass(PAUSE_MS);
    const post = b.telegram.arrived('post').findLast(({ author }) => author === anna.name);
    const shown = post?.text ?? { text: '', spans: [] };
    expect(shown.text).not.toContain('hunter2');
    expect(post?.replyTo?.excerpt).not.toContain('hunter2');
    expect(shown.spans.map(({ offset, length }) => shown.text.slice(offset, offset + length))).toEqual([
      ...['first', 'last'],
    ]);
  });

  it('is what is left of it after a moment: what was deleted was never said', async () => {
    const before = b.telegram.arrived('post').length;
    for (const id of ['p1', 'p2', 'p3']) await b.give(message(id, { text: `says ${id}` }));
    const { address } = messageFrom('1', '', { id: '', at: 0 });
    const gone = { kind: 'deletion', at: b.clock.now(), address, person: anna } as const;
    await b.give({ ...gone, id: 'd2', message: 'p2' });
    await b.pass(PAUSE_MS);
    const [post, ...more] = b.telegram.arrived('post').slice(before);
    expect(more).toEqual([]);
    expect(post?.text.text).toBe('says p1\nsays p3');
    expect(post?.sources?.map((source) => source.message)).toEqual(['p1', 'p3']);
    await b.give(message('p4', { text: 'oops' }));
    await b.give({ ...gone, id: 'd4', message: 'p4' });
    await b.pass(PAUSE_MS);
    expect(b.telegram.arrived('post').slice(before)).toHaveLength(1);
    await b.give({ ...gone, id: 'd1', message: 'p1' });
    expect(b.telegram.arrived('post').at(-1)).toMatchObject({
      text: { text: 'The person deleted their message.' },
      replyTo: { message: { message: 'p1' } },
    });
  });
});
