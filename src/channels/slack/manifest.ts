/** The slash command that people write to the bot with, anywhere in the workspace. */
export const SLASH_COMMAND = '/support';

/** Events the bot is told of, with the scope each needs; null: none. */
export const EVENTS = {
  app_home_opened: null,
  app_mention: 'app_mentions:read',
  assistant_thread_started: 'assistant:write',
  member_joined_channel: 'channels:read',
  member_left_channel: 'channels:read',
  'message.channels': 'channels:history',
  'message.groups': 'groups:history',
  'message.im': 'im:history',
  user_change: 'users:read',
} as const;

/** Methods the bot calls, with the scopes each needs. `apps.connections.open` goes with the app's token. */
export const METHODS = {
  'assistant.threads.setStatus': ['assistant:write'],
  'assistant.threads.setSuggestedPrompts': ['assistant:write'],
  'auth.test': [],
  'chat.delete': ['chat:write'],
  'chat.postMessage': ['chat:write'],
  'chat.update': ['chat:write'],
  'conversations.info': ['channels:read', 'groups:read'],
  'conversations.members': ['channels:read', 'groups:read'],
  'conversations.open': ['im:write'],
  'files.completeUploadExternal': ['files:write'],
  'files.delete': ['files:write'],
  'files.getUploadURLExternal': ['files:write'],
  'files.info': ['files:read'],
  'reactions.add': ['reactions:write'],
  'reactions.remove': ['reactions:write'],
  'users.info': ['users:read'],
  'views.open': [],
  'views.publish': [],
} as const;

/** Scopes of the bot's token. */
export const SCOPES: readonly string[] = [
  ...new Set<string>([
    'commands',
    ...Object.values(EVENTS).filter((scope) => scope !== null),
    ...Object.values(METHODS).flat(),
  ]),
].sort();

/** What the bot can do without: workspaces without the assistant pane don't grant it. */
export const OPTIONAL_SCOPES = ['assistant:write'] as const;

export interface SlackManifest {
  display_information: { name: string; description: string };
  features: object;
  oauth_config: { scopes: { bot: string[]; bot_optional?: string[] } };
  settings: {
    event_subscriptions: { bot_events: string[]; request_url?: string };
    interactivity: { is_enabled: true; request_url?: string };
    socket_mode_enabled: boolean;
    org_deploy_enabled: false;
    token_rotation_enabled: false;
  };
}

/**
 * The manifest that an app is made from (https://docs.slack.dev/reference/app-manifest).
 *
 * @param requestUrl where Slack reaches us over HTTP, or null for Socket Mode
 */
export function slackManifest(requestUrl: string | null): SlackManifest {
  const at = requestUrl === null ? {} : { request_url: requestUrl };
  return {
    display_information: {
      name: 'Firstline',
      description: 'First line of support / Первая линия поддержки',
    },
    features: {
      app_home: {
        home_tab_enabled: true,
        messages_tab_enabled: true,
        messages_tab_read_only_enabled: false,
      },
      bot_user: { display_name: 'Firstline', always_online: true },
      assistant_view: {
        assistant_description: 'Helps with technical problems and calls a person when it is not sure.',
        suggested_prompts: [],
      },
      slash_commands: [
        {
          command: SLASH_COMMAND,
          description: 'Ask support / Написать в поддержку',
          usage_hint: 'problem | new | human | status | lang ru | help',
          should_escape: false,
          ...(requestUrl === null ? {} : { url: requestUrl }),
        },
      ],
    },
    oauth_config: { scopes: { bot: [...SCOPES] } },
    settings: {
      event_subscriptions: { bot_events: Object.keys(EVENTS), ...at },
      interactivity: { is_enabled: true, ...at },
      socket_mode_enabled: requestUrl === null,
      org_deploy_enabled: false,
      token_rotation_enabled: false,
    },
  };
}
