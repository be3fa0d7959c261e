import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { START_MS, startBench, type Bench } from '../support/app.js';
import { channelDesk, employee } from '../support/slack/talk.js';
import { contentsOf, expectHeard, type Desk, type Talker } from '../support/talk.js';
import { customer, topicDesk } from '../support/telegram/talk.js';

const FILE = 'bytes <b>_*[`&<!channel>';

/** A case from the hand-over, when two agents claim it at once, to its end: words and files in both directions. */
async function serve(person: Talker, desk: Desk): Promise<void> {
  const agents = [desk.agent('Olga'), desk.agent('Igor')] as const;
  person.sends({
    kind: 'photo',
    name: 'before.png',
    bytes: Buffer.from(`1 ${FILE}`),
    caption: 'talk to a person',
  });
  await person.hears('I am passing this to a person.');
  const thread = await desk.thread(person.name);
  await thread.reads('The conversation so far');

  agents[0].presses(thread, 'Claim');
  agents[1].writes(thread, '!claim');
  const refused = await thread.reads('has this case already.');
  const owner = agents.find(({ name }) => refused.text.startsWith(name)) ?? agents[0];
  await person.hears(`${owner.name} is with you now`);
  person.sends({
    kind: 'document',
    name: 'report.txt',
    bytes: Buffer.from(`2 ${FILE}`),
    caption: 'here is the log',
  });
  await thread.reads('here is the log');
  const text = owner.writes(thread, 'Thank you, one moment');
  await person.hears(new RegExp(`^${owner.name}:\\s+Thank you, one moment$`));
  expect(await thread.mark(text)).toBe('delivered');
  const file = owner.sends(thread, {
    kind: 'document',
    name: 'how-to.txt',
    bytes: Buffer.from(`3 ${FILE}`),
    caption: 'see here',
  });
  await person.hears('see here');
  expect(await thread.mark(file)).toBe('delivered');
  person.writes('it works now');
  await thread.reads('it works now');
  owner.writes(thread, '!resolve');
  await person.hears(/Case #\d+ is closed/);

  expect(person.heard().filter((seen) => seen.text.includes('is with you now'))).toHaveLength(1);
  expect(contentsOf(thread.lines())).toEqual([`1 ${FILE}`, `2 ${FILE}`]);
  expect(contentsOf(person.heard())).toEqual([`3 ${FILE}`]);
  const names = [...thread.lines(), ...person.heard()].flatMap((line) => line.files.map(({ name }) => name));
  expect(names.slice(1)).toEqual(['report.txt', 'how-to.txt']);
}

describe('with one desk, every hand-over goes there', () => {
  let bench: Bench;
  afterAll(() => bench.close());

  beforeAll(async () => {
    bench = await startBench({ telegram: 'polling', slack: 'socket', desk: 'slack' });
  }, START_MS);

  it('serves a customer in Telegram from a thread in Slack, with files both ways', async () => {
    await serve(customer(bench.telegram, 'Anna', { language: 'en' }), channelDesk(bench.slack));
    expect(bench.telegram.calls('createForumTopic')).toEqual([]);
  });
});

describe('with the desk in Telegram', () => {
  let bench: Bench;
  afterAll(() => bench.close());

  beforeAll(async () => {
    bench = await startBench({ telegram: 'webhook', slack: 'http', desk: 'telegram' });
  }, START_MS);

  it('serves an employee in Slack from a topic, with files both ways', async () => {
    await serve(employee(bench.slack, 'Boris'), topicDesk(bench.telegram));
  });
});

describe('with both desks', () => {
  let bench: Bench;
  afterAll(() => bench.close());

  beforeAll(async () => {
    bench = await startBench({ telegram: 'polling', slack: 'socket', desk: 'both' });
  }, START_MS);

  it("takes each case to the person's own platform", async () => {
    const anna = customer(bench.telegram, 'Anna', { language: 'en' });
    const boris = employee(bench.slack, 'Boris');
    anna.writes('/human');
    boris.writes('!human');
    const topics = topicDesk(bench.telegram);
    const threads = channelDesk(bench.slack);
    const annas = await topics.thread('Anna');
    const boriss = await threads.thread('Boris');
    topics.agent('Olga').presses(annas, 'Claim');
    threads.agent('Igor').presses(boriss, 'Claim');
    await anna.hears('Olga is with you now');
    await boris.hears('Igor is with you now');
    expect(topics.threads()).toHaveLength(1);
    expect(threads.threads()).toHaveLength(1);
    expectHeard(anna, ['I am passing this to a person.', 'Olga is with you now']);
    expectHeard(boris, ['I am passing this to a person.', 'Igor is with you now']);
  });
});
