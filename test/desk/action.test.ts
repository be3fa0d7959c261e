import { describe, expect, it } from 'vitest';
import { onAction } from '../../src/desk/action.js';
import { DESK_PHRASES } from '../../src/desk/phrases.js';
import { onDeskMessage } from '../../src/desk/relay.js';
import type { Case } from '../../src/model/case.js';
import type { Effect } from '../../src/model/effect.js';
import type { HistoryEntry } from '../../src/model/history.js';
import type { DeskAction, DeskMessage } from '../../src/model/inbound.js';
import { placeholders } from '../../src/model/text.js';
import { caseOf, deskPhrases } from '../support/desk.js';

const context = { phrases: deskPhrases(), deskLanguage: 'en' } as const;
const olga = { id: 'olga', name: 'Olga', locale: null };
const pavel = { id: 'pavel', name: 'Pavel', locale: null };
const thread = { channel: 'telegram', account: '100', chat: '-1001', thread: '5' } as const;

function press(subject: Case, action: DeskAction['action'], agent = olga): Effect[] {
  const inbound = {
    kind: 'desk-action',
    id: 'x',
    at: 0,
    address: thread,
    agent,
    action,
    caseId: subject.id,
  } as const;
  return onAction(subject, inbound, context);
}

function write(subject: Case, text: string, agent = olga, history: HistoryEntry[] = []): Effect[] {
  const inbound: DeskMessage = {
    kind: 'desk-message',
    id: 'x',
    at: 0,
    address: thread,
    message: '9',
    text,
    masked: [],
    agent,
    attachments: [],
  };
  return onDeskMessage(subject, inbound, history, context);
}

const kinds = (effects: Effect[]): string[] => effects.map((effect) => effect.kind);
const texts = (effects: Effect[]): string =>
  effects
    .map((effect) => ('text' in effect && typeof effect.text === 'object' ? (effect.text?.text ?? '') : ''))
    .join('\n');

describe('an agent presses a button', () => {
  it('claims a waiting case: the person is told in their language', () => {
    const effects = press(caseOf({ owner: 'queue' }), 'claim');
    expect(kinds(effects)).toEqual(['claim', 'post', 'say']);
    expect(texts(effects)).toContain('На связи Olga');
  });

  it('is told that somebody else was first', () => {
    const effects = press(caseOf({ owner: 'agent', agent: pavel }), 'claim');
    expect(kinds(effects)).toEqual(['post']);
    expect(texts(effects)).toContain('Pavel has this case already');
  });

  it('cannot resolve or hand back what another one has', () => {
    for (const action of ['resolve', 'hand-back'] as const) {
      expect(kinds(press(caseOf({ owner: 'agent', agent: pavel }), action))).toEqual(['post']);
    }
  });

  it('resolves: the case ends, the person is told, the agent is asked what helped', () => {
    expect(kinds(press(caseOf({ owner: 'agent', agent: olga }), 'resolve'))).toEqual([
      'close',
      'say',
      'ask-solution',
      'post',
    ]);
    expect(kinds(press(caseOf({ owner: 'queue' }), 'resolve'))[0]).toBe('claim');
    expect(kinds(press(caseOf({ owner: 'queue' }), 'hand-back'))).toEqual(['claim', 'hand-back', 'post']);
  });

  it('does nothing to a case that is closed or with the bot', () => {
    for (const owner of ['nobody', 'bot'] as const) {
      for (const action of ['claim', 'hand-back', 'resolve'] as const) {
        expect(kinds(press(caseOf({ owner }), action))).toEqual(['post']);
      }
    }
  });
});

describe('an agent writes in the thread', () => {
  const claimed = caseOf({ owner: 'agent', agent: olga });

  it('reaches the person only from the claiming agent, and not after //', () => {
    expect(kinds(write(claimed, 'Hello'))).toEqual(['relay']);
    expect(kinds(write(claimed, '  // ask billing first'))).toEqual(['note']);
    expect(kinds(write(claimed, 'Hello', pavel))).toEqual(['note']);
  });

  it('is told once that the person does not read it, until somebody else has the case', () => {
    const waiting = caseOf({ owner: 'queue' });
    const entry = (kind: HistoryEntry['kind'], text: string, author: string | null): HistoryEntry => {
      return { at: 0, kind, author, name: null, text, attachments: [], inbound: null };
    };
    const mine = entry('note', 'Hello', 'olga');
    expect(kinds(write(waiting, 'Hello'))).toEqual(['note', 'post']);
    expect(texts(write(waiting, 'Hello'))).toContain('press "Claim"');
    expect(kinds(write(waiting, '// a note'))).toEqual(['note']);
    expect(kinds(write(waiting, 'Hello', olga, [entry('note', '// so', 'olga')]))).toEqual(['note', 'post']);
    expect(kinds(write(waiting, 'Hello', pavel, [mine]))).toEqual(['note']);
    expect(kinds(write(waiting, 'Hello', olga, [mine, entry('event', 'handover: anger', null)]))).toEqual([
      'note',
      'post',
    ]);
    expect(
      texts(write(caseOf({ owner: 'bot' }), 'Hello', olga, [mine, entry('event', 'hand-back', null)])),
    ).toContain('the bot has the case');
    const over = caseOf({ owner: 'nobody' });
    const closed = [mine, entry('event', 'close: by-agent', null)];
    expect(texts(write(over, 'Hello', olga, closed))).toContain('the case is closed');
    expect(kinds(write(over, 'Hello', pavel, [...closed, mine]))).toEqual(['note', 'post']);
    expect(kinds(write(over, 'Hello', olga, [...closed, mine]))).toEqual(['note']);
  });

  it('says what helped once the case is resolved, or skips it', () => {
    const resolved = caseOf({ owner: 'nobody', agent: olga, awaitingSolution: true });
    expect(write(resolved, 'SPF was missing')[0]).toMatchObject({
      kind: 'solution',
      text: 'SPF was missing',
    });
    expect(write(resolved, '//')).toMatchObject([{ kind: 'solution', text: null }]);
    expect(kinds(write(resolved, 'nice', pavel))).toEqual(['note', 'post']);
  });
});

describe('the desk phrases', () => {
  it('exist in both languages, with no placeholder that nobody fills', () => {
    for (const [key, allowed] of Object.entries(DESK_PHRASES)) {
      const text = context.phrases.get(key);
      expect(text, key).toBeDefined();
      for (const name of [...placeholders(text?.ru ?? ''), ...placeholders(text?.en ?? '')]) {
        expect(allowed, key).toContain(name);
      }
    }
  });
});
