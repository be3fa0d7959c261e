import type { Logger } from 'pino';
import { systemClock, type Clock } from './engine/clock.js';
import { standingIn } from './flow/overlay.js';
import type { Intent } from './model/intent.js';
import type { StoredExample } from './model/taught-example.js';
import type { Store } from './store/store.js';

/** The examples that somebody taught, as content takes them in. */
export interface TaughtExamples {
  /** Those that are in force beside the files. */
  inForce(): Promise<StoredExample[]>;
  /** The same, without what these intents of the files have by now: that is the files' from here on. */
  beside(intents: readonly Intent[]): Promise<StoredExample[]>;
  /** The files have these by now: whether they are in force is theirs to say from here on. */
  arrived(numbers: readonly number[]): Promise<void>;
  /**
   * Looks every few seconds whether others are in force than were asked for last, and calls back then.
   * @returns ends it
   */
  watch(changed: () => void, clock?: Clock): () => void;
}

/** Whoever teaches something soon wants to see what comes of it. */
const LOOK_EVERY_MS = 5_000;
/** More than this at once help nobody in a line of the log. */
const MOST_SHOWN = 20;
/** Who says that the files have an example. */
const BY = 'firstline';

export function createTaughtExamples(
  store: Pick<Store, 'taughtExamples' | 'changeExamples'>,
  log: Logger,
  now: () => number,
): TaughtExamples {
  /** The numbers of those that were asked for last. */
  let last: readonly number[] = [];

  async function taught(): Promise<StoredExample[]> {
    const { examples, unreadable } = await store.taughtExamples();
    for (const { number, why } of unreadable.slice(0, MOST_SHOWN)) {
      log.error({ example: number, why }, 'an example that was taught is damaged and left out');
    }
    return examples.filter(({ status }) => status === 'taught');
  }

  async function inForce(): Promise<StoredExample[]> {
    const found = await taught();
    last = numbersOf(found);
    return found;
  }

  async function arrived(numbers: readonly number[]): Promise<void> {
    if (numbers.length === 0) return;
    await store.changeExamples(numbers, 'exported', BY, now());
    last = last.filter((number) => !numbers.includes(number));
    log.info({ examples: numbers.length }, 'examples that were taught are in the files now');
  }

  return {
    inForce,
    arrived,
    async beside(intents) {
      const found = await inForce();
      const standing = standingIn(intents, found);
      await arrived(numbersOf(standing));
      return found.filter((example) => !standing.includes(example));
    },
    watch(changed, clock = systemClock) {
      let stopped = false;
      let cancel = (): void => undefined;
      const look = async (): Promise<void> => {
        try {
          const known = last.join();
          const found = numbersOf(await taught()).join();
          if (!stopped && known === last.join() && found !== known) changed();
        } catch (error) {
          log.error({ err: error }, 'what was taught cannot be read');
        }
        if (!stopped) again();
      };
      const again = (): void => {
        cancel = clock.after(LOOK_EVERY_MS, () => void look());
      };
      again();
      return () => {
        stopped = true;
        cancel();
      };
    },
  };
}

function numbersOf(examples: readonly StoredExample[]): number[] {
  return examples.map(({ number }) => number);
}
