import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HALL, START_MS, startBench, type Bench } from '../support/app.js';
import { channelDesk, employee, inThread } from '../support/slack/talk.js';
import { contentsOf, expectHeard, type Desk } from '../support/talk.js';

const SYMPTOM = 'What does the VPN do? We start there, as the causes differ.';

describe.each(['socket', 'http'] as const)('an employee in Slack, events over %s', (mode) => {
  let bench: Bench;
  let desk: Desk;

  beforeAll(async () => {
    bench = await startBench({ slack: mode, desk: 'slack' });
    desk = channelDesk(bench.slack);
  }, START_MS);

  afterAll(() => bench.close());

  it('comes to a resolution in direct messages, by buttons and by text', async () => {
    const anna = employee(bench.slack, 'Anna');
    anna.writes("vpn won't connect");
    const question = await anna.hears(SYMPTOM);
    expect(question.buttons).toContain('It does not connect');
    anna.presses('It does not connect');
    await anna.hears('With the VPN off, open http://example.com.');
    await bench.slack.nextCall('chat.update', (call) => call.params.ts === question.id);
    expect(anna.heard().find((seen) => seen.id === question.id)?.buttons).toEqual([]);
    anna.writes('the second');
    await anna.hears('Such a network lets no VPN through');
    anna.writes('yes, it works now');
    await anna.hears('Good, the VPN works.');
    expect(anna.heard()).toHaveLength(4);
    await bench.slack.settled();
  });

  it('is answered in the thread of a mention, and nowhere else in the channel', async () => {
    const boris = employee(bench.slack, 'Boris').user;
    const before = bench.slack.channel(HALL).messages.length;
    boris.says(HALL, "vpn won't connect, does anybody know?");
    const called = boris.mentions(HALL, "vpn won't connect");
    const thread = inThread(bench.slack, boris, HALL, called.thread);
    await thread.hears(SYMPTOM);
    thread.writes('It does not connect');
    await thread.hears('With the VPN off');
    boris.says(HALL, 'lunch?');
    thread.writes('!status');
    await thread.hears(/Case #\d+ is open/);
    expect(thread.heard()).toHaveLength(3);
    const own = bench.slack
      .channel(HALL)
      .messages.slice(before)
      .filter((message) => message.fromBot);
    expect(own.map((message) => message.thread)).toEqual(Array(3).fill(called.ts));
  });

  it('is greeted in the assistant pane, offered prompts, and helped there', async () => {
    const clara = employee(bench.slack, 'Clara').user;
    const pane = clara.opensAssistant();
    const talk = inThread(bench.slack, clara, pane.channel, pane.thread);
    await talk.hears('This is the support bot of Example Hosting');
    await bench.slack.nextCall(
      'assistant.threads.setSuggestedPrompts',
      (call) => call.params.thread_ts === pane.thread,
    );
    expect(bench.slack.channel(pane.channel).prompts.map((prompt) => prompt.message)).toContain('!human');
    talk.writes("vpn won't connect");
    await talk.hears(SYMPTOM);
    expect(talk.heard()).toHaveLength(2);
  });

  it('is answered in direct messages to a slash command', async () => {
    const david = employee(bench.slack, 'David');
    const typed = david.user.slash('/support', "vpn won't connect", HALL);
    const { answer } = await typed.acked;
    expect(answer).toMatchObject({ response_type: 'ephemeral' });
    await david.hears(SYMPTOM);
    david.user.slash('/support', 'human');
    await david.hears('I am passing this to a person.');
    await desk.thread('David');
  });

  it('fills in a form for a long answer, which reaches the card', async () => {
    const eva = employee(bench.slack, 'Eva');
    eva.writes("vpn won't connect");
    await eva.hears(SYMPTOM);
    eva.presses('Something else');
    const question = await eva.hears("What does the client's window say?");
    expect(question.buttons).toEqual(['Answer in a form']);
    eva.presses('Answer in a form');
    await bench.slack.nextCall('views.open');
    const log = 'line one of the log\nerror 0x80072f8f\nline three';
    await eva.user.submitsForm(log);
    await eva.hears('What are you connecting from?');
    eva.presses('Windows');
    await eva.hears('Can you work without the VPN meanwhile?');
    eva.presses('Yes, I can');
    await eva.hears('I am passing this to a person.');
    const thread = await desk.thread('Eva');
    expect(thread.card().text).toContain('line one of the log error 0x80072f8f line three');
    expect(eva.heard()).toHaveLength(5);
  });

  it('is handed over to a thread of the desk, where the case is claimed, answered and resolved', async () => {
    const olga = desk.agent('Olga');
    const igor = desk.agent('Igor');
    const pavel = employee(bench.slack, 'Pavel');
    pavel.writes("vpn won't connect");
    await pavel.hears(SYMPTOM);
    pavel.sends({
      kind: 'photo',
      name: 'shot.png',
      bytes: Buffer.from('a screenshot'),
      caption: 'It does not connect',
    });
    await pavel.hears('With the VPN off');
    pavel.writes('!human');
    await pavel.hears('I am passing this to a person.');

    const thread = await desk.thread('Pavel');
    expect(thread.card().text).toContain('Why handed over: asked for a person');
    expect(thread.card().text).toMatch(/Understood as: VPN does not work \(staff-vpn, \d+%\)/);
    expect(thread.card().buttons.slice(0, 5)).toEqual([
      'Claim',
      'Hand back to the bot',
      'Resolve',
      'More',
      'Send 1',
    ]);
    const transcript = await thread.reads('The conversation so far');
    expect(transcript.text).toContain("Pavel: vpn won't connect");
    await thread.reads(/^$/);
    expect(contentsOf(thread.lines())).toEqual(['a screenshot']);

    olga.presses(thread, 'Claim');
    await pavel.hears('Olga is with you now');
    await thread.cardShows('Claimed by Olga');
    igor.presses(thread, 'Hand back to the bot');
    await thread.reads('Only Olga can do that');
    olga.writes(thread, '// the certificate, I think');
    igor.writes(thread, 'I would restart the client');
    const answer = olga.writes(thread, 'Hello, I am looking into it.');
    await pavel.hears(/^Olga:\s+Hello, I am looking into it\.$/);
    expect(await thread.mark(answer)).toBe('delivered');
    pavel.writes('thank you, I will wait');
    await thread.reads('Pavel: thank you, I will wait');

    olga.presses(thread, 'Hand back to the bot');
    await pavel.hears('Our team has handed the conversation back to me.');
    pavel.writes('the first one');
    await pavel.hears('What does the VPN client say when it fails?');
    pavel.writes('!human');
    await pavel.hears('I am passing this to a person.');
    await thread.cardShows('Waiting for an agent');
    igor.writes(thread, '!resolve');
    await pavel.hears(/Case #\d+ is closed/);
    await thread.reads('What helped?');
    igor.writes(thread, 'Renewed the certificate.');
    await thread.reads(/^Draft \d+ of a solved issue/);
    await thread.cardShows('Closed');

    expectHeard(pavel, [
      SYMPTOM,
      'With the VPN off',
      'I am passing this to a person.',
      'Olga is with you now',
      'Hello, I am looking into it.',
      'handed the conversation back',
      'What does the VPN client say',
      'I am passing this to a person.',
      /Case #\d+ is closed/,
    ]);
    expect(desk.threads().filter((text) => text.includes('Pavel'))).toHaveLength(1);
    expect(bench.rows('SELECT solution FROM drafts')).toEqual([{ solution: 'Renewed the certificate.' }]);
  });

  it('has agents who order by words and by buttons, and take up what was closed', async () => {
    const olga = desk.agent('Olga');
    const igor = desk.agent('Igor');
    const rita = employee(bench.slack, 'Rita');
    rita.writes('!human');
    await rita.hears('I am passing this to a person.');
    const thread = await desk.thread('Rita');
    olga.writes(thread, '!claim');
    await rita.hears('Olga is with you now');
    await thread.cardShows('Claimed by Olga');
    expect(thread.card().buttons).toEqual(['Hand back to the bot', 'Resolve', 'Release', 'More']);
    olga.writes(thread, '!relase');
    await thread.reads('Perhaps you meant !release');
    olga.writes(thread, '!note paid & <checked>');
    olga.presses(thread, 'Release');
    await thread.cardShows('Waiting for an agent');
    igor.writes(thread, '!priority urgent');
    await thread.cardShows('priority: urgent');
    igor.writes(thread, '!resolve');
    await rita.hears(/Case #\d+ is closed/);
    await thread.cardShows('Closed');
    expect(thread.card().buttons).toEqual(['Reopen']);
    olga.presses(thread, 'Reopen');
    await rita.hears(/Case #\d+ is open again/);
    await thread.cardShows('Claimed by Olga');
    igor.writes(thread, '!reopen');
    await thread.reads('not closed');
    olga.writes(thread, 'One more thing: is R&D <beta> on?');
    await rita.hears('One more thing: is R&D <beta> on?');
    rita.writes('it is, thank you');
    await thread.reads('Rita: it is, thank you');
    expect(rita.heard()).toHaveLength(5);
    expect(
      bench.rows(`SELECT entry ->> '$.text' AS text FROM history WHERE entry ->> '$.kind' = 'note'`),
    ).toContainEqual({ text: 'paid & <checked>' });
  });
});
