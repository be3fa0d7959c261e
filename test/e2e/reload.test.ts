import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { START_MS, startPlatforms, type Platforms } from '../support/app.js';
import { runCli, tempFolder } from '../support/cli.js';
import type { LogLine } from '../support/log-lines.js';
import { startProcess, type Process } from '../support/process.js';
import { customer } from '../support/telegram/talk.js';

/** One process that lives through changes of its content, each test going on with what the last one left. */
const temp = tempFolder('reload');
const content = temp.smallContent();
let on: Platforms;
let program: Process;

const env = (): Record<string, string> => ({ ...on.env, CONTENT_DIR: content });
const intent = (id: string): string => join(content, 'intents', `${id}.yml`);

/** An intent that is told from all others by its words. */
function teach(id: string, thing: string, reply: string): void {
  const ways = [
    'broke',
    'is broken',
    'does not work',
    'leaks',
    'stopped working',
    'is leaking',
    'will not start',
  ];
  const lines = [
    '# yaml-language-server: $schema=./intent.schema.json',
    `id: ${id}`,
    'audience: customer',
    `title: { ru: Сломалось (${thing}), en: My ${thing} broke }`,
    `reply: { ru: Ответ, en: '${reply}' }`,
    'examples:',
    `  ru: [${thing} сломан, ${thing} не работает, ${thing} течёт]`,
    '  en:',
    ...ways.flatMap((way) => [`    - my ${thing} ${way}`, `    - the ${thing} in the kitchen ${way}`]),
  ];
  writeFileSync(intent(id), `${lines.join('\n')}\n`);
}

/** The next line about a reload after those that there are. */
async function reloaded(): Promise<LogLine> {
  const before = program.log.lines.length;
  const isOutcome = (line: LogLine): boolean =>
    line.msg === 'content exchanged' || line.msg?.startsWith('the content was not exchanged') === true;
  program.hangUp();
  return program.log.first((line) => program.log.lines.indexOf(line) >= before && isOutcome(line), START_MS);
}

beforeAll(async () => {
  on = await startPlatforms({ telegram: 'polling', desk: 'telegram' });
  teach('kettle-broken', 'kettle', 'Descale it.');
  program = await startProcess(env(), dirname(on.database), START_MS);
}, START_MS);

afterAll(async () => {
  await program.kill();
  await on.close();
  temp.remove();
});

describe('a process that is told to read its content again', { timeout: START_MS }, () => {
  it('understands by the content that it started with', async () => {
    const anna = customer(on.telegram, 'Anna', { language: 'en' });
    anna.writes('my kettle is leaking');
    await anna.hears('Descale it.');
    const boris = customer(on.telegram, 'Boris', { language: 'en' });
    boris.writes('my toaster is leaking');
    expect((await boris.hears(/./)).text).not.toContain('Clean the crumbs.');
  });

  it('understands by the new one after SIGHUP, in the same process', async () => {
    teach('toaster-broken', 'toaster', 'Clean the crumbs.');
    expect(await reloaded()).toMatchObject({ msg: 'content exchanged', model: 'learned', intents: 7 });
    const clara = customer(on.telegram, 'Clara', { language: 'en' });
    clara.writes('my toaster is leaking');
    await clara.hears('Clean the crumbs.');
  });

  it('goes on with the old one where the new one has mistakes, and takes it once it is mended', async () => {
    teach('fridge-broken', 'fridge', 'Close the door.');
    writeFileSync(intent('half-written'), '# yaml-language-server: $schema=./intent.schema.json\nid: half-');
    const line = await reloaded();
    expect(line.level).toBe(50);
    expect(line.faults).toContainEqual(expect.stringMatching(/^intents\/half-written\.yml:\d+:\d+ /));
    const dora = customer(on.telegram, 'Dora', { language: 'en' });
    dora.writes('my toaster is leaking');
    await dora.hears('Clean the crumbs.');

    rmSync(intent('half-written'));
    expect(await reloaded()).toMatchObject({ msg: 'content exchanged', intents: 8 });
    const emil = customer(on.telegram, 'Emil', { language: 'en' });
    emil.writes('my fridge is broken');
    await emil.hears('Close the door.');
  });

  it('loses none of several signals at once', async () => {
    rmSync(intent('fridge-broken'));
    program.hangUp();
    teach('fridge-broken', 'fridge', 'Open the door.');
    teach('lamp-broken', 'lamp', 'Change the bulb.');
    program.hangUp();
    program.hangUp();
    await program.log.first((line) => line.msg === 'content exchanged' && line.intents === 9, START_MS);
    const fred = customer(on.telegram, 'Fred', { language: 'en' });
    fred.writes('the lamp in the kitchen is broken');
    await fred.hears('Change the bulb.');
  });

  it('tells at debug why it understood so, and never a secret', async () => {
    const gina = customer(on.telegram, 'Gina', { language: 'en' });
    gina.writes('my kettle leaks, password: Xyzzy-quux-plugh');
    await gina.hears(/./);
    const line = await program.log.first(
      ({ msg, conversation }) =>
        msg === 'understood' && String(conversation).includes(String(gina.user.chat.id)),
    );
    expect(line.level).toBe(20);
    expect(line.reasons).toContainEqual(expect.stringMatching(/^terms: .*kettle/));
    expect(line.reasons).toContainEqual(expect.stringMatching(/^nearest example of kettle-broken: /));
    expect(line).toHaveProperty('thresholds.answer');
    expect(['answer', 'choose', 'clarify', 'handover']).toContain(line.decision);
    expect(JSON.stringify(program.log.lines)).not.toMatch(/xyzzy|quux|plugh/i);
    // Without debug there are no words of anybody.
    const told = program.log.lines.filter(({ level }) => level >= 30);
    expect(JSON.stringify(told)).not.toMatch(/leak|kitchen|Descale/);
    expect(told.length).toBeGreaterThan(0);
  });

  it('ends at once by SIGTERM while it learns, and the next start has no trouble with what is left', async () => {
    teach('iron-broken', 'iron', 'Refill it.');
    program.hangUp();
    expect(await program.end()).toBe(0);
    const folder = dirname(on.database);
    expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([]);
    program = await startProcess(env(), folder, START_MS);
    const hans = customer(on.telegram, 'Hans', { language: 'en' });
    hans.writes('my iron is broken');
    await hans.hears('Refill it.');
  });
});

describe('two starts at once on one model file', { timeout: START_MS }, () => {
  it('both come up, and leave one whole file that the next one reads', async () => {
    const folder = join(temp.path, 'shared');
    const chat = (): ReturnType<typeof runCli> =>
      runCli(['chat', '--json', '--lang', 'en'], {
        cwd: temp.path,
        env: {
          CONTENT_DIR: content,
          DATABASE_URL: ':memory:',
          MODEL_FILE: join(folder, 'firstline.model'),
          LOG_LEVEL: 'info',
        },
        input: 'my kettle is leaking\n',
      });
    const both = await Promise.all([chat(), chat()]);
    for (const { code, stdout, stderr } of [...both, await chat()]) {
      expect({ code, heard: stdout.includes('Descale it.'), stderr }).toMatchObject({ code: 0, heard: true });
    }
    expect((await chat()).stderr).toContain('"model":"file"');
    expect(readdirSync(folder)).toEqual(['firstline.model']);
  });
});
