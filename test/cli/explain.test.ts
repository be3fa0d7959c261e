import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { explainCommand } from '../../src/cli/explain.js';
import { tempFolder } from '../support/cli.js';

const temp = tempFolder('explain');
afterAll(() => temp.remove());

let printed = '';
beforeEach(() => {
  printed = '';
  vi.stubEnv('CONTENT_DIR', temp.smallContent());
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed += String(text);
    return true;
  });
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

const explained = (...args: string[]): Promise<unknown> =>
  explainCommand().parseAsync(args, { from: 'user' });

describe('firstline explain', () => {
  it('tells what is made of a message typed in the wrong layout, and why', async () => {
    await explained('gjpjdbnt xtkjdtrf');
    expect(printed).toMatch(/^text +gjpjdbnt xtkjdtrf\nread as +позовите человека/);
    expect(printed).toContain('language    Russian, understood for a customer');
    expect(printed).toContain('signals     asks for a person');
    expect(printed).toMatch(/intents +[01]\.\d{3} [█·]{10} +human/);
    expect(printed).toMatch(/because +terms: /);
    expect(printed).toContain('nearest example of human: ');
  });

  it('tells of each problem by itself, and of slips that were mended', async () => {
    vi.stubEnv('CONTENT_DIR', '.');
    vi.stubEnv('DATABASE_URL', ':memory:');
    vi.stubEnv('MODEL_FILE', process.env.SHIPPED_MODEL_FILE);
    await explained('Не окрывается сайт example.ru с утра. И ещё вопрос: не приходят письма на почту');
    expect(printed).toMatch(/read as +не открывается сайт .*\(slips mended\)/);
    expect(printed).toMatch(
      /problems +[01]\.\d+ +site-unavailable +.+ {3}Не окрывается сайт example\.ru с утра\n/,
    );
    expect(printed).toMatch(/ +[01]\.\d+ +mail-not-receiving +.+ {3}.*не приходят письма на почту\n/);
  });

  it('takes words without quotes for one message', async () => {
    await explained('my', 'site', 'is', 'down', '--audience', 'staff');
    expect(printed).toMatch(/^text +my site is down\n/);
    expect(printed).toContain('understood for a colleague');
  });

  it('prints the whole understanding for other programs', async () => {
    await explained('example.com ok', '--audience', 'staff', '--lang', 'en', '--json');
    const read = z
      .object({
        text: z.literal('example.com ok'),
        audience: z.literal('staff'),
        language: z.literal('en'),
        act: z.string().nullable(),
        decision: z.enum(['answer', 'choose', 'clarify', 'handover']),
        p: z.number(),
        margin: z.number(),
        thresholds: z.object({ answer: z.number(), clarify: z.number() }),
        intents: z.array(z.object({ intent: z.string(), p: z.number(), title: z.string().min(1) })),
        issues: z.array(z.object({ issue: z.string(), score: z.number(), problem: z.string() })),
        entities: z.array(z.object({ kind: z.string(), value: z.string() })),
        signals: z.object({ human: z.boolean(), anger: z.boolean(), urgent: z.boolean() }),
        reasons: z.array(z.string()),
        readAs: z.null(),
      })
      .parse(JSON.parse(printed));
    expect(read.entities).toEqual([{ kind: 'domain', value: 'example.com' }]);
    expect(read.intents.length).toBeGreaterThan(0);
  });

  it('understands a colleague by what is for colleagues', async () => {
    vi.stubEnv('CONTENT_DIR', temp.content());
    vi.stubEnv('MODEL_FILE', process.env.SHIPPED_MODEL_FILE);
    await explained('vpn не подключается', '--audience', 'staff');
    expect(printed).toContain('understood for a colleague');
    expect(printed).toMatch(/intents +[01]\.\d{3} [█·]{10} +staff-vpn/);
  });

  it('takes a text without anything', async () => {
    await explained('');
    expect(printed).toMatch(/^text +\(empty\)\n/);
    expect(printed).toContain('nothing speaks for any intent');
  });
});
