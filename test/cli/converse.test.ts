import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { assemble } from '../../src/assemble.js';
import { createTerminalChannel } from '../../src/channels/terminal/terminal.js';
import { readConfig } from '../../src/config.js';
import { shippedBrain } from '../support/shipped.js';
import { repliesIn, talk, talkThrough } from '../support/cli.js';

/** How long training may take where the machine is busy, ms. */
const TRAINING_MS = 120_000;

const folder = mkdtempSync(join(tmpdir(), 'firstline-converse-'));
beforeAll(() => void shippedBrain(), TRAINING_MS);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('chat --json', () => {
  it('prints a line for each thing said, with these keys in this order', async () => {
    const held = await talkThrough('сайт не открывается\n');
    const lines = held.printed().split('\n');
    expect(lines).toHaveLength(2);
    expect([...(lines[0] ?? '').matchAll(/(?<=[{,])"(\w+)":/g)].map(([, key]) => key)).toEqual([
      'in',
      'say',
      'choices',
      'case',
      'owner',
      'intent',
      'p',
      'flow',
      'step',
    ]);
    const [reply] = repliesIn(held.printed());
    expect(reply).toMatchObject({
      in: 1,
      case: 1,
      owner: 'bot',
      intent: 'site-unavailable',
      flow: 'site-unavailable',
      step: 'domain',
    });
    expect(reply?.p).toBeGreaterThan(0.5);
  });

  it('counts every line, and answers those that say something', async () => {
    const held = await talkThrough('\n  \r\nсайт не открывается\r\n\nexample.com\n2');
    const replies = repliesIn(held.printed());
    expect([...new Set(replies.map((reply) => reply.in))]).toEqual([3, 5, 6]);
    const last = (line: number): (typeof replies)[number] | undefined =>
      replies.findLast((reply) => reply.in === line);
    expect(last(5)?.choices.length).toBeGreaterThan(1);
    // The second of those choices was taken by its number.
    expect(last(6)?.step).not.toBe(last(5)?.step);
  });

  it('tells who has the case once a person does', async () => {
    const held = await talkThrough('позовите человека\n/status\n');
    expect(repliesIn(held.printed()).map(({ in: line, owner }) => [line, owner])).toEqual([
      [1, 'queue'],
      [2, 'queue'],
    ]);
    expect(held.printed()).not.toContain('│');
  });

  it('answers what is hardly text', async () => {
    const input = Buffer.concat([
      Uint8Array.from([0xff, 0xfe, 0x20, 0xc3, 0x28, 0x0a]),
      bytes('a\0b\0\n'),
      bytes(`${'x'.repeat(100_000)}\n`),
      bytes(`${'почта не работает '.repeat(5_500)}\n`),
      bytes('\u2028\u202E{{}} <b>_*[\n'),
      bytes('/status'),
    ]);
    const held = await talkThrough(input, { language: 'ru' });
    const replies = repliesIn(held.printed());
    expect(replies[0]?.in).toBe(1);
    expect(replies.at(-1)?.in).toBe(6);
    expect(held.logged()).toBe('');
  });

  it('reads the next line once all replies to the last are printed', async () => {
    const held = talk();
    const order: string[] = [];
    held.output.on('data', (chunk: Buffer) => {
      for (const reply of repliesIn(chunk.toString())) order.push(`out ${String(reply.in)}`);
    });
    held.input.write('привет\nсайт не открывается\nпозовите человека\n/status\n');
    held.input.end();
    await held.ended;
    const seen = order.map((line) => Number(line.slice(4)));
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
    expect(new Set(seen)).toEqual(new Set([1, 2, 3, 4]));
  });

  it('begins in the language it is given, and for the audience', async () => {
    const said = async (language: 'ru' | 'en', audience: 'customer' | 'staff'): Promise<string> =>
      repliesIn((await talkThrough('/help\n', { language, audience })).printed())[0]?.say ?? '';
    expect(await said('ru', 'customer')).toMatch(/сайт/u);
    expect(await said('en', 'customer')).toMatch(/website/u);
    expect(await said('ru', 'staff')).toMatch(/VPN/u);
    expect(await said('en', 'staff')).toMatch(/work passwords/u);
    const asStaff = repliesIn((await talkThrough('не подключается vpn\n', { audience: 'staff' })).printed());
    const asCustomer = repliesIn((await talkThrough('не подключается vpn\n')).printed());
    expect(asStaff[0]?.flow).toBe('staff-vpn');
    expect(asCustomer.some((reply) => reply.flow === 'staff-vpn')).toBe(false);
  });
});

describe('two conversations on one database', () => {
  it('hear only their own words, also where a case is just being handed over', async () => {
    const database = `file:${join(folder, 'two.db')}`;
    const first = talk({ database, name: 'anna' });
    const second = talk({ database, name: 'boris' });
    first.input.write('сайт не открывается\nexample.com\n');
    second.input.write('my mail goes to spam\n');
    first.input.write('позовите человека\n');
    second.input.write('get me a person\n');
    first.input.end();
    second.input.end();
    await Promise.all([first.ended, second.ended]);
    const [ours, theirs] = [repliesIn(first.printed()), repliesIn(second.printed())];
    expect(ours.every((reply) => /[а-я]/u.test(reply.say))).toBe(true);
    expect(theirs.some((reply) => /[а-я]/u.test(reply.say))).toBe(false);
    expect(ours.at(-1)).toMatchObject({ in: 3, owner: 'queue' });
    expect(theirs.at(-1)).toMatchObject({ in: 2, owner: 'queue' });
    expect(ours.at(-1)?.case).not.toBe(theirs.at(-1)?.case);
  });
});

it("announces no other program's case", async () => {
  const database = `file:${join(folder, 'other.db')}`;
  const config = readConfig({ DATABASE_URL: database, PROBES: 'off' });
  const channel = createTerminalChannel({
    session: 'other',
    person: { id: 'other', name: 'boris', locale: null },
    now: Date.now,
    show: () => undefined,
  });
  const { engine, store } = await assemble(config, {
    channels: [{ channel, account: 'other', audience: 'customer' }],
    desks: [],
    log: pino({ level: 'silent' }),
    burstWindowMs: 0,
    brain: shippedBrain(),
  });
  await channel.receive(engine.sink);
  await engine.start();
  await channel.type('get me a person');
  await engine.idle();
  await engine.stop();
  expect(await store.unannounced()).toHaveLength(1);
  const held = await talkThrough('/help\n', { database, json: false });
  expect(held.printed()).not.toContain('boris');
  expect(await store.unannounced()).toHaveLength(1);
  await store.close();
});

describe('a conversation for people', () => {
  it('begins with how to leave and a greeting, and shows the card at the hand-over', async () => {
    const held = await talkThrough('позовите человека\nошибка 500\n', { json: false, locale: 'ru-RU' });
    const shown = held.printed();
    expect(shown).toMatch(/^Разговор с ботом поддержки в терминале\.[^]*Ctrl-D[^]*Здравствуйте\./u);
    expect(shown).toContain('> позовите человека\n');
    expect(shown).toMatch(/┌─ #1 anna[^]*└─/u);
    expect(shown.match(/┌─/gu)).toHaveLength(1);
    expect(shown).toContain('Специалист видит: ошибка 500');
  });

  it('says what to configure where nothing is, and ends with its input', async () => {
    const held = await talkThrough('', { json: false, notice: 'start', locale: 'en-GB' });
    expect(held.printed()).toContain('TELEGRAM_BOT_TOKEN');
    expect(held.printed()).toContain('.env.example');
  });

  it.each(['/exit\n', ' /QUIT \n'])('ends by %j', async (line) => {
    const held = talk({ json: false });
    held.input.write(`${line}сайт не открывается\n`);
    await held.ended;
    expect(held.printed()).not.toContain('сайт');
  });

  it('edits lines in a terminal, and ends by Ctrl-D and by Ctrl-C', async () => {
    for (const key of ['\u0004', '\u0003']) {
      const held = talk({ json: false, terminal: true, language: 'en' });
      held.input.write(`/helb\u007Fp\r${key}`);
      await held.ended;
      expect(held.printed()).toContain('I help with websites');
      expect(held.printed().endsWith('\n')).toBe(true);
    }
  });
});

describe('the end', () => {
  it('comes by a signal while the input is still open', async () => {
    const stop = new AbortController();
    const held = talk({ signal: stop.signal });
    held.output.once('data', () => stop.abort());
    held.input.write('/help\n/help\n');
    await held.ended;
    expect(repliesIn(held.printed())).toHaveLength(1);
  });

  it('comes quietly when nobody reads any more', async () => {
    const held = talk();
    held.output.once('data', () => held.output.destroy(Object.assign(new Error('gone'), { code: 'EPIPE' })));
    held.input.write('/help\n');
    await held.ended;
    expect(held.logged()).toBe('');
  });

  it('is an error where the output fails otherwise', async () => {
    const held = talk();
    held.output.once('data', () => held.output.destroy(new Error('no space left on device')));
    held.input.write('/help\n');
    await expect(held.ended).rejects.toMatchObject({ code: 'OUTPUT_FAILED' });
  });
});

it('a conversation never breaks, whatever is written', { timeout: 60_000 }, async () => {
  const word = fc.constantFrom(
    ...['сайт', 'почта', 'не работает', 'да', 'нет', 'не то', 'назад', 'отмена', 'другое', '1', '2', '9'],
    ...[
      '/new',
      '/human',
      '/status',
      '/lang ru',
      '/lang',
      '/cancel',
      '/help',
      '/start x',
      '/nope',
      'example.com',
    ],
    ...[
      'site is down',
      'yes',
      'no',
      'person',
      'спасибо',
      'a@b.ru',
      'пароль: Qwerty12',
      '😀',
      '\0',
      '{domain}',
    ],
    ...['constructor', '__proto__', '`code`', '${1}', '%s', '\u202E', '//', '-', '┌─'],
  );
  const line = fc.oneof(
    { weight: 5, arbitrary: fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => words.join(' ')) },
    { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
    { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 200 }) },
  );
  const audience = fc.constantFrom('customer' as const, 'staff' as const);
  await fc.assert(
    fc.asyncProperty(fc.array(line, { minLength: 100, maxLength: 100 }), audience, async (lines, who) => {
      const text = lines.map((each) => each.replaceAll('\n', ' ')).join('\n');
      const held = await talkThrough(text, { json: false, audience: who });
      expect(held.logged()).toBe('');
      expect(held.printed()).not.toMatch(/\n\s+at .*:\d+:\d+|Error:|undefined|\[object/u);
    }),
    { numRuns: 3, endOnFailure: true },
  );
});
