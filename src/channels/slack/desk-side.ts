import type { webApi } from '@slack/bolt';
import type { Sink } from '../channel.js';
import { deskFormView } from './desk-form.js';
import type { Home } from './home.js';
import type { People } from './people.js';
import type { DeskPress } from './press.js';

/** What agents see in Slack beside what is sent to them: forms, and the bot's page. */
export interface DeskSide {
  /** The team's id. */
  account: string;
  home: Home;
  /**
   * Follows up a member's press, once it is acknowledged: opens the form that it needs, and shows the page anew where
   * they pressed on it. `trigger` is good for three seconds.
   */
  pressed(press: DeskPress, user: string, trigger: string): Promise<void>;
}

export function createDeskSide(parts: {
  client: webApi.WebClient;
  account: string;
  home: Home;
  people: People;
  sink: Pick<Sink, 'accept' | 'form'>;
  /** ms since the epoch. */
  now(): number;
}): DeskSide {
  const { client, account, home, people, sink, now } = parts;

  /** Opens the form that a press needs; tells whether there is one. */
  async function opened(
    { address, order, form }: DeskPress,
    user: string,
    trigger: string,
  ): Promise<boolean> {
    if (form === null) return false;
    const agent = await people.person(user);
    const desk = { ...address, thread: '' };
    const asked = await sink.form({ action: form, caseId: order.caseId, agent, desk });
    if (asked === null) return false;
    await client.views.open({ trigger_id: trigger, view: deskFormView(asked, address) });
    return true;
  }

  /** Without a form the order is given as it is, and the thread asks for what it lacks. */
  async function give({ id, address, order }: DeskPress, user: string): Promise<void> {
    const agent = await people.person(user);
    await sink.accept({ kind: 'desk-action', id, at: now(), address, agent, ...order });
  }

  return {
    account,
    home,
    async pressed(press, user, trigger) {
      let needsForm = press.form !== null;
      try {
        needsForm = needsForm && !(await opened(press, user, trigger));
      } finally {
        if (needsForm) await give(press, user);
      }
      if (press.atHome) await home.show(user, press.id);
    },
  };
}
