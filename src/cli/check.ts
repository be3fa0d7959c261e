import { resolve } from 'node:path';
import { Command } from 'commander';
import { loadRequiredContent } from '../content.js';
import type { ContentOutcome } from '../flow/content.js';
import { describeFault } from '../flow/fault.js';
import { contentFolder } from './environment.js';

export { loadRequiredContent } from '../content.js';

/** `firstline check [DIR]`: tells every mistake in the content by file and line; the exit code is 1 if there is one. */
export function checkCommand(): Command {
  return new Command('check')
    .description('check intents, flows, phrases and solved issues, and tell every mistake by file and line')
    .argument('[dir]', 'the folder that holds intents/, flows/ and data/issues/ (default: what start reads)')
    .option('--json', 'print one JSON object instead of lines', false)
    .action((dir: string | undefined, options: { json: boolean }) => {
      const report = checkReport(loadRequiredContent(resolve(dir ?? contentFolder())), options.json);
      process.stdout.write(report.text);
      if (!report.ok) process.exitCode = 1;
    });
}

/** What is printed about a check: a line for each mistake and their number, or how much there is of what is right. */
export function checkReport(outcome: ContentOutcome, json: boolean): { ok: boolean; text: string } {
  if (!outcome.ok) {
    const { faults } = outcome;
    if (json) return { ok: false, text: `${JSON.stringify({ ok: false, faults }, null, 2)}\n` };
    const files = new Set(faults.map(({ file }) => file)).size;
    const lines = faults.map((fault) => `${describeFault(fault)}\n`).join('');
    return { ok: false, text: `${lines}${count(faults.length, 'mistake')} in ${count(files, 'file')}\n` };
  }
  const { intents, flows, issues, phrases } = outcome.content;
  const sizes = { intents: intents.length, flows: flows.size, issues: issues.length, phrases: phrases.size };
  if (json) return { ok: true, text: `${JSON.stringify({ ok: true, ...sizes }, null, 2)}\n` };
  const parts = [
    count(sizes.intents, 'intent'),
    count(sizes.flows, 'flow'),
    count(sizes.issues, 'issue'),
    count(sizes.phrases, 'phrase'),
  ];
  return { ok: true, text: `${parts.join(', ')}: nothing wrong\n` };
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
