import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { DialogueContext, DialogueEvent, DialogueStep } from '../../src/dialogue/event.js';
import { initialState, readState, type DialogueState } from '../../src/dialogue/state.js';
import { step } from '../../src/dialogue/step.js';
import { actSchema } from '../../src/model/act.js';
import { beginningOf } from '../../src/engine/opening.js';
import type { Owner } from '../../src/model/case.js';
import type { Effect } from '../../src/model/effect.js';
import { commandNameSchema } from '../../src/model/inbound.js';
import { content, idle, understanding } from './fixture.js';

type Walked =
  | { kind: 'event'; event: DialogueEvent }
  | { kind: 'press-last'; index: number }
  | { kind: 'agent'; owner: Owner };

const intents = content.intents.filter(({ audience }) => audience === 'both').map(({ id }) => id);

const understood = fc
  .record({
    act: fc.option(fc.constantFrom(...actSchema.options), { freq: 2 }),
    decision: fc.constantFrom('answer' as const, 'choose' as const, 'clarify' as const, 'handover' as const),
    language: fc.constantFrom('ru' as const, 'en' as const),
    ids: fc.uniqueArray(fc.constantFrom(...intents), { maxLength: 4 }),
    issues: fc.uniqueArray(fc.constantFrom('gamma-one', 'gamma-two', 'gamma-three'), { maxLength: 3 }),
    domain: fc.option(fc.constantFrom('example.com', 'example.org')),
    anger: fc.integer({ min: 0, max: 40 }).map((n) => n === 0),
    human: fc.integer({ min: 0, max: 40 }).map((n) => n === 0),
    several: fc.constantFrom('none' as const, 'none' as const, 'answer' as const, 'choose' as const),
  })
  .map(({ act, decision, language, ids, issues, domain, anger, human, several }) =>
    understanding({
      act,
      decision,
      language,
      intents: ids.map((intent, index) => ({ intent, p: 0.95 - index * 0.25 })),
      issues: issues.map((issue) => ({ issue, score: 0.5 })),
      entities: domain === null ? [] : [{ kind: 'domain', value: domain, offset: 0, length: domain.length }],
      signals: { human, anger, urgent: false },
      ...(several !== 'none' && {
        problems: ids.map((intent) => ({
          offset: 0,
          length: 1,
          intents: [{ intent, p: 0.9 }],
          issues: issues.map((issue) => ({ issue, score: 0.5 })),
          decision: several,
          p: 0.9,
        })),
      }),
    }),
  );

const walked: fc.Arbitrary<Walked> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc
      .record({
        text: fc.constantFrom(
          'something',
          'красный',
          'Red one',
          '2',
          'example.com',
          '',
          'нет, не то',
          '<b>_*[',
          'да',
          'Something',
        ),
        understanding: understood,
        together: fc.option(understood, { nil: undefined }),
        files: fc.constantFrom(0, 0, 0, 1, 3),
        masked: fc.constantFrom([], [], [], ['password' as const]),
      })
      .map(({ together, ...rest }): Walked => ({
        kind: 'event',
        event: { kind: 'message', ...rest, ...(together === undefined ? {} : { together }) },
      })),
  },
  { weight: 6, arbitrary: fc.nat(4).map((index): Walked => ({ kind: 'press-last', index })) },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom('o1.1', 'o2.2', 'o9.1', 'lang.en', 'bot', 'nonsense', '')
      .map((token): Walked => ({ kind: 'event', event: { kind: 'choice', token } })),
  },
  {
    weight: 1,
    arbitrary: fc
      .record({
        name: fc.constantFrom(...commandNameSchema.options),
        argument: fc.constantFrom('', 'en', 'ru', 'alpha', 'gamma', 'danger', 'secret-topic', 'nonsense'),
      })
      .map(({ name, argument }): Walked => ({ kind: 'event', event: { kind: 'command', name, argument } })),
  },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom('remind' as const, 'close' as const)
      .map((timer): Walked => ({ kind: 'event', event: { kind: 'silence', timer } })),
  },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom<Owner>('agent', 'bot', 'nobody')
      .map((owner): Walked => ({ kind: 'agent', owner })),
  },
);

test('whatever happens, in any order: no error, no loop, always a question or an end', () => {
  fc.assert(fc.property(fc.array(walked, { minLength: 1, maxLength: 40 }), walk), {
    numRuns: 1500,
    seed: seed(),
  });
});

function seed(): number {
  const value = Number(process.env.FC_SEED ?? Date.now() % 1_000_000_007);
  process.stdout.write(`walk.test: FC_SEED=${value}\n`);
  return value;
}

