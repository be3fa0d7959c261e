import type { Case } from '../model/case.js';
import type { CaseEvent, CaseFacts, EventType } from '../model/event.js';
import type { NewWebhook } from '../store/store.js';
import type { Draft } from './draft.js';
import type { Ids } from './ids.js';
import type { WebhookSetup } from './webhooks.js';

/**
 * What happened to a case in a turn, in order: made from how it stood before and after, so that nothing that changes
 * a case can forget to tell of it. What was undone within the turn did not happen.
 * @param before null where the turn opened it
 */
export function eventsBetween(before: Case | null, after: Case): EventType[] {
  const wasClosed = before?.owner === 'nobody';
  const isClosed = after.owner === 'nobody';
  if (wasClosed && isClosed) {
    return before.closedAt === after.closedAt ? [] : ['case.reopened', 'case.resolved'];
  }
  return [
    ...(before === null ? (['case.opened'] as const) : []),
    ...(wasClosed ? (['case.reopened'] as const) : []),
    ...ownership(wasClosed ? null : before, after),
    ...(isRouted(before, after) ? (['case.routed'] as const) : []),
    ...(isClosed ? (['case.resolved'] as const) : []),
  ];
}

function ownership(before: Case | null, after: Case): EventType[] {
  const from = before?.owner ?? 'bot';
  switch (after.owner) {
    case 'queue':
      if (from === 'queue') return [];
      return from === 'agent' ? ['case.released'] : ['case.handed_over'];
    case 'agent':
      return from === 'agent' && before?.agent?.id === after.agent?.id ? [] : ['case.claimed'];
    case 'bot':
      return from === 'bot' ? [] : ['case.handed_back'];
    case 'nobody':
      return [];
  }
}

/** Only while people have it: before that, where it would go changes with what the bot learns. */
function isRouted(before: Case | null, after: Case): boolean {
  if (before === null || !isWithPeople(before) || !isWithPeople(after)) return false;
  return before.department !== after.department || before.priority !== after.priority;
}

function isWithPeople({ owner }: Case): boolean {
  return owner === 'queue' || owner === 'agent';
}

/** What a turn has to tell other systems: each event once for each endpoint; nothing where there is none. */
export function webhooksOf(draft: Draft, setup: WebhookSetup | null, ids: Ids): NewWebhook[] {
  if (setup === null) return [];
  return eventsOf(draft)
    .filter(({ type }) => setup.events.includes(type))
    .flatMap((event) => {
      const told = { id: ids.next(), type: event.type, body: JSON.stringify(event) };
      return setup.endpoints.map((endpoint) => ({ ...told, endpoint }));
    });
}

function eventsOf(draft: Draft): CaseEvent[] {
  const timestamp = moment(draft.at);
  return [...draft.cases.values()].flatMap((after) => {
    const facts = factsOf(after);
    const happened = eventsBetween(draft.before.get(after.id) ?? null, after);
    const feedback = draft.feedback.filter(({ caseId }) => caseId === after.id);
    return [
      ...happened.map((type) => ({ type, timestamp, data: { case: facts } })),
      ...feedback.map(({ wish, need }) => ({
        type: 'feedback.received' as const,
        timestamp,
        data: { case: facts, feedback: { wish, need } },
      })),
    ];
  });
}

function factsOf(subject: Case): CaseFacts {
  const { id, number, audience, language, owner, intent, department, priority } = subject;
  return {
    ...{ id, number, channel: subject.address.channel, audience, language },
    ...{ owner, agent: subject.agent?.name ?? null },
    ...{ intent, department, priority, handoverReason: subject.dossier?.reason ?? null },
    openedAt: moment(subject.openedAt),
    waitingSince: subject.waitingSince === null ? null : moment(subject.waitingSince),
    closedAt: subject.closedAt === null ? null : moment(subject.closedAt),
    resolution: subject.resolution,
    mergedInto: subject.mergedInto,
  };
}

function moment(at: number): string {
  return new Date(at).toISOString();
}
