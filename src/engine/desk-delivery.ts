import { renderCard } from '../desk/card.js';
import { phrase } from '../desk/phrases.js';
import { deskFor } from '../desk/place.js';
import type { Address } from '../model/address.js';
import type { Case } from '../model/case.js';
import type { Delivery } from '../model/delivery.js';
import type { HistoryEntry } from '../model/history.js';
import { join, plain, type RichText } from '../model/text.js';
import type { NewDelivery } from '../store/store.js';
import { toDesk, type Draft } from './draft.js';
import type { TurnDeps } from './deps.js';

/** The transcript's last lines are worth more than its first: longer ones lose their beginning. */
const TRANSCRIPT_LENGTH = 12_000;

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
    if (need === 'open' && subject.desk === null) {
      const earlier = await deps.store.history(caseId);
      const now = draft.history.filter((line) => line.caseId === caseId).map((line) => line.entry);
      sent.push(...(await announce(subject, [...earlier, ...now], draft.at, deps)));
    } else {
      sent.push(...(await send(subject, { kind: 'card', card: card(subject, deps) }, draft.at, deps)));
    }
  }
  const subject = draft.subject;
  if (subject !== null) {
    for (const post of draft.posts) sent.push(...(await send(subject, post, draft.at, deps)));
  }
  return sent;
}

/** Opens a case's thread: the card, then what was said and sent so far. */
export async function announce(
  subject: Case,
  history: readonly HistoryEntry[],
  at: number,
  deps: DeskDeps,
): Promise<NewDelivery[]> {
  const desk = await place(subject, deps);
  if (desk === null) return [];
  const deliveries: Delivery[] = [{ kind: 'open-thread', desk, card: card(subject, deps) }];
  const transcript = renderTranscript(history, deps);
  const attachments = history.flatMap((line) => line.attachments);
  if (transcript !== null) {
    deliveries.push({ kind: 'post', author: null, text: transcript, attachments });
  }
  return deliveries.map((delivery) => toDesk(deps.ids, desk, subject.id, delivery, at));
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
  const desk = await place(subject, deps);
  return desk === null ? [] : [toDesk(deps.ids, desk, subject.id, delivery, at)];
}

async function place(subject: Case, deps: DeskDeps): Promise<Address | null> {
  const desk = deskFor(deps.desks, subject);
  if (desk === null) return null;
  return { ...desk, chat: await deps.store.currentChat(desk.channel, desk.account, desk.chat) };
}

function renderTranscript(history: readonly HistoryEntry[], deps: DeskDeps): RichText | null {
  const { phrases } = deps.brain();
  const botName = phrase(phrases, 'desk-thread.bot', deps.deskLanguage).text;
  const personName = phrase(phrases, 'desk-thread.person', deps.deskLanguage).text;
  const lines = history
    .filter((line) => line.kind === 'person' || line.kind === 'bot' || line.kind === 'agent')
    .filter((line) => line.text !== '')
    .map((line) => {
      const name = line.kind === 'bot' ? botName : (line.name ?? personName);
      return join([
        { text: name, spans: [{ kind: 'bold', offset: 0, length: name.length }] },
        plain(`: ${line.text}`),
      ]);
    });
  let length = 0;
  const kept: RichText[] = [];
  for (const line of lines.reverse()) {
    length += line.text.length + 1;
    if (length > TRANSCRIPT_LENGTH) break;
    kept.unshift(line);
  }
  if (kept.length === 0 && history.every((line) => line.attachments.length === 0)) return null;
  const title = phrase(phrases, 'desk-thread.transcript', deps.deskLanguage);
  return join([title, ...kept], '\n');
}
