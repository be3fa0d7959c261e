import { z } from 'zod';
import { channelNameSchema } from './address.js';
import { handoverReasonSchema, resolutionSchema } from './case.js';
import type { HistoryEntry } from './history.js';
import { departmentSchema, idSchema, prioritySchema } from './intent.js';

/** What came of something that the person was asked to try. */
export const trialResultSchema = z.enum(['helped', 'partly', 'did-not-help']);
export type TrialResult = z.infer<typeof trialResultSchema>;

const event = <Kind extends string, Shape extends z.core.$ZodShape>(kind: Kind, shape: Shape) =>
  z.strictObject({ kind: z.literal(kind), ...shape });

/** The number of a draft of a solution. */
const draftSchema = z.string().regex(/^\d+$/);

const STEP = { flow: idSchema, step: idSchema };

/** What the dialogue came to on its way: figures tell from it what earns its place and what misleads. */
const outcomeSchemas = [
  /** The bot began with this, because it understood it so, it was chosen, or it waited for its turn. */
  event('intent', { intent: idSchema }),
  /** One of those that the person was asked to choose from, and the one that was chosen. */
  event('offered', { intent: idSchema }),
  event('chosen', { intent: idSchema }),
  /** The person said that it is not this, after the bot had begun with it. */
  event('not-that', { intent: idSchema }),
  /** It is over, while the case may go on with something else. */
  event('finished', { intent: idSchema, how: z.enum(['confirmed', 'answered', 'cancelled']) }),
  /** The solution of a solved issue was shown, by itself or as a step of a flow, and what came of it. */
  event('suggested', { issue: idSchema }),
  event('tried', { issue: idSchema, result: trialResultSchema }),
  /** A flow was begun; it came to an end of its own; or it was left while it stood at a step. */
  event('flow', { flow: idSchema }),
  event('flow-end', { ...STEP, how: z.enum(['resolve', 'handover']) }),
  event('flow-left', STEP),
  /** The case ends by silence: after something to try that may have helped, or while something else was asked. */
  event('silence', { after: z.enum(['solution', 'question']) }),
] as const;
export const caseOutcomeSchema = z.discriminatedUnion('kind', outcomeSchemas);
export type CaseOutcome = z.infer<typeof caseOutcomeSchema>;

/** Everything that a case's history tells besides what somebody said. */
export const historyEventSchema = z.discriminatedUnion('kind', [
  ...outcomeSchemas,
  event('handover', { reason: handoverReasonSchema }),
  event('claim', {}),
  /** Another agent has it: the platform's id. */
  event('assign', { agent: z.string().min(1) }),
  event('release', {}),
  /** Agents were reminded of it. */
  event('reminder', { of: z.string().min(1) }),
  /** What it was really about, as an agent says. */
  event('meant', { intent: idSchema }),
  /** Goes on in a thread at another desk: the group's or channel's id. */
  event('move', { channel: channelNameSchema, chat: z.string().min(1) }),
  event('route', { department: departmentSchema, priority: prioritySchema }),
  /** Put aside until then, in UTC, and taken up again. */
  event('snooze', { until: z.iso.datetime() }),
  event('wake', {}),
  /** Ended, for it goes on in the case of this number. */
  event('merge', { into: z.string().regex(/^#\d+$/) }),
  /** The person is not served any more, or is again. */
  event('ban', {}),
  event('unban', {}),
  event('hand-back', {}),
  /** The bot asks what a flow asks, for the agent who has the case; it is done, or the agent did not wait. */
  event('collect', { flow: idSchema }),
  event('bring-back', {}),
  event('close', { resolution: resolutionSchema }),
  event('reopen', {}),
  /** What helped was the same as in a solved issue: that counts for it. */
  event('solved-as', { issue: idSchema }),
  /** What was decided about a draft of this case: its number, and the solved issue it became or became part of. */
  event('draft-published', { draft: draftSchema, issue: idSchema }),
  event('draft-merged', { draft: draftSchema, issue: idSchema }),
  event('draft-dropped', { draft: draftSchema }),
  event('draft-taken-back', { draft: draftSchema }),
  event('draft-rewritten', { draft: draftSchema }),
  /** Once it had ended: what an agent did has helped, as the person says. */
  event('helped', {}),
  /** Once it had ended: the person was asked for a score, and gave one. */
  event('ask-score', {}),
  event('score', { score: z.enum(['1', '2', '3', '4', '5']) }),
  /** The person is to be asked then, in UTC, whether everything is still fine; and was asked. */
  event('follow-up', { at: z.iso.datetime() }),
  event('followed-up', {}),
  /** An agent took back a message; the person deleted one, shut the bot out, or let it in again. */
  event('withdraw', {}),
  event('deleted', {}),
  event('shut-out', {}),
  event('let-in', {}),
  /** The case's thread on the desk was lost, and another one opened. */
  event('thread-anew', {}),
  /** Something to be sent did not arrive, and is not tried again. */
  event('not-delivered', { delivery: z.string(), reason: z.string() }),
]);
export type HistoryEvent = z.infer<typeof historyEventSchema>;
type Kind = HistoryEvent['kind'];

/** By kind, what a line tells after the colon, in this order. */
const FIELDS: ReadonlyMap<string, readonly string[]> = new Map(
  historyEventSchema.options.map(({ shape: { kind, ...fields } }) => [kind.value, Object.keys(fields)]),
);

/** An event as the text of a history's line: `claim`, `close: silence`, `route: billing, high`. */
export function formatHistoryEvent(told: HistoryEvent): string {
  const values = new Map<string, string>(Object.entries(told));
  const fields = (FIELDS.get(told.kind) ?? []).map((name) => values.get(name) ?? '');
  return fields.length === 0 ? told.kind : `${told.kind}: ${fields.join(', ')}`;
}

/** Reads such a text; null where it tells nothing that this version knows. */
export function readHistoryEvent(text: string): HistoryEvent | null {
  const [kind = '', ...rest] = text.split(': ');
  const names = FIELDS.get(kind);
  if (names === undefined) return null;
  const values = rest.length === 0 ? [] : rest.join(': ').split(', ');
  if (values.length !== names.length) return null;
  const fields = Object.fromEntries(names.map((name, index) => [name, values[index]]));
  return historyEventSchema.safeParse({ kind, ...fields }).data ?? null;
}

/** The event that a line of a history tells; null: what somebody said, did or wrote, whatever it looks like. */
export function eventIn({
  kind,
  text,
  inbound,
}: Pick<HistoryEntry, 'kind' | 'text' | 'inbound'>): HistoryEvent | null {
  return kind === 'event' && inbound === null ? readHistoryEvent(text) : null;
}

/** Events by which a case comes to somebody else, or to an end. */
const CHANGE_OWNER: ReadonlySet<Kind> = new Set<Kind>([
  'handover',
  'claim',
  'assign',
  'release',
  'move',
  'hand-back',
  'collect',
  'bring-back',
  'close',
  'merge',
  'reopen',
]);

/** Whether a line of a history tells that somebody else answers in the case from here on. */
export function changesOwner(line: Pick<HistoryEntry, 'kind' | 'text' | 'inbound'>): boolean {
  const told = eventIn(line);
  return told !== null && CHANGE_OWNER.has(told.kind);
}

/** Whether a line of a history tells that the bot has the case again. */
export function givesBack(line: Pick<HistoryEntry, 'kind' | 'text' | 'inbound'>): boolean {
  const told = eventIn(line)?.kind;
  return told === 'hand-back' || told === 'collect' || told === 'reopen';
}
