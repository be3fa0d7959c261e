import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DESK_CHANNEL, START_MS, startBench, type Bench } from '../support/app.js';
import { channelDesk, employee } from '../support/slack/talk.js';
import { awaited } from '../support/talk.js';
import { customer, topicDesk } from '../support/telegram/talk.js';
import { filesOf, meet, passFiles, talkLong, talkOver } from './relayed.js';

const MB = 1024 * 1024;

function sidesOf(bench: Bench) {
  return {
    telegram: { watch: bench.telegram.watch, replies: true },
    slack: { watch: bench.slack.watch, replies: false },
  };
}

/** What only Telegram has; `kind`: what it is in another Telegram chat. */
const OF_TELEGRAM = ['video_note', 'animation', 'sticker'] as const;
const SHARED = [
  [{ contact: { phone_number: '+7900', first_name: 'Ivan' } }, '👤 Ivan: +7900'],
  [{ location: { latitude: 55.75, longitude: 37.6 } }, '📍 55.75, 37.6'],
] as const;

describe('a customer in Telegram and a desk in Slack', () => {
  let bench: Bench;
  afterAll(() => bench.close());

  beforeAll(async () => {
    bench = await startBench({ telegram: 'polling', slack: 'socket', desk: 'slack' });
  }, START_MS);

  it('talk with formatting, answers and changes, at length and with files', async () => {
    const sides = sidesOf(bench);
    const pair = await meet(customer(bench.telegram, 'Anna', { language: 'en' }), channelDesk(bench.slack));
    await talkOver(pair, { person: sides.telegram, desk: sides.slack });
    await passFiles(pair);
    await talkLong(pair);
  });

  it('see what only Telegram has as a file or a line that says what it is', async () => {
    const vera = customer(bench.telegram, 'Vera', { language: 'en' });
    const { thread } = await meet(vera, channelDesk(bench.slack));
    for (const kind of OF_TELEGRAM) {
      vera.user.sends({ kind, bytes: Buffer.from(`a ${kind}`) });
      await awaited(
        bench.slack.watch,
        () => filesOf(thread.lines()).find((bytes) => bytes === `a ${kind}`),
        () => `the ${kind} never came`,
      );
    }
    const names = thread.lines().flatMap(({ files }) => files.map(({ name }) => name));
    expect(names).toEqual(['video-note', 'animation', 'sticker']);
    for (const [content, line] of SHARED) {
      vera.user.shares(content);
      await thread.reads(line);
    }
  });

  it('lose a message on both sides when the agent deletes it, and a file with it', async () => {
    const { person, agent, thread } = await meet(
      customer(bench.telegram, 'Gleb', { language: 'en' }),
      channelDesk(bench.slack),
    );
    const text = agent.writes(thread, 'not for you');
    await person.hears('not for you');
    agent.user.deletes({ channel: DESK_CHANNEL, ts: text });
    await thread.reads('deleted on the person');
    expect(person.heard().map((one) => one.text)).not.toContainEqual(expect.stringContaining('not for you'));
    const late = agent.writes(thread, 'too late');
    await person.hears('too late');
    bench.telegram.fail('deleteMessage', {
      code: 400,
      description: "Bad Request: message can't be deleted for everyone",
    });
    agent.user.deletes({ channel: DESK_CHANNEL, ts: late });
    await thread.reads('they still have it');
  });

  it('hear of a file too large at once, and of a person who leaves', async () => {
    const { person, agent, thread } = await meet(
      customer(bench.telegram, 'Inna', { language: 'en' }),
      channelDesk(bench.slack),
    );
    const { user } = person;
    const asked = bench.telegram.calls('getFile').length;
    user.sends({ kind: 'video', name: 'screen.mp4', size: 31 * MB, caption: 'see how it fails' });
    await person.hears('The file "screen.mp4" (31 MB) cannot reach the agent: up to 20 MB');
    await thread.reads('see how it fails');
    await thread.reads('The person sent "screen.mp4" (31 MB)');
    expect(bench.telegram.calls('getFile')).toHaveLength(asked);

    const type = { name: 'dump.bin', mime: 'application/octet-stream' };
    const dump = { ...type, bytes: Buffer.from('dump'), size: 51 * MB };
    const place = { channel: DESK_CHANNEL, thread: thread.id };
    const sent = agent.user.uploads(dump, 'the dump', place).ts;
    await person.hears('the dump');
    await thread.reads('"dump.bin" (51 MB) was not passed on: a bot in Telegram takes files up to 50 MB');
    expect(await thread.mark(sent)).toBe('delivered');
    expect(await thread.mark(agent.user.uploads(dump, '', place).ts)).toBe('failed');

    user.blocks();
    await thread.reads('The person has blocked the bot.');
    expect(await thread.mark(agent.writes(thread, 'are you there'))).toBe('failed');
    user.unblocks();
    await thread.reads('let the bot in again');
  });
});

