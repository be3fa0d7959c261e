import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DESK_CHANNEL, GROUP, START_MS, startBench, type Bench } from '../support/app.js';
import { channelDesk, employee } from '../support/slack/talk.js';
import { expectHeard, type Desk, type Talker } from '../support/talk.js';
import { customer, topicDesk } from '../support/telegram/talk.js';

const NASTY = 'Eve <b>_*[`&<!channel> {name} \\ &lt; https://example.org?a=1&b=2';

let bench: Bench;

beforeAll(async () => {
  bench = await startBench({ telegram: 'polling', slack: 'socket', desk: 'both' });
}, START_MS);

afterAll(() => bench.close());

const PLATFORMS = ['telegram', 'slack'] as const;
type PlatformName = (typeof PLATFORMS)[number];

function personOn(platform: PlatformName, name: string): Talker {
  return platform === 'telegram'
    ? customer(bench.telegram, name, { language: 'en' })
    : employee(bench.slack, name);
}

function deskOn(platform: PlatformName): Desk {
  return platform === 'telegram' ? topicDesk(bench.telegram) : channelDesk(bench.slack);
}

/** A text of this many characters in which no word comes twice. */
function longText(length: number): string {
  let text = '';
  for (let index = 0; text.length < length; index += 1) text += `word${index} <b>_*[ `;
  return text.slice(0, length).trim();
}

const words = (texts: readonly string[]): string[] => texts.join(' ').split(/\s+/);

