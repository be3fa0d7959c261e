import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { USUAL_LIMITS, type DialogueContext, type DialogueEvent } from '../../src/dialogue/event.js';
import { readState, type DialogueState } from '../../src/dialogue/state.js';
import { step } from '../../src/dialogue/step.js';
import { ownerSchema } from '../../src/model/case.js';
import { audienceSchema } from '../../src/model/language.js';
import { shippedContent } from '../support/shipped.js';
import { understanding } from './fixture.js';

/**
 * Conversations as releases have stored them, a file a format: each is picked up by today's content, answered, and
 * silent. A state of a format that can be read must go on or go to a person; it never throws and never hangs.
 */
const folder = new URL('stored/', import.meta.url);
const samplesSchema = z.array(
  z.strictObject({
    conversation: z.string(),
    owner: ownerSchema,
    flow: z.string().nullable(),
    step: z.string().nullable(),
    audience: audienceSchema,
    state: z.unknown(),
  }),
);
const formats = readdirSync(folder)
  .filter((name) => name.endsWith('.json'))
  .sort();
const content = shippedContent();

const events: { name: string; event: DialogueEvent }[] = [
  { name: 'an answer', event: wrote('example.org') },
  { name: 'yes', event: { ...wrote('да'), understanding: understanding({ act: 'yes', language: 'ru' }) } },
  { name: 'the first button', event: { kind: 'choice', token: 'o1.1' } },
  { name: 'going back', event: { ...wrote('назад'), understanding: understanding({ act: 'back' }) } },
  { name: 'a reminder', event: { kind: 'silence', timer: 'remind' } },
  { name: 'being given back', event: { kind: 'handed-back' } },
];

function wrote(text: string): Extract<DialogueEvent, { kind: 'message' }> {
  return { kind: 'message', text, understanding: understanding({ language: 'ru' }), files: 0, masked: [] };
}

describe.each(formats)('conversations stored as %s', (file) => {
  const samples = samplesSchema.parse(JSON.parse(readFileSync(new URL(file, folder), 'utf8')));

  test('can be read', () => {
    expect(samples.length).toBeGreaterThan(20);
    for (const { conversation, state } of samples) expect(readState(state), conversation).not.toBeNull();
  });

  test.each(samples)(
    '$conversation ($flow $step), after an upgrade',
    ({ owner, audience, step: at, state }) => {
      const read = readState(state);
      if (read === null) throw new Error('the state cannot be read');
      const context = contextOf(owner, audience);
      for (const { name, event } of events) {
        const taken = step(read, event, context, content);
        const handed = taken.effects.some(({ kind }) => kind === 'handover');
        const goesOn = taken.state.episode.stack.length > 0 || taken.state.episode.pending !== null;
        expect(readState(JSON.parse(JSON.stringify(taken.state))), name).toEqual(taken.state);
        // Whoever was in a flow still is, or is told that a person takes over.
        if (owner === 'bot' && at !== null) expect(handed || goesOn || ended(taken.state), name).toBe(true);
      }
    },
  );
});

function ended({ parked }: DialogueState): boolean {
  return parked !== null;
}

function contextOf(owner: DialogueContext['owner'], audience: DialogueContext['audience']): DialogueContext {
  return {
    owner,
    caseNumber: owner === 'nobody' ? null : 1,
    agentName: owner === 'agent' ? 'Olga' : null,
    collector: null,
    waitingMs: null,
    audience,
    language: 'ru',
    personName: 'Anna',
    deskOpen: true,
    deskOpensAt: null,
    queuePlace: null,
    deskHours: { ru: 'пн–пт', en: 'Mon–Fri' },
    closed: null,
    limits: USUAL_LIMITS,
    names: { provider: 'P', site: 'https://p.example', panel: 'Panel', status_page: 'https://s.example' },
  };
}
