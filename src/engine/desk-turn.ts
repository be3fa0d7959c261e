import type { DeskContext } from '../desk/action.js';
import { onDeskDeletion, onDeskEdit } from '../desk/amendment.js';
import type { Library } from '../desk/canned.js';
import { orderOf, readOrder, type ReadOrder } from '../desk/order.js';
import { onDeparture } from '../desk/departure.js';
import { inFormerThread } from '../desk/move.js';
import type { Desks } from '../desk/place.js';
import { onDeskMessage, onRead } from '../desk/relay.js';
import { conversationKey } from '../model/address.js';
import type { Case } from '../model/case.js';
import type { DeskHome } from '../model/desk-home.js';
import type { Effect } from '../model/effect.js';
import type { DeskDeparture, DeskInbound } from '../model/inbound.js';
import { currentDesks } from './desk-place.js';
import { isOpen, type Draft } from './draft.js';
import { applyEffects } from './effects.js';
import type { TurnDeps } from './deps.js';
import { dialogueState, takeStep } from './dialogue-turn.js';
import { homeOf } from './home.js';
import { NOTHING_HEARD, placeOf, type Heard } from './report.js';
import { reviewMaterial } from './review-material.js';

/** What an agent wrote or pressed, on the case whose thread or card it was. */
export async function onDeskInbound(draft: Draft, inbound: DeskInbound, deps: TurnDeps): Promise<Heard> {
  const subject = await caseOnDesk(inbound, deps);
  if (subject === null) return { ...NOTHING_HEARD, move: 'unknown-case' };
  draft.subject = subject;
  const { channel, account } = inbound.address;
  draft.agents.push({ channel, account, person: inbound.agent, at: draft.at });
  const { latest } = draft.input;
  const order = orderIn(inbound);
  const agents = await deps.store.agents(channel, account);
  const desks = await currentDesks(deps);
  const context: DeskContext = {
    phrases: deps.brain().phrases,
    intents: deps.brain().intents,
    deskLanguage: deps.deskLanguage,
    timeZone: deps.hours.timeZone,
    now: draft.at,
    otherOpen: isOpen(latest) && latest.id !== subject.id,
    agents: agents.map(({ person }) => person),
    library: libraryFor(subject, deps),
    desks,
    other: await caseNamedIn(order, deps),
    queue: asksFor('queue', order) ? await deps.store.queue() : [],
    knowledge: deps.brain().knowledge,
    review: await reviewMaterial(order, subject, deps),
    home: asksFor('home', order) ? await homeAt(inbound, desks, deps) : null,
    typed: inbound.kind === 'desk-message',
  };
  const begun = inbound.kind === 'desk-message' || inbound.kind === 'desk-action' ? inbound : null;
  const effects =
    begun !== null && (await isInFormerThread(subject, begun, deps))
      ? inFormerThread(subject, begun, context)
      : order !== null
        ? onRead(subject, inbound.agent, order, context)
        : await ofWords(subject, inbound, context, deps);
  if (takesBack(subject, effects)) await takeStep(draft, { kind: 'taken-back' }, deps);
  if (effects.some((effect) => effect.kind === 'solution' && effect.text !== null)) {
    draft.reservedDraft = await deps.store.reserveDraftNumber();
  }
  applyEffects(draft, effects, deps);
  const asked = effects.find((effect) => effect.kind === 'collect');
  if (asked !== undefined) {
    const step = await takeStep(draft, { kind: 'collect', flow: asked.flow }, deps);
    return { ...NOTHING_HEARD, ...placeOf(step) };
  }
  const isReopened = subject.owner === 'nobody' && draft.subject.owner !== 'nobody';
  const goesOnInEarlier = draft.merges.some(({ into }) => draft.cases.has(into.id));
  if ((isReopened && latest?.id !== subject.id) || goesOnInEarlier) forgetLatest(draft, deps);
  if (subject.owner !== 'bot' && draft.subject.owner === 'bot') {
    const step = await takeStep(draft, { kind: 'handed-back' }, deps);
    return { ...NOTHING_HEARD, ...placeOf(step) };
  }
  return { ...NOTHING_HEARD, move: `desk-${effects[0]?.kind ?? 'nothing'}` };
}

