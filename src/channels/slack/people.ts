import type { webApi } from '@slack/bolt';
import type { Person } from '../../model/address.js';
import { inTime, remembered } from '../remembered.js';

/** How long a name is believed, ms. */
const FRESH_MS = 60 * 60 * 1000;
/** Names kept at most. */
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

function firstOf(...names: (string | undefined)[]): string | undefined {
  return names.find((name) => name !== undefined && name.trim() !== '');
}

export function createPeople(client: webApi.WebClient, now: () => number): People {
  const limits = { now, freshMs: FRESH_MS, most: KEPT };
  const profile = remembered(async (id: string): Promise<Person> => {
    const { user } = await client.users.info({ user: id, include_locale: true });
    const name = firstOf(user?.profile?.display_name, user?.profile?.real_name, user?.real_name, user?.name);
    return { id, name: name ?? id, locale: user?.locale ?? null };
  }, limits);
  const dm = remembered(async (id: string): Promise<string> => {
    const { channel } = await client.conversations.open({ users: id });
    if (channel?.id === undefined) throw new Error('conversations.open named no channel');
    return channel.id;
  }, limits);
  return {
    person: async (id) => (await inTime(profile.get(id), DEADLINE_MS)) ?? { id, name: id, locale: null },
    dm: (id) => inTime(dm.get(id), DEADLINE_MS),
  };
}
