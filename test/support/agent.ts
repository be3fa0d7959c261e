import type { Attachment } from '../../src/model/attachment.js';
import type { Address } from '../../src/model/address.js';
import type { Case } from '../../src/model/case.js';
import type { DeskAction } from '../../src/model/inbound.js';
import { olga, type Bench } from './engine.js';

/** An agent at work on the latest case of Telegram's chat 1. */
export interface Agent {
  /** The case as it stands. */
  case(): Promise<Case>;
  /** `at`: in this thread rather than in the case's own. */
  press(action: DeskAction['action'], agent?: typeof olga, argument?: string, at?: Address): Promise<void>;
  /** Presses the latest button below a line of the thread that has this in its label. */
  presses(label: string, agent?: typeof olga): Promise<void>;
  writes(text: string, agent?: typeof olga, attachments?: Attachment[], at?: Address): Promise<void>;
}

export function agentAt(bench: () => Bench): Agent {
  let count = 0;
  const next = (): string => {
    count += 1;
    return `agent${String(count)}`;
  };

  async function latest(): Promise<Case> {
    const found = (await bench().store.loadTurn('telegram:bot:1:')).latest;
    if (found === null) throw new Error('there is no case');
    return found;
  }

  return {
    case: latest,
    async press(action, agent = olga, argument, at) {
      const { id, desk, address } = await latest();
      await bench().give({
        kind: 'desk-action',
        id: next(),
        at: bench().clock.now(),
        address: at ?? desk ?? address,
        agent,
        action,
        ...(argument === undefined ? {} : { argument }),
        caseId: id,
      });
    },
    async presses(label, agent = olga) {
      const lines = bench().telegram.arrived('post');
      const below = lines.flatMap(({ buttons }) =>
        (buttons?.actions ?? []).map((button) => ({ button, caseId: buttons?.caseId ?? '' })),
      );
      const found = below.findLast(({ button }) => button.label.includes(label));
      if (found === undefined) throw new Error(`there is no button ${label}`);
      const { action, argument } = found.button;
      await bench().give({
        ...{ kind: 'desk-action', id: next(), at: bench().clock.now() },
        ...{ address: (await latest()).address, agent, action, caseId: found.caseId },
        ...(argument === undefined ? {} : { argument }),
      });
    },
    async writes(text, agent = olga, attachments = [], at) {
      const desk = at ?? (await latest()).desk;
      if (desk === null) throw new Error('the case has no thread');
      const id = next();
      await bench().give({
        kind: 'desk-message',
        id,
        at: bench().clock.now(),
        address: desk,
        message: id,
        text,
        masked: [],
        agent,
        attachments,
      });
    },
  };
}
