import { nearestRemedy } from '../model/spelling.js';
import type { Case } from '../model/case.js';
import { patternOf, type Expected } from './expected.js';
import type { Names } from './names.js';
import type { Observed } from './observed.js';

/** Something that did not come as expected. */
export interface Difference {
  /** Where it is expected, inside the turn. */
  path: readonly (string | number)[];
  expected: string;
  got: string;
}

/** The longest text that is worth quoting where the whole conversation is shown beside it. */
const QUOTED = 160;

/** Holds what came of a turn against what was expected of it. */
export function compare(expected: Expected, observed: Observed, names: Names): Difference[] {
  const { handover } = observed;
  const found: Difference[] = [];
  const hold = (path: readonly (string | number)[], wanted: unknown, got: unknown): void => {
    if (wanted === undefined || JSON.stringify(wanted) === JSON.stringify(got)) return;
    const name = path.slice(1).join('.');
    const hint = typeof wanted === 'string' ? hintFor(path, wanted, names) : '';
    found.push({ path, expected: `${name}: ${shown(wanted)}`, got: `${name}: ${shown(got)}${hint}` });
  };
  const among = (path: readonly string[], wanted: string | undefined, all: readonly string[]): void => {
    if (wanted !== undefined && !all.includes(wanted)) hold(path, wanted, all.at(-1) ?? null);
  };

  found.push(...texts(expected, observed));
  hold(['bot', 'choices'], expected.choices, observed.says.at(-1)?.choices.map(({ label }) => label) ?? []);
  among(['bot', 'move'], expected.move, observed.moves.length === 0 ? ['none'] : observed.moves);
  among(['bot', 'start'], expected.start, observed.started);
  among(['bot', 'resume'], expected.resume, observed.resumed);
  hold(['bot', 'flow'], expected.flow, observed.flow);
  hold(['bot', 'step'], expected.step, observed.step);
  hold(['bot', 'ask'], expected.ask, observed.ask);
  hold(['bot', 'probe'], expected.probe, observed.probes);
  for (const [slot, value] of Object.entries(expected.slots ?? {})) {
    hold(['bot', 'slots', slot], value, observed.slots[slot] ?? null);
  }
  hold(['bot', 'handover'], expected.handover, handover?.dossier?.reason ?? null);
  hold(['bot', 'close'], expected.close, observed.close);
  hold(['bot', 'owner'], expected.owner, observed.owner);
  hold(['bot', 'intent'], expected.intent, observed.intent);
  hold(['bot', 'language'], expected.language, observed.language);
  hold(['bot', 'department'], expected.department, handover?.department ?? null);
  hold(['bot', 'priority'], expected.priority, handover?.priority ?? null);
  for (const [path, wanted, got] of dossierParts(expected.dossier, handover?.dossier ?? null)) {
    hold(['bot', 'dossier', ...path], wanted, got);
  }
  return found;
}

/** Each part of a card's content: where it is expected, what, and what is there. */
function dossierParts(
  expected: Expected['dossier'],
  dossier: Case['dossier'],
): [path: string[], wanted: unknown, got: unknown][] {
  if (expected === undefined) return [];
  const { answers = {}, probes = {} } = expected;
  return [
    [['problem'], expected.problem, dossier?.problem ?? null],
    [['understood'], expected.understood, dossier?.understood?.intent ?? null],
    [['also'], expected.also, dossier?.also?.map(({ intent }) => intent) ?? []],
    [['tried'], expected.tried, dossier?.tried.map(({ result }) => result ?? 'no-answer') ?? null],
    [['nearest'], expected.nearest, dossier?.nearest.map(({ issue }) => issue) ?? null],
    ...Object.entries(answers).map(([slot, value]): [string[], unknown, unknown] => [
      ['answers', slot],
      value,
      dossier?.answers.find((answer) => answer.slot === slot)?.value ?? null,
    ]),
    ...Object.entries(probes).map(([name, verdict]): [string[], unknown, unknown] => [
      ['probes', name],
      verdict,
      dossier?.probes.findLast(({ probe }) => probe === name)?.verdict ?? null,
    ]),
  ];
}

/** What to say of a name that the content does not have. */
function hintFor(path: readonly (string | number)[], wanted: string, names: Names): string {
  const known = names.get(String(path.at(-1)));
  if (known === undefined || known.has(wanted)) return '';
  return `; the content has no “${wanted}”. ${nearestRemedy(wanted, known, 'Look its name up in the content')}`;
}

function texts(expected: Expected, { says }: Observed): Difference[] {
  const text = says.map((said) => said.text).join('\n\n');
  const got = text === '' ? 'it says nothing' : `it says ${shown(text)}`;
  const parts = (key: 'say' | 'not-say', wanted: boolean): Difference[] => {
    const given = expected[key] ?? [];
    return [given].flat().flatMap((part, index) => {
      if (holds(part, text) === wanted) return [];
      const path = typeof given === 'string' ? ['bot', key] : ['bot', key, index];
      return [{ path, expected: `${key}: ${part}`, got }];
    });
  };
  return [...parts('say', true), ...parts('not-say', false)];
}

function holds(part: string, text: string): boolean {
  const pattern = patternOf(part);
  return pattern === null
    ? text.toLowerCase().includes(part.toLowerCase())
    : pattern !== 'broken' && pattern.test(text);
}

function shown(value: unknown): string {
  if (value === null) return 'none';
  const text = typeof value === 'string' ? value.replaceAll('\n', ' ') : JSON.stringify(value);
  return text.length > QUOTED ? `${text.slice(0, QUOTED)}…` : text;
}
