import { z } from 'zod';
import { actSchema } from '../../src/model/act.js';
import { handoverReasonSchema, ownerSchema, resolutionSchema, type Dossier } from '../../src/model/case.js';
import { commandNameSchema, secretKindSchema } from '../../src/model/inbound.js';
import { departmentSchema, prioritySchema } from '../../src/model/intent.js';
import { audienceSchema, languageSchema } from '../../src/model/language.js';

/**
 * Conversation tests: what a person does, turn by turn, and what the bot must do about it. A file of
 * `test/conversations/FOLDER/` holds several. The format knows no implementation: whoever can take a `Doing` and
 * tell what came of it (`Host`) can be tested with the same files.
 */

const oneOrMore = z.union([z.string(), z.array(z.string()).min(1)]);

/** What the understanding is to say, where a test is about what follows and not about the understanding. */
const understoodSchema = z.strictObject({
  decision: z.enum(['answer', 'choose', 'clarify', 'handover']),
  /** Best first; the probabilities fall from .9. */
  intents: z.array(z.string()).default([]),
  issues: z.array(z.string()).optional(),
  act: actSchema.nullable().default(null),
});
export type Understood = z.infer<typeof understoodSchema>;

/** What is expected after a turn. What is not named is not looked at. */
const expectedSchema = z.strictObject({
  /** Parts of what the bot says, whatever the case. A part between slashes is a regular expression. */
  say: oneOrMore.optional(),
  'not-say': oneOrMore.optional(),
  /** The labels of the buttons, in order; `[]`: none. */
  choices: z.array(z.string()).optional(),
  /** The kind of move. */
  move: z.string().optional(),
  /** The running flow and the step it waits on; null: none. */
  flow: z.string().nullable().optional(),
  step: z.string().nullable().optional(),
  handover: handoverReasonSchema.optional(),
  close: resolutionSchema.optional(),
  owner: ownerSchema.optional(),
  intent: z.string().optional(),
  language: languageSchema.optional(),
  department: departmentSchema.optional(),
  priority: prioritySchema.optional(),
  /** What the card would show. */
  dossier: z
    .strictObject({
      problem: z.array(z.string()).optional(),
      understood: z.string().nullable().optional(),
      also: z.array(z.string()).optional(),
      answers: z.record(z.string(), z.string()).optional(),
      tried: z.array(z.enum(['helped', 'did-not-help', 'no-answer'])).optional(),
      nearest: z.array(z.string()).optional(),
    })
    .optional(),
});
export type Expected = z.infer<typeof expectedSchema>;

const turnSchema = z
  .strictObject({
    /** The person writes. */
    user: z.string().optional(),
    /** The person presses the button of this label in the last message, or with `of: N` in the N-th before it. */
    press: z.string().optional(),
    of: z.number().int().positive().optional(),
    command: commandNameSchema.optional(),
    argument: z.string().optional(),
    silence: z.enum(['remind', 'close']).optional(),
    agent: z.enum(['claims', 'hands-back', 'resolves']).optional(),
    /** The flows under way are no longer in the content as they were. */
    upgrade: z.literal(true).optional(),
    files: z.number().int().positive().optional(),
    masked: z.array(secretKindSchema).optional(),
    understood: understoodSchema.optional(),
    bot: expectedSchema.default({}),
  })
  .refine(
    (turn) =>
      [turn.user, turn.press, turn.command, turn.silence, turn.agent, turn.upgrade].filter(
        (doing) => doing !== undefined,
      ).length <= 1,
    { message: 'one turn does one thing' },
  );
export type Turn = z.infer<typeof turnSchema>;

export const conversationSchema = z.strictObject({
  name: z.string().min(1),
  audience: audienceSchema.default('customer'),
  /** What the platform says of the person's language. */
  language: languageSchema.default('ru'),
  /** Whether agents are at work. */
  desk: z.enum(['open', 'closed']).default('open'),
  turns: z.array(turnSchema).min(1),
});
export type Conversation = z.infer<typeof conversationSchema>;

export const conversationFileSchema = z.strictObject({ conversations: z.array(conversationSchema).min(1) });

/** One thing done in a conversation. */
export type Doing =
  | {
      kind: 'write';
      text: string;
      files: number;
      masked: NonNullable<Turn['masked']>;
      understood: Understood | null;
    }
  | { kind: 'press'; token: string }
  | { kind: 'command'; name: NonNullable<Turn['command']>; argument: string }
  | { kind: 'silence'; timer: 'remind' | 'close' }
  | { kind: 'agent'; does: NonNullable<Turn['agent']> }
  | { kind: 'upgrade' };

/** What came of it. */
export interface Observed {
  says: { text: string; choices: { label: string; token: string }[] }[];
  move: string;
  flow: string | null;
  step: string | null;
  handover: { dossier: Dossier; department: string; priority: string } | null;
  close: string | null;
  owner: string;
  intent: string | null;
  language: string;
}

/** Whatever holds a conversation: the dialogue alone, or later the whole engine, once or with everything twice. */
export interface Host {
  take(doing: Doing): Promise<Observed>;
}

