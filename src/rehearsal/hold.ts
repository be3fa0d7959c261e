import { messageOf } from '../errors.js';
import { compare, type Difference } from './compare.js';
import type { Conversation, Turn } from './conversation.js';
import type { Doing, Host } from './host.js';
import type { Names } from './names.js';
import type { Observed } from './observed.js';
import type { Script } from './script.js';
import { SILENCE } from './setting.js';
import { msOf } from './span.js';

/** How a conversation went: up to its end, or up to the first turn that did not go as expected. */
export interface Held {
  /** Empty where everything came as expected. */
  differences: Difference[];
  /** The turn they are in, from 0. */
  turn: number;
  /** Who did what, a line each. */
  transcript: string[];
}

/** Holds a conversation. It stops at the first turn that did not go as expected: what follows only follows from it. */
export async function hold(conversation: Conversation, host: Host, names: Names): Promise<Held> {
  const heard: Observed['says'] = [];
  const transcript: string[] = [];
  let { probes: script } = conversation;
  for (const [turn, what] of conversation.turns.entries()) {
    const failed = (...differences: Difference[]): Held => ({ differences, turn, transcript });
    transcript.push(`> ${inWords(what)}`);
    script = scriptAfter(script, what);
    const doing = doingOf(what, heard);
    if (doing === null) {
      const labels = heard.at(-(what.of ?? 0) - 1)?.choices.map(({ label }) => label) ?? [];
      const got = labels.length === 0 ? 'there are no buttons' : `the buttons are ${JSON.stringify(labels)}`;
      return failed({ path: ['press'], expected: `a button «${what.press ?? ''}»`, got });
    }
    try {
      const observed = await host.take(doing, { script, later: what.probes === 'later' });
      if ('impossible' in observed) {
        const [path = 'bot'] = Object.keys(what).filter((key) => key !== 'bot' && key !== 'probes');
        return failed({ path: [path], expected: 'something that can be done', got: observed.impossible });
      }
      heard.push(...observed.says);
      transcript.push(...observed.says.flatMap(linesOf));
      const differences = compare(what.bot, observed, names);
      if (differences.length > 0) return failed(...differences);
    } catch (error) {
      return failed({ path: [], expected: 'a turn without an error', got: `an error: ${messageOf(error)}` });
    }
  }
  return { differences: [], turn: conversation.turns.length - 1, transcript };
}

/** What checks find from this turn on. */
function scriptAfter(script: Script, { probes, arrives }: Turn): Script {
  return {
    ...script,
    ...(typeof probes === 'object' ? probes : {}),
    ...(typeof arrives === 'object' ? arrives : {}),
  };
}

function doingOf(turn: Turn, heard: Observed['says']): Doing | null {
  const { edits, press, command, passes, silence, arrives, agent, restart, upgrade } = turn;
  if (edits !== undefined) return { kind: 'edit', text: edits };
  if (press !== undefined) {
    const said = heard.at(-(turn.of ?? 0) - 1);
    const choice = said?.choices.find(({ label }) => label === press);
    return choice === undefined ? null : { kind: 'press', token: choice.token };
  }
  if (command !== undefined) return { kind: 'command', name: command, argument: turn.argument ?? '' };
  if (passes !== undefined) return { kind: 'pass', ms: msOf(passes) };
  if (silence !== undefined) {
    const { remindAfterMs, closeAfterMs } = SILENCE;
    return { kind: 'pass', ms: silence === 'remind' ? remindAfterMs : remindAfterMs + closeAfterMs };
  }
  if (arrives !== undefined) return { kind: 'arrive' };
  if (agent !== undefined) return { kind: 'agent', does: agent };
  if (restart !== undefined) return { kind: 'restart' };
  if (upgrade !== undefined) return { kind: 'upgrade', lacks: upgrade === true ? [] : upgrade.lacks };
  const { user: text = '', files = 0, masked = [], understood = null } = turn;
  return { kind: 'write', text, files, masked, understood };
}

function inWords(turn: Turn): string {
  const { user, press, command, argument = '', files, agent } = turn;
  if (user !== undefined) return files === undefined ? user : `${user} [+ ${String(files)} files]`;
  if (press !== undefined) return `[${press}]`;
  if (command !== undefined) return `/${command} ${argument}`.trim();
  if (agent !== undefined) return `(the agent ${agent})`;
  const done = Object.entries(turn).filter(([key]) => key !== 'bot' && key !== 'probes');
  return `(${done.map(([key, value]) => `${key}: ${JSON.stringify(value)}`).join(', ')})`;
}

function linesOf({ text, choices }: Observed['says'][number]): string[] {
  const buttons = choices.map(({ label }) => `[${label}]`).join(' ');
  return [...text.split('\n'), ...(buttons === '' ? [] : [buttons])].map((line) => `  ${line}`.trimEnd());
}
