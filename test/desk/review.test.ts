import { describe, expect, it } from 'vitest';
import { deskToken } from '../../src/channels/desk-token.js';
import { draftView } from '../../src/desk/draft-view.js';
import { asInIssue, issueKey, issueNamed } from '../../src/desk/issue-name.js';
import { orderOf, readOrder } from '../../src/desk/order.js';
import { onReview, type ReviewMaterial } from '../../src/desk/review.js';
import { anywayArgument } from '../../src/desk/review-order.js';
import { solvedIssueSchema } from '../../src/model/issue.js';
import type { SolutionDraft } from '../../src/model/solution-draft.js';
import { draftOf } from '../contracts/store-samples.js';
import { deskPhrases } from '../support/desk.js';
import { knowledgeOf } from '../support/knowledge.js';

const igor = { id: 'igor', name: 'Igor', locale: null };
const CASE = '2f1c8d1e-53a9-4b0f-9d3f-6f0a6f5b8c11';
const near = solvedIssueSchema.parse({
  ...{ id: 'agents-the-mail-lands-in-spam-after-we-moved-to-another-server', intent: 'mail-to-spam' },
  ...{ audience: 'customer', tags: [], en: { problem: 'Mail lands in spam', symptoms: [], solution: ['s'] } },
});

function draft(fields: Partial<SolutionDraft> = {}): SolutionDraft {
  return {
    ...draftOf('k1', {
      number: 12,
      language: 'en',
      problem: 'Mail lands in spam again',
      intent: 'mail-to-spam',
    }),
    ...{ caseNumber: 7, status: 'waiting', decidedBy: null, decidedAt: null, issue: null },
    ...fields,
  };
}

describe('orders about drafts', () => {
  it('are read with the draft or the issue that they name', () => {
    const order = (text: string): unknown => {
      const read = readOrder(text);
      return read?.kind === 'order' ? read.order : read?.near;
    };
    const safe = { anyway: false };
    expect(order('!publish')).toEqual({ name: 'publish', draft: null, ...safe });
    expect(order('!опубликовать #12')).toEqual({ name: 'publish', draft: 12, ...safe });
    expect(order('!publish anyway')).toEqual({ name: 'publish', draft: null, anyway: true });
    for (const anyway of ['anyway', 'Всё-равно', 'все равно.']) {
      expect(order(`!опубликовать 12 ${anyway}`)).toEqual({ name: 'publish', draft: 12, anyway: true });
    }
    expect(order('!publish it')).toBe('!publish …');
    expect(order('!publsh')).toBe('!publish');
    expect(order('!merge-into 404-not-found')).toEqual({
      ...{ name: 'merge-into', draft: null, issue: '404-not-found', ...safe },
    });
    expect(order('!merge-into 3 spf')).toEqual({ name: 'merge-into', draft: 3, issue: 'spf', ...safe });
    expect(order('!merge-into')).toBe('!merge-into …');
    expect(order('!заменить spf всё-равно')).toEqual({
      ...{ name: 'replace', draft: null, issue: 'spf', anyway: true },
    });
    expect(order('!replace anyway')).toBe('!replace …');
    expect(order('!решение Обновили\nзапись')).toEqual({ name: 'solution', text: 'Обновили\nзапись' });
    expect(order('!solution')).toBe('!solution …');
  });

  it('fit into a button, which finds the same issue again', () => {
    const context = { phrases: deskPhrases(), deskLanguage: 'en', knowledge: knowledgeOf(near) } as const;
    const { actions } = draftView(draft({ number: 123_456 }), context);
    expect(actions.map(({ action }) => action)).toEqual(['publish', 'merge-into', 'replace', 'drop']);
    for (const button of actions) {
      const argument = anywayArgument(button.argument ?? '');
      expect(deskToken({ ...button, argument }, CASE).length).toBeLessThanOrEqual(64);
      if (button.action === 'drop') continue;
      const [once, again] = [button.argument ?? '', argument].map((one) => orderOf(button.action, one));
      expect([once, again]).toMatchObject([{ order: { anyway: false } }, { order: { anyway: true } }]);
      expect({ ...again, order: null }).toEqual({ ...once, order: null });
    }
    const read = orderOf('merge-into', actions[1]?.argument ?? '');
    expect(read).toMatchObject({ order: { name: 'merge-into', draft: 123_456 } });
    expect(issueNamed(issueKey(near.id), ['spf', near.id])).toEqual({ kind: 'issue', id: near.id });
    expect(issueNamed(issueKey('gone'), [near.id])).toMatchObject({ kind: 'unknown' });
  });

  it('are refused with what to do instead', () => {
    const told = (
      order: Parameters<typeof onReview>[1],
      fields: Partial<SolutionDraft> = {},
      corpus: Partial<ReviewMaterial['corpus']> = {},
    ): string => {
      const review: ReviewMaterial = {
        draft: draft(fields),
        ...{ merged: [], replayed: null },
        corpus: {
          find: () => null,
          ids: () => [],
          audiences: new Map([['mail-to-spam', 'both']]),
          ...corpus,
        },
      };
      const effects = onReview(igor, order, { phrases: deskPhrases(), deskLanguage: 'en', review });
      expect(effects).toHaveLength(1);
      return effects[0]?.kind === 'post' ? effects[0].text.text : '';
    };
    const publish = { name: 'publish', draft: null, anyway: false } as const;
    expect(told(publish, { problem: ' ' })).toContain('!problem TEXT');
    expect(told(publish, { solution: '' })).toContain('!solution TEXT');
    expect(told(publish, { intent: 'gone' })).toContain('There is no intent gone any more');
    const staff = new Map([['mail-to-spam', 'staff' as const]]);
    expect(told(publish, {}, { audiences: staff })).toContain('would never be suggested');
    expect(told({ name: 'take-back', draft: null })).toContain('nothing to take back');
    const into = { name: 'merge-into', draft: null, issue: 'spf', anyway: false } as const;
    const ids = (): string[] => ['spf'];
    const inFile = { where: 'file', issue: near } as const;
    expect(told(into, {}, { ids, find: () => inFile })).toContain('data/issues/spf.yml');
    expect(told(into, {}, { ids, find: () => ({ where: 'damaged' }) })).toContain('damaged or has changed');
    expect(told({ ...into, issue: 'spff' }, {}, { ids })).toContain('!merge-into spf');
    expect(told({ ...into, name: 'replace', issue: 'spff' }, {}, { ids })).toContain('!replace spf');
    expect(told({ ...into, name: 'replace' }, {}, { ids, find: () => inFile })).toContain(
      'data/issues/spf.yml',
    );
  });
});

describe('an answer that names an issue', () => {
  it.each([
    ['как в #mail-to-spam', 'mail-to-spam'],
    ['Так же, как в mail-to-spam.', 'mail-to-spam'],
    ['as in #spf', 'spf'],
    ['The same as in: mail-to-spam', 'mail-to-spam'],
    ['#spf', 'spf'],
    ['as in the other case', null],
    ['как в прошлый раз', null],
    ['SPF was missing, see #12 in the tracker', null],
  ])('"%s"', (answer, issue) => {
    expect(asInIssue(answer)).toBe(issue);
  });
});
