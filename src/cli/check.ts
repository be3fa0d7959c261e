import { resolve } from 'node:path';
import { Command } from 'commander';
import { loadRequiredContent } from '../content.js';
import type { ContentOutcome } from '../flow/content.js';
import { compareFaults, describeFault, isRemark } from '../flow/fault.js';
import { surveyDatabase } from '../store/sqlite/survey.js';
import { againstLines, heldAgainst, type Against } from './against.js';
import { contentFolder } from './environment.js';

export { loadRequiredContent } from '../content.js';

/** `firstline check [DIR]`: tells every mistake in the content by file and line; the exit code is 1 if there is one. */
export function checkCommand(): Command {
  return new Command('check')
    .description('check intents, flows, phrases and solved issues, and tell every mistake by file and line')
    .argument('[dir]', 'the folder that holds intents/, flows/ and data/issues/ (default: what start reads)')
    .option('--json', 'print one JSON object instead of lines', false)
    .option('--against <database>', 'tell what this content does to the open conversations of a database')
    .action((dir: string | undefined, options: { json: boolean; against?: string }) => {
      const outcome = loadRequiredContent(resolve(dir ?? contentFolder()));
      const against =
        options.against === undefined || !outcome.ok
          ? null
          : heldAgainst(outcome.content, surveyDatabase(options.against));
      const report = checkReport(outcome, options.json, against);
      process.stdout.write(report.text);
      if (!report.ok) process.exitCode = 1;
    });
}

/**
 * What is printed about a check: a line for each mistake and remark and their number, or how much there is of what is
 * right.
 */
export function checkReport(
  outcome: ContentOutcome,
  json: boolean,
  against: Against | null = null,
): { ok: boolean; text: string } {
  const faults = [...(outcome.ok ? [] : outcome.faults), ...outcome.remarks()].sort(compareFaults);
  if (!outcome.ok || faults.length > 0) {
    // What is only remarked on can be put in force, so that its conversations are told of as well.
    const held = against === null ? {} : { against };
    if (json) return { ok: false, text: `${JSON.stringify({ ok: false, faults, ...held }, null, 2)}\n` };
    const files = new Set(faults.map(({ file }) => file)).size;
    const remarks = faults.filter(isRemark).length;
    const counts = [
      ...(remarks === faults.length ? [] : [count(faults.length - remarks, 'mistake')]),
      ...(remarks === 0 ? [] : [count(remarks, 'remark')]),
    ];
    const lines = [
      ...faults.map(describeFault),
      `${counts.join(' and ')} in ${count(files, 'file')}`,
      ...(against === null ? [] : againstLines(against)),
    ];
    return { ok: false, text: lines.map((line) => `${line}\n`).join('') };
  }
  const { intents, flows, issues, phrases } = outcome.content;
  const sizes = { intents: intents.length, flows: flows.size, issues: issues.length, phrases: phrases.size };
  if (json) {
    const found = { ok: true, ...sizes, ...(against === null ? {} : { against }) };
    return { ok: true, text: `${JSON.stringify(found, null, 2)}\n` };
  }
  const parts = [
    count(sizes.intents, 'intent'),
    count(sizes.flows, 'flow'),
    count(sizes.issues, 'issue'),
    count(sizes.phrases, 'phrase'),
  ];
  const lines = [`${parts.join(', ')}: nothing wrong`, ...(against === null ? [] : againstLines(against))];
  return { ok: true, text: lines.map((line) => `${line}\n`).join('') };
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
