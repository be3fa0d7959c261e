import type { Logger } from 'pino';
import type { Accepted, Sink } from '../channels/channel.js';
import { conversationKey } from '../model/address.js';
import { wordsOf, type Inbound, type SecretKind } from '../model/inbound.js';
import { replaced } from '../model/text.js';
import type { Store } from '../store/store.js';

/** Finds secrets in a text and puts a mark in their place. */
export type MaskSecrets = (text: string) => { text: string; masked: SecretKind[] };

/** Where every channel puts what it receives: secrets are masked before anything is written. */
export function createSink(deps: {
  store: Store;
  mask: MaskSecrets;
  log: Logger;
  /** Told of everything new, once it is stored. */
  arrived: (inbound: Inbound) => void;
  /** What agents ask to see. */
  view: Pick<Sink, 'home' | 'form'>;
}): Sink {
  async function accept(inbound: Inbound): Promise<Accepted> {
    const outcome = await deps.store.accept(maskInbound(inbound, deps.mask));
    if (outcome.kind === 'new') deps.arrived(inbound);
    deps.log.debug({ inbound: inbound.id, kind: inbound.kind, outcome: outcome.kind }, 'accepted');
    return outcome.kind;
  }

  return {
    ...deps.view,
    accept,
    async left({ id, at, desk, agent }) {
      const { channel, account } = desk;
      const had = await deps.store.casesOfAgent(agent.id, desk);
      for (const { id: caseId, desk: thread } of had) {
        const address = thread ?? desk;
        await accept({ kind: 'desk-departure', id: `${id}:${caseId}`, at, address, agent, caseId });
      }
      await deps.store.forgetAgent(channel, account, agent.id);
      deps.log.info({ channel, desk: desk.chat, agent: agent.id, cases: had.length }, 'an agent left a desk');
    },
    async reject(rejected) {
      await deps.store.reject({ ...rejected, raw: deps.mask(rejected.raw.slice(0, 4_000)).text });
      deps.log.warn(
        { inbound: rejected.id, channel: rejected.channel, reason: rejected.reason },
        'rejected: this update cannot be read; it is kept in the table `rejected`',
      );
    },
    knows: (address) => deps.store.knows(conversationKey(address)),
  };
}

function maskInbound(inbound: Inbound, mask: MaskSecrets): Inbound {
  if (inbound.kind === 'desk-action' && inbound.argument !== undefined) {
    return { ...inbound, argument: mask(inbound.argument).text };
  }
  if (inbound.kind === 'command') return { ...inbound, argument: mask(inbound.argument).text };
  if (!('text' in inbound)) return inbound;
  const { text, masked } = mask(inbound.text);
  const { spans } = replaced(wordsOf(inbound), text);
  const hidden = masked.length === 0 ? inbound : { ...inbound, text, spans, masked };
  if (!('replyTo' in hidden) || hidden.replyTo === undefined) return hidden;
  const { message, quote, excerpt } = hidden.replyTo;
  const replyTo = { message, quote: quote && mask(quote).text, excerpt: mask(excerpt).text };
  return { ...hidden, replyTo };
}
