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

  it('says what an agent found it to be about', () => {
    const meant = { intent: 'mail-to-spam', title: 'Our mail lands in spam', agent: 'Olga' };
    const { text } = renderCard(caseOf({ dossier: dossierOf({ meant }) }), context).body;
    expect(text).toContain('Really about: Our mail lands in spam (mail-to-spam), says Olga');
  });

  it('names what else was asked about, and nothing where there is nothing', () => {
    const text = (also: { intent: string; title: string }[]): string =>
      renderCard(caseOf({ dossier: dossierOf({ also }) }), context).body.text;
    expect(
      text([
        { intent: 'a', title: 'Site is down' },
        { intent: 'b', title: 'Payment failed' },
      ]),
    ).toContain('Also asked about: Site is down; Payment failed');
    expect(text([])).not.toContain('Also asked about');
  });

  it('says what each check came to, with what it printed below, and why the flow gave up', () => {
    const details = Array.from(
      { length: 9 },
      (_, index) => `line ${String(index)} ${'of output '.repeat(20)}`,
    );
    const { text } = renderCard(
      caseOf({
        dossier: dossierOf({
          note: 'Mail still goes\nto the old server',
          tried: [{ step: 'dns', text: 'Wait a day', result: 'partly' }],
          probes: [
            {
              probe: 'dns',
              target: 'example.org',
              verdict: 'elsewhere',
              says: 'It leads elsewhere.',
              details,
            },
            { probe: 'tls', target: 'example.org', verdict: 'ok', says: '', details: [] },
          ],
        }),
      }),
      context,
    ).body;
    expect(text).toContain('the script calls for a person here: Mail still goes to the old server');
    expect(text).toContain('• Wait a day — helped in part');
    const checks = text.slice(text.indexOf('Checks\n')).split('\n');
    expect(checks.slice(1, 3)).toEqual(['• It leads elsewhere.', '    dns example.org: elsewhere']);
    expect(checks.slice(3, 7).map((line) => line.slice(0, 10))).toEqual(
      [0, 1, 2, 3].map((n) => `    line ${n}`),
    );
    expect(Math.max(...checks.slice(3, 7).map(({ length }) => length))).toBe(124);
    expect(checks.slice(7)).toEqual(['    …', '• tls example.org: ok']);
  });

  it('leaves out what checks printed before it leaves out what they came to', () => {
    const probes = Array.from({ length: 20 }, (_, index) => ({
      probe: 'port',
      target: `host${String(index)}.example`,
      verdict: 'open',
      says: `Port ${String(index)} answers.`,
      details: Array.from({ length: 4 }, () => 'a line of output '.repeat(10)),
    }));
    const { text } = renderCard(caseOf({ dossier: dossierOf({ probes }) }), context).body;
    expect(text.length).toBeLessThanOrEqual(3_800);
    for (const { says } of probes) expect(text).toContain(says);
    expect(text).toContain('    port host0.example: open');
    expect(text).not.toContain('port host19.example');
    expect(text).not.toContain('more');
  });

  it('offers what fits the owner', () => {
    const actions = (owner: 'bot' | 'queue' | 'agent' | 'nobody'): string[] =>
      renderCard(caseOf({ owner }), context).actions.map(({ action }) => action);
    expect(actions('queue')).toEqual(['claim', 'hand-back', 'resolve', 'more']);
    expect(actions('agent')).toEqual(['hand-back', 'resolve', 'release', 'more']);
    expect(actions('bot')).toEqual([]);
    expect(actions('nobody')).toEqual(['reopen']);
  });

  it('names department and priority, and tells the time, as agents do', () => {
    const waiting = caseOf({
      department: 'security',
      priority: 'urgent',
      waitingSince: Date.UTC(2026, 2, 2, 21, 30),
    });
    const { text } = renderCard(waiting, { ...context, language: 'ru', timeZone: 'Asia/Yekaterinburg' }).body;
    expect(text).toContain('Отдел: безопасность, приоритет: срочный');
    expect(text).toContain('03.03.2026, 02:30');
  });

  it('keeps of a question what tells the answers apart', () => {
    const question =
      'Which domain is it? The panel lists your domains under “Domains”; copy the name from there.';
    const endless = `What do you see ${'when you open the page '.repeat(20)}`;
    const { text } = renderCard(
      caseOf({
        dossier: dossierOf({
          answers: [
            { slot: 'domain', question, value: 'example.org' },
            { slot: 'seen', question: endless, value: 'nothing' },
            { slot: 'plan', question: null, value: 'basic' },
          ],
        }),
      }),
      context,
    ).body;
    expect(text).toContain('• Which domain is it? — example.org');
    expect(text).toMatch(/• What do you see .{50,70}… — nothing/);
    expect(text).toContain('• plan — basic');
  });

  it('drops whole items where there are too many, and says how many', () => {
    const answers = Array.from({ length: 60 }, (_, index) => ({
      slot: `slot_${index}`,
      question: `Question number ${index}, asked at some length?`,
      value: `value ${index} `.repeat(8).trim(),
    }));
    const { text } = renderCard(
      caseOf({
        dossier: dossierOf({
          problem: ['My mail goes to spam'],
          answers,
          nearest: [{ issue: 'mail-to-spam-spf', title: 'No SPF record' }],
        }),
      }),
      context,
    ).body;
    expect(text.length).toBeLessThanOrEqual(3_800);
    expect(text).toContain('My mail goes to spam');
    expect(text).toContain('No SPF record (mail-to-spam-spf)');
    const shown = text.split('\n').filter((line) => line.startsWith('• Question'));
    for (const line of shown) expect(line).toMatch(/(value \d+ ?){8}$/);
    expect(shown.length).toBeGreaterThan(20);
    expect(text).toContain(`… and ${String(60 - shown.length)} more`);
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