describe('an employee in Slack and a desk in Telegram', () => {
  let bench: Bench;
  afterAll(() => bench.close());

  beforeAll(async () => {
    bench = await startBench({ telegram: 'polling', slack: 'socket', desk: 'telegram' });
  }, START_MS);

  it('talk with formatting, answers and changes, at length and with files', async () => {
    const sides = sidesOf(bench);
    const pair = await meet(employee(bench.slack, 'Boris'), topicDesk(bench.telegram));
    await talkOver(pair, { person: sides.slack, desk: sides.telegram });
    await passFiles(pair);
    await talkLong(pair);
  });

  it('see what only Telegram has, and what the person deleted', async () => {
    const { person, agent, thread } = await meet(employee(bench.slack, 'Denis'), topicDesk(bench.telegram));
    for (const kind of OF_TELEGRAM) {
      agent.member.sends(Number(thread.id), { kind, bytes: Buffer.from(`a ${kind}`) });
      await awaited(
        bench.slack.watch,
        () => filesOf(person.heard()).find((bytes) => bytes === `a ${kind}`),
        () => `the ${kind} never came`,
      );
    }
    for (const [content, line] of SHARED) {
      agent.member.shares(Number(thread.id), content);
      await person.hears(line);
    }
    const ts = person.writes('never mind');
    const copy = await thread.reads('never mind');
    person.user.deletes({ channel: person.user.dm, ts });
    expect((await thread.reads('The person deleted their message.')).answers).toBe(copy.id);
    agent.member.sends(Number(thread.id), { kind: 'document', name: 'big.iso', size: 21 * MB });
    await thread.reads('"big.iso" (21 MB) was not passed on: a bot in Telegram takes files up to 20 MB');
    person.user.leaves();
    const lost = agent.writes(thread, 'are you there');
    expect(await thread.mark(lost)).toBe('failed');
  });
});

describe('with a desk on each platform', () => {
  let bench: Bench;
  afterAll(() => bench.close());

  beforeAll(async () => {
    bench = await startBench({ telegram: 'polling', slack: 'socket', desk: 'both' });
  }, START_MS);

  it('a customer in Telegram and an agent there talk, and files go by their ids, whatever their size', async () => {
    const { telegram } = sidesOf(bench);
    const pair = await meet(customer(bench.telegram, 'Egor', { language: 'en' }), topicDesk(bench.telegram));
    const { person, agent, thread } = pair;
    await talkOver(pair, { person: telegram, desk: telegram });
    await passFiles(pair);
    await talkLong(pair);
    for (const kind of OF_TELEGRAM) {
      person.user.sends({ kind, size: 30 * MB });
      agent.member.sends(Number(thread.id), { kind, size: 60 * MB });
    }
    for (const seen of [() => thread.lines(), () => person.heard()]) {
      await awaited(
        bench.telegram.watch,
        () => OF_TELEGRAM.every((kind) => seen().some(({ files }) => files[0]?.kind === kind)) || undefined,
        () => `not every kind came: ${JSON.stringify(seen().map(({ files }) => files[0]?.kind))}`,
      );
    }
    expect(bench.telegram.calls('getFile')).toEqual([]);
  });

  it('an employee in Slack and an agent there talk', async () => {
    const { slack } = sidesOf(bench);
    const pair = await meet(employee(bench.slack, 'Zoya'), channelDesk(bench.slack));
    await talkOver(pair, { person: slack, desk: slack });
    await passFiles(pair);
    await talkLong(pair);
  });
});
