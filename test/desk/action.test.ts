import { describe, expect, it } from 'vitest';
import { onOrder, type DeskContext } from '../../src/desk/action.js';
import type { NamedIntent } from '../../src/desk/intent-order.js';
import { orderOf, readOrder } from '../../src/desk/order.js';
import { DESK_PHRASES } from '../../src/desk/phrases.js';
import { onDeskMessage, onRead } from '../../src/desk/relay.js';
import type { Case } from '../../src/model/case.js';
import type { Effect } from '../../src/model/effect.js';
import type { HistoryEntry } from '../../src/model/history.js';
import type { DeskAction, DeskMessage } from '../../src/model/inbound.js';
import { placeholders } from '../../src/model/text.js';
import { caseOf, deskPhrases, dossierOf } from '../support/desk.js';
import { knowledgeOf } from '../support/knowledge.js';

const intents: NamedIntent[] = [
  {
    ...{ id: 'mail-to-spam', audience: 'customer' },
    title: { ru: 'Почта в спаме', en: 'Our mail lands in spam' },
  },
  { id: 'printer', audience: 'staff', title: { ru: 'Не печатает', en: 'The printer is silent' } },
];
const context: DeskContext = {
  phrases: deskPhrases(),
  intents,
  deskLanguage: 'en',
  timeZone: 'UTC',
  now: 0,
  otherOpen: false,
  agents: [],
  library: { templates: [], flows: [], names: {}, issue: () => null, find: () => [] },
  desks: [],
  other: null,
  queue: [],
  knowledge: knowledgeOf(),
  review: null,
  home: null,
  typed: true,
};
const olga = { id: 'olga', name: 'Olga', locale: null };
const pavel = { id: 'pavel', name: 'Pavel', locale: null };
const thread = { channel: 'telegram', account: '100', chat: '-1001', thread: '5' } as const;

