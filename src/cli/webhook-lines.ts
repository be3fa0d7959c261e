import { oneLine, table } from '../eval/table.js';
import type { StoredWebhook, StoredWebhooks } from '../store/store.js';

/** So many events are listed. */
const LISTED = 50;
/** So much of an error is shown, characters. */
const ERROR_WIDTH = 60;

/** What is told of webhooks on a terminal. `dead`: only of dead letters. */
export function webhookLines({
  endpoints,
  gone,
  webhooks,
  dead,
}: StoredWebhooks & { endpoints: readonly string[]; dead: boolean }): string[] {
  return [
    ...endpointLines({ endpoints, gone, webhooks }),
    '',
    ...(webhooks.length === 0
      ? [dead ? 'there are no dead letters' : 'nothing waits, and there are no dead letters']
      : listing(webhooks)),
  ];
}

function endpointLines({
  endpoints,
  gone,
  webhooks,
}: StoredWebhooks & { endpoints: readonly string[] }): string[] {
  const strays = [...new Set(webhooks.map(({ endpoint }) => endpoint))].filter(
    (endpoint) => !endpoints.includes(endpoint),
  );
  return [
    ...(endpoints.length === 0
      ? ['no endpoint is configured: nothing is kept or sent until WEBHOOK_URLS and WEBHOOK_SECRET are set']
      : []),
    ...endpoints.map((endpoint) => {
      const left = gone.find((one) => one.endpoint === endpoint);
      return left === undefined
        ? endpoint
        : `${endpoint}   wants no more since ${moment(left.at)} (410 Gone): nothing is kept for it until something is sent again`;
    }),
    ...strays.map((endpoint) => `${endpoint}   is not configured any more: what waits for it is not sent`),
  ];
}

function listing(webhooks: readonly StoredWebhook[]): string[] {
  const rows = webhooks
    .slice(0, LISTED)
    .map((webhook) => [
      webhook.id,
      webhook.type,
      webhook.caseNumber === null ? '' : `#${String(webhook.caseNumber)}`,
      moment(webhook.createdAt),
      webhook.status === 'dead'
        ? `dead since ${moment(webhook.deadAt)}`
        : `waits until ${moment(webhook.notBefore)}`,
      String(webhook.attempts),
      webhook.endpoint,
      oneLine(webhook.error ?? '', ERROR_WIDTH),
    ]);
  const more = webhooks.length - rows.length;
  return [
    ...table(
      [['id', 'event', 'case', 'happened', 'state', 'tries', 'endpoint', 'last error'], ...rows],
      'left',
    ),
    ...(more > 0 ? [`and ${String(more)} more: all of them with --json`] : []),
    'send again: firstline webhooks --retry ID, or --retry all',
  ];
}

/** In UTC, to the minute. */
function moment(at: number): string {
  return `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')}Z`;
}
