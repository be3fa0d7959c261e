import type { Modal } from './block-kit.js';
import type { OpenView, StoredChannel, StoredFile, StoredMessage } from './workspace.js';

/** The app and the team as they stand in every body. */
export interface Installation {
  team: string;
  domain: string;
  app: string;
  botUser: string;
  botId: string;
}

/** Who the bodies come from and when; ids are made by the workspace. */
export interface BodyMaker {
  /** A message in a channel, a thread or the direct messages. */
  message(channel: StoredChannel, message: StoredMessage): object;
  mention(channel: StoredChannel, message: StoredMessage): object;
  changed(channel: StoredChannel, message: StoredMessage, before: string): object;
  deleted(channel: StoredChannel, message: StoredMessage): object;
  membership(
    type: 'member_joined_channel' | 'member_left_channel',
    channel: StoredChannel,
    user: string,
    ts: string,
  ): object;
  switchedOff(user: { id: string; name: string }, ts: string): object;
  assistantStarted(channel: StoredChannel, user: string, thread: string): object;
  press(given: {
    channel: StoredChannel;
    message: StoredMessage;
    user: { id: string; name: string };
    button: { action_id: string; value?: string | undefined; text: { text: string } };
    trigger: string;
    ts: string;
  }): object;
  submission(view: OpenView, user: { id: string; name: string }, filled: Filled, trigger: string): object;
  homeOpened(user: string, channel: string, ts: string): object;
  /** A press on the app's page. */
  pressAtHome(given: {
    user: { id: string; name: string };
    block: string;
    button: { action_id: string; value?: string | undefined; text: { text: string } };
    trigger: string;
    ts: string;
  }): object;
  slash(given: {
    channel: { id: string; name: string };
    user: { id: string; name: string };
    command: string;
    text: string;
    trigger: string;
  }): object;
}

const KINDS = { im: 'im', channel: 'channel', group: 'group' } as const;

function fileBody(file: StoredFile, base: string): object {
  return {
    id: file.id,
    created: 1_790_000_000,
    timestamp: 1_790_000_000,
    name: file.name,
    title: file.name,
    mimetype: file.mime,
    filetype: file.name.split('.').at(-1) ?? '',
    user: file.user,
    mode: 'hosted',
    size: file.length,
    url_private: `${base}/files/${file.id}`,
    url_private_download: `${base}/files/${file.id}`,
    ...(file.subtype === null ? {} : { subtype: file.subtype }),
  };
}

/** What a person puts into a form: words, and the label of what they choose; empty: nothing. */
export interface Filled {
  text: string;
  choice: string;
}

/** A view's state as Slack sends it: every input by its block's id and its own. */
function stateOf(view: Modal, { text, choice }: Filled): object {
  const values: Record<string, Record<string, object>> = {};
  for (const block of view.blocks) {
    if (block.type !== 'input') continue;
    const { element, block_id: id = 'block' } = block;
    values[id] = { [element.action_id]: { type: element.type, ...valueOf(element, text, choice) } };
  }
  return { values };
}

type Field = Extract<Modal['blocks'][number], { type: 'input' }>['element'];

function valueOf(element: Field, text: string, choice: string): object {
  if (element.type !== 'static_select') return { value: text === '' ? null : text };
  const chosen = element.options.find((option) => option.text.text === choice);
  if (chosen === undefined && choice !== '') throw new Error(`the form does not offer ${choice}`);
  return { selected_option: chosen ?? null };
}

