import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { START_MS, startBench, type Bench } from '../support/app.js';
import { channelDesk, employee } from '../support/slack/talk.js';
import type { Agent, Desk, Seen, Talker, Thread } from '../support/talk.js';
import { customer, topicDesk } from '../support/telegram/talk.js';

/**
 * What an agent does to a case: what is pressed, each with the line that follows, and what is typed instead. A button is
 * named by how its label begins; `ISSUE` is the id of the solved issue that the line before names.
 */
interface Step {
  by: 'olga' | 'igor';
  press: readonly (readonly [label: string, line: string])[];
  type: readonly (readonly [text: string, line: string])[];
}

const MORE = ['More', 'What is to be done?'] as const;

const WITH_AN_AGENT: readonly Step[] = [
  {
    by: 'olga',
    press: [['Claim', 'Olga has the case.']],
    type: [['!claim', 'Olga has the case.']],
  },
  {
    by: 'olga',
    press: [MORE, ['Department', 'To which department?'], ['billing', 'department is billing']],
    type: [['!department billing', 'department is billing']],
  },
  {
    by: 'olga',
    press: [MORE, ['Priority', 'Which priority?'], ['normal', 'priority is normal']],
    type: [['!priority normal', 'priority is normal']],
  },
  {
    by: 'olga',
    press: [
      ['!topic mail-client-setpu', 'Perhaps you meant'],
      ['Set up mail', 'case is about'],
    ],
    type: [['!topic mail-client-setup', 'case is about']],
  },
  {
    by: 'olga',
    press: [MORE, ['Template', 'Which template'], ['Exact text', 'Olga has sent to the person:']],
    type: [['!template ask-for-error-text', 'Olga has sent to the person:']],
  },
  {
    by: 'olga',
    press: [
      ['!find the certificate has expired', 'Found for'],
      ['➤', 'Olga has sent to the person:'],
    ],
    type: [
      ['!find the certificate has expired', 'Found for'],
      ['!send ISSUE', 'Olga has sent to the person:'],
    ],
  },
  {
    by: 'olga',
    press: [['Send 1', 'Olga has sent to the person:']],
    type: [['!send 1', 'Olga has sent to the person:']],
  },
  {
    by: 'olga',
    press: [MORE, ['Snooze', 'For how long?'], ['1 hour', 'Olga has snoozed the case']],
    type: [['!snooze 1h', 'Olga has snoozed the case']],
  },
  {
    by: 'olga',
    press: [MORE, ['Wake', 'Olga has taken the case up again.']],
    type: [['!wake', 'Olga has taken the case up again.']],
  },
  {
    by: 'olga',
    press: [MORE, ['Assign', 'Who is to have it?'], ['Igor', 'Olga has given the case to Igor.']],
    type: [['!assign Igor', 'Olga has given the case to Igor.']],
  },
  {
    by: 'igor',
    press: [['Release', 'Igor has released the case']],
    type: [['!release', 'Igor has released the case']],
  },
  {
    by: 'igor',
    press: [
      MORE,
      ['Have the bot ask', 'What is the bot to ask about?'],
      ['!ask site-unavailabel', 'Perhaps you meant'],
      ['My site does not open', 'the bot asks its questions'],
    ],
    type: [['!ask site-unavailable', 'the bot asks its questions']],
  },
  {
    by: 'olga',
    press: [['Claim', 'Olga has the case.']],
    type: [['!claim', 'Olga has the case.']],
  },
  {
    by: 'olga',
    press: [['Hand back to the bot', 'Olga handed the case back to the bot.']],
    type: [['!bot', 'Olga handed the case back to the bot.']],
  },
];

