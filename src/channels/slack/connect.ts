import type { webApi } from '@slack/bolt';
import type { Logger } from 'pino';
import { FirstlineError, messageOf } from '../../errors.js';
import type { Scrub } from './client.js';
import type { Identity } from './intake.js';
import { OPTIONAL_SCOPES, SCOPES } from './manifest.js';
import { errorName } from './outcome.js';

const BAD_TOKEN = new Set([
  'account_inactive',
  'invalid_auth',
  'not_allowed_token_type',
  'not_authed',
  'token_expired',
  'token_revoked',
]);

function refusedCall(error: unknown, scrub: Scrub): FirstlineError {
  const name = errorName(error);
  if (name !== null && BAD_TOKEN.has(name)) {
    return new FirstlineError(
      'SLACK_TOKEN',
      `Slack does not accept the bot's token: ${name}.`,
      'Set SLACK_BOT_TOKEN to the Bot User OAuth Token (xoxb-…) of the installed app.',
      error,
    );
  }
  const what = name ?? scrub(messageOf(error));
  return new FirstlineError(
    'SLACK_UNREACHABLE',
    `Slack could not be asked who the bot is: ${what}.`,
    'Check the connection to slack.com (or SLACK_API_URL) and start again.',
    error,
  );
}

function missingScopes(scopes: readonly string[]): FirstlineError {
  return new FirstlineError(
    'SLACK_SCOPES',
    `The Slack app may not do all it needs to: it lacks ${scopes.join(', ')}.`,
    'Update the app with the manifest that `firstline slack-manifest` prints and install it again.',
  );
}

/** Asks Slack who the bot is, and checks that it may do what it needs to. Throws a FirstlineError. */
export async function identify(client: webApi.WebClient, log: Logger, scrub: Scrub): Promise<Identity> {
  const test = await client.auth.test().catch((error: unknown) => {
    throw refusedCall(error, scrub);
  });
  const { team_id: account, user_id: botUser } = test;
  if (account === undefined || botUser === undefined) throw refusedCall(new Error('it named no team'), scrub);
  const granted = test.response_metadata?.scopes;
  if (granted !== undefined) {
    const optional = new Set<string>(OPTIONAL_SCOPES);
    const missing = SCOPES.filter((scope) => !granted.includes(scope));
    const needed = missing.filter((scope) => !optional.has(scope));
    if (needed.length > 0) throw missingScopes(needed);
    if (missing.length > 0) log.warn({ missing }, 'the Slack app lacks scopes it can do without');
  }
  return { account, botUser, botId: test.bot_id ?? null, workspace: test.url ?? 'https://slack.com/' };
}

/** Checks that the desk's channel is there and the bot is in it. Throws a FirstlineError. */
export async function checkDesk(client: webApi.WebClient, desk: string, scrub: Scrub): Promise<void> {
  const { channel } = await client.conversations.info({ channel: desk }).catch((error: unknown) => {
    const name = errorName(error);
    if (name !== 'channel_not_found') throw refusedCall(error, scrub);
    throw new FirstlineError(
      'SLACK_DESK_CHANNEL',
      `There is no Slack channel ${desk}, or the bot may not see it.`,
      'Name a channel by its id in SLACK_DESK_CHANNEL_ID or SLACK_DEPARTMENT_DESKS, and invite the bot to it if it is private.',
      error,
    );
  });
  if (channel?.is_archived === true) {
    throw new FirstlineError(
      'SLACK_DESK_CHANNEL',
      `The Slack channel ${desk} is archived.`,
      'Restore it, or name another one in SLACK_DESK_CHANNEL_ID or SLACK_DEPARTMENT_DESKS.',
    );
  }
  if (channel?.is_member !== true) {
    throw new FirstlineError(
      'SLACK_DESK_CHANNEL',
      `The bot is not in the Slack channel ${desk}.`,
      'Invite it there: /invite and the name of the bot.',
    );
  }
}
