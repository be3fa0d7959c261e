import { botHasCase, named, sayPhrase, type Draft } from './draft.js';
import { durationInWords } from './duration.js';
import { frameTitle, topicFrame } from './stack.js';
import { offerToGoOn, sayBeginning, sayPlace } from './waiting.js';

/** Says in words where the case is. */
export function sayStatus(draft: Draft): Draft {
  const { owner, caseNumber, agentName, waitingMs, deskOpen } = draft.scene.context;
  const asked = named(draft, 'status');
  const number = String(caseNumber ?? '');
  if (owner === 'agent') return sayPhrase(asked, 'status.agent', { number, agent: agentName ?? '' });
  if (owner === 'queue') {
    const wait = durationInWords(waitingMs ?? 0, draft.scene.language);
    const waiting = sayPhrase(asked, 'status.queue', { number, wait });
    const told = deskOpen
      ? sayPlace(waiting)
      : sayBeginning(sayPhrase(waiting, 'status.queue-closed', { number }));
    return draft.state.parked === null ? told : offerToGoOn(told);
  }
  if (!botHasCase(draft)) return sayPhrase(asked, 'status.none');
  const frame = topicFrame(draft.state.episode);
  return frame === null
    ? sayPhrase(asked, 'status.bot', { number })
    : sayPhrase(asked, 'status.bot-topic', { number, title: frameTitle(draft, frame) });
}