const TO_ITS_END: readonly Step[] = [
  { by: 'igor', press: [['Resolve', 'What helped?']], type: [['!resolve', 'What helped?']] },
  {
    by: 'igor',
    press: [['Nothing to write down', 'nothing is written down']],
    type: [['!skip', 'nothing is written down']],
  },
  {
    by: 'olga',
    press: [['Reopen', 'The case is open again, and Olga has it.']],
    type: [['!reopen', 'The case is open again, and Olga has it.']],
  },
  { by: 'olga', press: [['Resolve', 'What helped?']], type: [['!resolve', 'What helped?']] },
  {
    by: 'olga',
    press: [['As in:', 'what helped was the same as in']],
    type: [['!as-in NEAREST', 'what helped was the same as in']],
  },
  {
    by: 'igor',
    press: [
      ['!more', 'What is to be done?'],
      ['Spam', 'Igor has marked this as spam.'],
    ],
    type: [['!spam', 'Igor has marked this as spam.']],
  },
  {
    by: 'igor',
    press: [['!not-spam', 'Igor has taken the mark back']],
    type: [['!unban', 'Igor has taken the mark back']],
  },
];

interface Walk {
  person: Talker;
  /** What a command of the person's begins with. */
  mark: string;
  desk: Desk;
  olga: Agent;
  igor: Agent;
  how: 'press' | 'type';
}

let bench: Bench;

beforeAll(async () => {
  bench = await startBench({
    telegram: 'polling',
    slack: 'socket',
    desk: 'both',
    env: { SLACK_AUDIENCE: 'customer' },
  });
  // The same lines and buttons everywhere: without forms, whose own tests are those of agents in Slack.
  bench.slack.fault('views.open', { kind: 'error', error: 'fatal_error' }, 1_000);
}, START_MS);

afterAll(() => bench.close());

async function does(walk: Walk, thread: Thread, steps: readonly Step[]): Promise<void> {
  let before = thread.card();
  for (const step of steps) {
    const agent = walk[step.by];
    for (const [given, line] of step[walk.how]) {
      if (given.startsWith('!')) agent.writes(thread, typed(given, before, thread));
      else agent.presses(thread, before.buttons.find((label) => label.startsWith(given)) ?? given);
      before = await thread.reads(line);
    }
  }
}

function typed(order: string, before: Seen, thread: Thread): string {
  return order
    .replace('ISSUE', /\(([a-z0-9]+(?:-[a-z0-9]+)+)\)/.exec(before.text)?.[1] ?? '')
    .replace('NEAREST', nearestOf(thread));
}

function nearestOf(thread: Thread): string {
  const [row] = bench.rows(
    `SELECT dossier ->> '$.nearest[0].issue' AS issue FROM cases WHERE desk_thread = ?`,
    thread.id,
  );
  return text(row, 'issue');
}

function text(row: unknown, column: string): string {
  return String(z.record(z.string(), z.unknown()).parse(row)[column]);
}

