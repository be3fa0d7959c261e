import { readSources } from '../flow/folder.js';
import type { Corpus } from '../importing/plan.js';
import type { ContentAudience } from '../model/language.js';
import type { Store } from '../store/store.js';

/** The corpus, and whom each intent that can be read is for. */
export interface ReviewCorpus extends Corpus {
  audiences: ReadonlyMap<string, ContentAudience>;
}

/**
 * The solved issues of files and database, as they are now; what is wrong with the content elsewhere is nothing to them.
 * Rows of the database that cannot be read are told, and left out.
 */
export async function readCorpus(
  contentDir: string,
  store: Pick<Store, 'storedIssues'>,
  tell: (line: string) => void,
): Promise<ReviewCorpus> {
  const { sources } = readSources(contentDir);
  const { issues, unreadable } = await store.storedIssues();
  for (const { id, why } of unreadable) {
    tell(
      `The stored issue ${id} is damaged and left out (${why}). Import it again, or remove it: firstline issues remove ${id}\n`,
    );
  }
  return {
    files: sources.issues.read.map(({ value }) => value),
    stored: issues,
    intents: sources.intents.named,
    audiences: new Map(sources.intents.read.map(({ value }) => [value.id, value.audience])),
  };
}