export function createBodies(
  installation: Installation,
  newId: (letter: string) => string,
  base: () => string,
): BodyMaker {
  const { team, domain, app, botUser, botId } = installation;

  function callback(event: object, ts: string): object {
    return {
      token: 'verification',
      team_id: team,
      enterprise_id: null,
      api_app_id: app,
      type: 'event_callback',
      authorizations: [
        { enterprise_id: null, team_id: team, user_id: botUser, is_bot: true, is_enterprise_install: false },
      ],
      is_ext_shared_channel: false,
      event_id: newId('Ev'),
      event_time: Math.floor(Number(ts)),
      event_context: 'context',
      event,
    };
  }

  function written(message: StoredMessage): object {
    return {
      type: 'message',
      user: message.user,
      text: message.text,
      ts: message.ts,
      ...(message.thread === null ? {} : { thread_ts: message.thread }),
      ...(message.fromBot || message.blocks.length === 0 ? {} : { blocks: message.blocks }),
      // The recorded sample of shared files names no bot; its user does.
      ...(message.fromBot && message.files.length === 0 ? { bot_id: botId } : {}),
    };
  }

  const person = (user: { id: string; name: string }): object => ({
    id: user.id,
    username: user.name,
    name: user.name,
    team_id: team,
  });

  return {
    message: (channel, message) => {
      const files = message.files.map((file) => fileBody(file, base()));
      return callback(
        {
          ...written(message),
          channel: channel.id,
          channel_type: KINDS[channel.kind],
          event_ts: message.ts,
          ...(files.length === 0 ? { team } : { files, subtype: 'file_share' }),
        },
        message.ts,
      );
    },
    mention: (channel, message) =>
      callback(
        { ...written(message), type: 'app_mention', team, channel: channel.id, event_ts: message.ts },
        message.ts,
      ),
    changed: (channel, message, before) =>
      callback(
        {
          type: 'message',
          subtype: 'message_changed',
          hidden: true,
          channel: channel.id,
          channel_type: KINDS[channel.kind],
          ts: message.ts,
          event_ts: message.ts,
          message: {
            ...written(message),
            ...(message.edited > 0
              ? { edited: { user: message.user, ts: `${message.ts}${message.edited}` } }
              : {}),
          },
          previous_message: { ...written(message), text: before },
        },
        message.ts,
      ),
    deleted: (channel, message) =>
      callback(
        {
          type: 'message',
          subtype: 'message_deleted',
          hidden: true,
          channel: channel.id,
          channel_type: KINDS[channel.kind],
          deleted_ts: message.ts,
          ts: message.ts,
          event_ts: message.ts,
          previous_message: written(message),
        },
        message.ts,
      ),
    membership: (type, channel, user, ts) => {
      const kind = channel.kind === 'group' ? 'G' : 'C';
      return callback({ type, user, channel: channel.id, channel_type: kind, team, event_ts: ts }, ts);
    },
    switchedOff: ({ id, name }, ts) => {
      const user = { id, team_id: team, name, deleted: true, real_name: name, profile: { real_name: name } };
      return callback({ type: 'user_change', user, event_ts: ts }, ts);
    },
    assistantStarted: (channel, user, thread) =>
      callback(
        {
          type: 'assistant_thread_started',
          assistant_thread: { user_id: user, context: {}, channel_id: channel.id, thread_ts: thread },
          event_ts: thread,
        },
        thread,
      ),
    press: ({ channel, message, user, button, trigger, ts }) => ({
      type: 'block_actions',
      team: { id: team, domain },
      enterprise: null,
      user: person(user),
      api_app_id: app,
      token: 'verification',
      container: {
        type: 'message',
        message_ts: message.ts,
        channel_id: channel.id,
        is_ephemeral: false,
        ...(message.thread === null ? {} : { thread_ts: message.thread }),
      },
      trigger_id: trigger,
      channel: { id: channel.id, name: channel.name },
      message: { ...written(message), team, blocks: message.blocks },
      state: { values: {} },
      response_url: `${base()}/response/${trigger}`,
      is_enterprise_install: false,
      actions: [
        {
          type: 'button',
          action_id: button.action_id,
          block_id: 'block',
          text: { type: 'plain_text', text: button.text.text, emoji: false },
          ...(button.value === undefined ? {} : { value: button.value }),
          action_ts: ts,
        },
      ],
    }),
    homeOpened: (user, channel, ts) =>
      callback({ type: 'app_home_opened', user, channel, tab: 'home', event_ts: ts }, ts),
    pressAtHome: ({ user, block, button, trigger, ts }) => ({
      type: 'block_actions',
      team: { id: team, domain },
      enterprise: null,
      user: person(user),
      api_app_id: app,
      token: 'verification',
      container: { type: 'view', view_id: `V-${user.id}` },
      trigger_id: trigger,
      view: {
        id: `V-${user.id}`,
        team_id: team,
        type: 'home',
        private_metadata: '',
        callback_id: '',
        hash: 'hash',
        root_view_id: `V-${user.id}`,
        app_id: app,
        bot_id: botId,
      },
      is_enterprise_install: false,
      actions: [
        {
          type: 'button',
          action_id: button.action_id,
          block_id: block,
          text: { type: 'plain_text', text: button.text.text, emoji: false },
          ...(button.value === undefined ? {} : { value: button.value }),
          action_ts: ts,
        },
      ],
    }),
    submission: (open, user, filled, trigger) => ({
      type: 'view_submission',
      team: { id: team, domain },
      enterprise: null,
      user: person(user),
      api_app_id: app,
      token: 'verification',
      trigger_id: trigger,
      is_enterprise_install: false,
      view: {
        id: open.id,
        team_id: team,
        type: 'modal',
        title: { emoji: true, ...open.view.title },
        callback_id: open.view.callback_id ?? '',
        private_metadata: open.view.private_metadata ?? '',
        hash: 'hash',
        root_view_id: open.id,
        app_id: app,
        bot_id: botId,
        blocks: open.view.blocks,
        state: stateOf(open.view, filled),
      },
    }),
    slash: ({ channel, user, command, text, trigger }) => ({
      token: 'verification',
      api_app_id: app,
      team_id: team,
      team_domain: domain,
      channel_id: channel.id,
      channel_name: channel.name,
      user_id: user.id,
      user_name: user.name,
      command,
      text,
      response_url: `${base()}/response/${trigger}`,
      trigger_id: trigger,
    }),
  };
}
