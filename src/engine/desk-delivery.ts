import { renderCard } from '../desk/card.js';
import { goesOnElsewhere } from '../desk/move.js';
import { phrase, type DeskPhrase } from '../desk/phrases.js';
import { moveOf } from '../desk/place.js';
import type { Address } from '../model/address.js';
import type { Case } from '../model/case.js';
import { givesBack } from '../model/history-event.js';
import type { Card, Delivery } from '../model/delivery.js';
import type { HistoryEntry } from '../model/history.js';
import type { RichText } from '../model/text.js';
import type { NewDelivery } from '../store/store.js';
import { currentDesks, placeOf } from './desk-place.js';
import { toDesk, toFormer, type Draft } from './draft.js';
import type { TurnDeps } from './deps.js';
import { transcriptOf } from './transcript.js';

type Post = Extract<Delivery, { kind: 'post' }>;

/** What desk deliveries are made with. */
export type DeskDeps = Pick<TurnDeps, 'store' | 'ids' | 'brain' | 'desks' | 'deskLanguage' | 'hours'>;

/**
 * What a turn sends to the desk: the thread with its card where the case is new there, the card anew where it
 * changed, and the lines of the turn after it. Nothing where the deployment has no desk.
 */
export async function deskDeliveries(draft: Draft, deps: DeskDeps): Promise<NewDelivery[]> {
  const sent: NewDelivery[] = [];
  for (const [caseId, need] of draft.desk) {
    const subject = draft.cases.get(caseId);
    if (subject === undefined) continue;
    const history = async (): Promise<HistoryEntry[]> => [
      ...(await deps.store.history(caseId)),
      ...draft.history.filter((line) => line.caseId === caseId).map((line) => line.entry),
    ];
    if (need === 'open' && subject.desk === null) {
      sent.push(...(await announcement(subject, await history(), draft.at, deps)));
      continue;
    }
    const elsewhere = need === 'again' || need === 'move' ? moveOf(await currentDesks(deps), subject) : null;
    if (elsewhere !== null) {
      const lines =
        need === 'again' ? [goesOnElsewhere(subject, { phrases: deps.brain().phrases, ...deps })] : [];
      sent.push(...leaving(subject, lines, draft.at, deps));
      sent.push(...opening(subject, elsewhere, await history(), draft.at, deps));
      continue;
    }
    sent.push(...(await send(subject, { kind: 'card', card: card(subject, deps) }, draft.at, deps)));
    const post =
      need === 'again' || need === 'back'
        ? sinceGivenBack(subject, need, await history(), deps)
        : ending(subject, draft.at, deps);
    if (post !== null) sent.push(...(await send(subject, post, draft.at, deps)));
  }
  const subject = draft.subject;
  if (subject !== null) {
    for (const post of draft.posts) {
      const { former } = post;
      if (former === undefined) sent.push(...(await send(subject, post, draft.at, deps)));
      else sent.push(toFormer(deps.ids, former, subject.id, post, draft.at));
    }
  }
  for (const merge of draft.merges) sent.push(...(await mergedFrom(merge, draft.at, deps)));
  return sent;
}

/** What was said in a case that goes on in another one, for the other one's thread. */
async function mergedFrom(
  { from, into, agent }: Draft['merges'][number],
  at: number,
  deps: DeskDeps,
): Promise<NewDelivery[]> {
  const title = say('desk-thread.merged-from', deps, { agent: agent.name, number: String(from.number) });
  const told = transcriptOf(title, await deps.store.history(from.id), deps);
  return send(into, told ?? line(title), at, deps);
}

/** Opens a case's thread: the card, then what was said and sent so far. Nothing where there is no desk. */
export async function announcement(
  subject: Case,
  history: readonly HistoryEntry[],
  at: number,
  deps: DeskDeps,
): Promise<NewDelivery[]> {
  const desk = await placeOf(subject, deps);
  if (desk === null) return [];
  const deliveries: Delivery[] = [{ kind: 'open-thread', desk, card: card(subject, deps) }];
  const transcript = transcriptOf(say('desk-thread.transcript', deps), history, deps);
  if (transcript !== null) deliveries.push(transcript);
  return deliveries.map((delivery) => toDesk(deps.ids, desk, subject.id, delivery, at));
}

/** Takes the buttons off the card in the thread that the case leaves, and says there what is to be said. */
function leaving(subject: Case, lines: readonly RichText[], at: number, deps: DeskDeps): NewDelivery[] {
  const { desk, cardMessage } = subject;
  if (desk === null) return [];
  const left: Delivery[] = lines.map((text) => ({ ...line(text), former: desk }));
  if (cardMessage !== null) {
    const shown: Card = { ...card(subject, deps), state: 'elsewhere', actions: [] };
    left.push({ kind: 'card', card: shown, former: { address: desk, message: cardMessage } });
  }
  return left.map((delivery) => toFormer(deps.ids, desk, subject.id, delivery, at));
}

/** Opens another thread for a case: the card, then all that was said and noted so far. */
function opening(
  subject: Case,
  desk: Address,
  history: readonly HistoryEntry[],
  at: number,
  deps: DeskDeps,
): NewDelivery[] {
  const title = say('desk-thread.moved-here', deps);
  const told = transcriptOf(title, history, deps, { notes: true }) ?? line(title);
  const open: Delivery = { kind: 'open-thread', desk, card: card(subject, deps) };
  return [open, told].map((delivery) => toDesk(deps.ids, desk, subject.id, delivery, at));
}

/** A card that changes tells nobody anything: a new line does, with what was said since the case was given back. */
function sinceGivenBack(
  { dossier, agent }: Case,
  need: 'again' | 'back',
  history: readonly HistoryEntry[],
  deps: DeskDeps,
): Post | null {
  if (dossier === null) return null;
  const reason = say(`card.reason-${dossier.reason}`, deps).text;
  const back = history.findLastIndex(givesBack);
  const title =
    need === 'again'
      ? say('desk-thread.again', deps, { reason })
      : say('desk-thread.brought-back', deps, { agent: agent?.name ?? '—' });
  return transcriptOf(title, history.slice(back + 1), deps) ?? line(title);
}

/** The line that tells agents of an end that was not theirs; of theirs, the thread has told. */
function ending({ owner, resolution, closedAt }: Case, at: number, deps: DeskDeps): Post | null {
  if (owner !== 'nobody' || closedAt !== at) return null;
  if (resolution === null || resolution === 'by-agent') return null;
  if (resolution === 'merged' || resolution === 'spam') return null;
  return line(say(`desk-thread.closed-${resolution}`, deps));
}

/** A case's card as it stands. */
export function card(subject: Case, deps: DeskDeps): ReturnType<typeof renderCard> {
  return renderCard(subject, {
    phrases: deps.brain().phrases,
    language: deps.deskLanguage,
    timeZone: deps.hours.timeZone,
  });
}

async function send(subject: Case, delivery: Delivery, at: number, deps: DeskDeps): Promise<NewDelivery[]> {
  const desk = await placeOf(subject, deps);
  return desk === null ? [] : [toDesk(deps.ids, desk, subject.id, delivery, at)];
}

function say(key: DeskPhrase, deps: DeskDeps, values: Record<string, string> = {}): RichText {
  return phrase(deps.brain().phrases, key, deps.deskLanguage, values);
}

function line(text: RichText): Post {
  return { kind: 'post', author: null, text, attachments: [] };
}
