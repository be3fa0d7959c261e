import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

/** This package's own folder, whether it runs from `src/` or from `dist/`. */
export const PACKAGE_DIR = fileURLToPath(new URL('../..', import.meta.url));

/** This package's version, as its package.json says. */
export function version(): string {
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  return z.object({ version: z.string() }).parse(JSON.parse(text)).version;
}
