import { FirstlineError } from '../../errors.js';
import type { Address, Person } from '../../model/address.js';
import type { Card, Delivery } from '../../model/delivery.js';
import type { Channel, FileBody, Rate, SendOutcome, Sink } from '../channel.js';
import { readLine } from './line.js';
import { renderPlain } from './render.js';

/** Something to show in the terminal. */
export type Shown =
  | { kind: 'say'; text: string; choices: string[] }
  /** The card that an agent would see. `again`: it changed since it was shown. */
  | { kind: 'card'; card: Card; again: boolean }
  /** A line of the case's thread: what the person wrote (`author` set), or one of the bot's own. */
  | { kind: 'post'; author: string | null; text: string };

/** A conversation in the terminal: one person, who also sees what the desk would. */
export interface TerminalChannel extends Channel {
  /** Takes a line that the person typed; resolves once it is stored. */
  type(line: string): Promise<void>;
  readonly address: Address;
}

/** There is nobody to spare from too many messages here. */
const UNLIMITED: Rate = { burst: 1_000_000, perSecond: 1_000_000 };

export function createTerminalChannel(options: {
  /** Tells this conversation from others in the same database. */
  session: string;
  person: Person;
  now(): number;
  show(shown: Shown): void;
}): TerminalChannel {
  const address: Address = { channel: 'terminal', account: options.session, chat: 'terminal', thread: '' };
  let sink: Sink | null = null;
  let lines = 0;
  let shown = 0;

  function print(delivery: Delivery): SendOutcome {
    shown += 1;
    switch (delivery.kind) {
      case 'say':
        options.show({
          kind: 'say',
          text: renderPlain(delivery.text),
          choices: delivery.choices.map((choice) => choice.label),
        });
        break;
      case 'relay':
        options.show({ kind: 'say', text: `${delivery.author}: ${renderPlain(delivery.text)}`, choices: [] });
        break;
      case 'open-thread':
      case 'card':
        options.show({ kind: 'card', card: delivery.card, again: delivery.kind === 'card' });
        break;
      case 'post':
        options.show({ kind: 'post', author: delivery.author, text: renderPlain(delivery.text) });
        break;
      case 'notice':
        options.show({ kind: 'post', author: null, text: renderPlain(delivery.text) });
        break;
      case 'revise':
        options.show({
          kind: 'say',
          text: `${delivery.author}: (${delivery.mark}) ${renderPlain(delivery.text)}`,
          choices: [],
        });
        break;
      case 'withdraw':
      case 'mark':
      case 'activity':
        break;
    }
    const messages = [String(shown)];
    if (delivery.kind !== 'open-thread') return { kind: 'sent', messages };
    return { kind: 'sent', messages, thread: { ...address, chat: 'desk', thread: delivery.card.caseId } };
  }

  return {
    name: 'terminal',
    address,
    rates: { all: UNLIMITED, chat: () => UNLIMITED, threads: UNLIMITED },
    routes: [],
    connect: () => Promise.resolve({ account: options.session }),
    receive(target) {
      sink = target;
      return Promise.resolve();
    },
    stop() {
      sink = null;
      return Promise.resolve();
    },
    send: (delivery) => Promise.resolve(print(delivery)),
    openFile: (): Promise<FileBody> =>
      Promise.reject(
        new FirstlineError('NO_FILES', 'a terminal conversation has no files', 'Paste the text instead.'),
      ),
    async type(line) {
      if (sink === null) throw new Error('the terminal does not receive yet');
      lines += 1;
      const base = {
        id: `terminal:${options.session}:line:${String(lines)}`,
        at: options.now(),
        address,
        person: options.person,
      };
      const read = readLine(line);
      await sink.accept(
        read.kind === 'command'
          ? { ...base, kind: 'command', name: read.name, argument: read.argument }
          : {
              ...base,
              kind: 'message',
              message: String(lines),
              text: read.text,
              masked: [],
              attachments: [],
              album: null,
            },
      );
    },
  };
}
