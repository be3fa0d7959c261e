import { describe, expect, it } from 'vitest';
import type { HistoryEntry } from '../../src/model/history.js';
import { solvedIssueSchema } from '../../src/model/issue.js';
import type { StoreBench } from './store.js';
import { caseOf, draftOf, messageOf, turnOf } from './store-samples.js';

export function talkContract({ store, reopen }: StoreBench): void {
  const ODD = `<b>_*[ '"; DROP TABLE cases; -- 😀 ё`;
  const line = (kind: HistoryEntry['kind'], text: string, inbound: string | null = null): HistoryEntry => ({
    ...{ at: 5, kind, author: null, name: null, text, attachments: [], inbound },
  });
  const said = (chat: string, id: string, number: number, ...lines: HistoryEntry[]): Promise<unknown> =>
    store().commitTurn(
      turnOf(chat, 0, {
        cases: [caseOf(id, number, chat, { owner: 'agent', intent: 'mail', resolution: null })],
        history: lines.map((entry) => ({ caseId: id, entry })),
        drafts: number === 7 ? [draftOf(id)] : [],
      }),
    );

  describe('what was said in cases', () => {
    it('is told a case at a time, those first in which something happened last', async () => {
      expect(await store().recentCases(9)).toEqual([]);
      await store().accept(messageOf('m1', 'c7'));
      await said('c7', 'k7', 7, line('person', ODD, 'm1'), line('note', 'not this'));
      await said('c8', 'k8', 8, line('person', 'pressed'), line('event', 'handover: flow'));
      await store().commitTurn(
        turnOf('c7', 1, { history: [{ caseId: 'k7', entry: line('bot', 'an answer') }] }),
      );
      const issue = solvedIssueSchema.parse({
        ...{ id: 'a', intent: null, audience: 'customer', tags: [] },
        en: { problem: 'p', symptoms: [], solution: ['s'] },
      });
      const put = { issue, source: 'agents', key: 'k', hash: 'h', by: 'anna' };
      await store().decideDraft(1, { status: 'published', by: 'anna', put, replaces: null }, 9);
      await reopen();
      expect(await store().recentCases(9)).toEqual(['k7', 'k8']);
      expect(await store().recentCases(1)).toEqual(['k7']);
      expect(await store().caseTalk('k7')).toMatchObject({
        ...{ number: 7, intent: 'mail', resolution: null, meant: null, issue: 'a' },
        lines: [
          { at: 5, kind: 'person', text: ODD, written: true },
          { at: 5, kind: 'bot', text: 'an answer', written: false },
        ],
      });
      expect(await store().caseTalk('k8')).toMatchObject({
        issue: null,
        lines: [
          { kind: 'person', text: 'pressed', written: false },
          { kind: 'event', text: 'handover: flow' },
        ],
      });
      expect(await store().caseTalk('k9')).toBeNull();
    });
  });
}
