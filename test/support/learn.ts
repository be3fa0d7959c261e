import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadCheckedContent } from '../../src/content.js';
import { FirstlineError } from '../../src/errors.js';
import { train } from '../../src/nlu/train.js';
import { packModel, writeModelFile } from '../../src/training/model-file.js';
import { modelKey } from '../../src/training/model-key.js';
import { LEARNING, PROJECT } from './shipped.js';

/** Learns the shipped content once for all test files and the programs that they start. */
export default function learn(): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'firstline-shipped-'));
  const file = join(folder, 'shipped.model');
  try {
    const content = loadCheckedContent(PROJECT);
    writeModelFile(file, packModel(modelKey(content, LEARNING), train(content, LEARNING)));
    process.env.SHIPPED_MODEL_FILE = file;
  } catch (error) {
    // Content with mistakes has a test that tells them.
    if (!(error instanceof FirstlineError)) throw error;
  }
  return () => rmSync(folder, { recursive: true, force: true });
}
