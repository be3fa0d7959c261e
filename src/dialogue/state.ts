import { z } from 'zod';
import { flowSnapshotSchema } from '../flow/turn.js';

/** The format of a stored dialogue state. Raise it when a stored state can no longer be read as it is. */
export const STATE_FORMAT = 1;

/** What the dialogue remembers between turns, as it is stored. The dialogue's own; opaque to everyone else. */
export const dialogueStateSchema = z.strictObject({
  format: z.literal(STATE_FORMAT),
  /** Flows under way, the running one last. */
  stack: z.array(z.strictObject({ intent: z.string().nullable(), flow: flowSnapshotSchema })),
});
export type DialogueState = z.infer<typeof dialogueStateSchema>;
