import { readdirSync, statSync, watch } from 'node:fs';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { systemClock, type Clock } from '../engine/clock.js';
import { messageOf } from '../errors.js';

/** The folders that content is read from. */
const FOLDERS = ['intents', 'flows', 'data'];
/** The files in them that it is made of. */
const FILES = /(?:\.yml|^validation\.jsonl)$/u;
/** Programs that write write several times, and often several files. */
const SETTLED_AFTER_MS = 300;
const LOOK_EVERY_MS = 1_000;

/** Calls back at each change below a folder, until the result is called; `failed` where it cannot go on. */
export type WatchFolder = (path: string, changed: () => void, failed: (error: Error) => void) => () => void;

/** What the machine tells of by itself. Throws where it cannot, as for a folder that is not there. */
const watchFolder: WatchFolder = (path, changed, failed) => {
  const watcher = watch(path, { recursive: true }, changed);
  watcher.on('error', failed);
  return () => watcher.close();
};

/**
 * Calls `changed` when files of the content have changed and nothing more has come for a moment. Folders that cannot
 * be watched are looked through again and again.
 * @returns ends it
 */
export function watchContent(
  root: string,
  changed: () => void,
  {
    log,
    clock = systemClock,
    watching = watchFolder,
  }: { log: Logger; clock?: Clock; watching?: WatchFolder },
): () => void {
  let known = fingerprint(root);
  let stopped = false;
  let calm = (): void => undefined;
  const ends: (() => void)[] = [];

  function stir(): void {
    if (stopped) return;
    calm();
    calm = clock.after(SETTLED_AFTER_MS, () => {
      const found = fingerprint(root);
      if (found === known) return;
      known = found;
      log.info({ content: root }, 'the content has changed; reading it again');
      changed();
    });
  }

  /** Whatever happened is told by the fingerprint: here only the time is kept. */
  function look(): void {
    let cancel = (): void => undefined;
    const again = (): void => {
      if (fingerprint(root) !== known) stir();
      cancel = clock.after(LOOK_EVERY_MS, again);
    };
    cancel = clock.after(LOOK_EVERY_MS, again);
    ends.push(() => cancel());
  }

  let looking = false;
  function lookInstead(folder: string, error: unknown): void {
    if (looking || stopped) return;
    looking = true;
    log.info(
      { folder, error: messageOf(error) },
      'this folder cannot be watched; it is looked through instead',
    );
    look();
  }

  for (const folder of FOLDERS) {
    const path = join(root, folder);
    try {
      ends.push(watching(path, stir, (error) => lookInstead(path, error)));
    } catch (error) {
      lookInstead(path, error);
    }
  }
  return () => {
    stopped = true;
    calm();
    for (const end of ends) end();
  };
}

/** Every file of the content with its size and time; the same as long as nothing was written. */
function fingerprint(root: string): string {
  return FOLDERS.flatMap((folder) => filesOf(join(root, folder))).join('\n');
}

function filesOf(folder: string): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true, recursive: true })
      .filter((entry) => !entry.isDirectory() && FILES.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
      .map((path) => {
        const { mtimeMs, size } = statSync(path);
        return `${path} ${String(size)} ${String(mtimeMs)}`;
      });
  } catch {
    // Gone, or going while it is read: another look follows.
    return [];
  }
}
