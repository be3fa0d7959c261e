import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { graphCommand } from '../../src/cli/graph.js';
import { cleanUp, FLOW, folder, GOOD } from '../flow/folder.js';
import { xmlFault } from '../support/xml.js';

afterAll(cleanUp);

describe('firstline graph', () => {
  let printed = '';
  beforeEach(() => {
    printed = '';
    vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
      printed += String(text);
      return true;
    });
  });
  afterEach(() => {
    vi.restoreAllMocks();
    vi.unstubAllEnvs();
  });

  const run = (...args: string[]) => graphCommand().parseAsync(args, { from: 'user' });

  it('prints SVG or Mermaid in the language that is asked for, else in the shell’s', async () => {
    vi.stubEnv('LC_ALL', 'ru_RU.UTF-8');
    await run('no-site', '--content', folder(GOOD));
    expect(xmlFault(printed)).toBeNull();
    expect(printed).toContain('>Сайт не открывается<');
    printed = '';
    await run('no-site', '--content', folder(GOOD), '--format', 'mermaid', '--lang', 'en');
    expect(printed).toMatch(/^---\ntitle: "Site does not open"\n---\nflowchart TD\n/);
    printed = '';
    vi.stubEnv('LC_ALL', 'de_DE.UTF-8');
    await run('no-site', '--content', folder(GOOD));
    expect(printed).toContain('>Site does not open<');
  });

  it('writes a file, and tells when it cannot', async () => {
    const root = folder(GOOD);
    await run('no-site', '--content', root, '--output', join(root, 'picture.svg'));
    expect(printed).toBe('');
    expect(xmlFault(readFileSync(join(root, 'picture.svg'), 'utf8'))).toBeNull();
    await expect(run('no-site', '--content', root, '--output', root)).rejects.toMatchObject({
      code: 'GRAPH_OUTPUT',
    });
  });

  it('draws a flow that is right in its form while others are not, or lead nowhere yet', async () => {
    const root = folder({
      'flows/no-site.yml': FLOW.replace('next: reload', 'next: not-yet'),
      'flows/other.yml': 'steps: 5',
    });
    await run('no-site', '--content', root, '--lang', 'en');
    expect(printed).toContain('>? not-yet<');
    const broken = run('other', '--content', root);
    await expect(broken).rejects.toMatchObject({ code: 'FLOW_UNREADABLE' });
    await expect(broken).rejects.toThrow('flows/other.yml:1:');
  });

  it('names the nearest flow when there is none of that name', async () => {
    await expect(run('no-sites', '--content', folder(GOOD))).rejects.toMatchObject({
      code: 'NO_SUCH_FLOW',
      remedy: 'Write `no-site` if that is what you meant.',
    });
    await expect(run('printer', '--content', folder(GOOD))).rejects.toMatchObject({
      remedy: 'There are: no-site.',
    });
    await expect(run('printer', '--content', folder({ 'a.txt': '' }))).rejects.toMatchObject({
      remedy: 'Name the folder that holds `flows/`.',
    });
  });
});
