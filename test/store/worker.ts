/**
 * A process of its own on a store: `node --import tsx worker.ts URL ACCOUNT MODE`. Prints what it has done, a
 * line each, after the store's call has resolved. `accept`: takes in messages until it is killed. `work`:
 * handles and sends everything of its account until nothing is left.
 */
import { openSqliteStore } from '../../src/store/sqlite/open.js';
import { addressOf, deliveryOf, messageOf, turnOf } from '../contracts/store-samples.js';

const [url = '', account = '', mode = ''] = process.argv.slice(2);
const store = await openSqliteStore({ url });
const scope = { accounts: [{ channel: 'telegram' as const, account }] };
const say = (line: string): Promise<void> =>
  new Promise((resolve) => process.stdout.write(`${line}\n`, () => resolve()));

if (mode === 'accept') {
  for (let index = 0; ; index += 1) {
    const id = `${account}-${index}`;
    await store.accept(messageOf(id, `c${index % 3}`, { address: addressOf(`c${index % 3}`, { account }) }));
    await say(id);
  }
}

for (let idle = 0; idle < 3;) {
  const pending = await store.pending(scope);
  for (const { conversation } of pending) {
    const { version, inbounds } = await store.loadTurn(conversation);
    const address = inbounds[0]?.address ?? addressOf('none');
    const outcome = await store.commitTurn({
      ...turnOf('none', version),
      conversation,
      address,
      handled: inbounds.map((inbound) => inbound.id),
      deliveries: inbounds.map((inbound) =>
        deliveryOf(`reply-${inbound.id}`, address.chat, { account, lane: conversation }),
      ),
    });
    if (outcome.kind === 'committed') for (const { id } of inbounds) await say(`handled ${id}`);
  }
  const due = await store.dueDeliveries(scope, 1, [], 10);
  for (const { id } of due) {
    await store.settle(id, { kind: 'sent', at: 1, messages: [] });
    await say(`sent ${id}`);
  }
  idle = pending.length + due.length === 0 ? idle + 1 : 0;
}
await store.close();
