import type { NewTimer } from '../store/store.js';
import type { Effect } from '../model/effect.js';
import type { Ids } from './ids.js';
import type { Memory } from './memory.js';

/** How long silence may last, ms. */
export interface Silence {
  remindAfterMs: number;
  /** After the reminder. */
  closeAfterMs: number;
}

/**
 * The timers that an effect asks for, and the wait to remember: of a wait that goes on the end stays where it is,
 * whatever the person writes meanwhile.
 */
export function timersFor(
  { on, wait }: Extract<Effect, { kind: 'timers' }>,
  waiting: Memory['wait'],
  at: number,
  { ids, silence }: { ids: Ids; silence: Silence },
): { timers: NewTimer[]; wait: Memory['wait'] } {
  if (!on) return { timers: [], wait: null };
  if (wait !== undefined) {
    const goesOn = waiting !== null && waiting.run === wait.run;
    const dueAt = goesOn ? waiting.dueAt : at + wait.minutes * 60_000;
    return {
      timers: [{ id: ids.next(), name: 'wait', dueAt }],
      wait: { run: wait.run, dueAt, aside: false },
    };
  }
  const remindAt = at + silence.remindAfterMs;
  return {
    timers: [
      { id: ids.next(), name: 'remind', dueAt: remindAt },
      { id: ids.next(), name: 'close', dueAt: remindAt + silence.closeAfterMs },
    ],
    // Something else is open: whoever comes back to the wait finds its end where it was.
    wait: waiting === null ? null : { ...waiting, aside: true },
  };
}