function press(subject: Case, action: DeskAction['action'], agent = olga, otherOpen = false): Effect[] {
  const read = orderOf(action, '');
  if (read.kind !== 'order') throw new Error(`${action} needs more than a press`);
  return onOrder(subject, agent, read.order, { ...context, otherOpen });
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
  const read = readOrder(text);
  return read === null
    ? onDeskMessage(subject, inbound, history, context)
    : onRead(subject, agent, read, context);
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
      for (const action of ['claim', 'release', 'hand-back', 'resolve'] as const) {
        expect(kinds(press(caseOf({ owner }), action))).toEqual(['post']);
      }
    }
  });

  it('releases only what it has, and then the case waits again', () => {
    expect(kinds(press(caseOf({ owner: 'agent', agent: olga }), 'release'))).toEqual(['release', 'post']);
    expect(kinds(press(caseOf({ owner: 'agent', agent: pavel }), 'release'))).toEqual(['post']);
    expect(kinds(press(caseOf({ owner: 'queue' }), 'release'))).toEqual(['post']);
  });

  it('opens a closed case again, unless the person has another one by now', () => {
    const closed = caseOf({ owner: 'nobody' });
    expect(kinds(press(closed, 'reopen'))).toEqual(['reopen-by-agent', 'post', 'say']);
    expect(texts(press(closed, 'reopen', olga, true))).toContain('another case open');
    expect(texts(press(caseOf({ owner: 'queue' }), 'reopen'))).toContain('not closed');
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
    expect(write(resolved, '//')).toMatchObject([{ kind: 'solution', text: null }, { kind: 'post' }]);
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

describe('an agent writes an order', () => {
  const claimed = caseOf({ owner: 'agent', agent: olga });

  it.each([
    '!release',
    '/release',
    '!Отпустить',
    '/release@support_bot',
    '  !снять ',
    '!RELEASE!',
    '!снять, спасибо',
  ])('%j is one', (text) => {
    expect(kinds(write(claimed, text))).toEqual(['release', 'post']);
  });

  it.each(['!important', '!clam', '/relase now', '!отпусить'])('%j goes to nobody, and is told', (text) => {
    expect(kinds(write(claimed, text))).toEqual(['post']);
  });

  it('offers the nearest, or all there are', () => {
    expect(texts(write(claimed, '!clam'))).toContain('Perhaps you meant !claim');
    expect(texts(write(claimed, '!abracadabra'))).toContain('!claim, !release');
    expect(texts(write(claimed, '!priority hihg'))).toContain('!priority high');
    expect(texts(write(claimed, '!priority high please'))).toContain('!priority high');
    expect(texts(write(claimed, '!department sales'))).toContain('!department support');
    expect(texts(write(claimed, '!merge that one'))).toContain('!merge 12');
    expect(texts(write(claimed, '!note'))).toContain('!note …');
  });

  it.each(['/etc/nginx/nginx.conf', '/home, /var and /tmp are full', '! and so on', '!!! wait', '1 !claim'])(
    '%j goes to the person',
    (text) => {
      expect(kinds(write(claimed, text))).toEqual(['relay']);
    },
  );

  it('routes whoever has the case, and notes what colleagues should know', () => {
    const of = (text: string, agent = pavel): Effect | undefined => write(claimed, text, agent)[0];
    expect(of('!отдел домены')).toMatchObject({ kind: 'route', department: 'domains', priority: 'normal' });
    expect(of('!priority urgent')).toMatchObject({
      kind: 'route',
      department: 'support',
      priority: 'urgent',
    });
    expect(of('!note paid twice')).toMatchObject({ kind: 'note', text: 'paid twice' });
    expect(kinds(write(claimed, '!release', pavel))).toEqual(['post']);
    expect(texts(write(claimed, '!orders'))).toContain('!claim, !release, !assign, !bot');
  });

  it('says what the case is really about, by id or title, whoever has it and when it is over too', () => {
    const of = (text: string, subject = claimed): Effect[] => write(subject, text, pavel);
    const meant = { kind: 'meant', agent: pavel, intent: 'mail-to-spam', title: 'Our mail lands in spam' };
    expect(of('!intent mail-to-spam')).toMatchObject([meant, { kind: 'post' }]);
    expect(of('!тема Почта в спаме', caseOf({ owner: 'nobody' }))).toMatchObject([meant, { kind: 'post' }]);
    expect(texts(of('!intent Mail-to-Spam'))).toContain(
      'Pavel says that the case is about: Our mail lands in spam (mail-to-spam).',
    );
    expect(texts(of('!intent mail-spam'))).toContain('Perhaps you meant !intent mail-to-spam');
    expect(of('!intent mail-spam')).toMatchObject([
      { actions: [{ action: 'intent', argument: 'mail-to-spam', label: 'Our mail lands in spam' }] },
    ]);
    expect(texts(of('!intent printer'))).toBe(
      'There is no intent "printer". Please write its id or its title after !intent.',
    );
    const also = [{ intent: 'mail-to-spam', title: 'x' }];
    expect(of('!intent', caseOf({ dossier: dossierOf({ also }) }))).toMatchObject([
      { kind: 'post', actions: [{ action: 'intent', argument: 'mail-to-spam' }] },
    ]);
  });

  it('cannot be mistaken for what helped', () => {
    const asked = caseOf({ owner: 'nobody', agent: olga, awaitingSolution: true });
    expect(kinds(write(asked, '!reopen'))).toEqual(['reopen-by-agent', 'post', 'say']);
    expect(kinds(write(asked, 'The certificate had expired'))).toEqual(['solution']);
  });
});

describe('an agent fills in a form', () => {
  const mine = caseOf({ owner: 'agent', agent: olga });
  const order = (subject: Case, action: DeskAction['action'], argument: string, agent = olga): Effect[] =>
    onRead(subject, agent, orderOf(action, argument), { ...context, typed: false });

  it('notes something: colleagues read it in the thread, and the person does not', () => {
    const effects = order(mine, 'note', 'has <paid>');
    expect(kinds(effects)).toEqual(['note', 'post']);
    expect(texts(effects)).toContain('A note by Olga: has <paid>');
    expect(kinds(write(mine, '!note has paid'))).toEqual(['note']);
  });

  it('resolves and says what helped, or that there is nothing to say', () => {
    const helped = order(mine, 'resolve', 'Renewed it.');
    expect(kinds(helped)).toEqual(['close', 'say', 'ask-solution', 'solution']);
    expect(helped.at(-1)).toMatchObject({ text: 'Renewed it.' });
    expect(order(mine, 'resolve', '//')).toContainEqual({ kind: 'solution', agent: olga, text: null });
    expect(kinds(write(mine, '!resolve Renewed it.'))).toEqual(kinds(helped));
  });

  it('says what helped in a case that is over: it is still asked for, or kept as a note', () => {
    const over = caseOf({ owner: 'nobody', agent: olga });
    const asked = order({ ...over, awaitingSolution: true }, 'resolve', 'Renewed it.');
    expect(kinds(asked)).toEqual(['solution']);
    const late = order({ ...over, awaitingSolution: true }, 'resolve', 'Renewed it.', pavel);
    expect(kinds(late)).toEqual(['note', 'post', 'post']);
    expect(texts(late)).toMatch(/A note by Pavel: Renewed it\.[\s\S]*closed already/);
  });
});
