import { dossierOf } from './dossier.js';
import { named, sayPhrase, withEffect, withEpisode, type Draft } from './draft.js';

/**
 * Gives the case back to the agent who had the bot ask, with what was found. `thanked`: the person has answered and is
 * told who goes on; whoever fell silent is told nothing.
 */
export function bringBack(draft: Draft, thanked: boolean): Draft {
  const { scene, state } = draft;
  const agent = scene.context.collector ?? '';
  const told = thanked ? sayPhrase(draft, 'collect.done', { agent }) : draft;
  const dossier = dossierOf(scene, state.episode, 'collected', null);
  const given = withEffect(told, { kind: 'bring-back', dossier });
  return { ...named(withEpisode(given, { pending: null }), 'bring-back'), outcome: 'handed-over' };
}
