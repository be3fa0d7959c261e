import type { Intent, Priority } from '../model/intent.js';
import { plain } from '../model/text.js';
import type { Problem, Understanding } from '../model/understanding.js';
import { offerCandidates } from './clarify.js';
import { intentFor, isCourtesy } from './content.js';
import { botHasCase, close, named, withEpisode, type Draft } from './draft.js';
import type { DialogueEvent, MessageEvent } from './event.js';
import { handOver } from './handover.js';
import { actOn } from './intent.js';
import { reply } from './reply.js';
import { offerNext, titlesOf, without, type Later } from './later.js';
import { tell } from './pattern.js';
import { keepWords, note } from './problem.js';
import type { Scene } from './scene.js';
import type { DialogueState } from './state.js';

const RANK: Readonly<Record<Priority, number>> = { urgent: 0, high: 1, normal: 2 };

/** A problem of a message, with the intent it has. */
interface Told {
  intent: Intent;
  problem: Problem;
}

/**
 * The problems of a message that tells of several, as the person told them: what the audience may see and the
 * person did not say it is not. Empty where fewer than two are left.
 */
export function severalIn(scene: Scene, state: DialogueState, { problems = [] }: Understanding): Told[] {
  const { rejected } = state.episode;
  const told = problems.flatMap((problem): Told[] => {
    const best = problem.intents[0];
    const intent =
      best === undefined || rejected.includes(best.intent)
        ? null
        : intentFor(scene.content, scene.context.audience, best.intent);
    return intent === null || isCourtesy(intent.id) || intent.action !== undefined
      ? []
      : [{ intent, problem }];
  });
  return told.length < 2 ? [] : told;
}

/**
 * Takes a message that tells of several problems: says that all were seen, begins with the most pressing and keeps the
 * others until it is finished. What is not sure is not begun: the person says which comes first.
 */
export function takeSeveral(draft: Draft, event: MessageEvent): Draft {
  const told = severalIn(draft.scene, draft.state, event.understanding).sort(byPressure);
  const noted = note(keepWords(draft, event.text), event.understanding, event.understanding);
  const answered = told.filter(({ intent, problem }) => atOnce(intent) && problem.decision === 'answer');
  const longer = told.filter((one) => !answered.includes(one));
  const heard = withEpisode(named(noted, 'several'), { pending: null });
  const replied = answered.reduce((said, { intent }) => reply(said, intent), heard);
  const [first, ...others] = longer;
  if (first === undefined) {
    return offerNext(replied, 'answered') ?? (botHasCase(replied) ? close(replied, 'answered') : replied);
  }
  const waiting = longer.map(laterOf);
  const ids = waiting.map(({ intent }) => intent);
  const keeping = withEpisode(replied, { later: [...waiting, ...without(replied.state.episode.later, ids)] });
  if (first.problem.decision === 'answer') {
    const titles = {
      title: first.intent.title[draft.scene.language],
      titles: plain(titlesOf(draft, others.map(laterOf))),
    };
    const seen = others.length === 0 ? keeping : tell(keeping, 'two-problems', { state: 'seen', ...titles });
    return begin(seen, laterOf(first));
  }
  return offerCandidates(
    keeping,
    longer.map(({ intent: { id }, problem: { p } }) => ({ intent: id, p })),
  );
}

/** Goes on to the problem that waits. */
export function beginNext(draft: Draft, intent: string): Draft {
  const next = draft.state.episode.later.find((later) => later.intent === intent);
  const moved = withEpisode(named(draft, 'next'), { pending: null, clarifications: 0, offers: 0, elses: 0 });
  return begin(moved, next ?? { intent, p: 1, decision: 'choose', issues: [] });
}

/** Keeps the problems of a message that goes to a person as it is, so that the card names them. */
export function noteSeveral(draft: Draft, event: DialogueEvent): Draft {
  if (event.kind !== 'message') return draft;
  const told = severalIn(draft.scene, draft.state, event.understanding).map(laterOf);
  const { later } = draft.state.episode;
  const added = without(
    told,
    later.map(({ intent }) => intent),
  );
  return told.length === 0 ? draft : withEpisode(draft, { later: [...later, ...added] });
}

function begin(draft: Draft, { intent: id, p, decision, issues }: Later): Draft {
  const { content, context } = draft.scene;
  const { nearest } = draft.state.episode;
  const intent = intentFor(content, context.audience, id);
  // The content no longer has it.
  if (intent === null) return handOver(draft, 'upgrade');
  const about = withEpisode(draft, {
    understood: { intent: id, p, decision },
    nearest: issues.length > 0 ? issues : nearest,
    // Issues shown for another problem are no attempts at this one.
    suggested: [],
  });
  return actOn(about, intent, false);
}

/** Answered in one message: nothing waits for it. */
function atOnce({ reply: words, dangerous }: Intent): boolean {
  return words !== undefined && !dangerous;
}

function byPressure(one: Told, other: Told): number {
  return (
    Number(other.intent.dangerous) - Number(one.intent.dangerous) ||
    RANK[one.intent.priority] - RANK[other.intent.priority]
  );
}

function laterOf({ intent: { id }, problem }: Told): Later {
  const { p, decision, issues } = problem;
  return { intent: id, p, decision, issues: issues.map(({ issue }) => issue) };
}