async function through(walk: Walk): Promise<{ told: string[][]; heard: string[]; outcome: unknown }> {
  const { person, mark, desk, olga, igor } = walk;
  person.writes(`${mark}status`);
  await person.hears('You have no open case.');
  person.writes('my site example.org is down');
  await person.hears('What does the browser show');
  person.writes(`${mark}human`);
  await person.hears('passing this to a person');
  const thread = await desk.thread(person.name);
  await thread.reads('The conversation so far');
  igor.writes(thread, '!note seen before');
  olga.writes(thread, '!orders');
  await thread.reads('!claim, !release');
  await does(walk, thread, WITH_AN_AGENT);
  await person.hears('handed the conversation back');
  person.writes(`${mark}human`);
  await person.hears('passing this to a person');
  await thread.reads('Handed over again');

  await does(walk, thread, TO_ITS_END);

  person.writes(`${mark}new`);
  person.writes(`${mark}human`);
  await person.hears('passing this to a person');
  const second = await desk.thread(`#${latestOf(person)} `);
  olga.writes(second, '!merge 99999');
  await second.reads('There is no case #99999.');
  olga.writes(second, `!merge ${String(numberOf(thread))}`);
  await second.reads('Olga has merged this case');
  await thread.reads('Olga has merged case');
  await thread.cardShows('Claimed by Olga');
  olga.writes(second, '!queue');
  await second.reads('Cases that people have');

  const plain = (line: string): string =>
    line
      .replaceAll(person.name, 'PERSON')
      .replaceAll(/(#|Case number: )\d+/g, '$1N')
      .replace(/Cases before yours at the moment: \d+\.\s+/, '')
      .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'THEN')
      .replaceAll(/\s+/g, ' ');
  return {
    told: [thread, second].map((one) => historyOf(one).map(plain)),
    heard: person.heard().map((seen) => plain(seen.text)),
    outcome: [thread, second].map((one) =>
      bench.rows(
        `SELECT owner, agent ->> '$.name' AS agent, department, priority, intent, resolution FROM cases WHERE desk_thread = ?`,
        one.id,
      ),
    ),
  };
}

function latestOf({ name }: Talker): string {
  const [row] = bench.rows(`SELECT max(number) AS latest FROM cases WHERE person ->> '$.name' = ?`, name);
  return text(row, 'latest');
}

function numberOf(thread: Thread): number {
  return Number(text(bench.rows('SELECT number FROM cases WHERE desk_thread = ?', thread.id)[0], 'number'));
}

/** A case's history, a line each: who, and what. */
function historyOf(thread: Thread): string[] {
  return bench
    .rows(
      `SELECT entry ->> '$.kind' || ' ' || coalesce(entry ->> '$.name', '') || ': ' || (entry ->> '$.text') AS line
       FROM history JOIN cases ON cases.id = history.case_id WHERE desk_thread = ? ORDER BY seq`,
      thread.id,
    )
    .map((row) => text(row, 'line'))
    .map((line) => line.replace(/^(event \w+: assign: ).*/, '$1COLLEAGUE'));
}

it(
  'comes to the same whether an agent presses or types, in Telegram as in Slack',
  async () => {
    const topics = topicDesk(bench.telegram);
    const threads = channelDesk(bench.slack);
    const inTopics = { desk: topics, mark: '/', olga: topics.agent('Olga'), igor: topics.agent('Igor') };
    const inThreads = { desk: threads, mark: '!', olga: threads.agent('Olga'), igor: threads.agent('Igor') };
    const english = { language: 'en' };
    const walks: Walk[] = [
      { ...inTopics, how: 'press', person: customer(bench.telegram, 'Presstopic', english) },
      { ...inTopics, how: 'type', person: customer(bench.telegram, 'Typetopic', english) },
      { ...inThreads, how: 'press', person: employee(bench.slack, 'Pressthread') },
      { ...inThreads, how: 'type', person: employee(bench.slack, 'Typethread') },
    ];
    const [first, ...others] = await Promise.all(walks.map(through));
    for (const other of others) expect(other).toEqual(first);
    const done = first?.told[0]?.filter((line) => /^(event (Olga|Igor)|note)/.test(line));
    expect(done).toEqual([
      'note Igor: seen before',
      'event Olga: claim',
      'event Olga: route: billing, high',
      'event Olga: route: billing, normal',
      'event Olga: meant: mail-client-setup',
      'event Olga: snooze: THEN',
      'event Olga: wake',
      'event Olga: assign: COLLEAGUE',
      'event Igor: release',
      'event Igor: claim',
      'event Igor: collect: site-unavailable',
      'event Igor: bring-back',
      'event Olga: claim',
      'event Olga: hand-back',
      'event Igor: claim',
      'event Igor: close: by-agent',
      'event Olga: reopen',
      'event Olga: close: by-agent',
      'event Olga: solved-as: site-unavailable-placeholder-page',
      'event Igor: ban',
      'event Igor: unban',
      'event Olga: reopen',
    ]);
    expect(first?.outcome).toMatchObject([
      [{ owner: 'agent', agent: 'Olga', resolution: null }],
      [{ owner: 'nobody', resolution: 'merged' }],
    ]);
  },
  START_MS,
);
