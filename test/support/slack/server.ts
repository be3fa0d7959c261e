import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { z } from 'zod';
import { textOf } from './block-kit.js';
import { createBodies, type Installation } from './bodies.js';
import { type Call, createCalls } from './calls.js';
import { createOutlet, type Delivery, type EnvelopeType, type Patience } from './delivery.js';
import { createFaults, type Fault } from './faults.js';
import { createMethods } from './methods.js';
import { createPerson, type SlackUser } from './person.js';
import { wire } from './wire.js';
import { createWorkspace, type StoredChannel } from './workspace.js';

/** Scopes that an app made from the product's manifest has. Written down here, not read from the product. */
const SCOPES = [
  'app_mentions:read',
  'assistant:write',
  'channels:history',
  'channels:read',
  'chat:write',
  'commands',
  'files:read',
  'files:write',
  'groups:history',
  'groups:read',
  'im:history',
  'im:write',
  'reactions:write',
  'users:read',
];

export interface SlackServerOptions {
  /** Scopes of the bot's token. */
  scopes?: readonly string[];
  patience?: Partial<Patience>;
  /** ms since the epoch; signs requests and ages triggers. */
  now?(): number;
}

/**
 * A Slack workspace with one installed app, over real HTTP and WebSocket on a free loopback port. It refuses
 * what Slack would refuse, and keeps what did not fit the recorded formats in `violations`.
 */
export interface SlackServer {
  /** For `SLACK_API_URL`. */
  readonly apiUrl: string;
  readonly botToken: string;
  readonly appToken: string;
  readonly signingSecret: string;
  readonly team: string;
  readonly botUser: string;
  /** The person of an id, joined on first mention. */
  user(id: string, name: string, locale?: string): SlackUser;
  /** A channel, with its messages as they are now. */
  channel(id: string): StoredChannel;
  /** A new channel; the bot is in it unless said otherwise. */
  addChannel(id: string, given?: { name?: string; private?: boolean; botIsMember?: boolean }): StoredChannel;
  /** What a message of the bot reads as, without its buttons. */
  readonly read: typeof textOf;
  calls(method: string): Call[];
  nextCall(method: string, fits?: (call: Call) => boolean, timeoutMs?: number): Promise<Call>;
  /** Calls back after each call has had its effect, until the result is called. */
  watch(listener: () => void): () => void;
  /** Orders a fault for the next calls of a method, or for `upload` and `download`. */
  fault(
    method: string,
    fault: Fault,
    times?: number,
    when?: (params: Readonly<Record<string, unknown>>) => boolean,
  ): void;
  /** What did not fit the recorded formats: calls that were refused for it, and bodies and answers of our own. */
  readonly violations: string[];
  /** Delivers over HTTP to this address from now on; null: over Socket Mode. */
  deliverTo(url: string | null): void;
  /** Delivers any body, checked or malformed. */
  deliver(type: EnvelopeType, body: object): Delivery;
  /** Every body that was delivered, in order. */
  readonly delivered: { type: EnvelopeType; body: object }[];
  /** Resolves when `count` Socket Mode connections were made since the start. */
  connected(count?: number): Promise<void>;
  /** Resolves when no Socket Mode connection is open. */
  disconnected(): Promise<void>;
  connections(): number;
  disconnect(how: 'refresh_requested' | 'warning' | 'cut'): void;
  /** Sends a raw Socket Mode frame. */
  frame(text: string): void;
  /** Envelope ids acknowledged so far. */
  readonly acknowledged: readonly string[];
  /** How much was delivered and is not acknowledged. */
  unacknowledged(): number;
  /** Resolves when everything is. */
  settled(): Promise<void>;
  /** Removes a thread from a channel, the first message with it. */
  deleteThread(channel: string, thread: string): void;
  close(): Promise<void>;
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) if (Buffer.isBuffer(chunk)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

const pressSchema = z.object({
  trigger_id: z.string(),
  channel: z.object({ id: z.string() }),
  user: z.object({ id: z.string() }),
});

const answerSchema = z.strictObject({
  response_type: z.literal('ephemeral'),
  replace_original: z.literal(false),
  text: z.string().min(1),
});

const JSON_PARAMETERS = new Set(['attachments', 'blocks', 'files', 'prompts', 'view']);

/** Parameters as they come: a form, with JSON in some of its fields. */
function parameters(body: string): Record<string, unknown> {
  const params: Record<string, unknown> = {};
  for (const [name, value] of new URLSearchParams(body)) {
    try {
      params[name] = JSON_PARAMETERS.has(name) ? JSON.parse(value) : value;
    } catch {
      params[name] = value;
    }
  }
  return params;
}

function reply(
  response: ServerResponse,
  status: number,
  value: object,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers });
  response.end(JSON.stringify(value));
}

