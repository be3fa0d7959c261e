import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { START_MS, startBench, type Bench } from '../support/app.js';
import { channelDesk, employee } from '../support/slack/talk.js';
import { expectHeard, type Desk, type Talker, type Thread } from '../support/talk.js';
import { customer, topicDesk } from '../support/telegram/talk.js';

const PLATFORMS = ['telegram', 'slack'] as const;
type Platform = (typeof PLATFORMS)[number];

let bench: Bench;

beforeAll(async () => {
  const env = { SLACK_AUDIENCE: 'customer' };
  bench = await startBench({ telegram: 'polling', slack: 'socket', desk: 'both', env });
  // The same lines and buttons everywhere: without forms, whose own tests are those of agents in Slack.
  bench.slack.fault('views.open', { kind: 'error', error: 'fatal_error' }, 1_000);
}, START_MS);

afterAll(() => bench.close());

/** Both ends of a platform: who asks, how they ask for a person, and where that is answered. */
function at(platform: Platform, name: string): { person: Talker; human: string; desk: Desk } {
  return platform === 'telegram'
    ? {
        person: customer(bench.telegram, name, { language: 'en' }),
        human: '/human',
        desk: topicDesk(bench.telegram),
      }
    : { person: employee(bench.slack, name), human: '!human', desk: channelDesk(bench.slack) };
}

/** The platform refuses or delays the next message that has this in it. */
function slow(platform: Platform, part: string): void {
  const when = ({ text }: { text?: unknown }): boolean => typeof text === 'string' && text.includes(part);
  if (platform === 'telegram') bench.telegram.fail('sendMessage', { code: 429, retryAfter: 1, when });
  else bench.slack.fault('chat.postMessage', { kind: 'rate-limit', retryAfter: 1 }, 1, when);
}

const standing = z.object({
  owner: z.string(),
  agent: z.string().nullable(),
  department: z.string(),
  snoozed: z.number().nullable(),
});

/** What an agent may have changed of a thread's case. */
function standingOf(thread: Thread): z.infer<typeof standing> {
  const [row] = bench.rows(
    `SELECT owner, agent ->> '$.name' AS agent, department, snoozed_until AS snoozed FROM cases WHERE desk_thread = ?`,
    thread.id,
  );
  return standing.parse(row);
}

