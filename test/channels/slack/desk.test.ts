import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Card, Delivery } from '../../../src/model/delivery.js';
import { plain } from '../../../src/model/text.js';
import type { SlackUser } from '../../support/slack/person.js';
import { DESK, HALL, NO_CONTEXT, startRig, type Rig } from './rig.js';

/** A text that has this in it. */
function containing(part: string): unknown {
  return expect.stringContaining(part);
}

describe('slack: desks', () => {
  let rig: Rig;
  let olga: SlackUser;
  let passer: SlackUser;

  beforeEach(async () => {
    rig = await startRig('socket');
    olga = rig.server.user('U0OLGA', 'Olga');
    passer = rig.server.user('U0PASSER', 'Passer', 'en-US');
    for (const more of ['A', 'B', 'C']) rig.server.user(`U0${more}`, more);
  });
  afterEach(() => rig.close());

  /** Opens a thread with a card, and tells its id. */
  async function opened(chat = DESK): Promise<string> {
    const card: Card = {
      ...{ caseId: 'c1', state: 'claimed', title: '#1 Anna', body: plain('Claimed by Olga') },
      actions: [{ action: 'claim', label: 'Claim' }],
    };
    const delivery: Delivery = { kind: 'open-thread', desk: rig.at(chat), card };
    const outcome = await rig.channel.send(delivery, NO_CONTEXT);
    if (outcome.kind !== 'sent' || outcome.thread === undefined) throw new Error('no thread was opened');
    return outcome.thread.thread;
  }

  it('tells by the text of a card, too, how its case stands', async () => {
    await opened();
    expect(rig.server.channel(DESK).messages[0]?.text).toContain('Claimed by Olga');
  });

  it('has what is meant for it wait while its channel is archived, and sends it then', async () => {
    const thread = rig.at(DESK, await opened());
    const post: Delivery = { kind: 'post', author: 'Anna', text: plain('hello?'), attachments: [] };
    rig.server.channel(DESK).archived = true;
    expect(await rig.channel.send(post, { ...NO_CONTEXT, thread })).toMatchObject({
      ...{ kind: 'retry', deskAway: true, error: containing('is_archived') },
    });
    rig.server.channel(DESK).archived = false;
    expect(await rig.channel.send(post, { ...NO_CONTEXT, thread })).toMatchObject({ kind: 'sent' });
  });

  it('takes nothing from somebody who is not in the channel, and tells them alone', async () => {
    const thread = await opened();
    rig.server.channel(DESK).outside.add('U0PASSER');
    await passer.presses('Claim', DESK).acked;
    await passer.replies(DESK, thread, '!resolve').acked;
    await rig.server.nextCall('response_url');
    expect(rig.server.channel(DESK).ephemerals).toEqual([
      { user: 'U0PASSER', text: containing('Nothing was done') },
    ]);
    await olga.presses('Claim', DESK).acked;
    await olga.replies(DESK, thread, 'Hello').acked;
    expect(rig.sink.accepted.map((one) => ('agent' in one ? one.agent.id : ''))).toEqual([
      'U0OLGA',
      'U0OLGA',
    ]);
    expect(rig.log.filter((line) => line.includes('no member of the desk'))).toHaveLength(2);
    // Four members in pages of two, read once, and once more for the one who is not among them.
    expect(rig.server.calls('conversations.members')).toHaveLength(4);
    await passer.joinsChannel(DESK).acked;
    await passer.presses('Claim', DESK).acked;
    expect(rig.sink.accepted.at(-1)).toMatchObject({ kind: 'desk-action', agent: { id: 'U0PASSER' } });
  });

  it('counts what was written, and not what was pressed, while Slack does not say who is a member', async () => {
    const thread = await opened();
    rig.server.fault('conversations.members', { kind: 'error', error: 'fatal_error' }, 9);
    await olga.replies(DESK, thread, 'Hello').acked;
    await olga.presses('Claim', DESK).acked;
    expect(rig.sink.accepted.map(({ kind }) => kind)).toEqual(['desk-message']);
  });

  it('tells who left the channel, and of whoever is switched off that they left every desk', async () => {
    await rig.close();
    rig = await startRig('socket', { deskChannels: [DESK, HALL] });
    olga = rig.server.user('U0OLGA', 'Olga');
    const pavel = rig.server.user('U0PAVEL', 'Pavel');
    await olga.leavesChannel(DESK).acked;
    await pavel.leaves().acked;
    const thread = await opened(HALL);
    await rig.server.user('U0IVAN', 'Ivan').replies(HALL, thread, 'here too').acked;
    expect(rig.sink.departures).toMatchObject([
      { desk: rig.at(DESK), agent: { id: 'U0OLGA', name: 'Olga' } },
      { desk: rig.at(DESK), agent: { id: 'U0PAVEL', name: 'Pavel' } },
      { desk: rig.at(HALL), agent: { id: 'U0PAVEL', name: 'Pavel' } },
    ]);
    expect(new Set(rig.sink.departures.map(({ id }) => id)).size).toBe(3);
    expect(rig.sink.accepted).toMatchObject([{ kind: 'desk-message', address: rig.at(HALL, thread) }]);
  });
});
