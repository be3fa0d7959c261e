import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createCallLog, type Call } from './calls.js';
import { createFaults, type Fault } from './faults.js';
import { createLimits } from './limits.js';
import { METHODS, RESULTS, type Platform } from './methods.js';
import { numberParam, readParams, type Params } from './params.js';
import { createAgent, createUser, memberChange, type Agent, type User } from './people.js';
import { badRequest, Refusal } from './refusal.js';
import { checkContent } from './rules.js';
import { chatJson, userJson } from './shape.js';
import { createUpdates } from './updates.js';
import { loadWire } from './wire.js';
import { createWorld, type Account, type Chat, type Topic, type World } from './world.js';

/**
 * A Telegram of the project's own: the Bot API over real HTTP on a free loopback port, with people who write
 * and press, groups with topics, files, and faults to order. Calls are checked against the published description
 * of the API, where that is at hand, and refused as Telegram would.
 *
 *     const server = await startTelegramServer();
 *     const anna = server.user(7, 'Anna');
 *     anna.writes('my site is down');
 *     const call = await server.nextCall('sendMessage');
 *     anna.presses('It works again');
 *     await server.close();
 */
export interface TelegramServer {
  /** What `TELEGRAM_API_ROOT` is set to. */
  readonly url: string;
  readonly token: string;
  readonly bot: Account;
  readonly world: World;
  /** A person with a private chat; the same id gives the same chat. */
  user(id: number, name: string, more?: { lastName?: string; language?: string }): User;
  /** A supergroup with topics in which the bot may manage them. */
  forum(id: number, title: string): Chat;
  /** A group without topics, into which the bot is invited now. */
  group(id: number, title: string): Chat;
  agent(id: number, name: string, group: number): Agent;
  chat(id: number): Chat;
  /** The topics of a group that were not deleted. */
  topics(chat: number): Topic[];
  deleteTopic(chat: number, topic: number): void;
  /** A group becomes a supergroup with topics under another id. */
  migrate(from: number, to: number): Chat;
  calls(method: string): Call[];
  nextCall(method: string, fits?: (params: Params) => boolean, timeoutMs?: number): Promise<Call>;
  /** Calls back after each call has had its effect, until the result is called. */
  watch(listener: () => void): () => void;
  fail(method: string, fault: Fault): void;
  /** Switches Telegram's limits on sending on: what is too fast is answered 429. */
  limit(): void;
  /** Queues an update of any shape whatever. */
  pushRaw(update: unknown): void;
  /** The next update gets this number: Telegram begins anew after a quiet week. */
  countFrom(id: number): void;
  /** Updates that are neither confirmed nor delivered. */
  pending(): unknown[];
  /** Resolves when all updates are confirmed or delivered. */
  settled(timeoutMs?: number): Promise<void>;
  /** What the answer to a pressed button said, or undefined while there is none. */
  answered(callback: string): string | undefined;
  close(): Promise<void>;
}

export interface TelegramServerOptions {
  token?: string;
  now?: () => number;
  /** How long after a failure an update is delivered to the webhook again, ms. */
  webhookRetryMs?: number;
}

