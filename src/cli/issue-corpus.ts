import { readSources } from '../flow/folder.js';
import type { Corpus } from '../importing/plan.js';
import type { Store } from '../store/store.js';
import type { ReviewCorpus } from '../review/corpus.js';

/** The corpus as an import sees it, and as a review does. */
export type ReadCorpus = Corpus & ReviewCorpus;

/**
 * The solved issues of files and database, as they are now; what is wrong with the content elsewhere is nothing to them.
 * Rows of the database that cannot be read are told, and left out.
 */
export async function readCorpus(
  contentDir: string,
  store: Pick<Store, 'storedIssues'>,
  tell: (line: string) => void,
): Promise<ReadCorpus> {
  const { sources } = readSources(contentDir);
  const { issues: stored, unreadable } = await store.storedIssues();
  for (const { id, why } of unreadable) {
    tell(
      `The stored issue ${id} is damaged and left out (${why}). Import it again, or remove it: firstline issues remove ${id}\n`,
    );
  }
  const files = sources.issues.read.map(({ value }) => value);
  const { named, read } = sources.intents;
  const audiences = new Map(read.map(({ value }) => [value.id, value.audience]));
  return {
    ...{ files, stored, intents: named },
    // Of an intent that cannot be read, nobody can tell whom it is for.
    audiences: new Map([...named].map((id) => [id, audiences.get(id) ?? 'both'])),
    find(id) {
      const issue = files.find((one) => one.id === id);
      if (issue !== undefined) return { where: 'file', issue };
      const found = stored.find((one) => one.issue.id === id);
      if (found !== undefined) return { where: 'database', stored: found };
      return unreadable.some((one) => one.id === id) ? { where: 'damaged' } : null;
    },
    ids: () => [...stored.map(({ issue }) => issue.id), ...files.map(({ id }) => id)],
  };
}
