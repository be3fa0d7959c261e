import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const NLU = new URL('../../src/nlu/', import.meta.url);
const CACHE = new URL('../../node_modules/.cache/firstline/', import.meta.url);

/**
 * Says where what is learned from the shipped content is kept for all test files and the programs that they start:
 * whoever needs it first learns it. It outlives the run, for as long as content (the model's key) and the code that
 * learns (the file's name) stay as they are.
 */
export default function learn(): void {
  const code = createHash('sha256');
  for (const name of readdirSync(NLU).sort()) code.update(readFileSync(new URL(name, NLU)));
  mkdirSync(CACHE, { recursive: true });
  const file = new URL(`shipped-${code.digest('hex').slice(0, 12)}.model`, CACHE);
  process.env.SHIPPED_MODEL_FILE = fileURLToPath(file);
}