describe.each(PLATFORMS)('in %s', (platform) => {
  it.each([
    ['press', 'press'],
    ['press', 'type'],
    ['type', 'press'],
  ] as const)('the first to claim has the case and the other is told: %s and %s', async (one, other) => {
    const { person, human, desk } = at(platform, `Kira of ${platform}, ${one} and ${other}`);
    const first = desk.agent('First');
    const second = desk.agent('Second');
    person.writes(human);
    const thread = await desk.thread(person.name);
    for (const [agent, how] of [
      [first, one],
      [second, other],
    ] as const) {
      if (how === 'press') agent.presses(thread, 'Claim');
      else agent.writes(thread, '!claim');
    }
    const refused = await thread.reads('has this case already.');
    const { agent: owner } = standingOf(thread);
    expect(['First', 'Second']).toContain(owner);
    expect(refused.text).toBe(`${owner} has this case already.`);
    await thread.cardShows(`Claimed by ${owner}`);
    await person.hears(`${owner} is with you now`);
    expectHeard(person, ['passing this to a person', `${owner} is with you now`]);
  });

  it('a case goes back and forth three times without a word too many or too few', async () => {
    const { person, human, desk } = at(platform, `Pavel of ${platform}`);
    const olga = desk.agent('Olga');
    person.writes('my site example.org is down');
    await person.hears('What does the browser show');
    const thread = async (): Promise<Thread> => desk.thread(person.name);
    for (let round = 1; round <= 3; round += 1) {
      person.writes(human);
      await person.hears('passing this to a person');
      const place = await thread();
      await place.cardShows('Waiting for an agent');
      olga.presses(place, 'Claim');
      await place.cardShows('Claimed by Olga');
      olga.writes(place, `look ${round}`);
      await person.hears(`look ${round}`);
      olga.presses(place, 'Hand back to the bot');
      await person.hears('handed the conversation back to me');
      await place.cardShows('Back with the bot');
    }
    person.writes('NXDOMAIN');
    await person.hears('The browser found no such name.');
    const round = (count: number): (string | RegExp)[] => [
      'passing this to a person',
      'Olga is with you now',
      `look ${count}`,
      /handed the conversation back to me[^]*What does the browser show/,
    ];
    expectHeard(person, [
      'Let me see where example.org leads',
      'What does the browser show',
      ...[1, 2, 3].flatMap(round),
      'The browser found no such name.',
    ]);
    expect(desk.threads().filter((title) => title.includes(person.name))).toHaveLength(1);
  });

  it('what an agent wrote before handing back comes once and before the bot, and later words do not come', async () => {
    const { person, human, desk } = at(platform, `Zoya of ${platform}`);
    const olga = desk.agent('Olga');
    person.writes('my site example.org is down');
    await person.hears('What does the browser show');
    person.writes(human);
    const thread = await desk.thread(person.name);
    olga.presses(thread, 'Claim');
    await person.hears('Olga is with you now');
    slow(platform, 'The last word');
    const last = olga.writes(thread, 'The last word');
    olga.presses(thread, 'Hand back to the bot');
    await thread.cardShows('Back with the bot');
    olga.writes(thread, 'One more thing');
    await thread.reads('The person does not see this: the bot has the case');
    expect(await thread.mark(last)).toBe('delivered');
    await person.hears('handed the conversation back to me');
    expectHeard(person, [
      'Let me see where example.org leads',
      'What does the browser show',
      'passing this to a person',
      'Olga is with you now',
      'The last word',
      'handed the conversation back to me',
    ]);
  });

  it('a button of an earlier time is answered and changes nothing', async () => {
    const { person, human, desk } = at(platform, `Rita of ${platform}`);
    const olga = desk.agent('Olga');
    const igor = desk.agent('Igor');
    person.writes('my site example.org is down');
    await person.hears('What does the browser show');
    person.writes(human);
    const thread = await desk.thread(person.name);
    olga.presses(thread, 'Claim');
    await person.hears('Olga is with you now');
    olga.presses(thread, 'More');
    await thread.reads('What is to be done?');
    olga.presses(thread, 'Snooze');
    await thread.reads('For how long?');
    olga.presses(thread, 'Hand back to the bot');
    await person.hears('handed the conversation back');

    olga.presses(thread, '1 hour');
    await thread.reads('The bot has the case at the moment.');
    person.writes(human);
    await thread.reads('Handed over again');
    igor.presses(thread, 'Claim');
    await thread.reads('Igor has the case.');
    olga.presses(thread, '1 hour');
    await thread.reads('Only Igor can do that');
    igor.presses(thread, 'Resolve');
    await person.hears(/Case #\d+ is closed/);
    await thread.cardShows('Closed');
    const heard = person.heard().length;
    const before = standingOf(thread);
    olga.presses(thread, '1 hour');
    await thread.reads('The case is closed already.');
    igor.presses(thread, 'Template');
    await thread.reads('The case is closed already.');
    expect(standingOf(thread)).toEqual(before);
    expect(person.heard()).toHaveLength(heard);
  });
});

describe('two dozen cases and five agents at once', () => {
  const CASES = 24;
  const ROUNDS = 3;

  it(
    'have each word where it belongs, and nowhere else',
    async () => {
      const agents = {
        telegram: ['Ada', 'Ben', 'Cleo'].map((name) => topicDesk(bench.telegram).agent(name)),
        slack: ['Dora', 'Emil'].map((name) => channelDesk(bench.slack).agent(name)),
      };
      const crowd = Array.from({ length: CASES }, (_, index) => {
        const platform = index % 2 === 0 ? 'telegram' : 'slack';
        return { index, platform, ...at(platform, `Person ${index} of the crowd`) } as const;
      });
      const cases = [];
      for (const one of crowd) {
        one.person.writes(one.human);
        const thread = await one.desk.thread(`${one.person.name}\n`);
        // Slack is asked who they are before there is a rush: it would have to answer in time.
        if (one.index < 2) {
          for (const agent of agents[one.platform]) {
            agent.writes(thread, '!queue');
            await thread.reads('Cases that people have');
          }
        }
        const [first, second] = [one.index, one.index + 2].map(
          (index) => agents[one.platform][(index >> 1) % agents[one.platform].length],
        );
        if (first === undefined || second === undefined) throw new Error('there are no agents');
        first.presses(thread, 'Claim');
        second.writes(thread, '!claim');
        cases.push({ ...one, thread, first, second });
      }
      const served = [];
      for (const { first, second, ...one } of cases) {
        const refused = await one.thread.reads('has this case already.');
        const [owner, other] = refused.text.startsWith(first.name) ? [first, second] : [second, first];
        served.push({ ...one, owner, other });
      }
      for (let round = 1; round <= ROUNDS; round += 1) {
        for (const { index, person, thread, owner, other } of served) {
          person.writes(`said <${index}-${round}>`);
          owner.writes(thread, `answer <${index}-${round}>`);
          other.writes(thread, `aside <${index}-${round}>`);
          owner.writes(thread, `// note <${index}-${round}>`);
        }
        for (const { index, person, thread } of served) {
          await person.hears(`answer <${index}-${round}>`);
          await thread.reads(`said <${index}-${round}>`);
        }
      }
      for (const { index, person, thread, owner } of served) {
        const marks = Array.from({ length: ROUNDS }, (_, round) => `<${index}-${round + 1}>`);
        expectHeard(person, [
          'passing this to a person',
          `${owner.name} is with you now`,
          ...marks.map((mark) => new RegExp(`^${owner.name}:\\s+answer ${mark}$`)),
        ]);
        const lines = thread.lines().map(({ text }) => text);
        expect(lines.join('\n').match(/\w+ <\d+-\w+>/g)).toEqual(marks.map((mark) => `said ${mark}`));
      }
    },
    START_MS,
  );
});
