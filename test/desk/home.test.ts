import { describe, expect, it } from 'vitest';
import { renderHome, type HomeContext } from '../../src/desk/home.js';
import type { QueuedCase } from '../../src/model/queue.js';
import { NO_TARGET, startedClock } from '../../src/model/service-clock.js';
import { caseOf, deskPhrases, dossierOf } from '../support/desk.js';

const MINUTE = 60_000;
const now = Date.parse('2026-03-02T12:00Z');
const slack = { channel: 'slack', account: 'T', chat: 'C0DESK' } as const;
const olga = { id: 'olga', name: 'Olga', locale: null };
const context: HomeContext = {
  ...{ phrases: deskPhrases(), deskLanguage: 'en', now },
  promise: {
    targets: { firstAnswer: { ...NO_TARGET, normal: 30 * MINUTE }, resolution: NO_TARGET },
    hours: {
      ...{ always: true, timeZone: 'UTC', holidays: [] },
      days: { mon: [], tue: [], wed: [], thu: [], fri: [], sat: [], sun: [] },
    },
  },
  desks: [{ ...slack, thread: '' }],
};
const today = { opened: 9, solved: 4, handedOver: 3, firstAnswer: '5 minutes' };

function queued(number: number, given: Partial<QueuedCase> = {}): QueuedCase {
  return {
    ...{ id: `c${String(number)}`, number, owner: 'queue', agentName: null, department: 'support' },
    ...{ priority: 'normal', language: 'ru', personName: 'Anna', reason: 'flow', title: 'mail' },
    ...{ waitingSince: now - MINUTE, desk: { ...slack, thread: `1.${String(number)}` } },
    ...given,
  };
}

describe('what an agent sees at a glance', () => {
  it('is their cases with what is promised, the queue in its order, and today', () => {
    const mine = caseOf({
      ...{ owner: 'agent', agent: olga, desk: { ...slack, thread: '1.7' }, snoozedUntil: now + 60 * MINUTE },
      ...{ serviceClock: startedClock(now - 40 * MINUTE), dossier: dossierOf({ problem: ['no\nmail'] }) },
    });
    const queue = [
      queued(8),
      queued(9, { priority: 'urgent' }),
      queued(10, { owner: 'agent', agentName: 'Pavel' }),
      queued(11, { desk: { channel: 'telegram', account: '1', chat: '-1', thread: '2' } }),
    ];
    const { sections } = renderHome({ mine: [mine], queue, today }, context);
    expect(sections.map(({ title }) => title.text)).toEqual(['My cases: 1', 'The queue: 3', 'Today']);
    const [own, waiting, figures] = sections.map(({ lines }) => lines.map(({ text }) => text.text));
    expect(own).toEqual([
      '#7 · normal · no mail · since 02/03/2026, 11:20 · answer by 02/03/2026, 11:50 · Snoozed until 02/03/2026, 13:00',
    ]);
    // What is overdue stands out.
    expect(sections[0]?.lines[0]?.text.spans).toMatchObject([{ kind: 'bold' }]);
    expect(waiting?.map((line) => line.slice(0, 4).trim())).toEqual(['#9 ·', '#8 ·', '#11']);
    expect(waiting?.at(-1)).toContain('another desk (Telegram)');
    expect(sections[1]?.lines.map((line) => line.case?.actions.map(({ action }) => action))).toEqual([
      ['claim'],
      ['claim'],
      undefined,
    ]);
    expect(figures?.[0]).toMatch(
      /Opened: 9\. Solved by the bot: 4\. Handed over: 3\. Waiting now: 3\.\n.*5 minutes/,
    );
  });

  it('says so where there is nothing, and counts what is left out', () => {
    const queue = Array.from({ length: 25 }, (_, index) => queued(index + 1));
    const { sections } = renderHome({ mine: [], queue, today: { ...today, firstAnswer: null } }, context);
    const [own, waiting, figures] = sections.map(({ lines }) => lines.map(({ text }) => text.text));
    expect(own).toEqual(['You have no cases at the moment.']);
    expect(waiting).toHaveLength(21);
    expect(waiting?.at(-1)).toContain('5');
    expect(figures).toEqual(['Opened: 9. Solved by the bot: 4. Handed over: 3. Waiting now: 25.']);
  });
});