describe.each(PLATFORMS)('sending in %s', (platform) => {
  it.each(['429', '500', 'a lost connection'])(
    'brings everything once and in order after %s',
    async (fault) => {
      const person = personOn(platform, `Anna ${fault}`);
      if (platform === 'telegram') {
        const faults = { '429': { code: 429, retryAfter: 1 }, '500': { code: 500 } } as const;
        bench.telegram.fail(
          'sendMessage',
          fault === '429' || fault === '500' ? faults[fault] : { drop: 'before' },
        );
      } else {
        const faults = {
          '429': { kind: 'rate-limit', retryAfter: 1 },
          '500': { kind: 'status', status: 500 },
        } as const;
        bench.slack.fault(
          'chat.postMessage',
          fault === '429' || fault === '500' ? faults[fault] : { kind: 'drop' },
        );
      }
      const mark = platform === 'telegram' ? '/' : '!';
      for (const command of ['start', 'status', 'help', 'lang']) person.writes(mark + command);
      await person.hears('Which language shall we use?');
      expectHeard(person, [
        'This is the support bot',
        'You have no open case.',
        'I help with',
        'Which language shall we use?',
      ]);
    },
  );

  it('takes names and texts literally, both ways', async () => {
    const desk = deskOn(platform);
    const eve = personOn(platform, NASTY);
    eve.writes('talk to a person');
    await eve.hears('I am passing this to a person.');
    const thread = await desk.thread(`· ${NASTY}\n`);
    await thread.reads(`${NASTY}: talk to a person`);
    const agent = desk.agent(`Agent ${NASTY}`);
    agent.presses(thread, 'Claim');
    await eve.hears(`Agent ${NASTY} is with you now`);
    eve.writes(`From me: ${NASTY}`);
    await thread.reads(`${NASTY}: From me: ${NASTY}`);
    const answer = agent.writes(thread, `To you: ${NASTY}`);
    const heard = await eve.hears('To you:');
    expect(heard.text).toMatch(/^Agent /);
    expect(heard.text.endsWith(`To you: ${NASTY}`)).toBe(true);
    expect(await thread.mark(answer)).toBe('delivered');
  });

  it('loses no word of a long message, either way', async () => {
    const desk = deskOn(platform);
    const lena = personOn(platform, `Lena on ${platform}`);
    lena.writes('talk to a person');
    const thread = await desk.thread(lena.name);
    const agent = desk.agent('Olga');
    agent.presses(thread, 'Claim');
    await lena.hears('Olga is with you now');
    await thread.reads('Olga has the case.');
    const before = thread.lines().length;
    const told = lena.heard().length;
    const text = longText(5_000);
    lena.writes(text);
    lena.writes('the end of mine');
    await thread.reads('the end of mine');
    const posted = thread
      .lines()
      .slice(before)
      .map((line) => line.text);
    expect(words(posted)).toEqual(words([`${lena.name}: ${text}`, 'the end of mine']));
    const answer = agent.writes(thread, text);
    expect(await thread.mark(answer)).toBe('delivered');
    const heard = lena
      .heard()
      .slice(told)
      .map((seen) => seen.text);
    expect(heard.length).toBeGreaterThan(1);
    expect(words(heard)).toEqual(words([`Olga: ${text}`]));
  });

  it('makes a deleted thread anew, with what was meant for it', async () => {
    const desk = deskOn(platform);
    const dina = personOn(platform, `Dina on ${platform}`);
    dina.writes('talk to a person');
    const lost = await desk.thread(dina.name);
    await lost.reads('The conversation so far');
    if (platform === 'telegram') bench.telegram.deleteTopic(GROUP, Number(lost.id));
    else bench.slack.deleteThread(DESK_CHANNEL, lost.id);
    dina.writes('are you there?');
    dina.writes('one more thing');
    const thread = await desk.thread(dina.name);
    expect(thread.id).not.toBe(lost.id);
    await thread.reads('The former thread was deleted; the case goes on here.');
    await thread.reads('one more thing');
    desk.agent('Olga').presses(thread, 'Claim');
    await thread.cardShows('Claimed by Olga');
    expect(
      thread
        .lines()
        .map((line) => line.text)
        .join('\n'),
    ).toContain('are you there?');
    expect(desk.threads().filter((title) => title.includes(dina.name))).toHaveLength(1);
  });

  it('tells the agent that the person cannot be reached any more', async () => {
    const desk = deskOn(platform);
    const gone =
      platform === 'telegram'
        ? customer(bench.telegram, 'Gone', { language: 'en' })
        : employee(bench.slack, 'Gone');
    gone.writes('talk to a person');
    const thread = await desk.thread(gone.name);
    const agent = desk.agent('Olga');
    agent.presses(thread, 'Claim');
    await gone.hears('Olga is with you now');
    if ('blocks' in gone.user) gone.user.blocks();
    else gone.user.leaves();
    const answer = agent.writes(thread, 'Can you hear me?');
    expect(await thread.mark(answer)).toBe('failed');
    await thread.reads('The person has blocked the bot: messages do not arrive.');
    expect(
      bench.rows(
        `SELECT reason FROM outbox WHERE status = 'dead' AND delivery LIKE '%Can you hear me?%' AND channel = ?`,
        platform,
      ),
    ).toEqual([{ reason: 'blocked' }]);
  });
});

describe('a desk group that becomes a supergroup under another id', () => {
  it('keeps its cases, also after a restart', async () => {
    const desk = topicDesk(bench.telegram);
    const mila = customer(bench.telegram, 'Mila', { language: 'en' });
    mila.writes('talk to a person');
    await (await desk.thread('Mila')).reads('The conversation so far');
    const before = bench.telegram.chat(GROUP).messages.length;
    bench.telegram.migrate(GROUP, -1009000000002);
    mila.writes('are you there?');
    const thread = await desk.thread('Mila');
    await thread.reads('Mila: are you there?');
    const olga = desk.agent('Olga');
    olga.presses(thread, 'Claim');
    await mila.hears('Olga is with you now');

    await bench.restart();
    const nadia = customer(bench.telegram, 'Nadia', { language: 'en' });
    nadia.writes('talk to a person');
    await desk.thread('Nadia');
    olga.writes(thread, 'Yes, I am here');
    await mila.hears('Olga: Yes, I am here');
    expect(
      bench.telegram
        .chat(GROUP)
        .messages.slice(before)
        .filter((message) => message.from.isBot),
    ).toEqual([]);
  });
});