function walk(steps: readonly Walked[]): void {
  let state = initialState();
  let context: DialogueContext = idle;
  let clarifications = 0;
  let tokens: string[] = [];
  for (const walkedStep of steps) {
    let event: DialogueEvent;
    if (walkedStep.kind === 'agent') {
      // Agents act where a person has the case.
      if (context.owner !== 'queue' && context.owner !== 'agent') continue;
      context = { ...context, owner: walkedStep.owner, agentName: 'An agent' };
      if (walkedStep.owner !== 'bot') continue;
      event = { kind: 'handed-back' };
    } else if (walkedStep.kind === 'press-last') {
      event = { kind: 'choice', token: tokens[walkedStep.index] ?? 'o0.9' };
    } else {
      event = walkedStep.event;
    }
    const before = context.owner;
    const held = before === 'queue' || before === 'agent';
    const taken = step(state, event, context, content);
    expect(step(state, event, context, content), 'the same again gives the same').toEqual(taken);
    clarifications = taken.move === 'clarify' ? clarifications + 1 : 0;
    expect(clarifications, 'clarifications in a row').toBeLessThanOrEqual(2);
    checkEffects(taken, before, held, event);
    context = follow(context, taken);
    state = stored(taken.state);
    checkState(state);
    const said = taken.effects.find((effect) => effect.kind === 'say');
    if (said !== undefined) tokens = said.choices.map(({ token }) => token);
  }
}

function checkEffects(
  { effects, flow, move }: DialogueStep,
  before: Owner,
  held: boolean,
  event: DialogueEvent,
): void {
  const says = effects.filter((effect) => effect.kind === 'say');
  const ends = effects.filter((effect) => effect.kind === 'close' || effect.kind === 'handover');
  const timers = effects.filter((effect) => effect.kind === 'timers');
  const returns = effects.some((effect) => effect.kind === 'hand-back');
  if (returns) expect(before, 'a person takes back what nobody has claimed').toBe('queue');
  expect(ends.length, 'one end at most').toBeLessThanOrEqual(1);
  expect(says.length, 'one message at most').toBeLessThanOrEqual(1);
  expect(timers.length).toBeLessThanOrEqual(1);
  for (const { text, choices, weight } of says) {
    expect(text.text.trim(), 'never empty').not.toBe('');
    expect(text.text, 'every placeholder is filled').not.toMatch(/\{(?!this\})[a-z_]+\}/);
    expect(new Set(choices.map(({ token }) => token)).size).toBe(choices.length);
    for (const { token } of choices) expect(token).toMatch(/^[\x21-\x7e]{1,64}$/);
    if (ends.length > 0 || (held && !returns))
      expect(weight, 'an end is told whoever owns the case').toBe('notice');
  }
  if (held && event.kind !== 'handed-back' && !returns) {
    expect(flow, 'nothing starts while a person has the case').toBeNull();
    expect(effects.filter(({ kind }) => kind === 'handover' || kind === 'intent')).toEqual([]);
    return;
  }
  const [timer] = timers;
  if (ends.length > 0) expect(timer?.on, 'an end stops the timers').toBe(false);
  const open = before === 'bot' || returns || event.kind === 'handed-back' || opensCase(effects);
  if (open && ends.length === 0 && move !== 'remind') expect(timer?.on, 'the bot waits').toBe(true);
  if (event.kind !== 'silence' || before === 'bot') expect(says.length, 'always a word').toBe(1);
  if (before === 'nobody' && !opensCase(effects)) {
    expect(ends, 'nothing to end where no case is').toEqual([]);
    expect(timers.filter(({ on }) => on)).toEqual([]);
  }
}

/** The engine's part: who owns the case afterwards, and the language. */
function follow(context: DialogueContext, { effects }: DialogueStep): DialogueContext {
  let { owner, language } = context;
  if (owner === 'nobody' && opensCase(effects)) owner = 'bot';
  for (const effect of effects) {
    if (effect.kind === 'handover') owner = 'queue';
    if (effect.kind === 'close') owner = 'nobody';
    if (effect.kind === 'hand-back') owner = 'bot';
    if (effect.kind === 'language') ({ language } = effect);
  }
  return { ...context, owner, language };
}

/** Whether effects are about a case that is open: the engine opens one for them. */
function opensCase(effects: readonly Effect[]): boolean {
  return beginningOf(effects, null) === 'open';
}

function stored(state: DialogueState): DialogueState {
  const read = readState(JSON.parse(JSON.stringify(state)));
  if (read === null) throw new Error('the state cannot be read again');
  expect(read, 'storing changes nothing').toEqual(state);
  return read;
}

function checkState({ episode }: DialogueState): void {
  expect(episode.stack.length).toBeLessThanOrEqual(3);
  expect(episode.problem.length).toBeLessThanOrEqual(20);
  const asksForTopic = episode.pending?.kind === 'clarify' || episode.pending?.kind === 'candidates';
  expect(asksForTopic && episode.stack.length > 0, 'the topic is asked for only where none runs').toBe(false);
}
