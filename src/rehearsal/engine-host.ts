import type { DialogueContent } from '../dialogue/content.js';
import type { Brain } from '../engine/brain.js';
import type { Case } from '../model/case.js';
import type { Conversation } from './conversation.js';
import type { Checks, Doing, Host } from './host.js';
import { NOWHERE, observe, type Place } from './observed.js';
import { resultsOf } from './script.js';
import { AGENT, CHAT, personOf, startOf } from './setting.js';
import { createStand } from './stand.js';
import { unknownIn, upgraded } from './upgrade.js';
import { watchedBrain } from './watched-brain.js';

const ACTIONS = { claims: 'claim', 'hands-back': 'hand-back', resolves: 'resolve' } as const;

/**
 * The whole engine over a database, with everything that arrives delivered three times. What the person reads must
 * be the same as from the dialogue alone.
 */
export async function createEngineHost(
  conversation: Conversation,
  parts: { content: DialogueContent; brain: Brain },
): Promise<Host> {
  const person = personOf(conversation.language);
  const brain = watchedBrain(parts.brain, parts.content);
  let checks: Checks = { script: conversation.probes, later: false };
  const stand = await createStand({
    start: startOf(conversation.desk),
    audience: conversation.audience,
    brain: () => brain,
    probes: { run: (requests) => Promise.resolve(resultsOf(checks.script, requests)) },
  });
  let place: Place = NOWHERE;
  let { language } = conversation;
  let count = 0;

  function next(): { id: string; at: number; address: typeof CHAT } {
    count += 1;
    return { id: `doing${String(count)}`, at: stand.now(), address: CHAT };
  }

  async function write({ text, files, masked }: Extract<Doing, { kind: 'write' }>): Promise<void> {
    const base = next();
    const attachments = Array.from({ length: files }, (_, index) => ({
      kind: 'photo' as const,
      channel: CHAT.channel,
      file: `${base.id}-${String(index)}`,
      name: null,
      mime: null,
      size: null,
    }));
    await stand.give({
      ...{ ...base, kind: 'message', message: base.id, text, person },
      ...{ masked: [...masked], attachments, album: null },
    });
  }

  async function act(does: keyof typeof ACTIONS): Promise<string | null> {
    const subject = await stand.latest();
    if (subject === null) return 'there is no case that an agent could have';
    const base = { ...next(), address: subject.desk ?? subject.address };
    const about = { agent: AGENT, action: ACTIONS[does], caseId: subject.id };
    await stand.give({ ...base, kind: 'desk-action', ...about });
    return null;
  }

  async function arrive(): Promise<string | null> {
    if ((await stand.waiting()) === 0) return 'no checks are under way';
    stand.hold(false);
    await stand.pass(0);
    return null;
  }

  /** Does it, or tells why it cannot be done. */
  async function perform(doing: Doing): Promise<string | null> {
    switch (doing.kind) {
      case 'write':
        await write(doing);
        return null;
      case 'edit':
        await stand.give({
          ...{ ...next(), kind: 'edit', person },
          ...{ message: `doing${String(count - 1)}`, text: doing.text, masked: [] },
        });
        return null;
      case 'press':
        await stand.give({ ...next(), kind: 'choice', token: doing.token, person });
        return null;
      case 'command':
        await stand.give({
          ...{ ...next(), kind: 'command', person },
          ...{ name: doing.name, argument: doing.argument },
        });
        return null;
      case 'pass':
        await stand.pass(doing.ms);
        return null;
      case 'arrive':
        return arrive();
      case 'agent':
        return act(doing.does);
      case 'restart':
        await stand.restart();
        return null;
      case 'upgrade': {
        const [unknown] = unknownIn(brain.content(), doing.lacks);
        if (unknown !== undefined) return `there is no \`${unknown}\` that it could lack`;
        brain.upgrade(upgraded(brain.content(), doing.lacks));
        return null;
      }
    }
  }

  async function closedSince(before: Case | null, after: Case | null): Promise<string | null> {
    if (before?.owner === 'nobody' && before.id === after?.id) return null;
    if (before === null || before.owner === 'nobody' || before.id === after?.id) {
      return after?.owner === 'nobody' ? after.resolution : null;
    }
    return (await stand.caseById(before.id))?.resolution ?? null;
  }

  return {
    async take(doing, given) {
      checks = given;
      if (checks.later) stand.hold(true);
      brain.tell(doing.kind === 'write' ? doing.understood : null);
      const before = await stand.latest();
      const heard = stand.said().length;
      const impossible = await perform(doing);
      if (impossible !== null) return { impossible };
      const [error] = stand.errors();
      if (error !== undefined) throw new Error(error);
      const after = await stand.latest();
      const seen = brain.collect();
      for (const effect of seen.flatMap(({ step }) => step.effects)) {
        if (effect.kind === 'language') ({ language } = effect);
      }
      const said = stand.said().slice(heard);
      const says = said.map(({ text, choices }) => ({ text: text.text, choices }));
      const close = await closedSince(before, after);
      const observed = observe({ says, seen, place, before, after, close, language }, parts.content);
      place = { flow: observed.flow, step: observed.step };
      return observed;
    },
    close: () => stand.close(),
  };
}
