import { z } from 'zod';
import { flowSnapshotSchema } from '../flow/turn.js';
import { actSchema } from '../model/act.js';
import { languageSchema } from '../model/language.js';
import { departmentSchema, prioritySchema } from '../model/intent.js';
import { pendingSchema } from './pending.js';
import { probeFindingSchema, probeResultSchema } from '../model/probe.js';

/** The format of a stored dialogue state. Raise it when a stored state can no longer be read as it is. */
export const STATE_FORMAT = 1;

/** A text in both languages that may hold what a person wrote, so it may be anything. */
const wordsSchema = z.strictObject({ ru: z.string(), en: z.string() });

const entitySchema = z.strictObject({
  kind: z.enum(['domain', 'url', 'email', 'ip', 'number', 'date', 'error-code', 'path', 'version']),
  value: z.string(),
  offset: z.number().int(),
  length: z.number().int(),
});

/** An answer that a running flow took: enough to show it to an agent, and to give it again after a correction. */
const givenAnswerSchema = z.strictObject({
  step: z.string(),
  slot: z.string().nullable(),
  kind: z.enum(['ask', 'choose', 'confirm']),
  question: wordsSchema,
  /** What the person meant, in words: an option's label, or what they wrote. */
  shown: wordsSchema,
  answer: z.strictObject({
    text: z.string(),
    choice: z.string().nullable(),
    act: actSchema.nullable(),
    entities: z.array(entitySchema),
    files: z.number().int().optional(),
  }),
});
export type GivenAnswer = z.infer<typeof givenAnswerSchema>;

/** What flows that have ended found: their answers, attempts and checks, ready to be shown. */
const foundSchema = z.strictObject({
  answers: z.array(z.strictObject({ slot: z.string(), question: z.string().nullable(), value: z.string() })),
  tried: z.array(z.strictObject({ step: z.string(), text: z.string(), result: z.string().nullable() })),
  findings: z.array(probeFindingSchema.extend({ run: z.number().int().default(0) })).default([]),
});
export type Found = z.infer<typeof foundSchema>;

/** A flow under way. */
const frameSchema = z.strictObject({
  intent: z.string().nullable(),
  /** The solved issue that is being suggested, when the flow is the pattern for that. */
  issue: z.string().nullable(),
  flow: flowSnapshotSchema,
  /** What the flow was started with. */
  inputs: z.record(z.string(), z.string()),
  slots: z.record(z.string(), z.string()),
  answers: z.array(givenAnswerSchema),
  tried: z.array(
    z.strictObject({
      step: z.string(),
      text: wordsSchema,
      result: z.enum(['helped', 'partly', 'did-not-help']).nullable(),
    }),
  ),
  /** Started by a step of the flow below it, which goes on when this one ends. */
  called: z.boolean().default(false),
  /** Of an issue that is suggested before a person takes over: where the case goes if that does not help. */
  otherwise: z
    .strictObject({
      department: departmentSchema.nullable(),
      priority: prioritySchema.nullable(),
      note: z.string().nullable(),
    })
    .nullable()
    .default(null),
  /** Solved issues that a step named and that are still to be suggested, the next one first; null: the nearest. */
  issues: z.array(z.string()).nullable().default(null),
  /** What the checks of its `probe` steps found; `as`: the slot that has the verdict. */
  findings: z
    .array(probeFindingSchema.extend({ step: z.string(), as: z.string(), run: z.number().int().default(0) }))
    .default([]),
  /** What flows that it called found. */
  below: foundSchema.default({ answers: [], tried: [], findings: [] }),
  /** The number of the work that it waits for, or null; see `DialogueState.runs`. */
  run: z.number().int().nullable().default(null),
  /** What came of that work, while something else was open. */
  arrived: z.array(probeResultSchema).nullable().default(null),
});
export type Frame = z.infer<typeof frameSchema>;

