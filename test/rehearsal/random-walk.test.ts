import { beforeAll, describe, expect, test } from 'vitest';
import type { DialogueState } from '../../src/dialogue/state.js';
import type { Brain } from '../../src/engine/brain.js';
import type { Content } from '../../src/flow/content.js';
import type { Audience } from '../../src/model/language.js';
import { conversationSchema } from '../../src/rehearsal/conversation.js';
import { createDialogueHost, throughJson } from '../../src/rehearsal/dialogue-host.js';
import { createEngineHost } from '../../src/rehearsal/engine-host.js';
import type { Host } from '../../src/rehearsal/host.js';
import type { Observed } from '../../src/rehearsal/observed.js';
import { LIMITS } from '../../src/rehearsal/setting.js';
import { seeded } from '../bench/random.js';
import { remembering } from '../support/remembering.js';
import { shippedBrain, shippedContent } from '../support/shipped.js';
import { randomPerson } from './random-person.js';

/** Another walk: `WALK_SEED=7 npx vitest run test/rehearsal/random-walk.test.ts`. */
const SEED = Number(process.env.WALK_SEED ?? 20_261_129);
/** Turns with the dialogue alone and through the whole engine: 20,000 together. */
const ALONE = 18_000;
const WHOLE = 2_000;
/** A conversation is left after so many turns, and another one begins. */
const LONGEST = 500;

let content: Content;
let brain: Brain;
beforeAll(() => {
  content = shippedContent();
  brain = remembering(shippedBrain());
}, 60_000);

describe(`20,000 turns at random over all flows, seed ${String(SEED)}`, () => {
  test.each(['customer', 'staff'] as const)(
    'with the dialogue alone: %s',
    { timeout: 120_000 },
    async (audience) => {
      await walk(ALONE / 2, audience, (watch) =>
        createDialogueHost(conversationOf(audience), {
          content,
          brain,
          between: (state) => {
            watch(state);
            return throughJson(state);
          },
        }),
      );
    },
  );

  test.each(['customer', 'staff'] as const)(
    'through the whole engine: %s',
    { timeout: 120_000 },
    async (audience) => {
      await walk(WHOLE / 2, audience, () => createEngineHost(conversationOf(audience), { content, brain }));
    },
  );

  test('the same seed gives the same conversation', { timeout: 60_000 }, async () => {
    const host = (): Host =>
      createDialogueHost(conversationOf('customer'), { content, brain, between: (state) => state });
    const once = await walk(600, 'customer', host);
    expect(await walk(600, 'customer', host)).toEqual(once);
  });
});

function conversationOf(audience: Audience) {
  return conversationSchema.parse({ name: 'at random', audience, turns: [{ user: 'x' }] });
}

async function walk(
  turns: number,
  audience: Audience,
  create: (watch: (state: DialogueState) => void) => Host | Promise<Host>,
): Promise<string[]> {
  const transcript: string[] = [];
  const flows = new Set<string>();
  for (let done = 0; done < turns; done += LONGEST) {
    const random = seeded(SEED + done);
    const person = randomPerson(random, content, audience);
    const states: DialogueState[] = [];
    const host = await create((now) => {
      states[0] = now;
    });
    let last: Observed | null = null;
    let clarifications = 0;
    for (let turn = 0; turn < Math.min(LONGEST, turns - done); turn += 1) {
      const { doing, checks } = person.next(last);
      const where = `seed ${String(SEED + done)}, turn ${String(turn)}: ${JSON.stringify(doing).slice(0, 200)}`;
      transcript.push(`> ${JSON.stringify(doing)}`);
      const taken = await host.take(doing, checks);
      if ('impossible' in taken) continue;
      last = taken;
      transcript.push(JSON.stringify(taken));
      if (taken.flow !== null) flows.add(taken.flow);
      for (const move of taken.moves) clarifications = move === 'clarify' ? clarifications + 1 : 0;
      expect(clarifications, where).toBeLessThanOrEqual(LIMITS.clarifications);
      expect(['bot', 'queue', 'agent', 'nobody'], where).toContain(taken.owner);
      for (const { text } of taken.says) expect(text.trim(), where).not.toBe('');
      const [state] = states;
      if (state !== undefined && taken.owner === 'bot') expect(standsSomewhere(state), where).toBe(true);
    }
    await host.close();
  }
  // Whatever was said, every flow of the audience was come to.
  const wanted = content.intents.filter(
    (intent) => intent.audience !== (audience === 'staff' ? 'customer' : 'staff'),
  );
  if (turns > 5_000) {
    for (const { flow } of wanted) if (flow !== undefined) expect([...flows]).toContain(flow);
  }
  return transcript;
}

/** A question is open, or something is being done that the flow goes on after. */
function standsSomewhere({ episode }: DialogueState): boolean {
  if (episode.pending !== null) return true;
  const frame = episode.stack.at(-1);
  if (frame === undefined) return false;
  const machine = frame.flow.machine;
  const id =
    typeof machine === 'object' && machine !== null && 'value' in machine ? String(machine.value) : '';
  const step = content.flows.get(frame.flow.flow)?.steps.get(id);
  if (step === undefined) return false;
  return 'ask' in step || 'choose' in step || 'confirm' in step || frame.run !== null;
}
