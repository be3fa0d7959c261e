import { z } from 'zod';

/** What a short reply does in a dialogue. Understood in every state; no intent of its own. */
export const actSchema = z.enum([
  'yes',
  'no',
  'unknown',
  'cancel',
  'back',
  'repeat',
  'not-that',
  'correction',
  'works-now',
  'still-broken',
  'skip',
  'partly',
]);
export type Act = z.infer<typeof actSchema>;
