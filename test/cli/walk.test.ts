import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { walkCommand } from '../../src/cli/walk.js';
import { cleanUp, FLOW, folder, GOOD } from '../flow/folder.js';

afterAll(cleanUp);

describe('firstline walk', () => {
  let printed = '';
  let before: typeof process.exitCode;
  beforeEach(() => {
    printed = '';
    before = process.exitCode;
    process.exitCode = undefined;
    vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
      printed += String(text);
      return true;
    });
  });
  afterEach(() => {
    vi.restoreAllMocks();
    process.exitCode = before;
  });

  const run = (...args: string[]) => walkCommand().parseAsync(args, { from: 'user' });

  it('prints figures of each flow, and that all is well', async () => {
    await run('--content', folder(GOOD));
    expect(printed.split('\n')).toEqual([
      'no-site: 5 steps, 7 ways, 5 paths, 1 end well, 4 with a person; steps 100 %, ways 100 %',
      '1 flow, 5 paths: every path ends, and every step and way is on one',
      '',
    ]);
    expect(process.exitCode).toBeUndefined();
  });

  it('exits with 1 where something is wrong, and names it', async () => {
    const flow = FLOW.replace('yes: done\n', 'yes: reload\n');
    await run('no-site', '--content', folder({ ...GOOD, 'flows/no-site.yml': flow }));
    expect(process.exitCode).toBe(1);
    expect(printed).toContain('\n  no path comes to done\n');
    printed = '';
    await run('--json', '--content', folder({ ...GOOD, 'flows/no-site.yml': flow }));
    expect(JSON.parse(printed)).toMatchObject({
      ok: false,
      flows: [{ flow: 'no-site', coverage: { steps: { missing: ['done'] } } }],
    });
  });

  it('tells what conversation tests cover', async () => {
    const visits = [
      { flow: 'no-site', step: 'which', exit: 0 },
      { flow: 'no-site', step: 'seen', exit: null },
    ];
    const root = folder({ ...GOOD, 'visits.json': JSON.stringify(visits), 'odd.json': '[{"flow": 1}]' });
    await run('--content', root, '--conversations', join(root, 'visits.json'));
    expect(process.exitCode).toBeUndefined();
    expect(printed).toContain('\n  conversation tests: steps 40 %, ways 14 %\n  no test comes to reload\n');
    expect(printed).toContain('\n  no test goes seen: blank → reload\n');
    await expect(run('--content', root, '--conversations', join(root, 'odd.json'))).rejects.toMatchObject({
      code: 'VISITS_FILE',
    });
  });

  it('names the nearest flow when there is none of that name', async () => {
    await expect(run('no-sites', '--content', folder(GOOD))).rejects.toMatchObject({ code: 'NO_SUCH_FLOW' });
  });
});
