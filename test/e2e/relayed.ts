import { expect } from 'vitest';
import {
  awaited,
  formatted,
  type Agent,
  type Desk,
  type Seen,
  type SentFile,
  type Talker,
  type Thread,
} from '../support/talk.js';

/** A person and the agent who has claimed their case. */
export interface Pair<P extends Talker = Talker, A extends Agent = Agent> {
  person: P;
  agent: A;
  thread: Thread;
}

/** Brings a person to an agent. */
export async function meet<P extends Talker, A extends Agent>(
  person: P,
  desk: Omit<Desk, 'agent'> & { agent(name: string): A },
): Promise<Pair<P, A>> {
  person.writes('talk to a person');
  await person.hears('I am passing this to a person.');
  const thread = await desk.thread(person.name);
  const agent = desk.agent('Olga');
  agent.presses(thread, 'Claim');
  await person.hears('Olga is with you now');
  return { person, agent, thread };
}

/** Where messages are seen, and how a message there shows what it answers. */
interface Side {
  watch(listener: () => void): () => void;
  replies: boolean;
}

/** Formatting, answers and changes in both directions. */
export async function talkOver(
  { person, agent, thread }: Pair,
  sides: { person: Side; desk: Side },
): Promise<void> {
  const first = person.writes(formatted('this is important', 'bold', 'important'));
  const copy = await thread.reads('this is important');
  expect(copy.drawn).toEqual([`bold:${person.name}`, 'bold:important']);

  const quoted = agent.writes(thread, formatted('try this:\nls -la', 'pre', 'ls -la'), copy.id);
  const answer = await person.hears('try this:');
  expect(answer.drawn).toContain('pre:ls -la');
  if (sides.desk.replies) expectAnswer(answer, first, 'this is important', sides.person);
  expect(await thread.mark(quoted)).toBe('delivered');

  person.writes('did that', answer.id);
  const back = await thread.reads('did that');
  if (sides.person.replies) expectAnswer(back, quoted, 'try this: ls -la', sides.desk);

  agent.edits(thread, quoted, formatted('try that:\nls -l', 'strike', 'ls'));
  const changed = await shown(sides.person, person, answer.id, 'try that:');
  expect(changed.drawn).toContain('strike:ls');
  expect(await thread.mark(quoted)).toBe('delivered');

  person.edits(first, 'this is very important');
  const amended = await thread.reads('(amended) this is very important');
  expectAnswer(amended, copy.id, 'this is important', sides.desk);
  expect(thread.lines().some(({ text }) => text.endsWith('this is important'))).toBe(true);

  const note = agent.writes(thread, '// for us');
  agent.edits(thread, note, 'for us only');
  agent.edits(thread, quoted, '!resolve');
  await thread.reads('does not become an order');
  expect(person.heard().map(({ text }) => text)).not.toContainEqual(expect.stringContaining('for us'));
}

/** A message answers another: as a reply where the platform has such, else below a quoted line. */
function expectAnswer(seen: Seen, to: string, excerpt: string, side: Side): void {
  if (side.replies) expect(seen.answers).toBe(to);
  else expect(seen.drawn[0]).toBe(`quote:${excerpt}`);
}

function shown(side: Side, person: Talker, id: string, part: string): Promise<Seen> {
  return awaited(
    side.watch,
    () => person.heard().find((one) => one.id === id && one.text.includes(part)),
    () => `${person.name}'s copy never became ${part}`,
  );
}

/** 10,000 characters each way arrive whole and in order. */
export async function talkLong({ person, agent, thread }: Pair): Promise<void> {
  const long = Array.from({ length: 1_250 }, (_, index) => `w${String(index).padStart(5, '0')}`).join(' ');
  const start = person.heard().length;
  const sent = agent.writes(thread, `${long} end`);
  await person.hears('end');
  expect(await thread.mark(sent)).toBe('delivered');
  expect(wordsOf(person.heard().slice(start))).toBe(`Olga: ${long} end`);
  const lines = thread.lines().length;
  for (const part of [long.slice(0, 3_499), long.slice(3_500, 6_999), `${long.slice(7_000)} end`])
    person.writes(part);
  await thread.reads('end');
  expect(wordsOf(thread.lines().slice(lines))).toBe(`${person.name}: ${long} end`);
}

function wordsOf(messages: readonly Seen[]): string {
  return messages
    .map(({ text }) => text)
    .join(' ')
    .replaceAll(/\s+/g, ' ');
}

const KINDS: readonly SentFile['kind'][] = ['photo', 'document', 'voice', 'audio', 'video'];

/** Files of each kind arrive in both directions with their bytes and their words, in order. */
export async function passFiles({ person, agent, thread }: Pair): Promise<void> {
  for (const kind of KINDS) {
    const bytes = Buffer.from(`${kind} of a person`);
    const before = filesOf(thread.lines()).length;
    person.sends({ kind, name: `a.${kind}`, bytes, caption: `my ${kind}` });
    await thread.reads(`my ${kind}`);
    const back = Buffer.from(`${kind} of an agent`);
    const sent = agent.sends(thread, { kind, name: `b.${kind}`, bytes: back, caption: `our ${kind}` });
    await person.hears(`our ${kind}`);
    expect(await thread.mark(sent)).toBe('delivered');
    expect(filesOf(thread.lines()).slice(before)).toEqual([bytes.toString()]);
    expect(filesOf(person.heard()).at(-1)).toBe(back.toString());
  }
}

export function filesOf(messages: readonly Seen[]): string[] {
  return messages.flatMap(({ files }) => files.map(({ bytes }) => Buffer.from(bytes).toString()));
}