/** Everything about one problem, from its first message until it is closed or handed over. */
const episodeSchema = z.strictObject({
  /** Flows under way, the running one last. */
  stack: z.array(frameSchema),
  pending: pendingSchema.nullable(),
  /** What the person wrote about the problem, oldest first. */
  problem: z.array(z.string()),
  understood: z.strictObject({ intent: z.string(), p: z.number(), decision: z.string() }).nullable(),
  /** What it might have been, best first. */
  candidates: z.array(z.strictObject({ intent: z.string(), p: z.number() })),
  /** Solved issues near the problem, best first. */
  nearest: z.array(z.string()),
  /** What else was told together with the problem, and waits until it is finished; the next one first. */
  later: z
    .array(
      z.strictObject({
        intent: z.string(),
        p: z.number(),
        decision: z.string(),
        issues: z.array(z.string()),
      }),
    )
    .default([]),
  entities: z.array(entitySchema),
  /** Intents the person said it is not. */
  rejected: z.array(z.string()),
  /** Solved issues suggested so far. */
  suggested: z.array(z.string()),
  urgent: z.boolean(),
  /** Clarifying questions in a row. */
  clarifications: z.number().int(),
  /** Offers of candidates in a row. */
  offers: z.number().int(),
  /** How often none of the candidates was it. */
  elses: z.number().int(),
  /** How often the question now open was asked again because the answer did not fit. */
  misfits: z.number().int(),
  /** Messages in a row that were files without words. */
  fileMessages: z.number().int(),
  /** How often the person said that it is still broken, besides answering a question. */
  stillBroken: z.number().int(),
  /** Answers and attempts of flows that have ended. */
  found: foundSchema,
  /** The question as it was last put: which one, and the number its buttons carry. */
  asked: z.strictObject({ key: z.string(), offer: z.number().int() }).nullable(),
});
export type Episode = z.infer<typeof episodeSchema>;

/** What the dialogue remembers between turns, as it is stored. The dialogue's own; opaque to everyone else. */
export const dialogueStateSchema = z.strictObject({
  format: z.literal(STATE_FORMAT),
  /** Counts questions with buttons, so that an old button can be told from one of the question now open. */
  offers: z.number().int(),
  /** Counts checks and waits, so that what comes of an earlier one can be told from the one that is waited for. */
  runs: z.number().int().default(0),
  /** The language the person chose, which what they write does not change any more. */
  chosen: languageSchema.nullable(),
  /** The person was just offered the languages: the name of one is an answer. */
  offeredLanguages: z.boolean(),
  episode: episodeSchema,
  /** The episode before: handed over, or ended. Needed when the case comes back. */
  parked: episodeSchema.nullable(),
});
export type DialogueState = z.infer<typeof dialogueStateSchema>;

/** An episode in which nothing has been said yet. */
export function newEpisode(): Episode {
  return {
    stack: [],
    pending: null,
    problem: [],
    understood: null,
    candidates: [],
    nearest: [],
    later: [],
    entities: [],
    rejected: [],
    suggested: [],
    urgent: false,
    clarifications: 0,
    offers: 0,
    elses: 0,
    misfits: 0,
    fileMessages: 0,
    stillBroken: 0,
    found: { answers: [], tried: [], findings: [] },
    asked: null,
  };
}

/** The state of a conversation in which nothing has been said yet. */
export function initialState(): DialogueState {
  return {
    format: STATE_FORMAT,
    offers: 0,
    runs: 0,
    chosen: null,
    offeredLanguages: false,
    episode: newEpisode(),
    parked: null,
  };
}

/**
 * Reads a stored state. Null where it has another format or is damaged: the caller hands the case over with
 * reason `upgrade` (see `handOverUnreadable`) and goes on from `initialState()`.
 */
export function readState(stored: unknown): DialogueState | null {
  const result = dialogueStateSchema.safeParse(stored);
  return result.success ? result.data : null;
}
