import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DESK_CHANNEL, START_MS, startBench, type Bench } from '../support/app.js';
import type { Acked } from '../support/slack/delivery.js';
import type { SlackUser } from '../support/slack/person.js';
import { channelDesk, employee } from '../support/slack/talk.js';
import { awaited, fits, type Desk, type Talker, type Thread } from '../support/talk.js';

describe.each(['socket', 'http'] as const)('agents in Slack, events over %s', (mode) => {
  let bench: Bench;
  let desk: Desk;
  let olga: SlackUser;
  let igor: SlackUser;

  beforeAll(async () => {
    bench = await startBench({ slack: mode, desk: 'slack' });
    desk = channelDesk(bench.slack);
    olga = bench.slack.user('U0OLGA', 'Olga', 'en-US');
    igor = bench.slack.user('U0IGOR', 'Igor', 'en-US');
  }, START_MS);

  afterAll(() => bench.close());

  /** Somebody whose case waits at the desk. */
  async function waiting(name: string): Promise<{ person: Talker & { user: SlackUser }; thread: Thread }> {
    const person = employee(bench.slack, name);
    person.writes('!human');
    await person.hears('I am passing this to a person.');
    const thread = await desk.thread(name);
    // Comes once the thread is known to be the case's.
    await thread.reads('The conversation so far');
    return { person, thread };
  }

  /** Presses a button that opens a form, fills that in and sends it. */
  async function fillsIn(agent: SlackUser, label: string, text: string, choice?: string): Promise<Acked> {
    agent.presses(label, DESK_CHANNEL);
    await bench.slack.nextCall('views.open');
    return agent.submitsForm(text, choice);
  }

  /** Resolves once somebody's page shows this. */
  function page(of: SlackUser, part: string | RegExp): Promise<string> {
    return awaited(
      bench.slack.watch,
      () => (fits(of.home()?.text ?? '', part) ? of.home()?.text : undefined),
      () => `${of.name} never saw ${String(part)}: ${of.home()?.text ?? 'nothing'}`,
    );
  }

  function notes(): unknown[] {
    return bench.rows(`SELECT entry ->> '$.text' AS text FROM history WHERE entry ->> '$.kind' = 'note'`);
  }

  it('fill in forms, which do what typed orders do', async () => {
    const { person, thread } = await waiting('Pavel');
    igor.replies(DESK_CHANNEL, thread.id, '// I can take it later');
    olga.presses('Claim', DESK_CHANNEL, thread.id);
    await thread.cardShows('Claimed by Olga');
    olga.presses('More', DESK_CHANNEL, thread.id);
    await thread.reads('What is to be done?');

    await fillsIn(olga, 'Note', 'has paid; his password is hunter2hunter2');
    const shown = await thread.reads('A note by Olga: has paid');
    expect(shown.text).not.toContain('hunter2hunter2');

    const empty = await fillsIn(olga, 'Snooze', '');
    expect(empty.answer).toMatchObject({
      response_action: 'errors',
      errors: { text: 'Please choose or write something.' },
    });
    await olga.submitsForm('soon');
    await thread.reads('"soon" is no time that is understood');
    await fillsIn(olga, 'Snooze', '', '4 hours');
    await thread.cardShows('Snoozed until');

    await fillsIn(olga, 'Template', '', 'Which domain it is about');
    await person.hears('Please write which domain this is about');
    await fillsIn(olga, 'Merge', '4711');
    await thread.reads('There is no case #4711');
    await fillsIn(olga, 'Assign', '', 'Igor');
    await thread.cardShows('Claimed by Igor');
    await fillsIn(igor, 'Have the bot ask', '', 'VPN does not work');
    await person.hears('What does the VPN do?');
    await thread.cardShows('The bot is asking');
    igor.presses('Claim', DESK_CHANNEL, thread.id);
    await thread.cardShows('Claimed by Igor');

    await fillsIn(igor, 'Resolve', 'Renewed the certificate.');
    await person.hears(/Case #\d+ is closed/);
    await thread.cardShows('Closed');
    expect(bench.rows('SELECT solution FROM drafts')).toEqual([{ solution: 'Renewed the certificate.' }]);
  });

  it('lose nothing of a form that comes late or twice, and give the order where none can be opened', async () => {
    const { thread } = await waiting('Rita');
    olga.presses('Claim', DESK_CHANNEL, thread.id);
    await thread.cardShows('Claimed by Olga');
    olga.presses('Resolve', DESK_CHANNEL, thread.id);
    await bench.slack.nextCall('views.open');
    bench.slack.fault('views.open', { kind: 'error', error: 'expired_trigger_id' });
    olga.presses('Resolve', DESK_CHANNEL, thread.id);
    await thread.reads('What helped?');
    olga.replies(DESK_CHANNEL, thread.id, '//');
    await thread.reads('nothing is written down');
    await olga.submitsForm('Turned it off and on');
    await thread.reads('A note by Olga: Turned it off and on');
    await thread.reads('The case is closed already');
    const sent = bench.slack.delivered.findLast(({ type }) => type === 'interactive');
    if (sent === undefined) throw new Error('nothing was sent');
    await bench.slack.deliver(sent.type, sent.body).acked;
    await bench.slack.settled();
    expect(notes().filter((note) => JSON.stringify(note).includes('off and on'))).toHaveLength(1);
    olga.presses('Reopen', DESK_CHANNEL, thread.id);
    await thread.cardShows('Claimed by Olga');
    olga.presses('More', DESK_CHANNEL, thread.id);
    await thread.reads('What is to be done?');
    igor.presses('Template', DESK_CHANNEL);
    await thread.reads('Only Olga can do that');
  });

  it('see their cases, the queue and today on the page of the bot, and claim from there', async () => {
    const { person, thread } = await waiting('Semyon');
    await olga.opensHome().acked;
    await page(olga, /My cases: \d+\n[\s\S]*The queue: \d+\n[\s\S]*Semyon[\s\S]*\nToday\nOpened: \d+/);
    olga.pressesAtHome('Claim', 'Semyon');
    await person.hears('Olga is with you now');
    await thread.cardShows('Claimed by Olga');
    await page(olga, /My cases: \d+\n[\s\S]*Semyon[\s\S]*\nThe queue: \d+\n/);
    expect(olga.home()?.buttons).toContain('Open');
  });

  it('are told apart from everybody else, and from who has left', async () => {
    const { thread } = await waiting('Tanya');
    const vera = bench.slack.user('U0VERA', 'Vera', 'ru-RU');
    await vera.opensHome().acked;
    await page(vera, 'Tanya');
    await vera.leavesChannel(DESK_CHANNEL).acked;
    vera.pressesAtHome('Claim', 'Tanya');
    expect(await page(vera, 'Здравствуйте! Это бот поддержки.')).not.toContain('Tanya');
    expect(vera.home()?.buttons).toEqual([]);
    expect(thread.card().text).toContain('Waiting for an agent');
  });
});
