import { commandNameSchema, type CommandName } from '../../model/inbound.js';

/** A line as it was meant: a command such as `/lang ru`, or words. */
export type Line = { kind: 'command'; name: CommandName; argument: string } | { kind: 'text'; text: string };

/** Reads a typed line; a slash before a word that is no command is just a slash. */
export function readLine(line: string): Line {
  const match = /^\/(\p{L}+)(?:\s+(.*))?$/su.exec(line.trim());
  const name = commandNameSchema.safeParse(match?.[1]?.toLowerCase());
  if (!name.success) return { kind: 'text', text: line };
  return { kind: 'command', name: name.data, argument: match?.[2]?.trim() ?? '' };
}
