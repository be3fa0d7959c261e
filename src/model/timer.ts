import { z } from 'zod';
import { reminderSchema } from './service-clock.js';

/** What a timer is for. */
export const timerNameSchema = z.enum([
  'remind',
  'close',
  'wait',
  'snooze',
  'rate',
  'follow-up',
  ...reminderSchema.options,
]);
export type TimerName = z.infer<typeof timerNameSchema>;

/** Timers of a case that are set and stopped together, whatever the other groups do. */
export const timerGroupSchema = z.enum([
  /** The person's silence, and waits of a flow: while the bot has the case. */
  'dialogue',
  /** A case that was put aside. */
  'snooze',
  /** What agents are held to: the first answer, the end. */
  'service',
  /** What comes after the end; the only ones that outlive it. */
  'aftercare',
]);
export type TimerGroup = z.infer<typeof timerGroupSchema>;
