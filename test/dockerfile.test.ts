import { execFileSync } from 'node:child_process';
import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';

const ROOT = new URL('../', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, ROOT), 'utf8');
const present = (path: string): boolean => existsSync(new URL(path, ROOT));

const { scripts, bin, engines } = z
  .object({
    scripts: z.record(z.string(), z.string()),
    bin: z.object({ firstline: z.string() }),
    engines: z.object({ node: z.string() }),
  })
  .parse(JSON.parse(read('package.json')));

/** The scripts that a text runs by `npm run X`, `npm test` or `npm start`. */
function scriptsIn(text: string): string[] {
  const named = [...text.matchAll(/\bnpm run (?:-s )?([\w:-]+)/g)].map((match) => match[1] ?? '');
  const short = [...text.matchAll(/\bnpm (test|start)\b/g)].map((match) => match[1] ?? '');
  return [...named, ...short];
}

interface Instruction {
  name: string;
  words: string;
}

/** A stage's instructions, lines joined and comments left out. */
function stages(dockerfile: string): Instruction[][] {
  const lines = dockerfile
    .replaceAll(/^#.*\n/gm, '')
    .replaceAll(/\\\n\s*/g, '')
    .split('\n')
    .filter((line) => line.trim() !== '');
  const result: Instruction[][] = [];
  for (const line of lines) {
    const [name = '', ...rest] = line.split(/\s+/);
    if (name === 'FROM') result.push([]);
    result.at(-1)?.push({ name, words: rest.join(' ') });
  }
  return result;
}

const [build = [], final = [], ...more] = stages(read('Dockerfile'));
const all = [...build, ...final];
const of = (stage: readonly Instruction[], name: string): string[] =>
  stage.filter((instruction) => instruction.name === name).map(({ words }) => words);

/** What a COPY takes, without its flags and its destination. */
const sources = (words: string): string[] =>
  words
    .split(' ')
    .filter((word) => !word.startsWith('--'))
    .slice(0, -1);

describe('Dockerfile', () => {
  it('has a stage to build and one to run, on the major version of Node that the package is for', () => {
    expect(more).toEqual([]);
    const images = of(all, 'FROM').map((words) => words.split(' ')[0]);
    expect(images.length).toBe(2);
    const major = /\d+/.exec(engines.node)?.[0];
    for (const image of images) expect(image).toMatch(new RegExp(`^node:${major}-`));
  });

  it('runs only scripts that there are', () => {
    const run = scriptsIn(of(all, 'RUN').join('\n'));
    expect(run.length).toBeGreaterThan(0);
    for (const script of run) expect(scripts).toHaveProperty([script]);
    // `npm ci` builds by itself.
    expect(of(build, 'RUN')).toContain('npm ci');
    expect(scriptsIn(scripts.prepare ?? '')).toContain('build');
  });

  it('copies only what is there and what .dockerignore lets through', () => {
    const allowed = read('.dockerignore')
      .split('\n')
      .filter((line) => line.startsWith('!'))
      .map((line) => line.slice(1));
    const copied = of(build, 'COPY').flatMap(sources);
    expect([...copied].sort()).toEqual([...allowed].sort());
    for (const path of copied) expect(present(path), path).toBe(true);
  });

  it('takes from the build what was copied into it or made there', () => {
    const made = new Set(['node_modules', 'dist', ...of(build, 'COPY').flatMap(sources)]);
    const taken = of(final, 'COPY').flatMap(sources);
    expect(of(final, 'COPY').every((words) => words.startsWith('--from=build '))).toBe(true);
    for (const path of taken) expect(made.has(path.replace('/app/', '')), path).toBe(true);
  });

  it('starts the package’s own program, whose source there is', () => {
    const [command] = of(final, 'CMD').map((words) => z.array(z.string()).parse(JSON.parse(words)));
    expect(command).toEqual(['node', bin.firstline, 'start']);
    expect(present(bin.firstline.replace('dist/', 'src/').replace('.js', '.ts'))).toBe(true);
  });

  it('ends as a user without rights, with its data on a volume and a check of its health', () => {
    const users = of(final, 'USER');
    expect(users.at(-1)).toBe('node');
    expect(final.findIndex(({ name }) => name === 'USER')).toBeLessThan(
      final.findIndex(({ name }) => name === 'CMD'),
    );
    expect(of(final, 'VOLUME')).toEqual(['/app/var']);
    expect(of(final, 'RUN').join()).toContain('chown node:node var');
    const health = of(final, 'HEALTHCHECK').join();
    expect(health).toContain('/healthz');
    expect(read('src/server.ts')).toContain("'/healthz'");
  });

  it('checks health by a script that runs', () => {
    const [health = ''] = of(final, 'HEALTHCHECK');
    const command = z.tuple([z.literal('node'), z.literal('-e'), z.string()]);
    const [, , script] = command.parse(JSON.parse(health.slice(health.indexOf('['))));
    // Nothing listens on port 1: the script must run to its end and say so.
    const run = (): unknown =>
      execFileSync(process.execPath, ['-e', script], { env: { PORT: '1' }, stdio: 'pipe' });
    expect(run).toThrow(expect.objectContaining({ status: 1, stderr: Buffer.from('') }));
  });
});

describe('.ci/run', () => {
  const script = read('.ci/run');

  it('can be run and stops at the first failure', () => {
    const path = fileURLToPath(new URL('.ci/run', ROOT));
    accessSync(path, constants.X_OK);
    execFileSync('bash', ['-n', path]);
    expect(script).toContain('set -euo pipefail');
  });

  it('installs from the lock file, tests and verifies by scripts that there are', () => {
    expect(script).toMatch(/npm ci\n[^]*npm test\n[^]*npm run verify\n/);
    for (const name of scriptsIn(script)) expect(scripts).toHaveProperty([name]);
    for (const name of scriptsIn(scripts.verify ?? '')) expect(scripts).toHaveProperty([name]);
  });
});
