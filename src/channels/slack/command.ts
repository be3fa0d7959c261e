import type { CommandName } from '../../model/inbound.js';

/** A command and what followed it, or null: an ordinary text. */
export interface Command {
  name: CommandName;
  argument: string;
}

const BARE: Readonly<Record<string, CommandName>> = {
  start: 'start',
  new: 'new',
  human: 'human',
  status: 'status',
  help: 'help',
  cancel: 'cancel',
};

function named(words: readonly string[]): Command | null {
  const [first = '', second = '', ...rest] = words;
  const word = first.toLowerCase();
  if (rest.length > 0) return null;
  if (word === 'lang' && /^(?:[a-z]{2})?$/i.test(second))
    return { name: 'lang', argument: second.toLowerCase() };
  const name = BARE[word];
  return name === undefined || second !== '' ? null : { name, argument: '' };
}

function wordsOf(text: string): string[] {
  return text
    .trim()
    .split(/\s+/)
    .filter((word) => word !== '');
}

/**
 * A command typed as a message: `!new`, `!human`, `!status`, `!lang ru`, `!help`, `!cancel`. Slack keeps texts
 * that begin with a slash for its own commands, so they can't be typed with one.
 */
export function typedCommand(text: string): Command | null {
  const trimmed = text.trim();
  return trimmed.startsWith('!') ? named(wordsOf(trimmed.slice(1))) : null;
}

/** What follows `/support`: one of the commands' names alone is that command, nothing at all is a greeting. */
export function slashCommand(text: string): Command | null {
  const words = wordsOf(text);
  return words.length === 0 ? { name: 'start', argument: '' } : named(words);
}