export async function startTelegramServer(options: TelegramServerOptions = {}): Promise<TelegramServer> {
  const token = options.token ?? '4242:test-token_of-the-bot';
  const now = options.now ?? Date.now;
  const bot: Account = {
    id: Number(token.split(':')[0]),
    isBot: true,
    firstName: 'Firstline',
    username: 'FirstlineTestBot',
  };
  const wire = loadWire();
  const world = createWorld(bot, now);
  const updates = createUpdates(wire, options.webhookRetryMs ?? 20);
  const platform: Platform = { world, updates, pressed: new Set(), answers: new Map() };
  const log = createCallLog();
  const faults = createFaults();
  const limits = createLimits(now);
  const admin: Account = { id: 99, isBot: false, firstName: 'Admin' };

  /** Does what the call asks, or throws a Refusal. */
  async function perform(method: string, params: Params, signal: AbortSignal): Promise<unknown> {
    if (wire !== null && !wire.knows(method)) throw new Refusal(404, 'Not Found');
    const run = METHODS[method];
    if (run === undefined) throw new Refusal(404, `Not Found: the test server does not perform ${method}`);
    const problem = wire?.callProblem(method, params) ?? null;
    if (problem !== null) throw badRequest(problem);
    checkContent(method, params, wire?.reactions ?? new Set());
    if (method.startsWith('send') || method === 'createForumTopic') {
      const seconds = limits.count(numberParam(params, 'chat_id') ?? 0);
      if (seconds > 0) throw tooMany(seconds);
    }
    const result = await run(platform, params, signal);
    const type = RESULTS[method];
    const wrong = type === undefined ? null : (wire?.valueProblem(type, result) ?? null);
    if (wrong !== null) throw new Refusal(500, `the test server made a wrong answer: ${wrong}`);
    return result;
  }

  async function call(method: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const gone = new AbortController();
    response.on('close', () => gone.abort());
    const params = await readParams(request);
    const fault = faults.take(method, params);
    const note = (answer: Call['answer']): void => log.add({ method, params, answer });
    if (fault !== null && 'code' in fault) {
      note(fault.code);
      const { code, description = `Error ${fault.code}`, retryAfter } = fault;
      throw new Refusal(code, description, retryAfter === undefined ? {} : { retry_after: retryAfter });
    }
    if (fault !== null && 'drop' in fault && fault.drop === 'before') {
      note('none');
      response.destroy();
      return;
    }
    // A long poll is noted when it comes, for it may be answered much later.
    if (method === 'getUpdates') note('ok');
    let result: unknown;
    try {
      result = await perform(method, params, gone.signal);
    } catch (error) {
      if (method !== 'getUpdates') note(error instanceof Refusal ? error.code : 500);
      throw error;
    }
    const silent = fault !== null && ('hang' in fault || 'drop' in fault);
    if (method !== 'getUpdates') note(silent ? 'none' : 'ok');
    if (fault !== null && 'hang' in fault) return;
    if (silent) {
      response.destroy();
      return;
    }
    if (fault !== null && 'lateMs' in fault) {
      await new Promise((resolve) => setTimeout(resolve, fault.lateMs));
    }
    answer(response, 200, { ok: true, result });
  }

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname);
    const file = /^\/file\/bot([^/]+)\/(?:.*\/)?([^/]+)$/.exec(path);
    const [, given, name = ''] = file ?? /^\/bot([^/]+)\/([^/]+)$/.exec(path) ?? [];
    try {
      if (given !== token) throw new Refusal(given === undefined ? 404 : 401, 'Unauthorized');
      if (file === null) {
        await call(name, request, response);
        return;
      }
      const stored = world.files.get(name);
      if (stored === undefined) throw new Refusal(404, 'Not Found');
      response.writeHead(200, { 'content-type': 'application/octet-stream' }).end(stored.bytes);
    } catch (error) {
      const refusal = error instanceof Refusal ? error : new Refusal(500, String(error));
      answer(response, refusal.code, {
        ok: false,
        error_code: refusal.code,
        description: refusal.message,
        ...(Object.keys(refusal.parameters).length === 0 ? {} : { parameters: refusal.parameters }),
      });
    }
  }

  const http = createServer((request, response) => void serve(request, response));
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const bound = http.address();
  const port = typeof bound === 'object' && bound !== null ? bound.port : 0;

  return {
    url: `http://127.0.0.1:${port}`,
    token,
    bot,
    world,
    user: (id, name, more = {}) => createUser(platform, { id, isBot: false, firstName: name, ...more }),
    forum: (id, title) => world.addChat({ id, type: 'supergroup', title, isForum: true }),
    group(id, title) {
      const chat = world.addChat({ id, type: 'group', title });
      updates.push('my_chat_member', memberChange(platform, admin, chat));
      return chat;
    },
    agent(id, name, group) {
      const current = (): Chat => {
        const chat = world.chat(group);
        return chat.migratedTo === null ? chat : world.chat(chat.migratedTo);
      };
      return createAgent(platform, { id, isBot: false, firstName: name }, current);
    },
    chat: (id) => world.chat(id),
    topics: (chat) => [...world.chat(chat).topics.values()].filter((topic) => !topic.deleted),
    deleteTopic(chat, topic) {
      const found = world.chat(chat).topics.get(topic);
      if (found === undefined) throw new Error(`there is no topic ${topic}`);
      found.deleted = true;
    },
    migrate(from, to) {
      const old = world.chat(from);
      const chat = world.addChat({ id: to, type: 'supergroup', title: old.title, isForum: true });
      old.migratedTo = to;
      const notice = (where: Chat, more: Record<string, number>): void => {
        where.lastId += 1;
        const message = { message_id: where.lastId, chat: chatJson(where), date: world.date(), ...more };
        updates.push('message', { ...message, from: userJson(admin) });
      };
      notice(old, { migrate_to_chat_id: to });
      notice(chat, { migrate_from_chat_id: from });
      return chat;
    },
    calls: (method) => log.of(method),
    nextCall: (method, fits, timeoutMs) => log.next(method, fits, timeoutMs),
    watch: (listener) => log.watch(listener),
    fail: (method, fault) => faults.order(method, fault),
    limit: () => {
      limits.on = true;
    },
    countFrom: (id) => updates.countFrom(id),
    pushRaw: (update) => updates.pushRaw(update),
    pending: () => updates.pending(),
    settled: (timeoutMs) => updates.settled(timeoutMs),
    answered: (callback) => platform.answers.get(callback),
    async close() {
      updates.close();
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
    },
  };
}

function tooMany(seconds: number): Refusal {
  return new Refusal(429, `Too Many Requests: retry after ${seconds}`, { retry_after: seconds });
}

function answer(response: ServerResponse, code: number, body: Record<string, unknown>): void {
  if (response.destroyed || response.writableEnded) return;
  response.writeHead(code, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
