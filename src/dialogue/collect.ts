import { named, sayPhrase, type Draft } from './draft.js';
import { afresh } from './hand-back.js';
import { handOver } from './handover.js';
import { enterFlow } from './running.js';
import { newEpisode } from './state.js';

/** An agent has the bot ask what a flow asks; what was found before stays, and the flows of then are over. */
export function collect(draft: Draft, flow: string): Draft {
  const { state } = draft;
  const scene = { ...draft.scene, context: { ...draft.scene.context, owner: 'bot' as const } };
  const compiled = scene.content.flows.get(flow);
  if (compiled === undefined) return handOver(draft, 'upgrade');
  const episode = { ...afresh(state.parked ?? newEpisode()), stack: [] };
  const begun = named({ ...draft, scene, state: { ...state, parked: null, episode } }, 'collect');
  const agent = scene.context.collector ?? '';
  return enterFlow(sayPhrase(begun, 'collect.begin', { agent }), null, compiled);
}
