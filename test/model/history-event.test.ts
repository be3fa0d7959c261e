import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  historyEventSchema,
  changesOwner,
  eventIn,
  formatHistoryEvent,
  readHistoryEvent,
  type HistoryEvent,
} from '../../src/model/history-event.js';

const EVENTS: readonly [HistoryEvent, string][] = [
  [{ kind: 'intent', intent: 'mail-to-spam' }, 'intent: mail-to-spam'],
  [{ kind: 'offered', intent: 'mail-to-spam' }, 'offered: mail-to-spam'],
  [{ kind: 'chosen', intent: 'mail-to-spam' }, 'chosen: mail-to-spam'],
  [{ kind: 'not-that', intent: 'mail-to-spam' }, 'not-that: mail-to-spam'],
  [{ kind: 'finished', intent: 'ftp', how: 'confirmed' }, 'finished: ftp, confirmed'],
  [{ kind: 'suggested', issue: 'cron-job-php-path' }, 'suggested: cron-job-php-path'],
  [{ kind: 'tried', issue: 'cron-job-php-path', result: 'partly' }, 'tried: cron-job-php-path, partly'],
  [{ kind: 'flow', flow: 'cron-job' }, 'flow: cron-job'],
  [{ kind: 'flow-end', flow: 'cron-job', step: 'done', how: 'resolve' }, 'flow-end: cron-job, done, resolve'],
  [{ kind: 'flow-left', flow: 'cron-job', step: 'domain' }, 'flow-left: cron-job, domain'],
  [{ kind: 'silence', after: 'solution' }, 'silence: solution'],
  [{ kind: 'handover', reason: 'anger' }, 'handover: anger'],
  [{ kind: 'claim' }, 'claim'],
  [{ kind: 'assign', agent: '42' }, 'assign: 42'],
  [{ kind: 'snooze', until: '2026-03-02T09:00:00.000Z' }, 'snooze: 2026-03-02T09:00:00.000Z'],
  [{ kind: 'wake' }, 'wake'],
  [{ kind: 'merge', into: '#5' }, 'merge: #5'],
  [{ kind: 'ban' }, 'ban'],
  [{ kind: 'unban' }, 'unban'],
  [{ kind: 'release' }, 'release'],
  [{ kind: 'solved-as', issue: 'mail-to-spam' }, 'solved-as: mail-to-spam'],
  [{ kind: 'draft-published', draft: '3', issue: 'spf' }, 'draft-published: 3, spf'],
  [{ kind: 'draft-merged', draft: '3', issue: 'spf' }, 'draft-merged: 3, spf'],
  [{ kind: 'draft-dropped', draft: '3' }, 'draft-dropped: 3'],
  [{ kind: 'draft-taken-back', draft: '3' }, 'draft-taken-back: 3'],
  [{ kind: 'draft-rewritten', draft: '3' }, 'draft-rewritten: 3'],
  [{ kind: 'route', department: 'billing', priority: 'high' }, 'route: billing, high'],
  [{ kind: 'reminder', of: 'answer-due' }, 'reminder: answer-due'],
  [{ kind: 'meant', intent: 'ftp' }, 'meant: ftp'],
  [{ kind: 'collect', flow: 'cron-job' }, 'collect: cron-job'],
  [{ kind: 'bring-back' }, 'bring-back'],
  [{ kind: 'move', channel: 'slack', chat: 'C1' }, 'move: slack, C1'],
  [{ kind: 'hand-back' }, 'hand-back'],
  [{ kind: 'collect', flow: 'mail-to-spam' }, 'collect: mail-to-spam'],
  [{ kind: 'bring-back' }, 'bring-back'],
  [{ kind: 'close', resolution: 'by-agent' }, 'close: by-agent'],
  [{ kind: 'reopen' }, 'reopen'],
  [{ kind: 'helped' }, 'helped'],
  [{ kind: 'ask-score' }, 'ask-score'],
  [{ kind: 'score', score: '4' }, 'score: 4'],
  [{ kind: 'follow-up', at: '2026-03-02T09:00:00.000Z' }, 'follow-up: 2026-03-02T09:00:00.000Z'],
  [{ kind: 'followed-up' }, 'followed-up'],
  [{ kind: 'withdraw' }, 'withdraw'],
  [{ kind: 'deleted' }, 'deleted'],
  [{ kind: 'shut-out' }, 'shut-out'],
  [{ kind: 'let-in' }, 'let-in'],
  [{ kind: 'thread-anew' }, 'thread-anew'],
  [{ kind: 'not-delivered', delivery: 'say', reason: 'blocked' }, 'not-delivered: say, blocked'],
];

describe('an event of a case', () => {
  it.each(EVENTS)('%j is the line %j, and back', (event, text) => {
    expect(formatHistoryEvent(event)).toBe(text);
    expect(readHistoryEvent(text)).toEqual(event);
  });

  it('is here in each of its kinds', () => {
    const kinds = historyEventSchema.options.map(({ shape }) => shape.kind.value);
    expect(new Set(EVENTS.map(([{ kind }]) => kind))).toEqual(new Set(kinds));
  });

  it.each([
    '',
    'claim: x',
    'handover',
    'handover: nonsense',
    'close: silence, silence',
    '/new',
    'choice: o1.1',
  ])('is not %j', (text) => {
    expect(readHistoryEvent(text)).toBeNull();
  });

  it('is never made of a text that is not one', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const event = readHistoryEvent(text);
        if (event !== null) expect(formatHistoryEvent(event)).toBe(text);
      }),
    );
  });

  it('is told by the engine, not by what a person did', () => {
    const line = { kind: 'event' as const, text: 'claim', inbound: null };
    expect(eventIn(line)).toEqual({ kind: 'claim' });
    expect(eventIn({ ...line, inbound: 'telegram:1:2:message:3' })).toBeNull();
    expect(eventIn({ ...line, kind: 'note' })).toBeNull();
    expect(changesOwner(line)).toBe(true);
    expect(changesOwner({ ...line, text: 'intent: claim' })).toBe(false);
  });
});
