import { join, resolve } from 'node:path';
import { Command, Option } from 'commander';
import { createBrain, loadCheckedContent } from '../brain.js';
import { FirstlineError } from '../errors.js';
import type { Content } from '../flow/content.js';
import { coverageOf } from '../flow/coverage.js';
import { describeFault } from '../flow/fault.js';
import { watchedFlows, type Visit } from '../flow/visit.js';
import { readFiles, type Rehearsed } from '../rehearsal/files.js';
import { coverageLines, fileLines, totalLine } from '../rehearsal/report.js';
import { MODES, rehearseFile, type FileResult, type Mode } from '../rehearsal/run.js';
import { configFromEnvironment } from './environment.js';
import { json } from './eval-files.js';
import { keptModel } from './kept-model.js';

interface Options {
  content?: string;
  only?: string;
  mode?: string;
  coverage: boolean;
  json: boolean;
}

/** `firstline test [FILES]`: holds conversations against the content; the exit code is 1 where one goes otherwise. */
export function testCommand(): Command {
  return new Command('test')
    .description('hold conversations against the content, each in three ways')
    .argument('[files...]', 'files or folders (default: test/conversations in the content folder)')
    .option('--content <dir>', 'the content (default: what start reads)')
    .option('--only <name>', 'only conversations with this in their name')
    .addOption(
      new Option(
        '--mode <mode>',
        'one way only: the dialogue alone, stored between turns, the engine',
      ).choices(MODES),
    )
    .option('--coverage', 'tell which steps and ways of the flows no conversation went', false)
    .option('--json', 'print one JSON object instead of lines', false)
    .action(async (given: string[], options: Options) => {
      const config = configFromEnvironment();
      const contentDir = resolve(options.content ?? config.contentDir);
      const paths =
        given.length === 0 ? [join(contentDir, 'test/conversations')] : given.map((path) => resolve(path));
      const rehearsed = readFiles(paths, process.cwd());
      if (rehearsed.faults.length > 0) {
        tellFaults(rehearsed, options.json);
        return;
      }
      const content = loadCheckedContent(contentDir);
      const { answerPrecision } = config;
      const brain = createBrain(content, { model: keptModel(content, config), answerPrecision });
      await rehearse(rehearsed, { content, brain }, options);
    });
}

function tellFaults({ faults }: Rehearsed, asJson: boolean): void {
  process.exitCode = 1;
  const lines = faults.map((fault) => `${describeFault(fault)}\n`).join('');
  process.stdout.write(asJson ? json({ ok: false, faults }) : lines);
}

async function rehearse(
  { files }: Rehearsed,
  { content, brain }: { content: Content; brain: ReturnType<typeof createBrain> },
  { only, mode, coverage, json: asJson }: Options,
): Promise<void> {
  const modes: readonly Mode[] = MODES.filter((name) => mode === undefined || name === mode);
  const visits: Visit[] = [];
  const flows = watchedFlows(content.flows, (visit) => visits.push(visit));
  const cast = { content: coverage ? { ...content, flows } : content, brain };
  const results: FileResult[] = [];
  for (const file of files) {
    const result = await rehearseFile(file, cast, { modes, only });
    if (result.conversations === 0) continue;
    results.push(result);
    if (!asJson) print(fileLines(result));
  }
  if (results.length === 0) throw nothingOfThatName(only ?? '');
  const ok = results.every(({ failures }) => failures.length === 0);
  if (!ok) process.exitCode = 1;
  const covered = [...content.flows.values()].map(({ flow }) => coverageOf(flow, visits));
  if (asJson) {
    process.stdout.write(json({ ok, modes, files: results, ...(coverage ? { coverage: covered } : {}) }));
    return;
  }
  if (coverage) print(coverageLines(covered));
  print([totalLine(results, modes)]);
}

function nothingOfThatName(name: string): FirstlineError {
  return new FirstlineError(
    'NO_SUCH_CONVERSATION',
    `No conversation has “${name}” in its name.`,
    'Look the names up in the files; a part of a name is enough.',
  );
}

function print(lines: readonly string[]): void {
  process.stdout.write(`${lines.join('\n')}\n`);
}
