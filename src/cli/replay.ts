import { Command } from 'commander';
import { loadCheckedContent } from '../content.js';
import { FirstlineError } from '../errors.js';
import { count, type Note } from '../eval/note.js';
import type { ReplayMessage } from '../replay/message.js';
import { replay, type Replay } from '../replay/replay.js';
import { configFromEnvironment } from './environment.js';
import { json } from './eval-files.js';
import { CHANGE_FORMS, readChange } from './replay-change.js';
import { createVersions } from './replay-content.js';
import { heldOutMessages, lastMessages } from './replay-messages.js';
import { allowWorseOption, isTooMuchWorse, lastOption } from './replay-options.js';
import { replayLines, replayObject } from './replay-report.js';
import { withStoreToRead } from './with-store.js';

interface Options {
  with: string;
  last: number;
  messages?: string;
  allowWorse?: number | true;
  json: boolean;
}

/** `firstline replay --with CHANGE`: what a change of the content would change; "Replay" in README.md defines the terms. */
export function replayCommand(): Command {
  return new Command('replay')
    .description(
      'decide about the last messages and the held-out file again, and list what a change would change',
    )
    .requiredOption('--with <change>', CHANGE_FORMS)
    .addOption(lastOption())
    .option('--messages <file>', 'held-out messages (default: data/eval/messages.jsonl of the content)')
    .addOption(allowWorseOption())
    .option('--json', 'print one JSON object instead of lines', false)
    .action(async (options: Options) => {
      const report = await readReplay(options);
      process.stdout.write(
        options.json
          ? json({ ...report.told, ...replayObject(report.replay) })
          : `${[...report.head, ...replayLines(report.replay)].join('\n')}\n`,
      );
      if (isTooMuchWorse(report.replay, options.allowWorse)) process.exitCode = 1;
    });
}

async function readReplay(
  options: Pick<Options, 'with' | 'last' | 'messages'>,
): Promise<{ head: string[]; told: object; replay: Replay }> {
  const config = configFromEnvironment();
  const content = loadCheckedContent(config.contentDir);
  const change = await withStoreToRead(config.databaseUrl, (store) =>
    readChange(options.with, content, store, config),
  );
  const history = lastMessages(config.databaseUrl, options.last, change);
  const heldOut = heldOutMessages(options.messages, config.contentDir, change);
  const messages = [...history, ...(heldOut?.messages ?? [])];
  if (messages.length === 0) throw nothingToReplay();
  const versions = createVersions(change, config, tellProgress);
  tellProgress(`deciding about ${count(messages.length, 'message')} again`);
  const replayed = replay(messages, versions.before, versions.after);
  tellProgress('');
  return {
    head: headOf(change.told, history, heldOut),
    told: {
      with: options.with,
      change: change.told,
      ...{ history: history.length, heldOut: heldOut?.messages.length ?? 0, notes: heldOut?.notes ?? [] },
    },
    replay: replayed,
  };
}

function headOf(
  told: string,
  history: readonly ReplayMessage[],
  heldOut: { file: string; messages: readonly ReplayMessage[]; notes: readonly Note[] } | null,
): string[] {
  const sources = [
    ...(history.length > 0 ? [`the last ${count(history.length, 'message')} of the database`] : []),
    ...(heldOut === null ? [] : [`${count(heldOut.messages.length, 'message')} of ${heldOut.file}`]),
  ];
  return [
    `with ${told}: ${sources.join(' and ')}`,
    ...(heldOut?.notes ?? []).map(({ text }) => `note: ${text}`),
  ];
}

function nothingToReplay(): FirstlineError {
  return new FirstlineError(
    'REPLAY_NOTHING',
    'There is nothing to decide about again: the database has no messages, and there is no held-out file.',
    'Give a file of labelled messages with --messages, or run it where the bot runs, with the same DATABASE_URL.',
  );
}

/** On a terminal, a line that the next one replaces; empty: none any more. */
function tellProgress(what: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${what === '' ? '' : `${what} …`}`);
}
