import type { webApi } from '@slack/bolt';
import type { Sink } from '../channel.js';
import type { Members } from '../members.js';
import { homeView, strangerView } from './home-view.js';
import type { Identity } from './intake.js';
import type { People } from './people.js';
import { languageOf, wordsFor } from './words.js';

/** The bot's page, which each person sees for themselves. */
export interface Home {
  /** Shows it to a person as it is once an inbound was handled, or (null) as it is now. */
  show(user: string, after: string | null): Promise<void>;
}

export function createHome(parts: {
  client: webApi.WebClient;
  identity: Identity;
  deskChannels: ReadonlySet<string>;
  people: People;
  members: Members;
  sink: Pick<Sink, 'home'>;
}): Home {
  const { client, identity, deskChannels, people, members, sink } = parts;
  const { account, workspace } = identity;
  /** Whose page is being made, and after which inbound it is to be made once more; null: it is not. */
  const making = new Map<string, { after: string | null } | null>();

  async function publish(user: string, after: string | null): Promise<void> {
    const agent = await people.person(user);
    const asked = [...deskChannels].map(async (chat) => {
      const desk = { channel: 'slack' as const, account, chat, thread: '' };
      return (await members.may(chat, user, 'pressed')) ? [desk] : [];
    });
    const desks = (await Promise.all(asked)).flat();
    const view =
      desks.length === 0
        ? strangerView(wordsFor(languageOf(agent.locale)))
        : homeView(await sink.home({ agent, desks, after }), workspace);
    await client.views.publish({ user_id: user, view });
  }

  return {
    async show(user, after) {
      if (making.has(user)) {
        making.set(user, { after });
        return;
      }
      let next: { after: string | null } | null = { after };
      try {
        while (next !== null) {
          making.set(user, null);
          await publish(user, next.after);
          next = making.get(user) ?? null;
        }
      } finally {
        making.delete(user);
      }
    },
  };
}
