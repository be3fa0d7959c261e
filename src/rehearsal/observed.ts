import type { DialogueContent } from '../dialogue/content.js';
import type { DialogueStep } from '../dialogue/event.js';
import type { DialogueState, Frame } from '../dialogue/state.js';
import type { Case } from '../model/case.js';
import type { Language } from '../model/language.js';
import type { ProbeName } from '../model/probe.js';

/** A step of the dialogue, with the state it began in. */
export interface Seen {
  before: DialogueState;
  step: DialogueStep;
}

/** Where a conversation stands. */
export interface Place {
  flow: string | null;
  step: string | null;
}

/** What came of a turn. */
export interface Observed extends Place {
  says: { text: string; choices: { label: string; token: string }[] }[];
  /** Kinds of the moves made, in order. */
  moves: string[];
  /** The slot that the open question fills. */
  ask: string | null;
  started: string[];
  resumed: string[];
  probes: ProbeName[];
  slots: Readonly<Record<string, string>>;
  /** The case that was handed over. */
  handover: Case | null;
  /** How a case ended. */
  close: string | null;
  owner: Case['owner'];
  intent: string | null;
  language: Language;
}

/** What a host found in a turn. */
export interface Findings {
  says: Observed['says'];
  seen: readonly Seen[];
  /** Where the conversation stood before. */
  place: Place;
  /** The latest case, before and after. */
  before: Case | null;
  after: Case | null;
  /** How a case ended in this turn, if one did. */
  close: string | null;
  language: Language;
}

/** Nowhere: before the first word. */
export const NOWHERE: Place = { flow: null, step: null };

/** Makes of it what can be held against what is expected. */
export function observe(found: Findings, content: DialogueContent): Observed {
  const { says, seen, before, after, close, language } = found;
  const state = seen.at(-1)?.step.state ?? null;
  const place = placeAfter(found);
  const earlier = before !== null && before.id === after?.id ? before : null;
  const handed = after?.dossier != null && JSON.stringify(after.dossier) !== JSON.stringify(earlier?.dossier);
  return {
    ...place,
    says,
    moves: seen.map(({ step }) => step.move),
    ask: slotAsked(place, content),
    started: seen.flatMap(startedIn),
    resumed: resumedIn(found, place),
    probes: seen.flatMap(({ step }) => probesIn(step)),
    slots: state === null ? {} : slotsOf(state),
    handover: handed ? after : null,
    close,
    owner: after?.owner ?? 'nobody',
    intent: after?.owner === 'nobody' && close === null ? null : (after?.intent ?? null),
    language,
  };
}

/** A step that says nothing leaves the conversation where it stood, unless nothing is left to stand in. */
function placeAfter({ seen, place, after }: Findings): Place {
  const last = seen.at(-1)?.step;
  if (after?.owner !== 'bot') return NOWHERE;
  if (last === undefined) return place;
  const quiet = !last.effects.some(({ kind }) => kind === 'say' || kind === 'probe');
  const goesOn = last.state.episode.stack.length > 0 && last.state.episode.pending === null;
  return last.flow === null && quiet && goesOn ? place : { flow: last.flow, step: last.step };
}

function slotAsked({ flow, step }: Place, content: DialogueContent): string | null {
  const at = flow === null ? undefined : content.flows.get(flow)?.steps.get(step ?? '');
  return at !== undefined && ('ask' in at || 'choose' in at) ? (at.slot ?? null) : null;
}

/** Flows of which more are under way than before. */
function startedIn({ before, step }: Seen): string[] {
  const left = before.episode.stack.map(idOf);
  return step.state.episode.stack.map(idOf).filter((id) => {
    const index = left.indexOf(id);
    if (index < 0) return true;
    left.splice(index, 1);
    return false;
  });
}

/** The flow that runs now, where it was under way before but something else was open. */
function resumedIn({ seen, place }: Findings, { flow }: Place): string[] {
  const before = seen[0]?.before;
  if (flow === null || before === undefined || place.flow === flow) return [];
  const stack = [...before.episode.stack, ...(before.parked?.stack ?? [])];
  return stack.some((frame) => idOf(frame) === flow) ? [flow] : [];
}

function probesIn({ effects }: DialogueStep): ProbeName[] {
  return effects.flatMap((effect) =>
    effect.kind === 'probe' ? effect.requests.map(({ probe }) => probe) : [],
  );
}

/** What is known: of a case that a person has, what was known when it went there. */
function slotsOf({ episode, parked }: DialogueState): Record<string, string> {
  const about = episode.stack.length === 0 && parked !== null ? [parked, episode] : [episode];
  const known = about.flatMap(({ found, stack }) => [
    ...found.answers.map(({ slot, value }): [string, string] => [slot, value]),
    ...stack.flatMap(({ slots }) => Object.entries(slots)),
  ]);
  return Object.fromEntries(known);
}

function idOf({ flow }: Frame): string {
  return flow.flow;
}
