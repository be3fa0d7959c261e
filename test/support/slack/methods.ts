import { z } from 'zod';
import { checkBlocks, checkHome, checkModal, type MessageBlock } from './block-kit.js';
import type { Installation } from './bodies.js';
import type { StoredChannel, StoredFile, StoredMessage, Workspace } from './workspace.js';

export type Answer = Readonly<Record<string, unknown>>;
type Params = Readonly<Record<string, unknown>>;

/** A refusal: `ok: false` with Slack's name for it. */
class Refusal extends Error {
  readonly details: readonly string[];

  constructor(name: string, details: readonly string[] = []) {
    super(name);
    this.details = details;
  }
}

interface Method {
  /** Any of these is enough; none: nothing is asked. Which one a channel needs is asked of the channel. */
  scopes: readonly string[];
  run(params: Params): Answer;
}

/** What methods tell the rest of the server. */
export interface MethodEvents {
  posted(channel: StoredChannel, message: StoredMessage): void;
  updated(channel: StoredChannel, message: StoredMessage, before: string): void;
}

const TEXT_LIMIT = 40_000;
/** What the product promises to keep the plain text of a message to. */
const FALLBACK_LIMIT = 4000;

function text(params: Params, name: string): string {
  const value = params[name];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/** The Web API's methods that the product uses, over a workspace. Anything else is `unknown_method`. */
export function createMethods(parts: {
  workspace: Workspace;
  installation: Installation;
  scopes: () => ReadonlySet<string>;
  base: () => string;
  events: MethodEvents;
}): (method: string, params: Params) => Answer {
  const { workspace, installation, scopes, base, events } = parts;
  const { team, botUser, botId } = installation;

  function channelOf(params: Params, name = 'channel'): StoredChannel {
    const channel = workspace.channels.get(text(params, name));
    if (channel === undefined) throw new Refusal('channel_not_found');
    if (channel.kind === 'group' && !channel.botIsMember) throw new Refusal('channel_not_found');
    return channel;
  }

  function writable(params: Params, name = 'channel'): StoredChannel {
    const channel = channelOf(params, name);
    if (channel.archived) throw new Refusal('is_archived');
    if (!channel.botIsMember) throw new Refusal('not_in_channel');
    if (channel.user !== null && workspace.members.get(channel.user)?.deleted === true) {
      throw new Refusal('user_disabled');
    }
    return channel;
  }

  function messageOf(channel: StoredChannel, ts: string): StoredMessage {
    const message = channel.messages.find((one) => one.ts === ts);
    if (message === undefined) throw new Refusal('message_not_found');
    return message;
  }

  function content(params: Params): { text: string; blocks: MessageBlock[] } {
    const written = text(params, 'text');
    if (written === '' && params.blocks === undefined) throw new Refusal('no_text');
    if (written.length > TEXT_LIMIT) throw new Refusal('msg_too_long');
    if (written.length > FALLBACK_LIMIT) throw new Refusal('invalid_arguments', ['text over 4,000']);
    if (params.blocks === undefined) return { text: written, blocks: [] };
    const checked = checkBlocks(params.blocks);
    if (!checked.ok)
      throw new Refusal(checked.problems[0]?.split(':')[0] ?? 'invalid_blocks', checked.problems);
    return { text: written, blocks: checked.value };
  }

  function thread(channel: StoredChannel, params: Params): string | null {
    const ts = text(params, 'thread_ts');
    if (ts === '') return null;
    const known = channel.messages.some((one) => one.ts === ts || one.thread === ts);
    // A direct message's thread may be the assistant pane's, which begins without a message.
    if (!known && channel.kind !== 'im') throw new Refusal('thread_not_found');
    return ts;
  }

  function fileAnswer(file: StoredFile): Answer {
    return {
      id: file.id,
      name: file.name,
      title: file.name,
      mimetype: file.mime,
      user: file.user,
      size: file.length,
      mode: 'hosted',
      is_external: false,
      url_private: `${base()}/files/${file.id}`,
      url_private_download: `${base()}/files/${file.id}`,
      permalink: `${base()}/permalink/${file.id}`,
    };
  }

  function post(channel: StoredChannel, given: Partial<StoredMessage>, params: Params): StoredMessage {
    const message: StoredMessage = {
      ts: workspace.ts(),
      thread: null,
      user: botUser,
      fromBot: true,
      text: '',
      blocks: [],
      files: [],
      reactions: [],
      edited: 0,
      params,
      ...given,
    };
    channel.messages.push(message);
    events.posted(channel, message);
    return message;
  }

  const completeSchema = z.array(z.object({ id: z.string(), title: z.string().optional() })).min(1);
  const promptsSchema = z
    .array(z.strictObject({ title: z.string().min(1), message: z.string().min(1) }))
    .max(4);

  const methods: Readonly<Record<string, Method>> = {
    'auth.test': {
      scopes: [],
      run: () => ({
        url: 'https://example.slack.com/',
        team: 'Example',
        user: 'firstline',
        team_id: team,
        user_id: botUser,
        bot_id: botId,
        is_enterprise_install: false,
      }),
    },
    'chat.postMessage': {
      scopes: ['chat:write'],
      run: (params) => {
        const channel = writable(params);
        const message = post(channel, { ...content(params), thread: thread(channel, params) }, params);
        return { channel: channel.id, ts: message.ts, message: { text: message.text, ts: message.ts } };
      },
    },
    'chat.postEphemeral': {
      scopes: ['chat:write'],
      run: (params) => {
        const channel = writable(params);
        if (channel.outside.has(text(params, 'user'))) throw new Refusal('user_not_in_channel');
        channel.ephemerals.push({ user: text(params, 'user'), text: content(params).text });
        return { message_ts: workspace.ts() };
      },
    },
    'chat.update': {
      scopes: ['chat:write'],
      run: (params) => {
        const channel = writable(params);
        const message = messageOf(channel, text(params, 'ts'));
        if (!message.fromBot) throw new Refusal('cant_update_message');
        const before = message.text;
        Object.assign(message, content(params));
        events.updated(channel, message, before);
        return { channel: channel.id, ts: message.ts, text: message.text };
      },
    },
    'chat.delete': {
      scopes: ['chat:write'],
      run: (params) => {
        const channel = writable(params);
        const message = messageOf(channel, text(params, 'ts'));
        if (!message.fromBot) throw new Refusal('cant_delete_message');
        channel.messages.splice(channel.messages.indexOf(message), 1);
        return { channel: channel.id, ts: message.ts };
      },
    },
    'conversations.open': {
      scopes: ['im:write'],
      run: (params) => {
        const user = workspace.members.get(text(params, 'users'));
        if (user === undefined) throw new Refusal('user_not_found');
        if (user.deleted) throw new Refusal('user_disabled');
        return { channel: { id: workspace.dm(user.id).id } };
      },
    },
    'conversations.info': {
      scopes: ['channels:read', 'groups:read', 'im:read'],
      run: (params) => {
        const channel = channelOf(params);
        return {
          channel: {
            id: channel.id,
            name: channel.name,
            is_channel: channel.kind === 'channel',
            is_group: channel.kind === 'group',
            is_im: channel.kind === 'im',
            is_archived: channel.archived,
            is_member: channel.botIsMember,
          },
        };
      },
    },
    'conversations.members': {
      scopes: ['channels:read', 'groups:read'],
      run: (params) => {
        const { outside } = channelOf(params);
        const members = [...workspace.members.values()].filter(
          ({ id, deleted }) => !deleted && !outside.has(id),
        );
        // In pages of two, so that whoever asks has to go on asking.
        const from = Number(text(params, 'cursor') || '0');
        const next = from + 2 < members.length ? String(from + 2) : '';
        const page = members.slice(from, from + 2).map(({ id }) => id);
        return { members: page, response_metadata: { next_cursor: next } };
      },
    },
    'users.info': {
      scopes: ['users:read'],
      run: (params) => {
        const user = workspace.members.get(text(params, 'user'));
        if (user === undefined) throw new Refusal('user_not_found');
        const locale = params.include_locale === 'true' ? { locale: user.locale } : {};
        return {
          user: {
            id: user.id,
            team_id: team,
            name: user.id.toLowerCase(),
            deleted: user.deleted,
            real_name: user.name,
            profile: { real_name: user.name, display_name: user.name },
            ...locale,
          },
        };
      },
    },
    'views.open': {
      scopes: [],
      run: (params) => {
        const trigger = workspace.useTrigger(text(params, 'trigger_id'));
        if ('error' in trigger) throw new Refusal(trigger.error);
        const checked = checkModal(params.view);
        if (!checked.ok) throw new Refusal('invalid_arguments', checked.problems);
        const view = { id: workspace.id('V'), user: trigger.user, view: checked.value };
        workspace.views.push(view);
        return { view: { id: view.id, type: 'modal' } };
      },
    },
    'views.publish': {
      scopes: [],
      run: (params) => {
        const user = workspace.members.get(text(params, 'user_id'));
        if (user === undefined) throw new Refusal('user_not_found');
        const checked = checkHome(params.view);
        if (!checked.ok) throw new Refusal('invalid_arguments', checked.problems);
        workspace.homes.set(user.id, checked.value);
        return { view: { id: workspace.id('V'), type: 'home' } };
      },
    },
    'views.update': {
      scopes: [],
      run: (params) => {
        const view = workspace.views.find((one) => one.id === text(params, 'view_id'));
        if (view === undefined) throw new Refusal('not_found');
        const checked = checkModal(params.view);
        if (!checked.ok) throw new Refusal('invalid_arguments', checked.problems);
        view.view = checked.value;
        return { view: { id: view.id, type: 'modal' } };
      },
    },
    'reactions.add': {
      scopes: ['reactions:write'],
      run: (params) => {
        const message = messageOf(writable(params), text(params, 'timestamp'));
        const name = text(params, 'name');
        if (!/^[a-z0-9_+-]+$/.test(name)) throw new Refusal('invalid_name');
        if (message.reactions.includes(name)) throw new Refusal('already_reacted');
        message.reactions.push(name);
        return {};
      },
    },
    'reactions.remove': {
      scopes: ['reactions:write'],
      run: (params) => {
        const message = messageOf(writable(params), text(params, 'timestamp'));
        const at = message.reactions.indexOf(text(params, 'name'));
        if (at < 0) throw new Refusal('no_reaction');
        message.reactions.splice(at, 1);
        return {};
      },
    },
    'files.delete': {
      scopes: ['files:write'],
      run: (params) => {
        const file = workspace.files.get(text(params, 'file'));
        if (file === undefined) throw new Refusal('file_not_found');
        if (file.deleted) throw new Refusal('file_deleted');
        if (file.user !== botUser) throw new Refusal('cant_delete_file');
        file.deleted = true;
        return {};
      },
    },
    'files.info': {
      scopes: ['files:read'],
      run: (params) => {
        const file = workspace.files.get(text(params, 'file'));
        if (file === undefined) throw new Refusal('file_not_found');
        if (file.deleted) throw new Refusal('file_deleted');
        return { file: fileAnswer(file) };
      },
    },
    'files.getUploadURLExternal': {
      scopes: ['files:write'],
      run: (params) => {
        const length = Number(text(params, 'length'));
        if (!Number.isInteger(length) || length <= 0) throw new Refusal('invalid_arguments', ['length']);
        const file: StoredFile = {
          id: workspace.id('F'),
          name: text(params, 'filename'),
          mime: 'application/octet-stream',
          subtype: null,
          user: botUser,
          bytes: null,
          length,
          deleted: false,
        };
        workspace.files.set(file.id, file);
        return { upload_url: `${base()}/upload/${file.id}`, file_id: file.id };
      },
    },
    'files.completeUploadExternal': {
      scopes: ['files:write'],
      run: (params) => {
        const wanted = completeSchema.safeParse(params.files);
        if (!wanted.success) throw new Refusal('invalid_arguments', ['files']);
        const files = wanted.data.map(({ id }) => {
          const file = workspace.files.get(id);
          if (file === undefined) throw new Refusal('file_not_found');
          if (file.bytes?.length !== file.length) throw new Refusal('file_upload_size_mismatch');
          return file;
        });
        if (params.channel_id !== undefined) {
          const channel = writable(params, 'channel_id');
          const comment = text(params, 'initial_comment');
          post(channel, { files, text: comment, thread: thread(channel, params) }, params);
        }
        return { files: files.map(fileAnswer) };
      },
    },
    'assistant.threads.setStatus': {
      scopes: ['assistant:write', 'chat:write'],
      run: (params) => {
        const channel = writable(params, 'channel_id');
        const thread = text(params, 'thread_ts');
        if (channel.kind !== 'im' || thread === '') throw new Refusal('invalid_arguments', ['no pane']);
        channel.statuses.set(thread, text(params, 'status'));
        return {};
      },
    },
    'assistant.threads.setTitle': {
      scopes: ['assistant:write'],
      run: (params) => {
        channelOf(params, 'channel_id');
        return {};
      },
    },
    'assistant.threads.setSuggestedPrompts': {
      scopes: ['assistant:write'],
      run: (params) => {
        const prompts = promptsSchema.safeParse(params.prompts);
        if (!prompts.success) throw new Refusal('invalid_arguments', ['prompts: at most four']);
        channelOf(params, 'channel_id').prompts = prompts.data;
        return {};
      },
    },
  };

  return (name, params) => {
    const method = methods[name];
    if (method === undefined) return { ok: false, error: 'unknown_method' };
    const granted = scopes();
    if (method.scopes.length > 0 && !method.scopes.some((scope) => granted.has(scope))) {
      return {
        ok: false,
        error: 'missing_scope',
        needed: method.scopes.join(','),
        provided: [...granted].join(','),
      };
    }
    try {
      return { ok: true, ...method.run(params) };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const messages = error.details.map((detail) => `[ERROR] ${detail}`);
      return {
        ok: false,
        error: error.message,
        ...(messages.length === 0 ? {} : { response_metadata: { messages } }),
      };
    }
  };
}
