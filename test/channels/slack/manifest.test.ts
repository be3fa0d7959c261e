import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { EVENTS, METHODS, SCOPES, slackManifest } from '../../../src/channels/slack/manifest.js';
import { slackManifestCommand } from '../../../src/cli/slack-manifest.js';

/** Scopes by docs.slack.dev/reference/events and /reference/methods; any one of a method's is needed or none. */
const EVENT_SCOPES: Readonly<Record<string, string | null>> = {
  app_home_opened: null,
  app_mention: 'app_mentions:read',
  assistant_thread_started: 'assistant:write',
  // In private channels groups:read, which conversations.info needs as well.
  member_joined_channel: 'channels:read',
  member_left_channel: 'channels:read',
  'message.channels': 'channels:history',
  'message.groups': 'groups:history',
  'message.im': 'im:history',
  user_change: 'users:read',
};
const METHOD_SCOPES: Readonly<Record<string, readonly string[]>> = {
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
};

/** Methods that the channel's sources call on the client. */
function calledMethods(): string[] {
  const folder = new URL('../../../src/channels/slack/', import.meta.url);
  const calls = new Set<string>();
  for (const file of readdirSync(folder)) {
    const text = readFileSync(new URL(file, folder), 'utf8');
    for (const match of text.matchAll(/client\s*\.((?:[a-zA-Z]+\s*\.\s*)+[a-zA-Z]+)\(/g)) {
      calls.add((match[1] ?? '').replaceAll(/\s/g, ''));
    }
  }
  return [...calls].filter((call) => call.includes('.')).sort();
}

describe('the app manifest', () => {
  it('asks for the scope of every event and every method, and for no others', () => {
    const { oauth_config, settings } = slackManifest(null);
    const needed = new Set(['commands']);
    for (const event of settings.event_subscriptions.bot_events) {
      const scope = event in EVENT_SCOPES ? EVENT_SCOPES[event] : `of ${event}`;
      if (scope != null) needed.add(scope);
    }
    for (const method of calledMethods()) {
      for (const scope of METHOD_SCOPES[method] ?? [`of ${method}`]) needed.add(scope);
    }
    expect([...oauth_config.scopes.bot].sort()).toEqual([...needed].sort());
    expect(oauth_config.scopes.bot).toEqual(SCOPES);
  });

  it('lists the methods that are called', () => {
    expect(Object.keys(METHODS).sort()).toEqual(calledMethods());
    expect(Object.keys(EVENTS).sort()).toEqual(Object.keys(EVENT_SCOPES).sort());
  });

  it('says where Slack sends to over HTTP, and nowhere over Socket Mode', () => {
    expect(slackManifest(null).settings.socket_mode_enabled).toBe(true);
    expect(JSON.stringify(slackManifest(null))).not.toContain('url":');
    const { settings, features } = slackManifest('https://x.example/slack/events');
    expect(settings).toMatchObject({
      socket_mode_enabled: false,
      event_subscriptions: { request_url: 'https://x.example/slack/events' },
      interactivity: { request_url: 'https://x.example/slack/events' },
    });
    expect(features).toMatchObject({
      slash_commands: [{ command: '/support', url: 'https://x.example/slack/events' }],
    });
  });
});

describe('firstline slack-manifest', () => {
  afterEach(() => {
    vi.restoreAllMocks();
  });

  async function run(...args: string[]): Promise<string> {
    let printed = '';
    vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
      printed += String(text);
      return true;
    });
    const command = slackManifestCommand()
      .exitOverride()
      .configureOutput({ writeErr: () => undefined });
    await command.parseAsync(args, { from: 'user' });
    return printed;
  }

  it('prints JSON for Socket Mode, or YAML', async () => {
    expect(JSON.parse(await run())).toEqual(slackManifest(null));
    expect(parse(await run('--yaml'))).toEqual(slackManifest(null));
  });

  it('prints the manifest of an HTTP app for a host', async () => {
    const manifest: unknown = JSON.parse(await run('--url', 'https://support.example.com'));
    expect(manifest).toEqual(slackManifest('https://support.example.com/slack/events'));
    for (const url of ['support.example.com', 'http://support.example.com']) {
      await expect(run('--url', url)).rejects.toThrow(/https/);
    }
  });
});
