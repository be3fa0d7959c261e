import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Says where what is learned from the shipped content is kept for all test files and the programs that they start:
 * whoever needs it first learns it.
 */
export default function learn(): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'firstline-shipped-'));
  process.env.SHIPPED_MODEL_FILE = join(folder, 'shipped.model');
  return () => rmSync(folder, { recursive: true, force: true });
}
