import type { DialogueEvent } from '../dialogue/event.js';
import type { Ids } from '../engine/ids.js';
import { timersFor } from '../engine/silence.js';
import type { Effect } from '../model/effect.js';
import { countingIds } from './ids.js';
import { SILENCE } from './setting.js';

type Timer = ReturnType<typeof timersFor>['timers'][number];

/** The timers of a conversation without an engine, by the engine's rules. */
export interface Timers {
  /** What an effect asks for takes the place of all there is. */
  set(effect: Extract<Effect, { kind: 'timers' }>, at: number): void;
  /** No case is open that anything could be waited for in. */
  clear(): void;
  /** The person was heard of. */
  heard(at: number): void;
  /** Whether the end of a wait is waited for. */
  waiting(): boolean;
  /** Takes out the first timer that is due by then; null where none is. */
  take(until: number): { at: number; event: DialogueEvent | null } | null;
}

export function createTimers(): Timers {
  const ids: Ids = countingIds('timer');
  let timers: Timer[] = [];
  let wait: ReturnType<typeof timersFor>['wait'] = null;
  let heardAt: number | null = null;

  /** What a timer means; null where the person was heard of since, or something else is waited for. */
  function eventOf({ name, dueAt }: Timer): DialogueEvent | null {
    if (name === 'wait') {
      if (wait === null || dueAt < wait.dueAt) return null;
      const { run } = wait;
      wait = null;
      return { kind: 'elapsed', run };
    }
    if (name !== 'remind' && name !== 'close') return null;
    const { remindAfterMs, closeAfterMs } = SILENCE;
    const silence = name === 'remind' ? remindAfterMs : remindAfterMs + closeAfterMs;
    const lately = heardAt !== null && dueAt - heardAt < silence;
    return lately ? null : { kind: 'silence', timer: name };
  }

  return {
    set(effect, at) {
      ({ timers, wait } = timersFor(effect, wait, at, { ids, silence: SILENCE }));
    },
    clear() {
      timers = [];
    },
    heard(at) {
      heardAt = at;
    },
    waiting: () => timers.some(({ name }) => name === 'wait'),
    take(until) {
      const [first] = timers.filter(({ dueAt }) => dueAt <= until).sort((a, b) => a.dueAt - b.dueAt);
      if (first === undefined) return null;
      timers = timers.filter((timer) => timer !== first);
      return { at: first.dueAt, event: eventOf(first) };
    },
  };
}
