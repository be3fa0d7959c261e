import type { webApi } from '@slack/bolt';
import type { Person } from '../../model/address.js';

/** How long a name is believed, ms. */
const FRESH_MS = 60 * 60 * 1000;
/** Names kept at most; the oldest go first. */
const KEPT = 5000;
/** Events must be acknowledged within three seconds: what is asked on the way must come in time. */
const DEADLINE_MS = 1500;

/** Whom Slack's user ids stand for, and where to write to them. Remembers; nothing here matters after a restart. */
export interface People {
  /** The person of an id. Where Slack does not say in time, the id stands for the name. Never throws. */
  person(id: string): Promise<Person>;
  /** The direct message channel with a person, or null where Slack does not say in time. Never throws. */
  dm(id: string): Promise<string | null>;
}

/** Remembers what was asked for, while it is fresh; a question asked twice at once is asked once. */
function remembered<T>(ask: (id: string) => Promise<T>, now: () => number): (id: string) => Promise<T> {
  const kept = new Map<string, { at: number; value: Promise<T> }>();
  return (id) => {
    const known = kept.get(id);
    if (known !== undefined && now() - known.at < FRESH_MS) return known.value;
    const value = ask(id);
    kept.delete(id);
    kept.set(id, { at: now(), value });
    for (const oldest of kept.keys()) {
      if (kept.size <= KEPT) break;
      kept.delete(oldest);
    }
    value.catch(() => {
      if (kept.get(id)?.value === value) kept.delete(id);
    });
    return value;
  };
}

/** The value if it comes in time, else null; its failure, in time or late, is null too. */
function inTime<T>(value: Promise<T>, ms: number): Promise<T | null> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => {
      resolve(null);
    }, ms);
    value.then(
      (come) => {
        clearTimeout(timer);
        resolve(come);
      },
      () => {
        clearTimeout(timer);
        resolve(null);
      },
    );
  });
}

function firstOf(...names: (string | undefined)[]): string | undefined {
  return names.find((name) => name !== undefined && name.trim() !== '');
}

export function createPeople(client: webApi.WebClient, now: () => number): People {
  const profile = remembered(async (id: string): Promise<Person> => {
    const { user } = await client.users.info({ user: id, include_locale: true });
    const name = firstOf(user?.profile?.display_name, user?.profile?.real_name, user?.real_name, user?.name);
    return { id, name: name ?? id, locale: user?.locale ?? null };
  }, now);
  const dm = remembered(async (id: string): Promise<string> => {
    const { channel } = await client.conversations.open({ users: id });
    if (channel?.id === undefined) throw new Error('conversations.open named no channel');
    return channel.id;
  }, now);
  return {
    person: async (id) => (await inTime(profile(id), DEADLINE_MS)) ?? { id, name: id, locale: null },
    dm: (id) => inTime(dm(id), DEADLINE_MS),
  };
}
