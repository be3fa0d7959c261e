import type { Channel } from '../channels/channel.js';
import type { Address, ChannelName } from '../model/address.js';
import type { DueDelivery, Scope } from '../store/store.js';
import { createRates } from './rates.js';

/** An account at its limit rests at least this long, ms, so that it goes on with several at a time. */
const ACCOUNT_REST_MS = 100;

/** Who may send now, by the platforms' limits. What may not rests, so that it is not asked again too soon. */
export interface Limits {
  /** Whether this may be sent now; if not, its lane or its whole account rests from here on. */
  admit(due: DueDelivery, channel: Channel, now: number): boolean;
  /** The platform wants nothing more in this delivery's chat before `until`, ms since the epoch. */
  pause(due: DueDelivery, until: number): void;
  /** Ends the rests that are over. */
  wake(now: number): void;
  /** Lanes that rest. */
  lanes(): Iterable<string>;
  /** The part of a scope that does not rest. One rest for all lanes of an account: there may be thousands. */
  awake(scope: Scope): Scope;
  /** When rests end, ms since the epoch. */
  ends(): number[];
}

export function createLimits(): Limits {
  const rates = createRates();
  const lanes = new Map<string, number>();
  const accounts = new Map<string, number>();
  return {
    admit(due, channel, now) {
      const account = accountKey(due);
      if (accounts.has(account)) return false;
      const all = { key: account, rate: channel.rates.all };
      const wait = rates.wait([all], now);
      if (wait > 0) {
        accounts.set(account, now + Math.max(wait, ACCOUNT_REST_MS));
        return false;
      }
      const rest = rates.take([all, ...own(due, channel)], now);
      if (rest > 0) lanes.set(due.lane, now + rest);
      return rest <= 0;
    },
    pause(due, until) {
      rates.pause(chatKey(due), until);
    },
    wake(now) {
      for (const resting of [lanes, accounts]) {
        for (const [key, until] of resting) if (until <= now) resting.delete(key);
      }
    },
    lanes: () => lanes.keys(),
    awake: (scope) => ({ accounts: scope.accounts.filter((account) => !accounts.has(accountKey(account))) }),
    ends: () => [...lanes.values(), ...accounts.values()],
  };
}

/** The limits that hold for a delivery besides its account's. */
function own(due: DueDelivery, { rates }: Channel): { key: string; rate: Channel['rates']['all'] }[] {
  const { delivery } = due;
  const key = chatKey(due);
  switch (delivery.kind) {
    case 'mark':
    case 'activity':
      return [];
    case 'open-thread':
      return [
        { key, rate: rates.chat(delivery.desk) },
        { key: `${key}:threads`, rate: rates.threads },
      ];
    case 'say':
    case 'relay':
    case 'revise':
    case 'withdraw':
      return [{ key, rate: rates.chat(delivery.to) }];
    case 'notice':
      return [{ key, rate: rates.chat(delivery.desk) }];
    case 'post':
    case 'card': {
      const desk = threadOf(due);
      return desk === null ? [] : [{ key, rate: rates.chat(desk) }];
    }
  }
}

function accountKey({ channel, account }: { channel: ChannelName; account: string }): string {
  return `${channel}:${account}`;
}

/** The chat a delivery goes to: what platforms limit. */
function chatKey(due: DueDelivery): string {
  const { delivery, channel, account } = due;
  switch (delivery.kind) {
    case 'say':
    case 'relay':
    case 'revise':
    case 'withdraw':
    case 'activity':
      return `${channel}:${account}:${delivery.to.chat}`;
    case 'open-thread':
    case 'notice':
      return `${channel}:${account}:${delivery.desk.chat}`;
    case 'mark':
      return `${channel}:${account}:${delivery.message.address.chat}`;
    case 'post':
    case 'card':
      return `${channel}:${account}:${threadOf(due)?.chat ?? ''}`;
  }
}

/** The thread that a line or a card goes to: one that the case has left, or its own. */
function threadOf({ delivery, case: subject }: DueDelivery): Address | null {
  if (delivery.kind === 'post' && delivery.former !== undefined) return delivery.former;
  if (delivery.kind === 'card' && delivery.former !== undefined) return delivery.former.address;
  return subject?.desk ?? null;
}
