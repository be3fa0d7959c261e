import type { Address } from '../../model/address.js';
import { formAction, type FormAction } from '../../model/desk-form.js';
import { readDeskToken, type DeskToken } from '../desk-token.js';
import { ACTION } from './blocks.js';
import { homePlace } from './home-view.js';
import type { Press } from './payload.js';

/** A press of a button for agents, on a card, below a line of a thread, or on the bot's page. */
export interface DeskPress {
  /** The platform's own identity of it. */
  id: string;
  /** The case's thread. */
  address: Address;
  order: DeskToken;
  /** The form that the order needs, or null. */
  form: FormAction | null;
  /** Whether it was on the bot's page. */
  atHome: boolean;
}

/** The presses of buttons for agents that an event tells of; `account`: the team's id. */
export function deskPresses(press: Press, account: string): DeskPress[] {
  return press.actions.flatMap((action): DeskPress[] => {
    if (!action.action_id.startsWith(ACTION.desk)) return [];
    const order = orderOf(action.action_id, action.value ?? '');
    const onCard = cardPlace(press);
    const place = onCard ?? homePlace(action.block_id ?? '');
    if (order === null || place === null) return [];
    return [
      {
        id: `slack:${account}:${place.chat}:action:${action.action_ts}:${press.user.id}`,
        address: { channel: 'slack', account, ...place },
        order,
        form: order.argument === undefined ? formAction(order.action) : null,
        atHome: onCard === null,
      },
    ];
  });
}

/** What a button orders. Those of earlier versions carry the case alone. */
function orderOf(actionId: string, value: string): DeskToken | null {
  return readDeskToken(value.includes(':') ? value : `${actionId.slice(ACTION.desk.length)}:${value}`);
}

function cardPlace({ channel, message }: Press): { chat: string; thread: string } | null {
  if (channel === undefined || channel === null || message === undefined || message === null) return null;
  return { chat: channel.id, thread: message.thread_ts ?? message.ts };
}
