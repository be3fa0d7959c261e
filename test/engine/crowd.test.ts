import { beforeAll, expect, it } from 'vitest';
import { conversationKey, type Address, type Person } from '../../src/model/address.js';
import type { Inbound } from '../../src/model/inbound.js';
import { seeded } from '../bench/random.js';
import { bench, PAUSE_MS, type Bench } from '../support/engine.js';
import { shippedBrain } from '../support/shipped.js';

const PEOPLE = 50;
const ROUNDS = 15;
/** How long it may take where the machine is busy, ms. */
const BUSY_MS = 60_000;
const A_ROUND = 200;
const AGENTS: readonly Person[] = ['Olga', 'Igor', 'Pavel', 'Vera', 'Roman'].map((name) => ({
  ...{ id: name.toLowerCase(), name, locale: 'en' },
}));

/** A case, and what must have come of it so far, in order. */
interface Expected {
  index: number;
  address: Address;
  person: Person;
  desk: Address;
  /** Who has it; null: it waits. */
  agent: Person | null;
  heard: string[];
  posted: string[];
}

beforeAll(() => {
  shippedBrain();
});

/** The same seed gives the same crowd. */
const SEED = Number(process.env.CROWD_SEED ?? 20260);

it(
  `keeps ${PEOPLE} cases apart that ${AGENTS.length} agents work on at once (CROWD_SEED=${SEED})`,
  async () => {
    const random = seeded(SEED);
    const pick = <T>(from: readonly T[]): T => {
      const found = from[Math.floor(random() * from.length)];
      if (found === undefined) throw new Error('there is nothing to pick from');
      return found;
    };
    const b = await bench({ desks: ['telegram', 'slack'] });
    let count = 0;
    const give = async (inbound: Inbound): Promise<void> => {
      await b.engine.sink.accept(inbound);
    };
    const base = (address: Address): { id: string; at: number; address: Address } => {
      count += 1;
      return { id: `given${count}`, at: b.clock.now(), address };
    };
    const human = (address: Address, person: Person): Promise<void> =>
      give({ kind: 'command', ...base(address), person, name: 'human', argument: '' });

    const people = Array.from({ length: PEOPLE }, (_, index) => ({
      address: addressOf(index),
      person: { id: `person${index}`, name: `Person ${index}`, locale: 'en' },
    }));
    for (const { address, person } of people) await human(address, person);
    await b.engine.idle();
    const cases = await Promise.all(
      people.map(async (one, index): Promise<Expected> => {
        const { latest } = await b.store.loadTurn(conversationKey(one.address));
        if (latest?.desk == null) throw new Error(`case ${index} has no thread`);
        return { ...one, index, desk: latest.desk, agent: null, heard: [], posted: [] };
      }),
    );

    /** One thing that somebody does, and what is to come of it. */
    async function act(one: Expected): Promise<void> {
      const agent = pick(AGENTS);
      const mark = `<${one.index}-${count + 1}>`;
      const inThread = (text: string): Promise<void> => {
        const told = base(one.desk);
        return give({
          kind: 'desk-message',
          ...told,
          message: told.id,
          text,
          masked: [],
          agent,
          attachments: [],
        });
      };
      const chance = random();
      if (chance < 0.35) {
        one.posted.push(mark);
        const { address, person } = one;
        const said = base(address);
        await give({
          ...{ kind: 'message', ...said, message: said.id, text: `said ${mark}`, masked: [] },
          ...{ person, attachments: [], album: null },
        });
      } else if (chance < 0.7) {
        if (one.agent === agent) one.heard.push(`answer ${mark}`);
        await inThread(`answer ${mark}`);
      } else if (chance < 0.78) await inThread(`// note ${mark}`);
      else if (chance < 0.83) await inThread(`!note note ${mark}`);
      else if (chance < 0.93) {
        if (one.agent === null) hasIt(one, agent);
        if (random() < 0.5) await inThread('!claim');
        else
          await give({
            kind: 'desk-action',
            ...base(one.desk),
            agent,
            action: 'claim',
            caseId: await idOf(b, one),
          });
      } else if (chance < 0.97) {
        const to = pick(AGENTS);
        if (one.agent !== to) hasIt(one, to);
        await inThread(`!assign ${to.name}`);
      } else {
        if (one.agent === agent) one.agent = null;
        await inThread('!release');
      }
    }

    // Whoever may be given a case has been seen at work before.
    for (const agent of AGENTS) {
      for (const { desk } of cases.slice(0, 2)) {
        const told = base(desk);
        await give({
          kind: 'desk-message',
          ...told,
          message: told.id,
          text: '//',
          masked: [],
          agent,
          attachments: [],
        });
      }
    }
    await b.engine.idle();
    for (let round = 0; round < ROUNDS; round += 1) {
      for (let given = 0; given < A_ROUND; given += 1) await act(pick(cases));
      b.clock.advance(PAUSE_MS);
      await b.engine.idle();
    }

    const sent = [...b.telegram.tried, ...b.slack.tried];
    for (const one of cases) {
      const heard = sent.flatMap(({ delivery }) =>
        (delivery.kind === 'relay' || delivery.kind === 'say') &&
        conversationKey(delivery.to) === conversationKey(one.address)
          ? [delivery.text.text]
          : [],
      );
      expect(heard.slice(1).map(short), one.person.name).toEqual(one.heard);
      const lines = sent.flatMap(({ delivery, thread }) =>
        delivery.kind === 'post' && thread?.thread === one.desk.thread && thread.channel === one.desk.channel
          ? [delivery.text.text]
          : [],
      );
      expect(lines.join('\n').match(/<\d+-\d+>/g) ?? [], one.person.name).toEqual(one.posted);
    }
    expect(count).toBeGreaterThan(ROUNDS * A_ROUND);
    await b.close();
  },
  BUSY_MS,
);

function hasIt(one: Expected, agent: Person): void {
  one.agent = agent;
  one.heard.push(`${agent.name} is with you now`);
}

function short(text: string): string {
  return text.replace(/ is with you now[^]*$/, ' is with you now');
}

function addressOf(index: number): Address {
  return {
    channel: index % 2 === 0 ? 'telegram' : 'slack',
    account: 'bot',
    chat: `chat${index}`,
    thread: '',
  };
}

async function idOf(b: Bench, { address }: Expected): Promise<string> {
  return (await b.store.loadTurn(conversationKey(address))).latest?.id ?? '';
}
