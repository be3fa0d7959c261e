import { ask, named, withEffect, type Draft } from './draft.js';
import { handOver } from './handover.js';
import { tell } from './pattern.js';
import { askedByFlow } from './question.js';
import { newEpisode, type Episode } from './state.js';

/** A person who waits goes on with the bot: the case is the bot's again. */
export function goOnWithBot(draft: Draft): Draft {
  return takeBack(withEffect(named(draft, 'taken-back'), { kind: 'hand-back' }), 'taken-back');
}

/** An agent gave the case back. */
export function handedBack(draft: Draft): Draft {
  const running = (draft.state.parked?.stack.length ?? 0) > 0;
  return takeBack(named(draft, 'handed-back'), running ? 'handed-back' : 'handed-back-idle');
}

/** Goes on where the dialogue stood, or asks how to help. */
function takeBack(draft: Draft, after: 'handed-back' | 'handed-back-idle' | 'taken-back'): Draft {
  const parked = draft.state.parked ?? newEpisode();
  const running = parked.stack.length > 0;
  const state = { ...draft.state, parked: null, episode: afresh(parked) };
  const scene = { ...draft.scene, context: { ...draft.scene.context, owner: 'bot' as const } };
  const back = { ...draft, scene, state };
  const returned = tell(back, 'resume', { after, title: '', number: '' });
  if (!running) return ask(returned, { kind: 'open', variant: 'help' });
  return askedByFlow(scene, state).kind === 'outdated'
    ? handOver({ ...returned, said: [] }, 'upgrade')
    : returned;
}

/** An episode that goes on after a pause: what was found stays, and patience begins anew. */
export function afresh(episode: Episode): Episode {
  return {
    ...episode,
    // What was being done then is done no more.
    stack: episode.stack.map((frame) => ({ ...frame, run: null, arrived: null })),
    pending: null,
    clarifications: 0,
    offers: 0,
    elses: 0,
    misfits: 0,
    fileMessages: 0,
    stillBroken: 0,
    asked: null,
  };
}
