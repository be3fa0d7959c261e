import { createHash } from 'node:crypto';
import type { Logger } from 'pino';
import type { Address } from '../../model/address.js';
import type { Inbound } from '../../model/inbound.js';
import type { Sink } from '../channel.js';
import { strangerWords } from '../stranger-words.js';
import type { Members } from '../members.js';
import { ACTION } from './blocks.js';
import { slashCommand, typedCommand } from './command.js';
import { DESK_FORM, deskFormArgument, deskFormPlace, formErrors } from './desk-form.js';
import { formAnswer, formPlace } from './form.js';
import {
  type AssistantEvent,
  type ChangedEvent,
  type DeletedEvent,
  type MembershipEvent,
  type MessageEvent,
  type Payload,
  type Press,
  readPayload,
  type SlashCommand,
  type Submission,
  type UserChangeEvent,
  type WrittenMessage,
} from './payload.js';
import type { People } from './people.js';
import { deskPresses } from './press.js';
import { readText } from './text.js';
import { languageOf, wordsFor } from './words.js';
import { byProgram, filesOf, textOf, threadOf } from './written.js';

/** Who we are in the workspace. */
export interface Identity {
  /** The team's id. */
  account: string;
  /** The bot's user id, as it is mentioned and as it writes. */
  botUser: string;
  botId: string | null;
  /** The team's address, with a slash at its end. */
  workspace: string;
}

/**
 * What is answered to Slack once everything is stored: nothing, a message that only the person sees, or why a form stays
 * open.
 */
export type Answer =
  { response_type: 'ephemeral'; text: string } | { response_action: 'errors'; errors: object } | null;

/** Turns what Slack sends into inbounds and stores them. */
export interface Intake {
  /**
   * Stores what a body holds. When it has resolved, acknowledge with the answer; when it throws, nothing was
   * stored and Slack should send again. Malformed bodies are stored as rejected.
   */
  take(body: unknown, raw: string): Promise<Answer>;
}

const RAW_LIMIT = 4000;

const NOT_A_MEMBER = 'somebody who is no member of the desk did something there; nothing came of it';

function isDirect(channel: string): boolean {
  return channel.startsWith('D');
}

