import { describe, expect, it } from 'vitest';
import { formFor, type FormContext } from '../../src/desk/form.js';
import { moreButtons } from '../../src/desk/menu.js';
import { FORM_ACTIONS, formArgument, type FormAction } from '../../src/model/desk-form.js';
import type { Case } from '../../src/model/case.js';
import { caseOf, deskPhrases, dossierOf } from '../support/desk.js';

const olga = { id: 'olga', name: 'Olga', locale: null };
const pavel = { id: 'pavel', name: 'Pavel', locale: null };
const context: FormContext = {
  ...{ phrases: deskPhrases(), deskLanguage: 'en', agents: [olga, pavel] },
  templates: [
    { id: 'all', title: { ru: 'Всем', en: 'For all' }, text: { ru: 'Текст', en: 'Text' } },
    {
      ...{ id: 'bill', department: 'billing' },
      ...{ title: { ru: 'Счёт', en: 'A bill' }, text: { ru: 'Счёт', en: 'Bill' } },
    },
  ],
  flows: [{ id: 'vpn', intent: 'staff-vpn', title: { ru: 'VPN', en: 'The VPN' } }],
};
const mine = caseOf({
  ...{ owner: 'agent', agent: olga, department: 'billing' },
  dossier: dossierOf({ problem: ['no  mail'], nearest: [{ issue: 'mail-1', title: 'Mail is late' }] }),
});

function offered(action: FormAction, subject: Case = mine): string[] {
  const form = formFor(subject, olga, action, context);
  return (form?.choice?.options ?? []).map(({ value, label }) => `${value}: ${label}`);
}

describe('a form for an order', () => {
  it('offers what there is for the case, and asks for the rest in words', () => {
    expect(offered('resolve')).toEqual(['mail-1: Mail is late']);
    expect(offered('template')).toEqual(['bill: A bill', 'all: For all']);
    expect(offered('assign')).toEqual(['pavel: Pavel']);
    expect(offered('collect')).toEqual(['vpn: The VPN']);
    expect(offered('snooze')).toContain('1d: 1 day');
    expect(offered('follow-up')).toHaveLength(3);
    expect(formFor(mine, olga, 'merge', context)).toMatchObject({
      ...{ title: 'Merge', about: '#7 · no mail', choice: null },
      text: { kind: 'number', required: true },
    });
    expect(formFor(mine, olga, 'note', context)?.text).toMatchObject({ kind: 'lines', required: true });
  });

  it('is none where the order would be refused or there is nothing to choose', () => {
    expect(formFor(mine, pavel, 'template', context)).toBeNull();
    expect(formFor(caseOf({ owner: 'nobody' }), olga, 'resolve', context)).toBeNull();
    expect(formFor(mine, olga, 'assign', { ...context, agents: [olga] })).toBeNull();
    expect(formFor(mine, olga, 'template', { ...context, templates: [] })).toBeNull();
  });

  it('comes to what would be typed', () => {
    expect(formArgument('resolve', { choice: '', text: ' ' })).toBe('//');
    expect(formArgument('resolve', { choice: 'mail-1', text: '' })).toBe('as in #mail-1');
    expect(formArgument('resolve', { choice: 'mail-1', text: 'and a restart' })).toBe(
      'and a restart\n#mail-1',
    );
    expect(formArgument('snooze', { choice: '1d', text: '2h' })).toBe('2h');
    const empty = FORM_ACTIONS.filter((action) => formArgument(action, { choice: '', text: '  ' }) === null);
    expect(empty).toEqual(FORM_ACTIONS.filter((action) => action !== 'resolve'));
  });

  it('has a button of its own only where a press can open it', () => {
    const slack = { channel: 'slack', account: 'T', chat: 'C', thread: '1' } as const;
    const actions = (subject: Case): string[] => moreButtons(subject, context).map(({ action }) => action);
    expect(actions({ ...mine, desk: slack })).toEqual(expect.arrayContaining(['note', 'merge']));
    expect(actions(mine)).not.toContain('note');
  });
});