/** A turn that did not go as expected. */
export interface Mismatch {
  /** From 1. */
  turn: number;
  done: string;
  expected: string;
  got: string;
}

/** Holds a conversation and tells what went otherwise; it stops at the first turn that did. */
export async function holdConversation(conversation: Conversation, host: Host): Promise<Mismatch[]> {
  const heard: Observed['says'] = [];
  for (const [index, turn] of conversation.turns.entries()) {
    const doing = doingOf(turn, heard);
    const done = describe(turn);
    if (doing === null) {
      return [{ turn: index + 1, done, expected: 'a button of that label', got: labelsOf(heard) }];
    }
    const observed = await host.take(doing);
    heard.push(...observed.says);
    const mismatches = compare(turn.bot, observed).map(([expected, got]) => ({
      turn: index + 1,
      done,
      expected,
      got,
    }));
    if (mismatches.length > 0) return mismatches;
  }
  return [];
}

function doingOf(turn: Turn, heard: Observed['says']): Doing | null {
  if (turn.press !== undefined) {
    const said = heard.at(-(turn.of ?? 0) - 1);
    const choice = said?.choices.find(({ label }) => label === turn.press);
    return choice === undefined ? null : { kind: 'press', token: choice.token };
  }
  if (turn.command !== undefined) {
    return { kind: 'command', name: turn.command, argument: turn.argument ?? '' };
  }
  if (turn.silence !== undefined) return { kind: 'silence', timer: turn.silence };
  if (turn.agent !== undefined) return { kind: 'agent', does: turn.agent };
  if (turn.upgrade !== undefined) return { kind: 'upgrade' };
  return {
    kind: 'write',
    text: turn.user ?? '',
    files: turn.files ?? 0,
    masked: turn.masked ?? [],
    understood: turn.understood ?? null,
  };
}

function describe(turn: Turn): string {
  const done = Object.entries(turn).filter(([key]) => key !== 'bot' && key !== 'understood');
  return JSON.stringify(Object.fromEntries(done));
}

function labelsOf(heard: Observed['says']): string {
  return JSON.stringify((heard.at(-1)?.choices ?? []).map(({ label }) => label));
}

/** Each pair: what was expected, and what was there instead. */
function compare(expected: Expected, observed: Observed): [string, string][] {
  const text = observed.says.map((said) => said.text).join('\n\n');
  const found: [string, string][] = [];
  const differs = (what: string, wanted: unknown, got: unknown): void => {
    if (wanted !== undefined && JSON.stringify(wanted) !== JSON.stringify(got)) {
      found.push([`${what}: ${JSON.stringify(wanted)}`, `${JSON.stringify(got)} (${observed.move}) ${text}`]);
    }
  };
  for (const part of list(expected.say)) {
    if (!holds(part, text)) found.push([`says ${part}`, `(${observed.move}) ${text}`]);
  }
  for (const part of list(expected['not-say'])) {
    if (holds(part, text)) found.push([`does not say ${part}`, `(${observed.move}) ${text}`]);
  }
  differs(
    'choices',
    expected.choices,
    (observed.says.at(-1)?.choices ?? []).map(({ label }) => label),
  );
  differs('move', expected.move, observed.move);
  differs('flow', expected.flow, observed.flow);
  differs('step', expected.step, observed.step);
  differs('handover', expected.handover, observed.handover?.dossier.reason ?? null);
  differs('close', expected.close, observed.close);
  differs('owner', expected.owner, observed.owner);
  differs('intent', expected.intent, observed.intent);
  differs('language', expected.language, observed.language);
  differs('department', expected.department, observed.handover?.department ?? null);
  differs('priority', expected.priority, observed.handover?.priority ?? null);
  const dossier = observed.handover?.dossier ?? null;
  differs('problem', expected.dossier?.problem, dossier?.problem ?? null);
  differs('understood', expected.dossier?.understood, dossier?.understood?.intent ?? null);
  differs('also', expected.dossier?.also, dossier?.also?.map(({ intent }) => intent) ?? []);
  const tried = dossier?.tried.map(({ result }) => result ?? 'no-answer') ?? null;
  differs('tried', expected.dossier?.tried, tried);
  differs('nearest', expected.dossier?.nearest, dossier?.nearest.map(({ issue }) => issue) ?? null);
  for (const [slot, value] of Object.entries(expected.dossier?.answers ?? {})) {
    differs(`answer ${slot}`, value, dossier?.answers.find((answer) => answer.slot === slot)?.value ?? null);
  }
  return found;
}

function list(parts: string | readonly string[] | undefined): readonly string[] {
  if (parts === undefined) return [];
  return typeof parts === 'string' ? [parts] : parts;
}

function holds(part: string, text: string): boolean {
  const pattern = /^\/(.+)\/$/su.exec(part)?.[1];
  return pattern === undefined
    ? text.toLowerCase().includes(part.toLowerCase())
    : new RegExp(pattern, 'iu').test(text);
}
