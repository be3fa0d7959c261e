import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { chatCommand } from '../../src/cli/chat.js';
import { checkCommand } from '../../src/cli/check.js';
import { migrateCommand } from '../../src/cli/migrate.js';
import { schemaCommand } from '../../src/cli/schema.js';
import { slackManifestCommand } from '../../src/cli/slack-manifest.js';
import { startCommand } from '../../src/cli/start.js';
import { statsCommand } from '../../src/cli/stats.js';
import { repliesIn, runCli, startCli, tempFolder } from '../support/cli.js';
import { startTelegramServer } from '../support/telegram/server.js';

/** How long a program may take where the machine is busy, ms: it is compiled, and the content is trained. */
const SLOW_MS = 120_000;

const temp = tempFolder('process');
afterAll(() => temp.remove());
let folders = 0;
function folder(): string {
  folders += 1;
  const path = join(temp.path, `run-${String(folders)}`);
  mkdirSync(path);
  return path;
}

describe('firstline, from another folder', { timeout: SLOW_MS }, () => {
  it('chats through a pipe: JSON on standard output, a database in var/, exit 0', async () => {
    const cwd = folder();
    const { code, stdout, stderr } = await runCli(['chat', '--json', '--lang', 'ru'], {
      cwd,
      env: { LOG_LEVEL: 'info', CONTENT_DIR: temp.smallContent() },
      input: '/help\r\n\nпозовите человека',
    });
    expect(repliesIn(stdout).map((reply) => reply.in)).toEqual([1, 3]);
    expect(code).toBe(0);
    expect(readdirSync(join(cwd, 'var'))).toEqual(['firstline.db', 'firstline.db.model']);
    // The log goes to the other stream, and holds no words of the person.
    expect(stderr).toContain('"msg":"turn"');
    expect(stderr).not.toContain('человек');
  });

  it('checks the content that it comes with', async () => {
    const { code, stdout } = await runCli(['check'], { cwd: folder() });
    expect(stdout).toMatch(/: nothing wrong\n$/);
    expect(code).toBe(0);
  });

  it('ends quietly when its reader goes away, and by SIGINT', async () => {
    const cwd = folder();
    const env = { CONTENT_DIR: temp.smallContent() };
    const left = startCli(['chat', '--json'], { cwd, env });
    left.write('/help\n');
    await left.printed('\n');
    left.stopReading();
    left.write('/help\n/help\n');
    expect(await left.ended).toMatchObject({ code: 0, stderr: '' });

    const stopped = startCli(['chat', '--json'], { cwd, env });
    stopped.write('/help\n');
    await stopped.printed('\n');
    stopped.kill('SIGINT');
    expect(await stopped.ended).toMatchObject({ code: 0, stderr: '' });
    expect(readdirSync(join(cwd, 'var'))).toEqual(['firstline.db', 'firstline.db.model']);
  });

  it('starts without a token: says what to configure and ends with its input', async () => {
    const { code, stdout, stderr } = await runCli(['start'], {
      cwd: folder(),
      env: { CONTENT_DIR: temp.smallContent() },
    });
    expect(stdout).toContain('TELEGRAM_BOT_TOKEN or SLACK_BOT_TOKEN');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });

  it('starts with a token, serves, and ends by SIGTERM', async () => {
    const telegram = await startTelegramServer();
    const running = startCli(['start'], {
      cwd: folder(),
      env: {
        TELEGRAM_BOT_TOKEN: telegram.token,
        TELEGRAM_API_ROOT: telegram.url,
        PORT: '0',
        CONTENT_DIR: temp.smallContent(),
      },
    });
    await running.printed('"msg":"ready"');
    telegram.user(7, 'Anna').writes('/help');
    await telegram.nextCall('sendMessage');
    running.kill('SIGTERM');
    const { code, stdout, stderr } = await running.ended;
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('"msg":"stopped"');
    expect(stdout).not.toContain(telegram.token);
    await telegram.close();
  });
});

describe('a mistake is told in words, with exit code 1', { timeout: SLOW_MS }, () => {
  it.each([
    [['strat'], /unknown command 'strat'\n\(Did you mean start\?\)/],
    [['chat', '--lang', 'fr'], /'fr' is invalid\. Allowed choices are ru, en\./],
  ])('%j', async (args, message) => {
    const { code, stdout, stderr } = await runCli(args, { cwd: folder() });
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/\n\s+at /);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  });

  it('in the environment: every mistake at once, secrets left out, nothing made', async () => {
    const cwd = folder();
    writeFileSync(join(cwd, '.env'), 'PORT=many\n');
    const { code, stdout, stderr } = await runCli(['start'], {
      cwd,
      env: { TELEGRAM_BOT_TOKEN: 'hush-hush', LOG_LEVEL: 'loud' },
    });
    expect(stderr).toMatch(/^CONFIG_INVALID: The configuration has 3 mistakes:\n/);
    for (const name of ['TELEGRAM_BOT_TOKEN', 'LOG_LEVEL', 'PORT']) expect(stderr).toContain(`${name}: `);
    expect(stderr).not.toContain('hush');
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(readdirSync(cwd)).toEqual(['.env']);
  });

  it('in the file .env', async () => {
    const cwd = folder();
    mkdirSync(join(cwd, '.env'));
    const { code, stderr } = await runCli(['migrate'], { cwd });
    expect(stderr).toMatch(/^ENV_FILE: .*\n.*remove it\.\n$/);
    expect(code).toBe(1);
    expect(existsSync(join(cwd, 'var'))).toBe(false);
  });

  it('in the content, before a conversation begins', async () => {
    const cwd = folder();
    const content = temp.content();
    writeFileSync(join(content, 'intents/broken.yml'), 'id: [unclosed\n');
    const { code, stdout, stderr } = await runCli(['chat', '--json'], { cwd, env: { CONTENT_DIR: content } });
    expect(stderr).toMatch(/^CONTENT_INVALID: /);
    expect(stderr).toMatch(/\nintents\/broken\.yml:\d+:\d+ /);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(readdirSync(cwd)).toEqual([]);
  });
});

describe('--help', () => {
  it.each([
    startCommand,
    chatCommand,
    checkCommand,
    migrateCommand,
    slackManifestCommand,
    schemaCommand,
    statsCommand,
  ])('tells what a command is for and what it takes', (command) => {
    const made = command();
    expect(made.description()).toMatch(/^[a-z]/);
    for (const option of made.options) expect(option.description).not.toBe('');
    expect(made.helpInformation()).toContain(`Usage: ${made.name()}`);
  });
});