export function createIntake(parts: {
  identity: Identity;
  deskChannels: ReadonlySet<string>;
  outsiders: 'serve' | 'ignore';
  people: People;
  members: Members;
  sink: Sink;
  log: Logger;
  now(): number;
}): Intake {
  const { identity, deskChannels, outsiders, people, members, sink, log, now } = parts;
  const { account } = identity;
  const at = (chat: string, thread: string): Address => ({ channel: 'slack', account, chat, thread });
  const id = (chat: string, kind: string, rest: string): string => `slack:${account}:${chat}:${kind}:${rest}`;
  const store = async (inbound: Inbound): Promise<void> => {
    const accepted = await sink.accept(inbound);
    log.debug({ inbound: inbound.id, kind: inbound.kind, accepted }, 'stored');
  };

  async function message(event: MessageEvent, sharedFrom: string | null): Promise<void> {
    if (byProgram(event, identity.botUser)) return;
    const thread = threadOf(event);
    const base = { id: id(event.channel, 'message', event.ts), at: now(), message: event.ts, masked: [] };
    const words = textOf(event, identity.botUser);
    const { text } = words;
    const attachments = filesOf(event);
    const user = event.user ?? '';
    if (deskChannels.has(event.channel)) {
      if (thread === '' || !(await may(event.channel, user, 'wrote'))) return;
      const agent = await people.person(user);
      await store({
        kind: 'desk-message',
        ...base,
        address: at(event.channel, thread),
        ...words,
        agent,
        attachments,
      });
      return;
    }
    const direct = isDirect(event.channel);
    const address = at(event.channel, direct ? thread : thread || event.ts);
    // A channel's talk is none of ours, except where we were called and in threads where we take part.
    if (!direct && event.type !== 'app_mention' && (thread === '' || !(await sink.knows(address)))) return;
    if (outsiders === 'ignore' && sharedFrom !== null && sharedFrom !== account) {
      log.info(
        { channel: event.channel, team: sharedFrom },
        'someone of another team wrote and is not served',
      );
      return;
    }
    const person = await people.person(user);
    const command = attachments.length === 0 ? typedCommand(text) : null;
    if (command !== null) {
      await store({ kind: 'command', id: base.id, at: base.at, address, person, ...command });
    } else if (text === '' && attachments.length === 0) {
      await store({
        kind: 'command',
        id: base.id,
        at: base.at,
        address,
        person,
        name: 'start',
        argument: '',
      });
    } else {
      await store({ kind: 'message', ...base, address, ...words, person, attachments, album: null });
    }
  }

  async function changed({ channel, message: after, previous_message: before }: ChangedEvent): Promise<void> {
    // Links that unfold and threads that grow change a message as well; only people edit.
    const edited = after.edited?.ts ?? '';
    if (byProgram(after, identity.botUser) || edited === '' || before?.text === after.text) return;
    const address = await placeOf(channel, after);
    if (address === null) return;
    const base = {
      ...{ id: id(channel, 'edit', `${after.ts}:${edited}`), at: now(), address, message: after.ts },
      ...{ ...textOf(after, identity.botUser), masked: [] },
    };
    const author = await people.person(after.user ?? '');
    await store(
      deskChannels.has(channel)
        ? { kind: 'desk-edit', ...base, original: id(channel, 'message', after.ts), agent: author }
        : { kind: 'edit', ...base, person: author },
    );
  }

  async function deleted({ channel, deleted_ts: ts, previous_message: before }: DeletedEvent): Promise<void> {
    if (byProgram(before, identity.botUser)) return;
    const address = await placeOf(channel, before);
    if (address === null) return;
    const base = { id: id(channel, 'deletion', ts), at: now(), address, message: ts };
    const author = await people.person(before.user ?? '');
    await store(
      deskChannels.has(channel)
        ? { kind: 'desk-deletion', ...base, original: id(channel, 'message', ts), agent: author }
        : { kind: 'deletion', ...base, person: author },
    );
  }

  /** Where a message that was changed or deleted stands; null where it is none of ours. */
  async function placeOf(channel: string, message: WrittenMessage): Promise<Address | null> {
    const thread = threadOf(message);
    if (deskChannels.has(channel)) {
      const inThread = thread !== '' && (await may(channel, message.user ?? '', 'wrote'));
      return inThread ? at(channel, thread) : null;
    }
    if (isDirect(channel)) return at(channel, thread);
    const address = at(channel, thread || message.ts);
    return (await sink.knows(address)) ? address : null;
  }

  async function assistant({ assistant_thread: pane }: AssistantEvent): Promise<void> {
    await store({
      kind: 'command',
      id: id(pane.channel_id, 'assistant', pane.thread_ts),
      at: now(),
      address: at(pane.channel_id, pane.thread_ts),
      person: await people.person(pane.user_id),
      name: 'start',
      argument: '',
    });
  }

  async function command(slash: SlashCommand): Promise<Answer> {
    const [person, chat] = await Promise.all([people.person(slash.user_id), people.dm(slash.user_id)]);
    const words = wordsFor(languageOf(person.locale));
    // Slack sends a slash command once: the person is told, rather than left to wonder.
    if (chat === null) {
      log.warn({ user: slash.user_id }, 'no direct messages with a person could be opened');
      return { response_type: 'ephemeral', text: words.dmNotOpened };
    }
    const base = { id: id(chat, 'command', slash.trigger_id), at: now(), address: at(chat, ''), person };
    const given = slashCommand(slash.text);
    if (given !== null) await store({ kind: 'command', ...base, ...given });
    else {
      const text = readText(slash.text, identity.botUser);
      const message = `command-${slash.trigger_id}`;
      await store({ kind: 'message', ...base, message, text, masked: [], attachments: [], album: null });
    }
    return { response_type: 'ephemeral', text: words.answeredInDm(`<@${identity.botUser}>`) };
  }

  async function press(pressed: Press): Promise<void> {
    const { user, channel, message: on, actions } = pressed;
    for (const { action_id: action, action_ts: ts, value } of actions) {
      if (!action.startsWith(ACTION.choice) || !value || !channel || !on) continue;
      const base = { id: id(channel.id, 'action', `${ts}:${user.id}`), at: now() };
      const address = at(channel.id, threadOf(on));
      await store({ kind: 'choice', ...base, address, person: await people.person(user.id), token: value });
    }
    for (const { id: press, address, order, form } of deskPresses(pressed, account)) {
      // What opens a form is ordered once that is filled in, and where it cannot be opened.
      if (form !== null || !(await may(address.chat, user.id, 'pressed'))) continue;
      const agent = await people.person(user.id);
      await store({ kind: 'desk-action', id: press, at: now(), address, agent, ...order });
    }
  }

  /** What comes from a desk must come from a member. */
  async function may(channel: string, user: string, did: 'wrote' | 'pressed'): Promise<boolean> {
    const allowed = await members.may(channel, user, did);
    if (!allowed) log.warn({ channel, user, did }, NOT_A_MEMBER);
    return allowed;
  }

  async function membership({ type, user, channel, event_ts: ts }: MembershipEvent): Promise<void> {
    if (!deskChannels.has(channel) || user === identity.botUser) return;
    const inside = type === 'member_joined_channel';
    members.told(channel, user, inside);
    if (!inside) await left(channel, user, id(channel, 'left', `${user}:${ts}`));
  }

  /** Whoever is switched off is in no channel any more, which Slack does not tell for each. */
  async function switchedOff({ user, event_ts: ts }: UserChangeEvent): Promise<void> {
    if (user.deleted !== true) return;
    for (const channel of deskChannels) {
      members.told(channel, user.id, false);
      await left(channel, user.id, id(channel, 'left', `${user.id}:${ts}`));
    }
  }

  async function left(channel: string, user: string, event: string): Promise<void> {
    await sink.left({ id: event, at: now(), desk: at(channel, ''), agent: await people.person(user) });
  }

  async function submission({ user, view }: Submission): Promise<string | null> {
    const place = formPlace(view.private_metadata);
    if (place === null) return 'a form without its place';
    await store({
      kind: 'message',
      id: id(place.chat, 'form', view.id),
      at: now(),
      address: at(place.chat, place.thread),
      message: `form-${view.id}`,
      text: formAnswer(view.state.values),
      masked: [],
      person: await people.person(user.id),
      attachments: [],
      album: null,
    });
    return null;
  }

  /** What an agent filled in is the order that the form was opened for. */
  async function deskOrder({ user, view }: Submission, raw: string): Promise<Answer> {
    const place = deskFormPlace(view.private_metadata);
    if (place === null) {
      await reject('a form of the desk without its place', raw);
      return null;
    }
    const { action, caseId, chat, thread, language } = place;
    const { values } = view.state;
    const argument = deskFormArgument(place, values);
    if (argument === null) return formErrors(values, wordsFor(language).formEmpty);
    const [agent, allowed] = await Promise.all([people.person(user.id), may(chat, user.id, 'pressed')]);
    if (!allowed) return formErrors(values, strangerWords(agent.locale));
    await store({
      kind: 'desk-action',
      id: id(chat, 'form', view.id),
      at: now(),
      ...{ address: at(chat, thread), agent, action, argument, caseId },
    });
    return null;
  }

  async function reject(reason: string, raw: string): Promise<void> {
    const digest = createHash('sha256').update(raw).digest('hex').slice(0, 32);
    log.warn({ reason }, 'a Slack event could not be read');
    const rejected = {
      id: `slack:${account}:rejected:${digest}`,
      at: now(),
      channel: 'slack' as const,
      account,
    };
    await sink.reject({ ...rejected, reason, raw: raw.slice(0, RAW_LIMIT) });
  }

  async function route(payload: Payload, raw: string): Promise<Answer> {
    switch (payload.kind) {
      case 'message':
        await message(payload.event, payload.sharedFrom);
        return null;
      case 'changed':
        await changed(payload.event);
        return null;
      case 'home-opened':
        return null;
      case 'membership':
        await membership(payload.event);
        return null;
      case 'user':
        await switchedOff(payload.event);
        return null;
      case 'deleted':
        await deleted(payload.event);
        return null;
      case 'assistant':
        await assistant(payload.event);
        return null;
      case 'command':
        return command(payload.command);
      case 'press':
        await press(payload.press);
        return null;
      case 'submission': {
        if (payload.submission.view.callback_id === DESK_FORM) return deskOrder(payload.submission, raw);
        const wrong = await submission(payload.submission);
        if (wrong !== null) await reject(wrong, raw);
        return null;
      }
      case 'malformed':
        await reject(payload.reason, raw);
        return null;
      case 'ignored':
        log.debug({ why: payload.why }, 'ignored');
        return null;
    }
  }

  return { take: (body, raw) => route(readPayload(body), raw) };
}
