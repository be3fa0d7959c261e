import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startTelegramServer, type TelegramServer } from '../../support/telegram/server.js';
import { loadWire } from '../../support/telegram/wire.js';

/** The test server is only worth something if it refuses what Telegram refuses. */
describe('the Telegram test server', () => {
  let server: TelegramServer;
  beforeEach(async () => {
    server = await startTelegramServer();
    server.user(7, 'Anna');
  });
  afterEach(() => server.close());

  async function call(method: string, params: unknown, token = server.token): Promise<[number, string]> {
    const response = await fetch(`${server.url}/bot${token}/${method}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(params),
    });
    const body: unknown = await response.json();
    return [response.status, JSON.stringify(body)];
  }
  const button = (callback_data: string) => ({ inline_keyboard: [[{ text: 'Yes', callback_data }]] });

  it.each([
    ['a wrong token', 401, 'sendMessage', { chat_id: 7, text: 'x' }, '1:wrong'],
    ['a text that is empty', 400, 'sendMessage', { chat_id: 7, text: ' ' }],
    ['a text that is too long', 400, 'sendMessage', { chat_id: 7, text: 'x'.repeat(4097) }],
    ['half a character', 400, 'sendMessage', { chat_id: 7, text: 'a\ud800' }],
    ['a chat that it does not know', 400, 'sendMessage', { chat_id: 8, text: 'x' }],
    [
      'an entity outside the text',
      400,
      'sendMessage',
      { chat_id: 7, text: 'x', entities: [{ type: 'bold', offset: 0, length: 2 }] },
    ],
    [
      'an entity of no known type',
      400,
      'sendMessage',
      { chat_id: 7, text: 'x', entities: [{ type: 'loud', offset: 0, length: 1 }] },
    ],
    [
      'an entity that begins inside a character',
      400,
      'sendMessage',
      { chat_id: 7, text: '😀', entities: [{ type: 'bold', offset: 1, length: 1 }] },
    ],
    [
      'a button that carries too much',
      400,
      'sendMessage',
      { chat_id: 7, text: 'x', reply_markup: button('x'.repeat(65)) },
    ],
    ['a topic that it does not know', 400, 'sendMessage', { chat_id: 7, text: 'x', message_thread_id: 5 }],
    ['a file that it does not know', 400, 'sendPhoto', { chat_id: 7, photo: 'nothing' }],
    ['an edit of nothing', 400, 'editMessageText', { chat_id: 7, message_id: 77, text: 'x' }],
    ['an answer to no button', 400, 'answerCallbackQuery', { callback_query_id: '5' }],
  ])('refuses %s', async (_, code, method, params, token?: string) => {
    const [status, body] = await call(method, params, token);
    expect(status).toBe(code);
    expect(body).toContain(`"error_code":${code}`);
  });

  it.runIf(loadWire() !== null).each([
    ['a method that does not exist', 404, 'sendLetter', {}],
    ['a parameter that does not exist', 400, 'sendMessage', { chat_id: 7, text: 'x', colour: 'red' }],
    ['a missing parameter', 400, 'sendMessage', { chat_id: 7 }],
    ['a parameter of the wrong type', 400, 'sendMessage', { chat_id: 7, text: 5 }],
    [
      'a wrong type deep inside',
      400,
      'sendMessage',
      { chat_id: 7, text: 'x', reply_markup: { inline_keyboard: [{ text: 'x' }] } },
    ],
    [
      'a reaction that is none',
      400,
      'setMessageReaction',
      { chat_id: 7, message_id: 1, reaction: [{ type: 'emoji', emoji: '☎' }] },
    ],
  ])('refuses %s', async (_, code, method, params) => {
    expect((await call(method, params))[0]).toBe(code);
  });

  it('keeps updates until an offset confirms them', async () => {
    const anna = server.user(7, 'Anna');
    anna.writes('one');
    anna.writes('two');
    const ids = async (params: object): Promise<string[]> =>
      [...(await call('getUpdates', params))[1].matchAll(/"update_id":(\d+)/g)].map(
        (match) => match[1] ?? '',
      );
    const [first = '', second = ''] = await ids({});
    expect(await ids({})).toEqual([first, second]);
    expect(await ids({ offset: Number(first), limit: 1 })).toEqual([first]);
    expect(await ids({ offset: Number(second) })).toEqual([second]);
    expect(await ids({})).toEqual([second]);
    expect(await ids({ offset: Number(second) + 1 })).toEqual([]);
    expect(server.pending()).toEqual([]);
  });

  it('holds a poll until something comes, and ends it when another begins', async () => {
    const held = call('getUpdates', { timeout: 20 });
    await server.nextCall('getUpdates');
    const other = call('getUpdates', { timeout: 20 });
    await server.nextCall('getUpdates');
    expect((await held)[0]).toBe(409);
    server.user(7, 'Anna').writes('hello');
    expect((await other)[1]).toContain('hello');
  });

  it('does not let polls have what a webhook is to get', async () => {
    await call('setWebhook', { url: 'http://127.0.0.1:9/' });
    expect((await call('getUpdates', {}))[0]).toBe(409);
    expect((await call('getWebhookInfo', {}))[1]).toContain('http://127.0.0.1:9/');
    await call('deleteWebhook', {});
    expect((await call('getUpdates', {}))[0]).toBe(200);
  });

  it('answers 429 to what is too fast, once limits are on', async () => {
    server.limit();
    const codes = [];
    for (let count = 0; count < 5; count += 1)
      codes.push((await call('sendMessage', { chat_id: 7, text: 'x' }))[0]);
    expect(codes).toEqual([200, 200, 200, 429, 429]);
  });
});
