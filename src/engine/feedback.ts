import { phrase } from '../desk/phrases.js';
import { desksOf } from '../desk/place.js';
import { conversationKey, type Address } from '../model/address.js';
import type { Case } from '../model/case.js';
import { FEEDBACK_INTENT, feedbackGroups, type Feedback, type FeedbackGroup } from '../model/feedback.js';
import type { RichText } from '../model/text.js';
import { createVeil } from '../nlu/personal-data.js';
import { sharedWords, tellingStems } from '../nlu/shared-words.js';
import { isTelling } from '../nlu/telling.js';
import type { NewDelivery } from '../store/store.js';
import type { EngineDeps, TurnDeps } from './deps.js';
import type { Draft } from './draft.js';

/** What has this much in common is said alike: of pairs of wishes told in other words, most have more, others less. */
const ALIKE = 1 / 3;
/** A group that grows is told of once in so long. */
const TOLD_EVERY_MS = 24 * 60 * 60_000;
/** The slot in which the flow asks what a wish is for. */
const NEED_SLOT = 'need';
/** Longer ones are cut: the case has all of it. */
const MOST_KEPT = 1_000;
/** How many of a group's wishes the desk is shown. */
const SHOWN = 3;

/** Keeps what people wish for the product, once for each case, when it is handed over or the flow has answered it. */
export async function keepFeedback(draft: Draft, deps: TurnDeps): Promise<void> {
  for (const subject of draft.cases.values()) {
    const before = draft.before.get(subject.id) ?? null;
    if (subject.intent !== FEEDBACK_INTENT || before?.owner === subject.owner) continue;
    const ended = subject.resolution === 'confirmed' || subject.resolution === 'answered';
    if (subject.owner !== 'queue' && !(subject.owner === 'nobody' && ended)) continue;
    if (await deps.store.hasFeedback(subject.id)) continue;
    const wish = await wishIn(subject, draft, deps);
    if (wish === null) continue;
    const { id: caseId, language, audience } = subject;
    draft.feedback.push({ caseId, language, audience, ...wish, at: draft.at });
  }
}

/** The wish in the person's words, without what tells whose it is; null where they said nothing. */
async function wishIn(
  { id, person, dossier }: Case,
  draft: Draft,
  { store, names }: TurnDeps,
): Promise<{ wish: string; need: string | null } | null> {
  const veil = createVeil({ names: [person.name], own: [names.site, names.panel, names.status_page] });
  const now = draft.history.filter(({ caseId }) => caseId === id).map(({ entry }) => entry);
  const written = [...(await store.history(id)), ...now].filter(({ kind }) => kind === 'person');
  const said = dossier?.problem ?? written.map(({ text }) => text);
  const [wish] = said.filter((text) => text.trim() !== '' && isTelling(text));
  if (wish === undefined) return null;
  const need = dossier?.answers.find(({ slot }) => slot === NEED_SLOT)?.value ?? null;
  return {
    wish: veil(wish).slice(0, MOST_KEPT),
    need: need === null ? null : veil(need).slice(0, MOST_KEPT),
  };
}

/**
 * Puts new feedback beside what others said alike, and tells development's desk: of a new group at once, of one that has
 * grown once a day at most.
 */
export async function tellOfFeedback(deps: EngineDeps): Promise<void> {
  const { store, clock } = deps;
  const desk = desksOf(deps.desks, 'development').find(({ address: { channel, account } }) =>
    deps.scope.accounts.some((each) => each.channel === channel && each.account === account),
  );
  if (desk === undefined) return;
  const grouped = groupsFor(await store.feedback());
  for (const { number, group } of grouped.fresh) await store.groupFeedback(number, group);
  const told = new Map((await store.feedbackTold()).map((one) => [one.group, one]));
  const at = clock.now();
  for (const group of feedbackGroups(grouped.all)) {
    const before = told.get(group.number);
    const grown = group.people > (before?.people ?? 0);
    if (!grown || (before !== undefined && at - before.at < TOLD_EVERY_MS)) continue;
    const line = await notice(groupInWords(group, deps), desk.address, at, deps);
    await store.tellOfFeedback({ group: group.number, people: group.people, at }, [line]);
  }
}

/** Each with its group: the one that says most alike, if it is enough, else one of its own. */
function groupsFor(all: readonly Feedback[]): {
  all: Feedback[];
  fresh: { number: number; group: number }[];
} {
  const known: Grouped[] = [];
  const fresh: { number: number; group: number }[] = [];
  const grouped = all.map((one) => {
    const stems = tellingStems(one.wish);
    const group = one.group ?? nearestGroup(stems, known) ?? one.number;
    if (one.group === null) fresh.push({ number: one.number, group });
    known.push({ group, stems });
    return { ...one, group };
  });
  return { all: grouped, fresh };
}

interface Grouped {
  group: number;
  stems: ReadonlySet<string>;
}

/** The group of the one that says most alike, if it is enough. */
function nearestGroup(stems: ReadonlySet<string>, known: readonly Grouped[]): number | null {
  const [nearest] = known
    .map((other) => ({ group: other.group, alike: sharedWords(stems, other.stems) }))
    .filter(({ alike }) => alike >= ALIKE)
    .sort((a, b) => b.alike - a.alike);
  return nearest?.group ?? null;
}

function groupInWords({ people, feedback }: FeedbackGroup, { brain, deskLanguage }: EngineDeps): RichText {
  const wishes = feedback.slice(-SHOWN).map(({ wish, caseNumber }) => `• ${wish} (#${String(caseNumber)})`);
  const key = people === 1 ? 'feedback.new' : 'feedback.grown';
  return phrase(brain().phrases, key, deskLanguage, { count: String(people), wishes: wishes.join('\n') });
}

/** One lane a desk, its chat's: it moves along where the group gets another id. */
async function notice(text: RichText, place: Address, at: number, deps: EngineDeps): Promise<NewDelivery> {
  const { channel, account } = place;
  const desk = { ...place, chat: await deps.store.currentChat(channel, account, place.chat) };
  return {
    id: deps.ids.next(),
    delivery: { kind: 'notice', desk, text },
    ...{ channel, account, lane: conversationKey(desk), caseId: null },
    ...{ onlyWhile: null, notBefore: at, receipt: null },
  };
}