/** An agent goes on without the answers that the bot was to collect. */
function takesBack({ collector }: Case, effects: readonly Effect[]): boolean {
  return collector !== null && effects.some(({ kind }) => kind === 'claim');
}

/** What agents have ready to send to this person. */
function libraryFor({ audience, language }: Case, { brain, names }: TurnDeps): Library {
  const { askable, templates, readyIssue, understand } = brain();
  return {
    flows: askable(audience),
    templates,
    names,
    issue: (id) => readyIssue(id, audience, language),
    find: (words) =>
      understand(words, { audience, language, inFlow: false }).issues.flatMap(
        ({ issue }) => readyIssue(issue, audience, language) ?? [],
      ),
  };
}

/** An agent left the desk of the case. */
export async function onDeskDeparture(draft: Draft, inbound: DeskDeparture, deps: TurnDeps): Promise<Heard> {
  const subject = await caseOnDesk(inbound, deps);
  if (subject === null) return { ...NOTHING_HEARD, move: 'unknown-case' };
  draft.subject = subject;
  const context = { phrases: deps.brain().phrases, deskLanguage: deps.deskLanguage };
  if (subject.collector?.id === inbound.agent.id) await takeStep(draft, { kind: 'taken-back' }, deps);
  applyEffects(draft, onDeparture(draft.subject, inbound, context), deps);
  return { ...NOTHING_HEARD, move: 'desk-departure' };
}

/** Whether an agent wrote or pressed in a thread that the case has left. */
async function isInFormerThread(
  { id, desk }: Case,
  { address }: Pick<DeskInbound, 'address'>,
  { store }: TurnDeps,
): Promise<boolean> {
  if (desk !== null && conversationKey(address) === conversationKey(desk)) return false;
  return (await store.caseByThread(address))?.id === id;
}

/** The order that an agent gives; null where it is words. */
function orderIn(inbound: DeskInbound): ReadOrder | null {
  if (inbound.kind === 'desk-action') return orderOf(inbound.action, inbound.argument ?? '');
  return inbound.kind === 'desk-message' ? readOrder(inbound.text) : null;
}

async function caseNamedIn(read: ReadOrder | null, { store }: TurnDeps): Promise<Case | null> {
  if (read?.kind !== 'order' || read.order.name !== 'merge') return null;
  return store.caseByNumber(read.order.into);
}

function asksFor(what: 'queue' | 'home', read: ReadOrder | null): boolean {
  return read?.kind === 'order' && read.order.name === what;
}

/** What an agent sees at a glance who asks for it at a desk: of all desks on that platform. */
function homeAt(
  { agent, address: { channel, account } }: DeskInbound,
  desks: Desks,
  deps: TurnDeps,
): Promise<DeskHome> {
  const here = desks.map(({ address }) => address);
  return homeOf(
    agent,
    here.filter((desk) => desk.channel === channel && desk.account === account),
    deps,
  );
}

/** What becomes of an agent's words, and of what they change about them later. */
async function ofWords(
  subject: Case,
  inbound: DeskInbound,
  context: DeskContext,
  { store }: TurnDeps,
): Promise<Effect[]> {
  switch (inbound.kind) {
    case 'desk-message':
      return onDeskMessage(subject, inbound, await store.history(subject.id), context);
    case 'desk-edit':
      return onDeskEdit(subject, inbound, await store.history(subject.id), context);
    case 'desk-deletion':
      return onDeskDeletion(inbound, await store.history(subject.id), context);
    case 'desk-action':
      return [];
  }
}

/** The dialogue's state is of the latest case: given back later, an earlier one would go on with another problem. */
function forgetLatest(draft: Draft, deps: TurnDeps): void {
  const brain = deps.brain();
  const state = dialogueState(draft, brain);
  if (state !== null) draft.memory = { ...draft.memory, dialogue: brain.withoutCase(state) };
}

/** The case whose thread or card an agent's event is about. */
export async function caseOnDesk(
  inbound: DeskInbound | DeskDeparture,
  { store }: TurnDeps,
): Promise<Case | null> {
  return inbound.kind === 'desk-action' || inbound.kind === 'desk-departure'
    ? store.caseById(inbound.caseId)
    : store.caseByThread(inbound.address);
}
