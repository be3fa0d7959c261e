import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Command } from 'commander';
import { z } from 'zod';
import { PATTERNS } from '../dialogue/patterns.js';
import { FirstlineError, messageOf } from '../errors.js';
import { coverageOf } from '../flow/coverage.js';
import { visitSchema, type Visit } from '../flow/visit.js';
import { walkLines, type Walked } from '../walk/report.js';
import { isSound } from '../walk/walk.js';
import { walksOf } from '../walk/walks.js';
import { contentFolder } from './environment.js';
import { json } from './eval-files.js';
import { readFlowFiles } from './flow-files.js';

interface Options {
  content?: string;
  conversations?: string;
  json: boolean;
}

/** `firstline walk [FLOW]`: every path through a flow, or all of them; the exit code is 1 if one is not as it should be. */
export function walkCommand(): Command {
  return new Command('walk')
    .description(
      'walk every path through the flows, and tell where one does not end and which ways none goes',
    )
    .argument('[flow]', 'the id of one (default: all, patterns included)')
    .option('--content <dir>', 'the folder that holds flows/ (default: what start reads)')
    .option('--conversations <file>', 'also tell what conversation tests cover: JSON, an array of visits')
    .option('--json', 'print one JSON object instead of lines', false)
    .action((id: string | undefined, options: Options) => {
      const { flows, sources } = readFlowFiles(resolve(options.content ?? contentFolder()), id ?? null);
      const visits = options.conversations === undefined ? null : readVisits(options.conversations);
      const walks = walksOf(sources, PATTERNS, (flow) => flows.includes(flow)).map((walk): Walked => {
        const flow = flows.find((one) => one.id === walk.flow);
        const conversations = visits === null || flow === undefined ? null : coverageOf(flow, visits);
        return { ...walk, conversations };
      });
      const ok = walks.every(isSound);
      process.stdout.write(options.json ? json({ ok, flows: walks }) : `${walkLines(walks).join('\n')}\n`);
      if (!ok) process.exitCode = 1;
    });
}

function readVisits(path: string): Visit[] {
  try {
    const given: unknown = JSON.parse(readFileSync(path, 'utf8'));
    return z.array(visitSchema).parse(given);
  } catch (thrown) {
    throw new FirstlineError(
      'VISITS_FILE',
      `${path} cannot be read as visits (${messageOf(thrown)}).`,
      'Give a file with an array of {"flow": …, "step": …, "exit": …}, as conversation tests record them.',
      thrown,
    );
  }
}
