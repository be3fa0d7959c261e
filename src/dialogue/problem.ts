import type { Decision, Understanding } from '../model/understanding.js';
import { askOtherWords, clarify, likelyEnough, offerCandidates, usable } from './clarify.js';
import { intentFor } from './content.js';
import { withEpisode, type Draft } from './draft.js';
import type { MessageEvent } from './event.js';
import { actOn } from './intent.js';
import type { DialogueState } from './state.js';

const RANK: Readonly<Record<Decision, number>> = { handover: 0, clarify: 1, choose: 2, answer: 3 };

/** Messages kept of what the person wrote, and characters of each. */
const KEPT_MESSAGES = 20;
const KEPT_LENGTH = 2_000;
/** Messages that a clarification is understood together with. */
export const TOGETHER = 3;

/**
 * What the next message is to be understood together with, because it answers a clarifying question: the engine
 * understands `wordsBefore(state) + '\n' + text` as well and passes it as `together`. Null: it stands for itself.
 */
export function wordsBefore(state: DialogueState): string | null {
  const { pending, problem } = state.episode;
  if (pending?.kind !== 'clarify' || problem.length === 0) return null;
  return problem.slice(-TOGETHER).join('\n');
}

/** Keeps what the person wrote about the problem, for the agent. */
export function keepWords(draft: Draft, text: string): Draft {
  const words = text.trim().slice(0, KEPT_LENGTH);
  const { problem } = draft.state.episode;
  if (words === '' || problem.at(-1) === words) return draft;
  // The first message says most: it is never dropped.
  const kept = [...problem, words];
  return withEpisode(draft, {
    problem: kept.length > KEPT_MESSAGES ? [...kept.slice(0, 1), ...kept.slice(2)] : kept,
  });
}

/** Takes a message as being about the problem: acts on it, offers what it may be, asks, or gives up. */
export function takeProblem(draft: Draft, event: MessageEvent): Draft {
  const heard = better(event.understanding, event.together);
  const noted = note(keepWords(draft, event.text), heard, event.understanding);
  const { pending } = noted.state.episode;
  if (heard.decision === 'answer') {
    const best = usable(noted, heard.intents.slice(0, 1))[0];
    const intent = best === undefined ? null : known(noted, best.intent);
    if (best !== undefined && intent !== null) {
      const sure = withEpisode(noted, {
        understood: { intent: best.intent, p: best.p, decision: heard.decision },
        pending: null,
      });
      return actOn(sure, intent, true);
    }
  }
  // The topic is known, and only details were asked for.
  const topic = pending?.kind === 'clarify' && pending.topic !== null ? known(noted, pending.topic) : null;
  if (topic !== null) return actOn(withEpisode(noted, { pending: null }), topic, false);
  switch (heard.decision) {
    case 'answer':
    case 'choose':
      return offerCandidates(noted, likelyEnough(noted, heard));
    case 'clarify':
      return clarify(noted, likelyEnough(noted, heard));
    case 'handover':
      return askOtherWords(noted);
  }
}

/** Remembers what was made of a message. */
export function note(draft: Draft, heard: Understanding, own: Understanding): Draft {
  const { episode } = draft.state;
  return withEpisode(draft, {
    candidates: heard.intents.map(({ intent, p }) => ({ intent, p })),
    nearest: heard.issues.length > 0 ? heard.issues.map(({ issue }) => issue) : episode.nearest,
    entities: [...episode.entities, ...own.entities].slice(-40),
    urgent: episode.urgent || own.signals.urgent,
    fileMessages: 0,
  });
}

function known(draft: Draft, intent: string): ReturnType<typeof intentFor> {
  return intentFor(draft.scene.content, draft.scene.context.audience, intent);
}

/** The message by itself, unless together with what came before it says more. */
function better(own: Understanding, together: Understanding | undefined): Understanding {
  if (together === undefined || own.decision === 'answer') return own;
  const gain = RANK[together.decision] - RANK[own.decision];
  return gain > 0 || (gain === 0 && together.p > own.p) ? together : own;
}