export async function startSlackServer(options: SlackServerOptions = {}): Promise<SlackServer> {
  const now = options.now ?? Date.now;
  const patience: Patience = { ackMs: 3000, retryMs: 20, attempts: 4, ...options.patience };
  const botToken = 'xoxb-000000000000-firstline';
  const appToken = 'xapp-1-A00000001-firstline';
  const signingSecret = 'signing-secret-of-the-test-server';
  const installation: Installation = {
    team: 'T00000001',
    domain: 'example',
    app: 'A00000001',
    botUser: 'U00000BOT',
    botId: 'B00000001',
  };
  const granted = new Set(options.scopes ?? SCOPES);
  const violations: string[] = [];
  const delivered: { type: EnvelopeType; body: object }[] = [];
  const calls = createCalls();
  const faults = createFaults();
  const workspace = createWorkspace(now);
  const outlet = createOutlet({ signingSecret, appId: installation.app, patience, now });
  const people = new Map<string, SlackUser>();
  let base = '';

  function send(type: EnvelopeType, body: object): Delivery {
    violations.push(
      ...wire()
        .body(body)
        .map((problem) => `sent: ${problem}`),
    );
    delivered.push({ type, body });
    return outlet.send(type, body);
  }

  const bodies = createBodies(installation, workspace.id, () => base);
  const run = createMethods({
    workspace,
    installation,
    scopes: () => granted,
    base: () => base,
    events: {
      // The app is told of its own messages as of everybody's.
      posted: (channel, message) => {
        if (channel.botIsMember) send('events_api', bodies.message(channel, message));
      },
      updated: (channel, message, before) => {
        if (channel.botIsMember) send('events_api', bodies.changed(channel, message, before));
      },
    },
  });

  function answer(
    method: string,
    params: Record<string, unknown>,
    token: string,
  ): Readonly<Record<string, unknown>> {
    const problems = wire().call(method, params);
    if (problems.includes('unknown_method')) {
      violations.push(`${method}: unknown_method`);
      return { ok: false, error: 'unknown_method' };
    }
    if (method === 'apps.connections.open') {
      if (token !== appToken)
        return { ok: false, error: token === botToken ? 'not_allowed_token_type' : 'invalid_auth' };
      return { ok: true, url: `${base.replace('http', 'ws')}/link?ticket=secret-ticket` };
    }
    if (token !== botToken) return { ok: false, error: token === '' ? 'not_authed' : 'invalid_auth' };
    if (problems.length > 0) {
      violations.push(...problems.map((problem) => `${method}: ${problem}`));
      return { ok: false, error: 'invalid_arguments', response_metadata: { messages: problems } };
    }
    const made = run(method, params);
    violations.push(
      ...wire()
        .answer(method, made)
        .filter((problem) => !problem.startsWith('.response_metadata'))
        .map((problem) => `${method} answered: ${problem}`),
    );
    return made;
  }

  async function method(name: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const params = parameters((await bodyOf(request)).toString('utf8'));
    const token = (request.headers.authorization ?? '').replace(/^Bearer /, '');
    const fault = faults.take(name, params);
    if (fault !== null && fault.kind !== 'error') {
      calls.record({ method: name, params, answer: null, fault: fault.kind });
      if (fault.kind === 'drop') request.socket.destroy();
      if (fault.kind === 'status') reply(response, fault.status, {});
      if (fault.kind === 'rate-limit') {
        reply(
          response,
          429,
          { ok: false, error: 'ratelimited' },
          { 'retry-after': String(fault.retryAfter) },
        );
      }
      return;
    }
    const made = fault === null ? answer(name, params, token) : { ok: false, error: fault.error };
    calls.record({ method: name, params, answer: made, fault: fault?.kind ?? null });
    reply(response, 200, made, { 'x-oauth-scopes': [...granted].join(',') });
  }

  /** What is answered to whoever pressed a button, wherever they did. */
  async function toPresser(
    trigger: string,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const params = answerSchema.parse(JSON.parse((await bodyOf(request)).toString('utf8')));
    const press = delivered
      .map(({ body }) => pressSchema.safeParse(body).data)
      .find((one) => one?.trigger_id === trigger);
    if (press !== undefined) {
      workspace.channel(press.channel.id).ephemerals.push({ user: press.user.id, text: params.text });
    }
    calls.record({ method: 'response_url', params, answer: { ok: true }, fault: null });
    reply(response, 200, { ok: true });
  }

  async function file(id: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const stored = workspace.files.get(id);
    const bytes = request.method === 'POST' ? await bodyOf(request) : null;
    const fault = faults.take(bytes === null ? 'download' : 'upload', {});
    if (stored === undefined || fault?.kind === 'status') {
      reply(response, fault?.kind === 'status' ? fault.status : 404, {});
    } else if (bytes !== null) {
      stored.bytes = bytes;
      response.end(`OK - ${bytes.length}`);
    } else if (request.headers.authorization !== `Bearer ${botToken}` || !granted.has('files:read')) {
      // Slack answers with its sign-in page, and 200.
      response.writeHead(200, { 'content-type': 'text/html' }).end('<html>Sign in</html>');
    } else {
      response.writeHead(200, { 'content-type': stored.mime }).end(stored.bytes ?? Buffer.alloc(0));
    }
  }

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [, first = '', second = ''] = (request.url ?? '').split('?')[0]?.split('/') ?? [];
    if (first === 'api') await method(second, request, response);
    else if (first === 'response') await toPresser(second, request, response);
    else if (first === 'upload' || first === 'files') await file(second, request, response);
    else reply(response, 404, {});
  }

  const server = createServer((request, response) => {
    serve(request, response).catch((error: unknown) => {
      violations.push(`the test server failed: ${String(error)}`);
      response.destroy();
    });
  });
  server.on('upgrade', (request, socket, head) => {
    outlet.upgrade(request, socket, head);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  base = `http://127.0.0.1:${address.port}`;

  return {
    apiUrl: `${base}/api/`,
    botToken,
    appToken,
    signingSecret,
    team: installation.team,
    botUser: installation.botUser,
    user: (id, name, locale = 'ru-RU') => {
      const known = people.get(id);
      if (known !== undefined) return known;
      workspace.members.set(id, { id, name, locale, deleted: false });
      const person = createPerson(id, name, { workspace, bodies, send, botUser: installation.botUser });
      people.set(id, person);
      return person;
    },
    channel: (id) => workspace.channel(id),
    addChannel: (id, given = {}) =>
      workspace.addChannel({
        id,
        name: given.name ?? id.toLowerCase(),
        kind: given.private === true ? 'group' : 'channel',
        user: null,
        botIsMember: given.botIsMember ?? true,
      }),
    read: textOf,
    calls: (name) => calls.of(name),
    nextCall: (name, fits, timeoutMs) => calls.next(name, fits, timeoutMs),
    watch: (listener) => calls.watch(listener),
    fault: (name, fault, times, when) => {
      faults.order(name, fault, times, when);
    },
    violations,
    delivered,
    deliverTo: (url) => {
      outlet.target(url);
    },
    deliver: (type, body) => outlet.send(type, body),
    connected: (count = 1) => outlet.connected(count),
    disconnected: () => outlet.disconnected(),
    connections: () => outlet.connections(),
    disconnect: (how) => {
      outlet.disconnect(how);
    },
    frame: (text) => {
      outlet.frame(text);
    },
    acknowledged: outlet.acknowledged,
    unacknowledged: () => outlet.pending(),
    settled: () => outlet.settled(),
    deleteThread: (id, thread) => {
      const channel = workspace.channel(id);
      channel.messages = channel.messages.filter((one) => one.ts !== thread && one.thread !== thread);
    },
    close: async () => {
      outlet.close();
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
