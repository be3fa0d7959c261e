import type { DialogueContent } from '../../src/dialogue/content.js';
import { createBrain } from '../../src/brain.js';
import { step } from '../../src/dialogue/step.js';
import type { Brain } from '../../src/engine/brain.js';
import type { Content } from '../../src/flow/content.js';
import type { Case } from '../../src/model/case.js';
import type { Inbound } from '../../src/model/inbound.js';
import { overridden, upgraded } from './conversation-host.js';
import type { Conversation, Doing, Host, Observed, Understood } from './conversation.js';
import { bench, chatAt, messageFrom, olga, PAUSE_MS, type Bench } from './engine.js';

const CHAT = '1';
const MONDAY_NOON = Date.UTC(2026, 2, 2, 12);
const SUNDAY_NOON = Date.UTC(2026, 2, 1, 12);
const WORK = [{ from: 9 * 60, to: 18 * 60 }];
const REMIND_MS = 30 * 60_000;
const CLOSE_MS = 24 * 60 * 60_000;

/** A brain for conversation tests: trained once, told what to understand, and able to be upgraded. */
export function createTestBrain(
  content: Content,
): (told: { understood: Understood | null; upgraded: boolean }) => Brain {
  const trained = createBrain(content);
  const newer: DialogueContent = upgraded(content);
  return (told) => ({
    ...trained,
    understand(text, context) {
      const real = trained.understand(text, context);
      return told.understood === null ? real : overridden(real, told.understood);
    },
    step: (state, event, context) => step(state, event, context, told.upgraded ? newer : content),
  });
}

/**
 * The whole engine over a database, with everything that arrives delivered three times: twice at once, and again
 * after it was handled. What the person reads must be the same as from the dialogue alone.
 */
export async function createEngineHost(
  conversation: Conversation,
  brainFor: ReturnType<typeof createTestBrain>,
): Promise<Host & { close(): Promise<void> }> {
  const told: { understood: Understood | null; upgraded: boolean } = { understood: null, upgraded: false };
  const brain = brainFor(told);
  const b = await bench({
    start: conversation.desk === 'open' ? MONDAY_NOON : SUNDAY_NOON,
    brain: () => brain,
    settings: {
      audiences: { telegram: conversation.audience, slack: 'staff', terminal: 'customer' },
      names: {
        provider: 'Пример Хостинг',
        site: 'https://hosting.example',
        panel: 'Панель',
        status_page: 'https://status.hosting.example',
      },
      hours: {
        always: false,
        timeZone: 'UTC',
        days: { mon: WORK, tue: WORK, wed: WORK, thu: WORK, fri: WORK, sat: [], sun: [] },
      },
    },
  });
  let count = 0;

  async function give(inbound: Inbound): Promise<void> {
    await b.engine.sink.accept(inbound);
    await b.engine.sink.accept(inbound);
    await b.pass(PAUSE_MS);
    await b.engine.sink.accept(inbound);
    await b.pass(PAUSE_MS);
  }

  async function perform(doing: Doing): Promise<void> {
    count += 1;
    const id = `doing${String(count)}`;
    const person = { id: 'ivan', name: '<b>Иван_*[', locale: conversation.language };
    const base = { id, at: b.clock.now(), address: chatAt(CHAT), person };
    switch (doing.kind) {
      case 'write':
        await give({
          ...messageFrom(CHAT, doing.text, { id, at: base.at, person }),
          masked: [...doing.masked],
          attachments: Array.from({ length: doing.files }, (_, index) => ({
            kind: 'photo' as const,
            channel: 'telegram' as const,
            file: `${id}-${String(index)}`,
            name: null,
            mime: null,
            size: null,
          })),
        });
        return;
      case 'press':
        await give({ ...base, kind: 'choice', token: doing.token });
        return;
      case 'command':
        await give({ ...base, kind: 'command', name: doing.name, argument: doing.argument });
        return;
      case 'silence':
        await b.pass(doing.timer === 'remind' ? REMIND_MS : REMIND_MS + CLOSE_MS);
        return;
      case 'agent': {
        const subject = await latest(b);
        if (subject === null) throw new Error('there is no case for an agent');
        const action = ({ claims: 'claim', 'hands-back': 'hand-back', resolves: 'resolve' } as const)[
          doing.does
        ];
        const address = subject.desk ?? subject.address;
        await give({
          kind: 'desk-action',
          id,
          at: base.at,
          address,
          agent: olga,
          action,
          caseId: subject.id,
        });
        return;
      }
      case 'upgrade':
        told.upgraded = true;
    }
  }

  return {
    async take(doing) {
      told.understood = doing.kind === 'write' ? doing.understood : null;
      const before = await latest(b);
      const heard = b.telegram.arrived('say').length;
      const reports = b.reports.length;
      await perform(doing);
      return observe(b, { before, heard, reports }, conversation);
    },
    close: () => b.close(),
  };
}

async function latest(b: Bench): Promise<Case | null> {
  return (await b.store.loadTurn(`telegram:bot:${CHAT}:`)).latest;
}

async function observe(
  b: Bench,
  since: { before: Case | null; heard: number; reports: number },
  conversation: Conversation,
): Promise<Observed> {
  const now = await latest(b);
  const before = now?.id === since.before?.id ? since.before : null;
  const report = b.reports.slice(since.reports).findLast(({ move }) => move !== 'late-timer');
  const handed = now !== null && now.dossier !== null && now.dossier !== before?.dossier;
  const newly = handed && JSON.stringify(now.dossier) !== JSON.stringify(before?.dossier ?? null);
  const ended = since.before?.owner === 'nobody' ? null : await closedSince(b, since.before, now);
  return {
    says: b.telegram
      .arrived('say')
      .slice(since.heard)
      .flatMap((said) => (said.kind === 'say' ? [{ text: said.text.text, choices: said.choices }] : [])),
    move: report?.move ?? 'none',
    flow: report?.flow ?? null,
    step: report?.step ?? null,
    handover:
      newly && now.dossier !== null
        ? { dossier: now.dossier, department: now.department, priority: now.priority }
        : null,
    close: ended,
    owner: report?.owner ?? now?.owner ?? 'nobody',
    intent: now?.owner === 'nobody' && ended === null ? null : (now?.intent ?? null),
    language: now?.language ?? conversation.language,
  };
}

async function closedSince(b: Bench, before: Case | null, now: Case | null): Promise<string | null> {
  if (before !== null && before.id !== now?.id)
    return (await b.store.caseById(before.id))?.resolution ?? null;
  return now?.owner === 'nobody' ? now.resolution : null;
}
