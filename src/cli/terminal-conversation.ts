import { stdin, stdout } from 'node:process';
import type { Config } from '../config.js';
import { newMemory } from '../engine/memory.js';
import { converse, type ConverseOptions } from './converse.js';
import { isSet } from './environment.js';
import { createLog } from './log.js';
import { shellLocale, shellUser } from './shell.js';
import { untilSignal } from './signals.js';

/**
 * Holds a conversation over this process's own streams. Unless the environment says otherwise, only warnings are
 * logged, and the card is in the person's language: whoever tries the bot reads both sides.
 */
export async function terminalConversation(
  config: Config,
  options: Pick<ConverseOptions, 'json' | 'audience' | 'language' | 'notice' | 'watch'>,
): Promise<void> {
  const locale = options.language ?? shellLocale(process.env);
  const name = shellUser(process.env);
  const deskLanguage = isSet('DESK_LANGUAGE')
    ? config.deskLanguage
    : newMemory({ id: '', name, locale }).language;
  const log = await createLog(isSet('LOG_LEVEL') ? config.logLevel : 'warn', 'stderr');
  await converse(
    { ...config, deskLanguage },
    { input: stdin, output: stdout },
    {
      ...options,
      locale,
      name,
      log,
      // Who changes content wants to know what came of it, and nothing of every turn.
      contentLog: isSet('LOG_LEVEL') || !options.watch ? log : log.child({}, { level: 'info' }),
      signal: untilSignal(),
    },
  );
}
