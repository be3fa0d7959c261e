import { initialTransition, transition } from 'xstate';
import { messageOf } from '../errors.js';
import type { CompiledFlow } from '../flow/compile.js';
import type { FlowContext, FlowEvent } from '../flow/context.js';
import type { FlowReading } from '../flow/known.js';
import type { FlowMove } from '../flow/move.js';
import { endAt } from '../flow/rest.js';
import type { Flow } from '../flow/schema.js';
import { standingAfter } from '../flow/standing.js';
import type { FlowEnd } from '../flow/turn.js';
import { visitsOf, type Visit } from '../flow/visit.js';
import { combinations } from './combination.js';
import { eventsAt } from './events.js';
import { liveSlots } from './live.js';
import { asksFor } from './sample.js';
import { distinct, sensesOf, type Senses } from './sense.js';

/** More places than this are not looked at: the flow is then not walked whole. */
export const MOST_PLACES = 5_000;

/** What a flow does when it is told something: the steps it passes, and the place where it comes to rest. */
export interface Road {
  /** The place it begins at; null: it is a start. */
  from: string | null;
  to: string;
  visits: readonly Visit[];
}

/** Where a flow comes to rest: a step, with what can still make a difference of what is known. */
export interface Place {
  step: string;
  end: FlowEnd['kind'] | null;
  roads: Road[];
}

/** A move that comes to nothing: it throws, or leads where nothing waits and nothing ends. */
export interface Wreck {
  step: string | null;
  message: string;
}

/** All that can happen in a flow, as a graph. */
export interface Atlas {
  /** The first is that of a person about whom nothing is known. */
  starts: Road[];
  places: ReadonlyMap<string, Place>;
  wrecks: Wreck[];
  /** Whether every place was looked at. */
  whole: boolean;
}

/**
 * Runs a flow's machine from every start with everything that it can be told, place after place. `sure`: inputs that it
 * is never started without.
 */
export function atlasOf(compiled: CompiledFlow, reading: FlowReading, sure: ReadonlySet<string>): Atlas {
  const { flow, machine, steps } = compiled;
  const senses = sensesOf(flow, reading.domains);
  const live = liveSlots(flow);
  const keyOf = placeKeys(flow, senses);
  const places = new Map<string, Place>();
  const wrecks = new Map<string, Wreck>();
  const open: { place: Place; key: string; context: FlowContext }[] = [];

  /** Makes a move; a place where nobody has been is opened. */
  const go = (from: string | null, move: FlowMove): Road | null => {
    try {
      const { step, context } = standingAfter(compiled, () =>
        move.kind === 'start'
          ? initialTransition(machine, move.slots)[0]
          : transition(
              machine,
              machine.resolveState({ value: move.step, context: move.context }),
              move.event,
            )[0],
      );
      const key = keyOf(step.id, context);
      if (!places.has(key)) {
        const place: Place = { step: step.id, end: endAt(step)?.kind ?? null, roads: [] };
        places.set(key, place);
        open.push({ place, key, context });
      }
      return { from, to: key, visits: visitsOf(compiled, move) };
    } catch (thrown) {
      // XState's own words for a circle.
      const said = messageOf(thrown);
      const message = said.includes('Infinite loop') ? 'from here it goes round without a stop' : said;
      const wreck = { step: move.kind === 'told' ? move.step : null, message };
      wrecks.set(JSON.stringify(wreck), wreck);
      return null;
    }
  };
  const roads = (from: string | null, moves: readonly FlowMove[]): Road[] =>
    distinct(
      moves.flatMap((move) => go(from, move) ?? []),
      ({ to, visits }) => JSON.stringify([to, visits]),
    );

  const first = flow.steps[0]?.id ?? '';
  const starts = roads(
    null,
    beginnings(compiled, live.get(first) ?? new Set(), senses, sure).map((slots) => ({
      kind: 'start',
      slots,
    })),
  );
  let looked = 0;
  for (let next = open.shift(); next !== undefined && looked < MOST_PLACES; next = open.shift()) {
    looked += 1;
    const { place, key, context } = next;
    const step = steps.get(place.step);
    if (step === undefined) continue;
    const events = eventsAt(step, context, senses, reading.returned);
    const told = (event: FlowEvent): FlowMove => ({ kind: 'told', step: step.id, context, event });
    place.roads.push(...roads(key, events.map(told)));
  }
  return { starts, places, wrecks: [...wrecks.values()], whole: looked === places.size };
}

/** Names places: a state by its step and what can still make a difference of its slots. */
export function placeKeys(flow: Flow, senses: Senses): (step: string, context: FlowContext) => string {
  const live = liveSlots(flow);
  return (step, { slots }) => {
    const known = [...(live.get(step) ?? [])].sort();
    const sorts = known.map((slot) =>
      senses.sort(slot, Object.hasOwn(slots, slot) ? slots[slot] : undefined),
    );
    return JSON.stringify([step, ...sorts]);
  };
}

/**
 * What may be known when a flow begins: inputs, and answers that were given before somebody asked for them. First as
 * little as can be.
 */
function beginnings(
  { flow }: CompiledFlow,
  live: ReadonlySet<string>,
  senses: Senses,
  sure: ReadonlySet<string>,
): Record<string, string>[] {
  const asked = flow.steps.flatMap((step) => ('ask' in step ? [step.slot] : []));
  const slots = [...new Set([...flow.inputs, ...asked])].filter((slot) => live.has(slot) || sure.has(slot));
  const choices = slots.map((slot) => {
    const answers = asksFor(flow, slot).flatMap((step) => senses.answers(step));
    const values = flow.inputs.includes(slot) ? senses.values(slot) : answers;
    return [...(sure.has(slot) ? [] : [null]), ...values];
  });
  return combinations(choices).map((values) =>
    Object.fromEntries(
      slots.flatMap((slot, index): [string, string][] => {
        const value = values[index];
        return value == null ? [] : [[slot, value]];
      }),
    ),
  );
}
