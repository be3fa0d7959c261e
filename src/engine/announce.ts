import { announcement } from './desk-delivery.js';
import type { EngineDeps } from './deps.js';

/**
 * Tells the desk of cases that people have and that no thread shows: no desk was configured when they were
 * handed over, or their thread could not be opened. Only cases of conversations that this process serves.
 */
export async function announceLate(deps: EngineDeps): Promise<void> {
  const { store, clock, scope } = deps;
  if (deps.desks.length === 0) return;
  for (const waiting of await store.unannounced()) {
    const { channel, account } = waiting.address;
    const ours = scope.accounts.some((each) => each.channel === channel && each.account === account);
    if (!ours) continue;
    deps.log.info({ case: waiting.number }, 'the desk knows nothing of this case yet; announcing it');
    await store.enqueue(await announcement(waiting, await store.history(waiting.id), clock.now(), deps));
  }
}
