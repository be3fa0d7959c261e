import type { IntentCandidate, Understanding } from '../model/understanding.js';
import { intentFor, isCourtesy } from './content.js';
import { ask, named, withEpisode, type Draft } from './draft.js';
import { handOver } from './handover.js';
import { without } from './later.js';
import { withOutcome } from './outcome.js';
import { tell } from './pattern.js';
import { returnBelow } from './running.js';
import { popTopic } from './stack.js';

/** What is less likely than one in ten is not worth a line of the list. */
const WORTH_OFFERING = 0.1;
/** Candidates offered at once. */
const OFFERED = 3;

/** What it may be: what the audience may see, without courtesy and without what the person said it is not. */
export function usable(draft: Draft, candidates: readonly IntentCandidate[]): IntentCandidate[] {
  const { content, context } = draft.scene;
  const { rejected } = draft.state.episode;
  return candidates.filter(
    ({ intent }) =>
      !isCourtesy(intent) &&
      !rejected.includes(intent) &&
      intentFor(content, context.audience, intent) !== null,
  );
}

/** Offers the likeliest by title, with "something else"; what cannot be offered is asked instead. */
export function offerCandidates(draft: Draft, candidates: readonly IntentCandidate[]): Draft {
  const { episode } = draft.state;
  const intents = candidates.slice(0, OFFERED).map(({ intent }) => intent);
  if (intents.length === 0) return clarify(draft, []);
  if (episode.offers >= draft.scene.context.limits.clarifications) return handOver(draft, 'not-understood');
  const counted = withEpisode(named(draft, 'choose'), { offers: episode.offers + 1, misfits: 0 });
  const offered = intents.reduce((told, intent) => withOutcome(told, { kind: 'offered', intent }), counted);
  return ask(offered, { kind: 'candidates', intents });
}

/**
 * Asks what it is about: first for details; the second time by offering the nearest, or by naming the areas; then a
 * person takes over.
 */
export function clarify(
  draft: Draft,
  nearest: readonly IntentCandidate[],
  topic: string | null = null,
): Draft {
  const { episode } = draft.state;
  if (episode.clarifications >= draft.scene.context.limits.clarifications)
    return handOver(draft, 'not-understood');
  const counted = withEpisode(draft, { clarifications: episode.clarifications + 1, misfits: 0 });
  if (episode.clarifications === 0) return askToClarify(counted, 'details', topic);
  return nearest.length > 0 && episode.offers < draft.scene.context.limits.clarifications
    ? offerCandidates(counted, nearest)
    : askToClarify(counted, 'area');
}

/** Nothing here is known: asks once for other words, then a person takes over. */
export function askOtherWords(draft: Draft): Draft {
  const { episode } = draft.state;
  if (episode.clarifications > 0) return handOver(draft, 'out-of-scope');
  return askToClarify(withEpisode(draft, { clarifications: 1, misfits: 0 }), 'other-words');
}

/** The candidates worth an offer. */
export function likelyEnough(draft: Draft, { intents }: Understanding): IntentCandidate[] {
  return usable(draft, intents).filter(({ p }) => p >= WORTH_OFFERING);
}

/** None of the candidates was it. The second time in a case, a person takes over. */
export function noneOfThese(draft: Draft, offered: readonly string[]): Draft {
  const { episode } = draft.state;
  const rejected = withEpisode(named(draft, 'something-else'), {
    rejected: [...new Set([...episode.rejected, ...offered])],
    elses: episode.elses + 1,
    understood: null,
    later: without(episode.later, offered),
    pending: null,
  });
  return episode.elses > 0 ? handOver(rejected, 'not-understood') : clarify(rejected, []);
}

/** "Not that": what was understood is dropped, and the other candidates are offered, or it is asked again. */
export function reject(draft: Draft): Draft {
  const { episode } = draft.state;
  const intent = episode.stack.at(-1)?.intent ?? episode.understood?.intent ?? null;
  const said = named(draft, 'not-that');
  const left = popTopic(intent === null ? said : withOutcome(said, { kind: 'not-that', intent }));
  const rejected = intent === null ? episode.rejected : [...new Set([...episode.rejected, intent])];
  const changed = tell(withEpisode(left, { rejected }), 'not-understood', { why: 'not-that', hint: '' });
  if (changed.state.episode.stack.length > 0) return returnBelow(changed);
  const counted = withEpisode(changed, { elses: episode.elses + 1, understood: null });
  if (episode.elses > 0) return handOver({ ...counted, said: draft.said }, 'not-understood');
  const others = usable(counted, episode.candidates);
  return others.length > 0 ? offerCandidates(counted, others) : clarify(counted, []);
}

function askToClarify(
  draft: Draft,
  variant: 'details' | 'area' | 'other-words',
  topic: string | null = null,
): Draft {
  return ask(named(draft, 'clarify'), { kind: 'clarify', variant, topic });
}
