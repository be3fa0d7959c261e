import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSlackChannel, type SlackOptions } from '../../../src/channels/slack/slack.js';
import type { Channel } from '../../../src/channels/channel.js';
import { FirstlineError } from '../../../src/errors.js';
import { createTestSink } from '../../contracts/channel-sink.js';
import { type SlackServer, startSlackServer } from '../../support/slack/server.js';

const SOME_SCOPES = ['chat:write', 'im:history', 'users:read'];

describe('connecting to Slack', () => {
  let server: SlackServer;
  beforeEach(async () => {
    server = await startSlackServer();
  });
  afterEach(() => server.close());

  const channel = (given: Partial<SlackOptions> = {}): Channel =>
    createSlackChannel({
      botToken: server.botToken,
      appToken: server.appToken,
      signingSecret: null,
      apiUrl: server.apiUrl,
      deskChannels: [],
      log: pino({ level: 'silent' }),
      now: Date.now,
      ...given,
    });

  it('tells the team, and has a route over HTTP only', async () => {
    expect(await channel().connect()).toEqual({ account: server.team });
    expect(channel().routes).toEqual([]);
    const http = channel({ appToken: null, signingSecret: server.signingSecret });
    expect(http.routes.map((route) => `${route.method} ${route.path}`)).toEqual(['POST /slack/events']);
  });

  it.each([
    ['a wrong token', { botToken: 'xoxb-wrong-token' }, 'SLACK_TOKEN'],
    ['nobody there', { apiUrl: 'http://127.0.0.1:1/api' }, 'SLACK_UNREACHABLE'],
    ['no way to receive', { appToken: null }, 'SLACK_RECEIVE'],
    ['no such desk', { deskChannels: ['C0NONE'] }, 'SLACK_DESK_CHANNEL'],
  ])('says what to do about %s', async (_name, given, code) => {
    const error = await failure(channel(given));
    expect(error.code).toBe(code);
    expect(error.remedy).toMatch(/\w/);
  });

  it('says which scopes are missing', async () => {
    const poor = await startSlackServer({ scopes: SOME_SCOPES });
    const error = await failure(channel({ apiUrl: poor.apiUrl }));
    expect(error.code).toBe('SLACK_SCOPES');
    expect(error.message).toContain('im:write');
    expect(error.message).not.toContain('users:read');
    await poor.close();
  });

  it('does without the assistant pane', async () => {
    const scopes = (await grantedScopes(server)).filter((scope) => scope !== 'assistant:write');
    const plainServer = await startSlackServer({ scopes });
    await expect(channel({ apiUrl: plainServer.apiUrl }).connect()).resolves.toEqual({
      account: server.team,
    });
    await plainServer.close();
  });

  it('says so when the desk is archived or the bot is not in it', async () => {
    server.addChannel('C0OUT', { botIsMember: false });
    server.addChannel('C0OLD').archived = true;
    for (const deskChannel of ['C0OUT', 'C0OLD']) {
      await expect(channel({ deskChannels: [deskChannel] }).connect()).rejects.toMatchObject({
        code: 'SLACK_DESK_CHANNEL',
      });
    }
  });

  it('says so when the app-level token is wrong', async () => {
    const wrong = channel({ appToken: server.botToken });
    await wrong.connect();
    await expect(wrong.receive(createTestSink())).rejects.toMatchObject({ code: 'SLACK_APP_TOKEN' });
    await wrong.stop();
  });
});

/** What connecting fails with. */
async function failure(channel: Channel): Promise<FirstlineError> {
  try {
    await channel.connect();
  } catch (error) {
    if (error instanceof FirstlineError) return error;
    throw error;
  }
  throw new Error('it connected');
}

async function grantedScopes(server: SlackServer): Promise<string[]> {
  const headers = { authorization: `Bearer ${server.botToken}` };
  const response = await fetch(`${server.apiUrl}auth.test`, { method: 'POST', headers });
  return (response.headers.get('x-oauth-scopes') ?? '').split(',');
}
