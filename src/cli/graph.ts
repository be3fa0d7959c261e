import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Command, Option } from 'commander';
import { FirstlineError, messageOf } from '../errors.js';
import { languageSchema } from '../model/language.js';
import { drawingOf } from '../picture/drawing.js';
import { flowMermaid } from '../picture/mermaid.js';
import { contentFolder } from './environment.js';
import { readFlowFiles } from './flow-files.js';
import { shellLocale } from './shell.js';

const FORMATS = ['svg', 'mermaid'] as const;

interface Options {
  format: string;
  lang?: string;
  content?: string;
  output?: string;
}

/** `firstline graph FLOW`: a flow as a picture. */
export function graphCommand(): Command {
  return new Command('graph')
    .description('draw a flow')
    .argument('<flow>', 'its id')
    .addOption(new Option('--format <format>', 'how').choices(FORMATS).default('svg'))
    .addOption(
      new Option(
        '--lang <language>',
        "in which of its languages (default: the shell's, else English)",
      ).choices(languageSchema.options),
    )
    .option('--content <dir>', 'the folder that holds flows/ (default: what start reads)')
    .option('--output <file>', 'write to this file instead of the standard output')
    .action(async (id: string, { format, lang, content, output }: Options) => {
      const {
        flows: [flow],
      } = readFlowFiles(resolve(content ?? contentFolder()), id);
      if (flow === undefined) return;
      const language = languageSchema.safeParse(lang ?? shellLocale(process.env)?.slice(0, 2));
      const drawing = drawingOf(flow, language.data ?? 'en');
      if (format === 'mermaid') {
        print(flowMermaid(drawing), output);
        return;
      }
      // The layout is a large library that no other command needs.
      const { flowSvg } = await import('../picture/flow-svg.js');
      print(flowSvg(drawing), output);
    });
}

function print(text: string, output: string | undefined): void {
  if (output === undefined) {
    process.stdout.write(text);
    return;
  }
  try {
    writeFileSync(output, text);
  } catch (thrown) {
    throw new FirstlineError(
      'GRAPH_OUTPUT',
      `${output} cannot be written (${messageOf(thrown)}).`,
      'Name another file to write to.',
      thrown,
    );
  }
}
