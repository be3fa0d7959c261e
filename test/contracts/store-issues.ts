import { describe, expect, it } from 'vitest';
import { solvedIssueSchema } from '../../src/model/issue.js';
import type { NewStoredIssue } from '../../src/model/stored-issue.js';
import type { StoreBench } from './store.js';
import { HOSTILE } from './store-samples.js';

export function issueContract({ store, reopen }: StoreBench): void {
  const stored = (id: string, fields: Partial<NewStoredIssue> = {}): NewStoredIssue => ({
    issue: solvedIssueSchema.parse({
      ...{ id, intent: null, audience: 'staff', tags: ['a'] },
      ru: { problem: `${HOSTILE} ${id}`, symptoms: [], solution: ['`df -h`', HOSTILE] },
    }),
    ...{ source: 'wiki', key: `${id} '"; --`, hash: `hash of ${id}`, by: 'anna' },
    ...fields,
  });
  const ids = async (): Promise<string[]> =>
    (await store().storedIssues()).issues.map(({ issue }) => issue.id);

  describe('solved issues that are in no file', () => {
    it('are kept as they are, in order of their ids', async () => {
      expect(await store().storedIssues()).toEqual({ issues: [], unreadable: [] });
      await store().putIssues([stored('b'), stored('a')], 7);
      await reopen();
      expect(await store().storedIssues()).toEqual({
        issues: [
          { ...stored('a'), createdAt: 7, updatedAt: 7 },
          { ...stored('b'), createdAt: 7, updatedAt: 7 },
        ],
        unreadable: [],
      });
    });

    it('are replaced by their ids, and keep when they were first put', async () => {
      await store().putIssues([stored('a'), stored('b')], 7);
      const newer = stored('a', { source: 'faq', key: 'k', hash: 'h', by: 'oleg' });
      await store().putIssues([newer], 9);
      const { issues } = await store().storedIssues();
      expect(issues).toEqual([
        { ...newer, createdAt: 7, updatedAt: 9 },
        { ...stored('b'), createdAt: 7, updatedAt: 7 },
      ]);
    });

    it('are put all or not at all, however many there are', async () => {
      const many = Array.from({ length: 1_500 }, (_, index) => stored(`n${index}`));
      await store().putIssues(many, 1);
      expect(await ids()).toHaveLength(1_500);
      await store().removeIssues({ source: 'wiki' });
      // What no store can hold: the whole batch is refused with it.
      const impossible = stored('b');
      Reflect.set(impossible, 'source', null);
      await expect(store().putIssues([stored('a'), impossible], 1)).rejects.toThrow();
      expect(await ids()).toEqual([]);
    });

    it('are removed one by one or by where they came from', async () => {
      await store().putIssues([stored('a'), stored('b'), stored('c', { source: 'faq' })], 1);
      expect(await store().removeIssues({ id: 'a' })).toBe(1);
      expect(await store().removeIssues({ id: 'a' })).toBe(0);
      expect(await store().removeIssues({ source: 'wiki' })).toBe(1);
      await reopen();
      expect(await ids()).toEqual(['c']);
    });

    it('are read one by one, and whoever has them in memory sees that they changed', async () => {
      const { issues: before } = await store().changes();
      await store().putIssues([], 1);
      await store().removeIssues({ id: 'a' });
      expect(await store().changes()).toEqual({ issues: before });
      await store().putIssues([stored('a'), stored('b')], 7);
      const { issues: put } = await store().changes();
      expect(put).toBeGreaterThan(before);
      expect(await store().storedIssue('a')).toEqual({ ...stored('a'), createdAt: 7, updatedAt: 7 });
      expect(await store().storedIssue('c')).toBeNull();
      expect([...(await store().issueHashes())].sort()).toEqual([
        ['a', 'hash of a'],
        ['b', 'hash of b'],
      ]);
      await store().removeIssues({ id: 'a' });
      await reopen();
      expect((await store().changes()).issues).toBeGreaterThan(put);
      expect(await store().storedIssue('a')).toBeNull();
    });
  });
}
