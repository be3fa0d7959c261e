import { deskFor, type Desks } from '../desk/place.js';
import type { Address } from '../model/address.js';
import type { Case } from '../model/case.js';
import type { TurnDeps } from './deps.js';

type PlaceDeps = Pick<TurnDeps, 'desks' | 'store'>;

/** The deployment's desks, under the ids that their chats have now. */
export function currentDesks({ desks, store }: PlaceDeps): Promise<Desks> {
  return Promise.all(
    desks.map(async (desk) => {
      const { channel, account, chat } = desk.address;
      return {
        ...desk,
        address: { ...desk.address, chat: await store.currentChat(channel, account, chat) },
      };
    }),
  );
}

/**
 * Where a case's thread is, also if hand-overs go elsewhere by now; else where one is to be opened. Null where the
 * deployment has no desk.
 */
export async function placeOf(
  subject: Pick<Case, 'address' | 'department' | 'desk'>,
  deps: PlaceDeps,
): Promise<Address | null> {
  return subject.desk ?? deskFor(await currentDesks(deps), subject);
}
