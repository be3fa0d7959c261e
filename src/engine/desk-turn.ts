import { onOrder, type DeskContext } from '../desk/action.js';
import { onDeskMessage } from '../desk/relay.js';
import type { Case } from '../model/case.js';
import type { DeskAction, DeskMessage } from '../model/inbound.js';
import { isOpen, type Draft } from './draft.js';
import { applyEffects } from './effects.js';
import type { TurnDeps } from './deps.js';
import { dialogueState, takeStep } from './dialogue-turn.js';
import { NOTHING_HEARD, type Heard } from './report.js';

/** What an agent wrote or pressed, on the case whose thread or card it was. */
export async function onDeskInbound(
  draft: Draft,
  inbound: DeskMessage | DeskAction,
  deps: TurnDeps,
): Promise<Heard> {
  const subject = await caseOnDesk(inbound, deps);
  if (subject === null) return { ...NOTHING_HEARD, move: 'unknown-case' };
  draft.subject = subject;
  const { latest } = draft.input;
  const context: DeskContext = {
    phrases: deps.brain().phrases,
    deskLanguage: deps.deskLanguage,
    otherOpen: isOpen(latest) && latest.id !== subject.id,
  };
  const effects =
    inbound.kind === 'desk-message'
      ? onDeskMessage(subject, inbound, await deps.store.history(subject.id), context)
      : onOrder(subject, inbound.agent, { name: inbound.action }, context);
  applyEffects(draft, effects, deps);
  const isReopened = subject.owner === 'nobody' && draft.subject.owner !== 'nobody';
  if (isReopened && latest?.id !== subject.id) forgetLatest(draft, deps);
  if (subject.owner !== 'bot' && draft.subject.owner === 'bot') {
    const step = await takeStep(draft, { kind: 'handed-back' }, deps);
    return { ...NOTHING_HEARD, move: step.move, flow: step.flow, step: step.step };
  }
  return { ...NOTHING_HEARD, move: `desk-${effects[0]?.kind ?? 'nothing'}` };
}

/** The dialogue's state is of the latest case: given back later, an earlier one would go on with another problem. */
function forgetLatest(draft: Draft, deps: TurnDeps): void {
  const brain = deps.brain();
  const state = dialogueState(draft, brain);
  if (state !== null) draft.memory = { ...draft.memory, dialogue: brain.withoutCase(state) };
}

/** The case whose thread or card an agent's event is about. */
export async function caseOnDesk(
  inbound: DeskMessage | DeskAction,
  { store }: TurnDeps,
): Promise<Case | null> {
  return inbound.kind === 'desk-action'
    ? store.caseById(inbound.caseId)
    : store.caseByThread(inbound.address);
}
