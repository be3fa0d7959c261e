import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DeskForm } from '../../../src/model/desk-form.js';
import type { Delivery } from '../../../src/model/delivery.js';
import { plain } from '../../../src/model/text.js';
import type { SlackUser } from '../../support/slack/person.js';
import { DESK, NO_CONTEXT, startRig, type Rig } from './rig.js';

const templates: DeskForm = {
  ...{ action: 'template', caseId: 'c1', language: 'en', title: 'A title of more than 24 characters' },
  ...{ about: '#1 · mail', text: null },
  choice: {
    ...{ label: 'Which template', required: true },
    options: Array.from({ length: 120 }, (_, index) => ({
      value: `t${String(index)}`,
      label: `${String(index)} ${'long '.repeat(20)}`,
    })),
  },
};

const noted = { label: 'A note', hint: null, kind: 'lines', required: true } as const;

/** A text that has this in it. */
function containing(part: string): unknown {
  return expect.stringContaining(part);
}

describe('slack: forms of the desk', () => {
  let rig: Rig;
  let olga: SlackUser;
  let thread: string;

  beforeEach(async () => {
    rig = await startRig('socket');
    olga = rig.server.user('U0OLGA', 'Olga');
    const delivery: Delivery = {
      kind: 'open-thread',
      desk: rig.at(DESK),
      card: {
        ...{ caseId: 'c1', state: 'claimed', title: '#1 Anna', body: plain('Claimed by Olga') },
        actions: [
          { action: 'template', label: 'Template' },
          { action: 'snooze', argument: '1d', label: '1 day' },
        ],
      },
    };
    const outcome = await rig.channel.send(delivery, NO_CONTEXT);
    thread = outcome.kind === 'sent' ? (outcome.thread?.thread ?? '') : '';
  });
  afterEach(() => rig.close());

  it('are opened by presses without an argument, keep to what Slack takes, and come back as orders', async () => {
    rig.sink.form = () => Promise.resolve(templates);
    await olga.presses('Template', DESK).acked;
    await rig.server.nextCall('views.open');
    expect(rig.sink.accepted).toEqual([]);
    expect((await olga.submitsForm('')).answer).toMatchObject({
      errors: { choice: containing('Please choose') },
    });
    await olga.submitsForm('', templates.choice?.options[3]?.label.slice(0, 74).concat('…'));
    await olga.presses('1 day', DESK).acked;
    expect(rig.sink.accepted).toMatchObject([
      {
        kind: 'desk-action',
        address: rig.at(DESK, thread),
        action: 'template',
        argument: 't3',
        caseId: 'c1',
      },
      { kind: 'desk-action', action: 'snooze', argument: '1d' },
    ]);
  });

  it('give the order as it is where there is no form for it, or it cannot be had', async () => {
    await olga.presses('Template', DESK).acked;
    expect(await rig.sink.next('desk-action')).toMatchObject({ action: 'template', agent: { id: 'U0OLGA' } });
    rig.sink.form = () => Promise.reject(new Error('the store is away'));
    await olga.presses('Template', DESK).acked;
    expect(await rig.sink.next('desk-action')).not.toHaveProperty('argument');
  });

  it('take nothing from who is no member any more, and keep what was filled in', async () => {
    rig.sink.form = () => Promise.resolve({ ...templates, choice: null, text: noted });
    await olga.presses('Template', DESK).acked;
    await rig.server.nextCall('views.open');
    await olga.leavesChannel(DESK).acked;
    const { answer } = await olga.submitsForm('a note');
    expect(answer).toMatchObject({ errors: { text: containing('только для сотрудников') } });
    expect(olga.form()).toEqual(['A note']);
    expect(rig.sink.accepted).toEqual([]);
  });
});
