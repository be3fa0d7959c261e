import { Command } from 'commander';
import { evalExamplesCommand } from './eval-examples.js';
import { evalIntentsCommand } from './eval-intents.js';
import { evalMessagesCommand } from './eval-messages.js';
import { evalRetrievalCommand } from './eval-retrieval.js';

/** `firstline eval`: how well messages are understood and solved issues are found, measured on data. */
export function evalCommand(): Command {
  return new Command('eval')
    .description('measure understanding and retrieval on data of your own or public sets')
    .addCommand(evalExamplesCommand())
    .addCommand(evalIntentsCommand())
    .addCommand(evalMessagesCommand())
    .addCommand(evalRetrievalCommand());
}
