import { describe, expect, it } from 'vitest';
import { renderCard } from '../../src/desk/card.js';
import { caseOf, deskPhrases, dossierOf } from '../support/desk.js';

const context = { phrases: deskPhrases(), language: 'en', timeZone: 'UTC' } as const;

describe('the card', () => {
  it('holds everything that was found', () => {
    const card = renderCard(
      caseOf({
        owner: 'queue',
        waitingSince: Date.UTC(2026, 2, 2, 12),
        dossier: dossierOf({
          problem: ['My mail goes to spam'],
          understood: { intent: 'mail-to-spam', title: 'Mail goes to spam', p: 0.934, decision: 'answer' },
          answers: [{ slot: 'domain', question: 'Which domain?', value: 'example.org' }],
          tried: [{ step: 'spf', text: 'Add an SPF record', result: 'did-not-help' }],
          nearest: [{ issue: 'mail-to-spam-spf', title: 'No SPF record' }],
          reason: 'steps-failed',
        }),
      }),
      context,
    );
    for (const part of [
      'Waiting for an agent',
      '02/03/2026, 12:00',
      'My mail goes to spam',
      'Mail goes to spam (mail-to-spam, 93%)',
      'Which domain? — example.org',
      'Add an SPF record — did not help',
      'No SPF record (mail-to-spam-spf)',
      'the steps did not help',
      'Language: Russian',
    ]) {
      expect(card.body.text).toContain(part);
    }
    expect(card.title).toBe('#7 Анна: Mail goes to spam');
  });

  it('offers what fits the owner', () => {
    const actions = (owner: 'bot' | 'queue' | 'agent' | 'nobody'): string[] =>
      renderCard(caseOf({ owner }), context).actions.map(({ action }) => action);
    expect(actions('queue')).toEqual(['claim', 'hand-back', 'resolve']);
    expect(actions('agent')).toEqual(['hand-back', 'resolve']);
    expect(actions('bot')).toEqual([]);
    expect(actions('nobody')).toEqual([]);
  });

  it('stays within a platform message, whatever was written, and never cuts a character in two', () => {
    const card = renderCard(
      caseOf({
        person: { id: '1', name: '🙂'.repeat(200), locale: null },
        dossier: dossierOf({ problem: Array.from({ length: 60 }, () => '🙂<b>_*['.repeat(80)) }),
      }),
      context,
    );
    expect(card.title.length).toBeLessThanOrEqual(128);
    expect(card.body.text.length).toBeLessThanOrEqual(4_096);
    expect(card.title.isWellFormed()).toBe(true);
    expect(card.body.text.isWellFormed()).toBe(true);
    for (const span of card.body.spans) {
      expect(span.offset + span.length).toBeLessThanOrEqual(card.body.text.length);
    }
  });
});
