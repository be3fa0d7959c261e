import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DESK_CHANNEL, GROUP, START_MS, startBench, type Bench } from '../support/app.js';
import { channelDesk, employee } from '../support/slack/talk.js';
import { awaited, type Desk } from '../support/talk.js';
import { customer, topicDesk } from '../support/telegram/talk.js';

/** Departments with desks of their own: a supergroup for security, a channel for billing. */
const SECURITY = -1009000000002;
const BILLING = 'C0BILLING';

let bench: Bench;
let topics: Desk;
let security: Desk;
let threads: Desk;
let billing: Desk;

beforeAll(async () => {
  bench = await startBench({
    ...{ telegram: 'polling', slack: 'socket', desk: 'both' },
    env: {
      TELEGRAM_DEPARTMENT_DESKS: `security ${SECURITY}`,
      SLACK_DEPARTMENT_DESKS: `billing ${BILLING}`,
    },
    prepare({ telegram, slack }) {
      telegram.forum(SECURITY, 'Security');
      slack.addChannel(BILLING, { name: 'billing' });
    },
  });
  topics = topicDesk(bench.telegram);
  security = topicDesk(bench.telegram, SECURITY);
  threads = channelDesk(bench.slack);
  billing = channelDesk(bench.slack, BILLING);
}, START_MS);
afterAll(() => bench.close());

/** Resolves once a topic is called like this. */
async function titled(desk: Desk, title: RegExp): Promise<void> {
  await awaited(
    bench.telegram.watch,
    () => desk.threads().find((one) => title.test(one)),
    () => `no topic is called ${String(title)}: ${desk.threads().join('; ')}`,
  );
}

describe('desks of departments', () => {
  it('pass a case from one to the next, across the platforms, by word and by button', async () => {
    const anna = customer(bench.telegram, 'Anna', { language: 'en' });
    anna.writes('talk to a person');
    const first = await topics.thread('Anna');
    const olga = topics.agent('Olga');
    olga.presses(first, 'Claim');
    await anna.hears('Olga is with you now');
    olga.writes(first, '// paid twice, see the bank');
    olga.presses(first, 'More');
    await first.reads('What is to be done?');
    olga.presses(first, 'Department');
    await first.reads('To which department?');
    olga.presses(first, 'billing');

    const second = await billing.thread('Anna');
    await second.reads(/passed here[\s\S]*Olga \(note\): \/\/ paid twice/);
    await first.reads(/billing now \(Olga\)[\s\S]*goes on in another thread/);
    expect(second.card().text).toContain('Waiting for an agent');
    const igor = billing.agent('Igor');
    igor.presses(second, 'Claim');
    await anna.hears('Igor is with you now');
    const heard = anna.heard().length;
    olga.writes(first, 'and one more thing');
    await first.reads('The person does not see what is written here');
    anna.writes('any news?');
    await second.reads('any news?');
    expect(anna.heard()).toHaveLength(heard);

    igor.writes(second, '!department security');
    const third = await security.thread('Anna');
    const vera = security.agent('Vera');
    vera.presses(third, 'Claim');
    await anna.hears('Vera is with you now');
    vera.writes(third, 'It is all right now');
    await anna.hears('It is all right now');
    await titled(topics, /^🧳 #\d+ Anna/);
    await titled(security, /^💬 #\d+ Anna/);
  });

  it('are left by agents, whose cases go back to the queue, on both platforms', async () => {
    const boris = employee(bench.slack, 'Boris');
    const dina = customer(bench.telegram, 'Dina', { language: 'en' });
    boris.writes('!human');
    dina.writes('talk to a person');
    const inChannel = await threads.thread('Boris');
    const inTopic = await topics.thread('Dina');
    const igor = threads.agent('Igor');
    const olga = topics.agent('Olga');
    igor.presses(inChannel, 'Claim');
    olga.presses(inTopic, 'Claim');
    await inChannel.cardShows('Claimed by Igor');
    await inTopic.cardShows('Claimed by Olga');
    igor.leaves();
    olga.leaves();
    await inChannel.reads('Igor has left. The case is in the queue again');
    await inTopic.reads('Olga has left. The case is in the queue again');
    await inChannel.cardShows('Waiting for an agent');
    olga.presses(inTopic, 'Claim');
    await bench.telegram.nextCall('answerCallbackQuery', ({ show_alert: alert }) => alert === true);
    igor.presses(inChannel, 'Claim');
    await bench.slack.nextCall('response_url');
    topics.agent('Vera').presses(inTopic, 'Claim');
    await inTopic.cardShows('Claimed by Vera');
    expect(
      dina
        .heard()
        .map(({ text }) => text)
        .join(),
    ).toMatch(/Olga is with you[\s\S]*Vera is with you/);
  });

  it('wait while their channel is archived, which the operator is told, and mind no other name', async () => {
    bench.telegram.chat(GROUP).title = 'Renamed';
    bench.slack.channel(DESK_CHANNEL).name = 'renamed';
    const lena = employee(bench.slack, 'Lena');
    lena.writes('talk to a person');
    const thread = await threads.thread('Lena');
    await thread.reads('The conversation so far');
    bench.slack.channel(DESK_CHANNEL).archived = true;
    lena.writes('is anybody there?');
    const told = await bench.log.first(({ msg = '' }) => msg.includes('cannot write at the desk'));
    expect(told.level).toBe(50);
    expect(JSON.stringify(told)).toContain('is_archived');
    bench.slack.channel(DESK_CHANNEL).archived = false;
    const waiting = `SELECT 1 FROM outbox WHERE status = 'waiting' AND delivery LIKE '%is anybody there?%'`;
    expect(bench.rows(waiting)).toHaveLength(1);
    expect(thread.lines().map(({ text }) => text)).not.toContainEqual(
      expect.stringContaining('is anybody there?'),
    );
  });

  it('open a deleted topic anew, at the desk where it was', async () => {
    const mila = customer(bench.telegram, 'Mila', { language: 'en' });
    mila.writes('talk to a person');
    const first = await topics.thread('Mila');
    topics.agent('Olga').writes(first, '!department security');
    const second = await security.thread('Mila');
    await second.reads('passed here');
    bench.telegram.deleteTopic(SECURITY, Number(second.id));
    mila.writes('hello?');
    const third = await security.thread('Mila');
    expect(third.id).not.toBe(second.id);
    await third.reads('hello?');
    expect(topics.threads().filter((title) => title.includes('Mila'))).toHaveLength(1);
  });
});
